// The acts on a delivery: what its state allows, and the events that each act is.
#include "domain/delivery/delivery.hpp"

namespace varde::domain {
namespace {

Event event_on(const Delivery& delivery, EventName name, const Doing& doing,
               std::string sealed = {})
{
    return {.name = name,
            .report = delivery.report,
            .delivery = delivery.id,
            .unit = delivery.unit,
            .by = doing.by,
            .at = doing.at,
            .channel = delivery.channel,
            .sequence = delivery.sequence,
            .sealed = std::move(sealed)};
}

Error conflict(std::string message) { return {ErrorCode::conflict, std::move(message)}; }

/// The unit must be the one that is accountable.
Status must_be_owned(const Delivery& delivery)
{
    switch (delivery.standing) {
    case Standing::owned:
        return ok();
    case Standing::offered:
        return conflict("This was forwarded to you and is not yours yet: take it or return it.");
    case Standing::transferred:
        return conflict("Another unit has taken this over.");
    case Standing::returned:
        return conflict("This was returned to the unit it came from.");
    case Standing::closed:
        break;
    }
    return conflict("This is closed.");
}

Status must_be_opened(const Delivery& delivery)
{
    TRY(must_be_owned(delivery));
    if (!delivery.opened_at)
        return conflict("Open it first: nobody decides on what nobody has read.");
    return ok();
}

/// Who reported is owed an answer, also after it was closed.
Status must_be_answerable(const Delivery& delivery)
{
    if (ended_as_drill(delivery))
        return conflict("This was a drill: there is nothing more to do, and nobody to answer.");
    return delivery.standing == Standing::closed ? ok() : must_be_opened(delivery);
}

/// The first event of the delivery that an offer creates.
Event offered(const Delivery& from, const Doing& doing, const Offer& offer)
{
    Event event{.name = EventName::delivery_offered,
                .report = from.report,
                .delivery = offer.delivery,
                .unit = offer.unit,
                .by = doing.by,
                .at = doing.at,
                .channel = offer.channel,
                .sequence = offer.sequence};
    event.facts.kind = from.kind;
    event.facts.urgent = from.urgent;
    event.facts.from_unit = from.unit;
    event.facts.from_delivery = from.id;
    return event;
}

std::vector<Event> offer_through(const Delivery& delivery, EventName name, const Doing& doing,
                                 const Offer& offer, std::string sealed)
{
    auto event = event_on(delivery, name, doing, std::move(sealed));
    event.facts.to_unit = offer.unit;
    event.facts.to_delivery = offer.delivery;
    return {std::move(event), offered(delivery, doing, offer)};
}

}  // namespace

Result<std::vector<Event>> open(const Delivery& delivery, const Doing& doing)
{
    // Reading is never refused by state: who holds a right to read may always read again.
    const bool first = !delivery.opened_at;
    return std::vector{
        event_on(delivery, first ? EventName::delivery_opened : EventName::delivery_read, doing)};
}

Result<std::vector<Event>> file(const Delivery& delivery, const Doing& doing, CaseId case_id,
                                std::string sealed)
{
    TRY(must_be_opened(delivery));
    auto event = event_on(delivery, EventName::delivery_filed, doing, std::move(sealed));
    event.facts.case_id = case_id;
    return std::vector{std::move(event)};
}

Result<std::vector<Event>> assess(const Delivery& delivery, const Doing& doing,
                                  std::optional<bool> immediate_follow_up, std::string sealed)
{
    TRY(must_be_opened(delivery));
    auto event = event_on(delivery, EventName::delivery_assessed, doing, std::move(sealed));
    event.facts.immediate_follow_up = immediate_follow_up;
    return std::vector{std::move(event)};
}

Result<std::vector<Event>> answer(const Delivery& delivery, const Doing& doing, std::string sealed)
{
    TRY(must_be_answerable(delivery));
    return std::vector{event_on(delivery, EventName::delivery_answered, doing, std::move(sealed))};
}

Result<std::vector<Event>> close(const Delivery& delivery, const Doing& doing, CloseReason reason,
                                 std::string sealed)
{
    TRY(must_be_opened(delivery));
    if (!delivery.assessed_at)
        return conflict("Assess it first: closing is a decision on an assessment.");
    if (!delivery.offered_as.is_nil())
        return conflict("It is offered to another unit. Wait until they take or return it.");
    auto event = event_on(delivery, EventName::delivery_closed, doing, std::move(sealed));
    event.facts.close_reason = reason;
    return std::vector{std::move(event)};
}

Result<std::vector<Event>> assign(const Delivery& delivery, const Doing& doing, PersonId to,
                                  std::string sealed)
{
    TRY(must_be_owned(delivery));
    if (to == doing.by.person)
        return take(delivery, nullptr, doing);
    if (to == delivery.owner)
        return conflict("This person owns it already.");
    auto event = event_on(delivery, EventName::delivery_assigned, doing, std::move(sealed));
    event.facts.to_person = to;
    return std::vector{std::move(event)};
}

Result<std::vector<Event>> forward(const Delivery& delivery, const Doing& doing, const Offer& offer,
                                   std::string sealed)
{
    TRY(must_be_owned(delivery));
    if (offer.unit == delivery.unit)
        return conflict("It is in that unit already.");
    if (!delivery.offered_as.is_nil())
        return conflict("It is already offered to another unit, which has not answered yet.");
    return offer_through(delivery, EventName::delivery_forwarded, doing, offer, std::move(sealed));
}

Result<std::vector<Event>> give_back(const Delivery& delivery, const Delivery& origin,
                                     const Doing& doing, const Offer& offer, std::string sealed)
{
    if (delivery.from_delivery.is_nil())
        return conflict("It came from the sender, not from a unit. Forward it to the right unit.");
    CHECK(origin.id == delivery.from_delivery);
    if (delivery.standing == Standing::offered)
        return std::vector{
            event_on(delivery, EventName::delivery_returned, doing, std::move(sealed)),
            event_on(origin, EventName::delivery_declined, doing)};
    TRY(must_be_owned(delivery));
    if (!delivery.offered_as.is_nil())
        return conflict("It is already offered to another unit, which has not answered yet.");
    CHECK(offer.unit == delivery.from_unit);
    return offer_through(delivery, EventName::delivery_returned, doing, offer, std::move(sealed));
}

Result<std::vector<Event>> take(const Delivery& delivery, const Delivery* origin,
                                const Doing& doing)
{
    auto event = event_on(delivery, EventName::delivery_taken, doing);
    event.facts.to_person = doing.by.person;
    if (delivery.standing == Standing::offered) {
        CHECK(origin && origin->id == delivery.from_delivery);
        if (origin->standing != Standing::owned || origin->offered_as != delivery.id)
            return conflict("The offer no longer stands.");
        return std::vector{std::move(event),
                           event_on(*origin, EventName::delivery_transferred, doing)};
    }
    TRY(must_be_owned(delivery));
    if (delivery.owner == doing.by.person)
        return conflict("You own it already.");
    const bool free = delivery.owner.is_nil();
    if (!free && delivery.offered_to != doing.by.person)
        return conflict("A colleague owns it. They can assign it to you.");
    return std::vector{std::move(event)};
}

Event declare_conflict(const Delivery& delivery, const Doing& doing, const PersonId& person,
                       std::string sealed)
{
    auto event = event_on(delivery, EventName::conflict_declared, doing, std::move(sealed));
    event.facts.to_person = person;
    return event;
}

Event lift_conflict(const Delivery& delivery, const Doing& doing, const PersonId& person,
                    std::string sealed)
{
    auto event = event_on(delivery, EventName::conflict_lifted, doing, std::move(sealed));
    event.facts.to_person = person;
    return event;
}

Event end_as_drill(const Delivery& delivery, Timestamp at, std::string_view outcome)
{
    auto event = event_on(delivery, EventName::drill_ended, {{}, at});
    event.facts.name = outcome;
    return event;
}

std::vector<std::string_view> possible_acts(const Delivery& delivery)
{
    std::vector<std::string_view> acts{"open"};
    if (delivery.standing == Standing::offered)
        return {"open", "take", "return"};
    if (delivery.standing == Standing::closed && !ended_as_drill(delivery))
        acts.push_back("answer");
    if (delivery.standing != Standing::owned)
        return acts;
    if (delivery.opened_at) {
        acts.insert(acts.end(), {"file", "assess", "answer"});
        if (delivery.assessed_at && delivery.offered_as.is_nil())
            acts.push_back("close");
    }
    acts.insert(acts.end(), {"take", "assign"});
    if (delivery.offered_as.is_nil()) {
        acts.push_back("forward");
        if (!delivery.from_delivery.is_nil())
            acts.push_back("return");
    }
    return acts;
}

}  // namespace varde::domain
