// What each state of a delivery allows, and what comes of it.
#include "domain/delivery/delivery.hpp"

#include <gtest/gtest.h>

namespace varde::domain {
namespace {

template <class IdType>
IdType id(std::uint8_t number)
{
    IdType made;
    made.uuid.bytes[15] = number;
    return made;
}

const PersonId anna = id<PersonId>(1), bo = id<PersonId>(2);
const UnitId north{"x.north"}, south{"x.south"};
constexpr Timestamp noon{43'200'000'000};

Doing by(PersonId person, UnitId unit = north)
{
    return {{Role::caseworker, std::move(unit), person, id<OrganisationId>(1)}, noon};
}

Delivery fresh()
{
    return {.id = id<DeliveryId>(10),
            .report = id<ReportId>(20),
            .unit = north,
            .kind = {"concern.child"},
            .sequence = 4};
}
Delivery opened()
{
    auto delivery = fresh();
    delivery.opened_at = noon;
    return delivery;
}
Delivery assessed()
{
    auto delivery = opened();
    delivery.assessed_at = noon;
    delivery.owner = anna;
    return delivery;
}
Delivery owned_by(PersonId person)
{
    auto delivery = opened();
    delivery.owner = person;
    return delivery;
}
Delivery standing(Standing standing)
{
    auto delivery = assessed();
    delivery.standing = standing;
    return delivery;
}
/// Forwarded to the south, which has not answered.
Delivery forwarded()
{
    auto delivery = assessed();
    delivery.offered_unit = south;
    delivery.offered_as = id<DeliveryId>(11);
    return delivery;
}
/// What the south then sees.
Delivery offer()
{
    return {.id = id<DeliveryId>(11),
            .report = id<ReportId>(20),
            .unit = south,
            .standing = Standing::offered,
            .from_unit = north,
            .from_delivery = id<DeliveryId>(10)};
}
Delivery came_from_north()
{
    auto delivery = offer();
    delivery.standing = Standing::owned;
    return delivery;
}
Offer to_south() { return {.unit = south, .delivery = id<DeliveryId>(12), .sequence = 1}; }
Offer to_north() { return {.unit = north, .delivery = id<DeliveryId>(12), .sequence = 1}; }

using Events = Result<std::vector<Event>>;

/// The events' names, or the beginning of the refusal.
std::string outcome(const Events& events)
{
    if (!events)
        return "no: " + events.error().message;
    std::string names;
    for (const auto& event : events.value())
        names += (names.empty() ? "" : " ") + std::string(name_of(event.name));
    return names;
}

struct Case {
    const char* name;
    Events events;
    const char* begins;
};

void check(const std::vector<Case>& cases)
{
    for (const auto& row : cases) {
        const auto got = outcome(row.events);
        EXPECT_TRUE(got.starts_with(row.begins)) << row.name << ": " << got;
        if (!row.events)
            EXPECT_EQ(row.events.error().code, ErrorCode::conflict) << row.name;
    }
}

TEST(Opening, IsAMilestoneOnceAndAReadingAfterThat)
{
    check(
        {{"first", open(fresh(), by(anna)), "delivery.opened"},
         {"again", open(opened(), by(bo)), "delivery.read"},
         {"closed may still be read", open(standing(Standing::closed), by(anna)), "delivery.read"},
         {"transferred may still be read", open(standing(Standing::transferred), by(anna)),
          "delivery.read"},
         {"offered may be read before it is taken", open(offer(), by(bo, south)),
          "delivery.opened"}});
}

TEST(Handling, FollowsTheOrderOfThings)
{
    const auto done = CloseReason::handled;
    check({
        {"file unopened", file(fresh(), by(anna), id<CaseId>(1), ""), "no: Open it first"},
        {"assess unopened", assess(fresh(), by(anna), false, ""), "no: Open it first"},
        {"answer unopened", answer(fresh(), by(anna), ""), "no: Open it first"},
        {"close unopened", close(fresh(), by(anna), done, ""), "no: Open it first"},
        {"file", file(opened(), by(anna), id<CaseId>(1), ""), "delivery.filed"},
        {"assess", assess(opened(), by(anna), false, ""), "delivery.assessed"},
        {"answer", answer(opened(), by(anna), ""), "delivery.answered"},
        {"close unassessed", close(opened(), by(anna), done, ""), "no: Assess it first"},
        {"close", close(assessed(), by(anna), done, ""), "delivery.closed"},
        {"close while offered", close(forwarded(), by(anna), done, ""), "no: It is offered"},
        {"assess again", assess(assessed(), by(anna), false, ""), "delivery.assessed"},
    });
}

TEST(Handling, BelongsToTheAccountableUnitAlone)
{
    const std::vector<std::pair<Standing, const char*>> ended{
        {Standing::offered, "no: This was forwarded to you"},
        {Standing::transferred, "no: Another unit has taken"},
        {Standing::returned, "no: This was returned"},
        {Standing::closed, "no: This is closed"}};
    for (const auto& [state, refusal] : ended) {
        const auto delivery = standing(state);
        SCOPED_TRACE(name_of(state));
        check({
            {"file", file(delivery, by(anna), id<CaseId>(1), ""), refusal},
            {"assess", assess(delivery, by(anna), false, ""), refusal},
            {"close", close(delivery, by(anna), CloseReason::handled, ""), refusal},
            {"assign", assign(delivery, by(anna), bo, ""), refusal},
            {"forward", forward(delivery, by(anna), to_south(), ""), refusal},
        });
    }
}

TEST(Answering, IsOwedAlsoAfterTheDeliveryWasClosed)
{
    check(
        {{"offered", answer(standing(Standing::offered), by(anna), ""), "no: This was forwarded"},
         {"transferred", answer(standing(Standing::transferred), by(anna), ""), "no: Another"},
         {"returned", answer(standing(Standing::returned), by(anna), ""), "no: This was returned"},
         {"closed", answer(standing(Standing::closed), by(anna), ""), "delivery.answered"}});
}

Delivery ended_by_drill() { return fold(opened(), end_as_drill(opened(), {}, "passed")); }

TEST(Drills, EndADeliveryForGoodAndLeaveNothingToDo)
{
    const auto ended = ended_by_drill();
    EXPECT_EQ(ended.standing, Standing::closed);
    EXPECT_TRUE(ended_as_drill(ended));
    EXPECT_FALSE(ended_as_drill(opened()));
    EXPECT_FALSE(ended_as_drill(standing(Standing::closed))) << "a person has assessed that";
    EXPECT_GT(ended.version, opened().version);
    check({{"answer", answer(ended, by(anna), ""), "no: This was a drill"},
           {"assess", assess(ended, by(anna), false, ""), "no: This is closed"},
           {"read", open(ended, by(anna)), "delivery.read"}});
}

TEST(Taking, MovesTheOwnerOnlyWhereItIsOffered)
{
    auto to_bo = owned_by(anna);
    to_bo.offered_to = bo;
    check({
        {"from the duty slot", take(fresh(), nullptr, by(anna)), "delivery.taken"},
        {"one's own", take(owned_by(anna), nullptr, by(anna)), "no: You own it"},
        {"a colleague's", take(owned_by(anna), nullptr, by(bo)), "no: A colleague owns it"},
        {"a colleague's, offered to me", take(to_bo, nullptr, by(bo)), "delivery.taken"},
        {"a colleague's, offered to another", take(to_bo, nullptr, by(id<PersonId>(3))),
         "no: A colleague owns it"},
        {"closed", take(standing(Standing::closed), nullptr, by(bo)), "no: This is closed"},
    });
    const auto origin = forwarded();
    check({{"an offer to the unit", take(offer(), &origin, by(bo, south)),
            "delivery.taken delivery.transferred"}});
    const auto elsewhere = standing(Standing::closed);
    check({{"an offer that no longer stands", take(offer(), &elsewhere, by(bo, south)),
            "no: The offer no longer stands"}});
}

TEST(Taking, NamesWhoHasItNow)
{
    const auto origin = forwarded();
    const auto events = take(offer(), &origin, by(bo, south));
    ASSERT_TRUE(events);
    EXPECT_EQ(events.value()[0].facts.to_person, bo);
    EXPECT_EQ(events.value()[0].delivery, offer().id);
    EXPECT_EQ(events.value()[1].delivery, origin.id);
    EXPECT_EQ(events.value()[1].unit, north);
}

TEST(HandingOn, OffersAndNeverPushes)
{
    check({
        {"to another unit", forward(fresh(), by(anna), to_south(), ""),
         "delivery.forwarded delivery.offered"},
        {"to its own unit", forward(fresh(), by(anna), to_north(), ""), "no: It is in that unit"},
        {"twice", forward(forwarded(), by(anna), to_south(), ""), "no: It is already offered"},
        {"to a colleague", assign(owned_by(anna), by(anna), bo, ""), "delivery.assigned"},
        {"to oneself is taking", assign(fresh(), by(anna), anna, ""), "delivery.taken"},
        {"to who has it", assign(owned_by(bo), by(anna), bo, ""), "no: This person owns it"},
    });
}

TEST(GivingBack, GoesWhereItCameFrom)
{
    const auto origin = forwarded();
    check({
        {"what came from the sender", give_back(opened(), {}, by(anna), {}, ""),
         "no: It came from the sender"},
        {"what was never taken", give_back(offer(), origin, by(bo, south), {}, ""),
         "delivery.returned delivery.declined"},
        {"what was taken is offered back",
         give_back(came_from_north(), origin, by(bo, south), to_north(), ""),
         "delivery.returned delivery.offered"},
    });
    auto offered_on = came_from_north();
    offered_on.offered_as = id<DeliveryId>(13);
    check(
        {{"what is offered elsewhere", give_back(offered_on, origin, by(bo, south), to_north(), ""),
          "no: It is already offered"}});
}

TEST(Events, CarryTheDeliveryTheActorAndTheHour)
{
    const auto events = close(assessed(), by(anna), CloseReason::dismissed, "{\"note\":\"n\"}");
    ASSERT_TRUE(events);
    const auto& event = events.value().front();
    EXPECT_EQ(event.report, id<ReportId>(20));
    EXPECT_EQ(event.delivery, id<DeliveryId>(10));
    EXPECT_EQ(event.unit, north);
    EXPECT_EQ(event.by, by(anna).by);
    EXPECT_EQ(event.at, noon);
    EXPECT_EQ(event.sequence, 4);
    EXPECT_EQ(event.facts.close_reason, CloseReason::dismissed);
    EXPECT_EQ(event.sealed, "{\"note\":\"n\"}");
}

TEST(PossibleActs, AreThoseThatWouldNotBeRefusedByState)
{
    const auto names = [](const Delivery& delivery) {
        std::string joined;
        for (const auto name : possible_acts(delivery))
            joined += (joined.empty() ? "" : " ") + std::string(name);
        return joined;
    };
    EXPECT_EQ(names(fresh()), "open take assign forward");
    EXPECT_EQ(names(opened()), "open file assess answer take assign forward");
    EXPECT_EQ(names(assessed()), "open file assess answer close take assign forward");
    EXPECT_EQ(names(forwarded()), "open file assess answer take assign");
    EXPECT_EQ(names(offer()), "open take return");
    EXPECT_EQ(names(came_from_north()), "open take assign forward return");
    EXPECT_EQ(names(standing(Standing::closed)), "open answer");
    EXPECT_EQ(names(ended_by_drill()), "open");
    EXPECT_EQ(names(standing(Standing::transferred)), "open");
    EXPECT_EQ(names(standing(Standing::returned)), "open");
}

}  // namespace
}  // namespace varde::domain
