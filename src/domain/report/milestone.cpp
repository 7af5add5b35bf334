#include "domain/report/milestone.hpp"

namespace varde::domain {

std::vector<std::string_view> milestones_of(EventName name)
{
    switch (name) {
    case EventName::report_accepted:
        return {"accepted", "routed"};
    case EventName::report_withdrawn:
        return {"withdrawn"};
    case EventName::delivery_opened:
        return {"opened"};
    case EventName::delivery_filed:
        return {"filed"};
    case EventName::delivery_assessed:
        return {"assessed"};
    case EventName::delivery_answered:
        return {"answered"};
    case EventName::delivery_closed:
        return {"closed"};
    case EventName::delivery_stored:
        return {"stored"};
    case EventName::delivery_forwarded:
        return {"forwarded"};
    case EventName::delivery_returned:
        return {"returned"};
    case EventName::report_erased:
        return {"erased"};
    case EventName::resend_asked:
        return {"resend_asked"};
    case EventName::delivery_read:
    case EventName::delivery_offered:
    case EventName::delivery_taken:
    case EventName::delivery_transferred:
    case EventName::delivery_declined:
    case EventName::delivery_assigned:
    case EventName::access_refused:
    case EventName::log_opened:
    case EventName::obligation_breached:
    case EventName::obligation_swept:
    case EventName::escalation_raised:
    case EventName::escalation_acknowledged:
    case EventName::notice_sent:
    case EventName::notice_failed:
    case EventName::duty_changed:
    case EventName::problem_raised:
    case EventName::problem_answered:
    case EventName::problem_closed:
    case EventName::problem_read:
    case EventName::handover_read:
    case EventName::access_changed:
    case EventName::conflict_declared:
    case EventName::conflict_lifted:
    case EventName::intake_changed:
    case EventName::report_held:
    case EventName::report_released:
    case EventName::report_archived:
    case EventName::erasure_proposed:
    case EventName::erasure_withdrawn:
    case EventName::erasure_refused:
    case EventName::key_destroyed:
    case EventName::drill_ended:
    case EventName::ledger_beat:
    case EventName::readback_failed:
    case EventName::channel_compared:
    case EventName::reconciliation_made:
    case EventName::balance_struck:
        break;
    }
    return {};
}

std::vector<std::string_view> NewMilestones::of(const Event& event)
{
    // An answer to a question that was over, or never asked, says nothing of what is held.
    if (event.name == EventName::readback_failed && !event.facts.name.starts_with("nonce_"))
        stored_.erase(event.delivery);
    if (event.name == EventName::delivery_stored && !stored_.insert(event.delivery).second)
        return {};
    return milestones_of(event.name);
}

std::vector<Milestone> milestones(const std::vector<Event>& events)
{
    std::vector<Milestone> found;
    NewMilestones anew;
    for (const auto& event : events)
        for (const auto name : anew.of(event))
            found.push_back({name, event.at, event.by, event.delivery});
    return found;
}

}  // namespace varde::domain
