#include "store/recovery.hpp"

#include "base/log.hpp"

namespace varde::store {

std::string_view name_of(Recovery::Cause cause)
{
    switch (cause) {
    case Recovery::Cause::lock_missing:
        return "lock-missing";
    case Recovery::Cause::lock_unusable:
        return "lock-unusable";
    case Recovery::Cause::entries_missing:
        return "entries-missing";
    case Recovery::Cause::other_tree:
        return "other-tree";
    case Recovery::Cause::tree_damaged:
        return "tree-damaged";
    case Recovery::Cause::journal_damaged:
        return "journal-damaged";
    }
    CHECK(false);
    return {};
}

Error refused_in_recovery()
{
    return {.code = ErrorCode::unavailable,
            .message = "Nothing was stored. This server is in recovery mode: it shows what it has "
                       "and takes nothing new until its operator has put it right. Send it again "
                       "later, or reach the unit by telephone if it cannot wait.",
            .problem = "recovery-mode"};
}

void RecoveryMode::enter(Recovery why)
{
    const std::lock_guard lock(mutex_);
    // What the lock says about the database comes before what the journal cannot mend.
    if (why_ && why_->cause != Recovery::Cause::journal_damaged)
        return;
    if (why_)
        why.reason += ". Besides: " + why_->reason;
    log::error("recovery mode: nothing new is accepted",
               {{"cause", name_of(why.cause)}, {"reason", std::string_view(why.reason)}});
    why_ = std::move(why);
    on_ = true;
}

std::optional<Recovery> RecoveryMode::why() const
{
    const std::lock_guard lock(mutex_);
    return why_;
}

}  // namespace varde::store
