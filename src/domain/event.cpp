#include "domain/event.hpp"

#include "base/check.hpp"

#include <algorithm>

namespace varde::domain {
namespace {

constexpr std::array<std::string_view, 49> event_names{"report.accepted",
                                                       "report.withdrawn",
                                                       "delivery.opened",
                                                       "delivery.read",
                                                       "delivery.filed",
                                                       "delivery.assessed",
                                                       "delivery.answered",
                                                       "delivery.closed",
                                                       "delivery.forwarded",
                                                       "delivery.returned",
                                                       "delivery.offered",
                                                       "delivery.taken",
                                                       "delivery.transferred",
                                                       "delivery.declined",
                                                       "delivery.assigned",
                                                       "access.refused",
                                                       "log.opened",
                                                       "obligation.breached",
                                                       "obligation.swept",
                                                       "escalation.raised",
                                                       "escalation.acknowledged",
                                                       "notice.sent",
                                                       "notice.failed",
                                                       "duty.changed",
                                                       "problem.raised",
                                                       "problem.answered",
                                                       "problem.closed",
                                                       "problem.read",
                                                       "handover.read",
                                                       "access.changed",
                                                       "conflict.declared",
                                                       "conflict.lifted",
                                                       "intake.changed",
                                                       "report.held",
                                                       "report.released",
                                                       "report.archived",
                                                       "erasure.proposed",
                                                       "erasure.withdrawn",
                                                       "erasure.refused",
                                                       "report.erased",
                                                       "erasure_key.destroyed",
                                                       "drill.ended",
                                                       "ledger.beat",
                                                       "delivery.stored",
                                                       "readback.failed",
                                                       "channel.compared",
                                                       "reconciliation.made",
                                                       "resend.asked",
                                                       "balance.struck"};
constexpr std::array<std::string_view, 7> medium_names{"api",     "form",  "phone", "letter",
                                                       "meeting", "email", "other"};
constexpr std::array<std::string_view, 4> close_reason_names{"handled", "dismissed", "transferred",
                                                             "duplicate"};

/// The enumerator whose name stands at its own place in `names`.
template <class Enum, std::size_t N>
std::optional<Enum> named(const std::array<std::string_view, N>& names, std::string_view name)
{
    const auto found = std::find(names.begin(), names.end(), name);
    if (found == names.end())
        return std::nullopt;
    return Enum(found - names.begin());
}

}  // namespace

std::string_view name_of(EventName name) { return event_names.at(std::size_t(name)); }
std::optional<EventName> event_named(std::string_view name)
{
    return named<EventName>(event_names, name);
}
std::string_view name_of(Medium medium) { return medium_names.at(std::size_t(medium)); }
std::optional<Medium> medium_named(std::string_view name)
{
    return named<Medium>(medium_names, name);
}
std::string_view name_of(CloseReason reason) { return close_reason_names.at(std::size_t(reason)); }
std::optional<CloseReason> close_reason_named(std::string_view name)
{
    return named<CloseReason>(close_reason_names, name);
}

}  // namespace varde::domain
