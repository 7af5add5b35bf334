// What is true now of a receipt that somebody holds, for anyone: that it holds, which step it
// proves, and whether the report was erased since. Never whom or what it is about.
#pragma once

#include "acts/receipt.hpp"

namespace varde::acts {

struct ReceiptNow {
    CheckedReceipt checked;
    /// Whoever asks brought the entry or the code. Otherwise only `holds` and `in_ledger` are told.
    bool knows_entry = false;
    std::string milestone;  ///< `accepted`, `opened`…; empty where the entry cannot be read.
    Timestamp at;           ///< When that was, to the second.
    std::uint64_t index = 0, size = 0;  ///< The entry's place, and how many the checkpoint is over.
    std::string origin;
};

/// `entry` may be empty: then the proof is held against the entry at its place in our ledger, and
/// nothing that stands there is told. `invalid` when the proof is none.
Result<ReceiptNow> receipt_now(const Services& services, std::string entry,
                               const std::string& proof);
/// The receipt of the acceptance behind a code, made anew. `not_found`.
Result<ReceiptNow> receipt_now_by_code(const Services& services, std::string_view code);

}  // namespace varde::acts
