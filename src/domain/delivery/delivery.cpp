#include "domain/delivery/delivery.hpp"

#include <algorithm>

namespace varde::domain {
namespace {

constexpr std::array<std::string_view, 5> standing_names{"owned", "offered", "transferred",
                                                         "returned", "closed"};

void begin(Delivery& delivery, const Event& event)
{
    delivery.id = event.delivery;
    delivery.report = event.report;
    delivery.unit = event.unit;
    delivery.kind = event.facts.kind;
    delivery.urgent = event.facts.urgent;
    delivery.channel = event.channel;
    delivery.sequence = event.sequence;
    delivery.received_at = event.at;
    delivery.from_unit = event.facts.from_unit;
    delivery.from_delivery = event.facts.from_delivery;
}

void end_offer(Delivery& delivery)
{
    delivery.offered_unit = {};
    delivery.offered_as = {};
}

void first(std::optional<Timestamp>& fact, Timestamp at)
{
    if (!fact)
        fact = at;
}

/// Whoever must not read it neither owns it nor is asked to take it: the duty slot does.
void leave_to_duty(Delivery& delivery, const PersonId& person)
{
    if (delivery.owner == person)
        delivery.owner = {};
    if (delivery.offered_to == person)
        delivery.offered_to = {};
}

void own_by_acting(Delivery& delivery, const Event& event)
{
    if (delivery.owner.is_nil())
        delivery.owner = event.by.person;
}

}  // namespace

std::string_view name_of(Standing standing) { return standing_names.at(std::size_t(standing)); }

std::optional<Standing> standing_named(std::string_view name)
{
    const auto found = std::find(standing_names.begin(), standing_names.end(), name);
    if (found == standing_names.end())
        return std::nullopt;
    return Standing(found - standing_names.begin());
}

bool is_open(Standing standing)
{
    return standing == Standing::owned || standing == Standing::offered;
}

Delivery fold(Delivery delivery, const Event& event)
{
    switch (event.name) {
    case EventName::report_accepted:
        begin(delivery, event);
        break;
    case EventName::delivery_offered:
        begin(delivery, event);
        delivery.standing = Standing::offered;
        break;
    case EventName::delivery_opened:
        first(delivery.opened_at, event.at);
        break;
    case EventName::delivery_filed:
        first(delivery.filed_at, event.at);
        delivery.case_id = event.facts.case_id;
        own_by_acting(delivery, event);
        break;
    case EventName::delivery_assessed:
        first(delivery.assessed_at, event.at);
        if (event.facts.immediate_follow_up)
            delivery.immediate_follow_up = event.facts.immediate_follow_up;
        own_by_acting(delivery, event);
        break;
    case EventName::delivery_answered:
        first(delivery.answered_at, event.at);
        break;
    case EventName::delivery_closed:
    case EventName::drill_ended:
        delivery.closed_at = event.at;
        delivery.standing = Standing::closed;
        break;
    case EventName::delivery_forwarded:
        delivery.offered_unit = event.facts.to_unit;
        delivery.offered_as = event.facts.to_delivery;
        break;
    case EventName::delivery_returned:
        if (event.facts.to_delivery.is_nil()) {
            delivery.standing = Standing::returned;
        } else {
            delivery.offered_unit = event.facts.to_unit;
            delivery.offered_as = event.facts.to_delivery;
        }
        break;
    case EventName::delivery_taken:
        delivery.standing = Standing::owned;
        delivery.owner = event.facts.to_person;
        delivery.offered_to = {};
        break;
    case EventName::delivery_transferred:
        delivery.standing = Standing::transferred;
        end_offer(delivery);
        break;
    case EventName::delivery_declined:
        end_offer(delivery);
        break;
    case EventName::delivery_assigned:
        delivery.offered_to = event.facts.to_person;
        break;
    case EventName::conflict_declared:
        if (!is_with(delivery, event.facts.to_person))
            return delivery;
        leave_to_duty(delivery, event.facts.to_person);
        break;
    default:
        return delivery;  // Nothing that an editor's view could be stale about.
    }
    ++delivery.version;
    return delivery;
}

bool is_with(const Delivery& delivery, const PersonId& person)
{
    return !person.is_nil() && (delivery.owner == person || delivery.offered_to == person);
}

bool ended_as_drill(const Delivery& delivery)
{
    return delivery.standing == Standing::closed && !delivery.assessed_at;
}

Danger danger_of(const Delivery& delivery)
{
    if (delivery.immediate_follow_up.value_or(delivery.urgent && !delivery.assessed_at))
        return Danger::urgent;
    return delivery.assessed_at ? Danger::standard : Danger::unassessed;
}

std::string_view state_word(const Delivery& delivery)
{
    if (delivery.standing != Standing::owned)
        return name_of(delivery.standing);
    if (delivery.answered_at)
        return "answered";
    if (delivery.assessed_at)
        return "assessed";
    if (delivery.filed_at)
        return "filed";
    return delivery.opened_at ? "opened" : "unopened";
}

}  // namespace varde::domain
