// Telling people, beyond our own pages, that something waits: queued with the decision that calls
// for it, sent by the outbox, and recorded with what the next system answered.
#pragma once

#include "acts/services.hpp"
#include "store/notices.hpp"

namespace varde::acts {

struct NewNotice {
    Uuid owner;  ///< A person or an organisation.
    /// All that waits for the owner now. The message says these numbers and nothing else.
    std::int64_t urgent = 0, other = 0;
    std::vector<Uuid> escalations;        ///< All of which this message tells.
    std::optional<Timestamp> not_before;  ///< Quiet hours; never for what is urgent.
    /// Nothing that is new is urgent: it leaves ten minutes between two messages to one address.
    bool can_wait = false;
};

/// Queues one message for each channel that the owner can be reached by, and returns how many. A
/// message that waits for its time already takes this along instead: it says the newer numbers and
/// goes at the earlier time. 0: the owner has no living contact here, or is disabled. Nothing
/// leaves before the transaction has committed.
Result<int> queue_notice(Services& services, store::Transaction& tx, const NewNotice& notice);

/// The same for a test message to each of the owner's contacts, dead ones too.
Status queue_tests(Services& services, store::Transaction& tx, const Uuid& owner);

/// Stores what came of sending a notice. Sent, or failed for good: an event. Failed for now: it is
/// due again later. Given up: a problem is raised, and an address that is to blame is marked dead.
/// Sent: such a problem has ended. Does nothing for a notice that has ended.
Status record_attempt(Services& services, store::Transaction& tx, const Uuid& notice,
                      const domain::Attempt& attempt);

/// What became of the messages of one step of a ladder. A step of which nobody could be sent
/// anything is unreachable at once.
Result<store::StepReach> reach_of(store::Reading& reading, const Uuid& escalation);

}  // namespace varde::acts
