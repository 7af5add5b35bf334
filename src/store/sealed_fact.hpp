// What of an event only readers may see, sealed under the report's key, and the commitment by
// which the ledger holds it.
#pragma once

#include "ledger/entry.hpp"
#include "vault/record.hpp"

namespace varde::store {

/// `committed` is what the ledger entry's `commit` line stands for: of an acceptance the manifest
/// of the parts, of any other event its clear facts and its sealed JSON, one line each. `extra`
/// is kept beside it under the same seal.
struct OpenFact {
    Bytes opening;  ///< 32 random bytes; who holds them can prove what was committed to.
    std::string committed;
    std::string extra;
};

struct SealedFact {
    Hash commitment{};
    Bytes sealed;
    Bytes opening;  ///< For the receipt of whoever may hold it.
};

/// The key of a report and where it comes from.
struct ReportKey {
    crypto::Key key;
    std::uint32_t epoch = 0;
};

SealedFact seal_fact(const ReportKey& key, const ReportId& report, std::string_view committed,
                     std::string_view extra, Random& random);
Result<OpenFact> open_fact(const ReportKey& key, const ReportId& report, ByteView sealed);

}  // namespace varde::store
