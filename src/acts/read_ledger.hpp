// What anyone may read of the ledger: published checkpoints, tiles of the tree, and proofs; and for
// auditors the entries. Formats: C2SP tlog-checkpoint, tlog-tiles and tlog-proof, byte for byte.
// `unavailable`, all of it, in recovery mode because of another tree than the one that was signed.
#pragma once

#include "acts/services.hpp"

namespace varde::acts {

/// The newest published checkpoint, with the witnesses' signatures that have come so far.
/// `not_found` before the first beat.
Result<std::string> published_checkpoint(const Services& services);

/// A tile by what follows `tile/` in its address: `<level>/<index>` or `….p/<width>`. `not_found`
/// for another form, and for whatever the newest published checkpoint does not cover.
Result<std::string> ledger_tile(const Services& services, std::string_view path);

/// The entries under a tile of level 0, by what follows `tile/entries/`. `unauthenticated` or
/// `forbidden` for who is no auditor, unless `for_anyone`.
Result<std::string> ledger_entries(const Services& services, const domain::Actor& actor,
                                   bool for_anyone, std::string_view path);

/// Where the entry at `index` stands under the published checkpoint of `size` entries; nothing: the
/// newest. `not_found` where none was published, or it does not hold the entry.
Result<std::string> ledger_proof(const Services& services, std::uint64_t index,
                                 std::optional<std::uint64_t> size);

/// For whoever watches: seconds since the newest checkpoint was published, nothing before the
/// first; and since each witness has last signed one.
struct LedgerAges {
    std::optional<std::int64_t> checkpoint_seconds;
    std::vector<std::pair<std::string, std::int64_t>> witness_seconds;
};
Result<LedgerAges> ledger_ages(const Services& services);

}  // namespace varde::acts
