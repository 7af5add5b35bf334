// What a server says about a report that was sent to it, checked before anyone believes it.
#pragma once

#include "base/bytes.hpp"
#include "base/result.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace varde::app {

struct SentPart {
    std::string media_type;
    std::uint64_t bytes = 0;
    Hash sha256{};
};

struct SentWarning {
    std::string code, detail;
};

/// The answer to an accepted report.
struct SentReceipt {
    std::string id, accepted_at, unit, unit_name;
    std::int64_t sequence = 0;
    std::vector<SentWarning> warnings;
    std::string code, entry, manifest, proof, vkey;
};

/// `malformed` for what is not such an answer.
Result<SentReceipt> read_receipt(std::string_view body);

/// That the receipt is about exactly these parts (the body first), that its entry stands in the
/// tree that the proof's checkpoint signs, and that `vkey` is `trusted_vkey` unless that is empty.
/// `invalid` says what does not hold.
Status verify_receipt(const SentReceipt& receipt, const std::vector<SentPart>& parts,
                      const std::string& trusted_vkey);

/// `conflict` when there is a receipt in the folder: asked before anything is sent.
Status check_free(const std::string& folder);
/// As the files entry, manifest, proof and vkey in `folder`, which is made.
Status save_receipt(const SentReceipt& receipt, const std::string& folder);

}  // namespace varde::app
