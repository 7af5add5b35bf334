// The whole tree again, from each event's row: does what is stored still give what was signed?
#pragma once

#include "ledger/checkpoint.hpp"
#include "ledger/tree.hpp"
#include "store/reading.hpp"

namespace varde::store {

/// Up to the newest checkpoint at its beginning; what is appended meanwhile is left to the next
/// check. One thread at a time.
class TreeCheck {
public:
    /// `conflict` when the newest checkpoint is not signed with `log`.
    static Result<TreeCheck> begin(Reading& reading, const crypto::PublicKey& log);
    /// Looks at some thousand entries; true when all have been seen and give the signed root.
    /// `conflict` says what does not fit, and where.
    Result<bool> step(Reading& reading);
    const ledger::Checkpoint& target() const { return target_; }

private:
    explicit TreeCheck(ledger::Checkpoint target) : target_(std::move(target)) {}
    ledger::Checkpoint target_;
    ledger::Frontier seen_;
};

/// All of it at once. The checkpoint that it ended with.
Result<ledger::Checkpoint> check_tree(Reading& reading, const crypto::PublicKey& log);

}  // namespace varde::store
