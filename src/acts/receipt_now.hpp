// What is true now of a receipt that somebody holds, for anyone: that it holds, which step it
// proves, and whether the report was erased since. Never whom or what it is about.
#pragma once

#include "acts/receipt.hpp"

namespace varde::acts {

struct ReceiptNow {
    CheckedReceipt checked;
    std::string milestone;  ///< `accepted`, `opened`…; empty where the entry cannot be read.
    Timestamp at;           ///< When that was, to the second.
    std::uint64_t index = 0, size = 0;  ///< The entry's place, and how many the checkpoint is over.
    std::string origin;
};

/// `entry` may be empty: then that of the proof's place in our ledger. `invalid` when the proof is
/// none.
Result<ReceiptNow> receipt_now(const Services& services, std::string entry,
                               const std::string& proof);
/// The receipt of the acceptance behind a code, made anew. `not_found`.
Result<ReceiptNow> receipt_now_by_code(const Services& services, std::string_view code);

}  // namespace varde::acts
