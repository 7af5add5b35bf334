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

Event event(EventName name, std::int64_t at, PersonId person = anna)
{
    return {.name = name,
            .report = id<ReportId>(20),
            .delivery = id<DeliveryId>(10),
            .unit = {"x.north"},
            .by = {Role::caseworker, {"x.north"}, person, {}},
            .at = {at},
            .channel = {1, 2, 3},
            .sequence = 4};
}

Event accepted()
{
    auto first = event(EventName::report_accepted, 1);
    first.facts.kind = {"concern.child"};
    first.facts.urgent = true;
    return first;
}

Delivery after(const std::vector<Event>& events)
{
    Delivery delivery;
    for (const auto& event : events)
        delivery = fold(std::move(delivery), event);
    return delivery;
}

TEST(Fold, BeginsWithTheAcceptance)
{
    const auto delivery = after({accepted()});
    EXPECT_EQ(delivery.id, id<DeliveryId>(10));
    EXPECT_EQ(delivery.report, id<ReportId>(20));
    EXPECT_EQ(delivery.unit.text, "x.north");
    EXPECT_EQ(delivery.kind.text, "concern.child");
    EXPECT_TRUE(delivery.urgent);
    EXPECT_EQ(delivery.sequence, 4);
    EXPECT_EQ(delivery.received_at, Timestamp{1});
    EXPECT_EQ(delivery.standing, Standing::owned);
    EXPECT_TRUE(delivery.owner.is_nil());
    EXPECT_EQ(delivery.version, 1);
}

TEST(Fold, BeginsAnOfferUnowned)
{
    auto first = event(EventName::delivery_offered, 1);
    first.facts.from_unit = {"x.south"};
    first.facts.from_delivery = id<DeliveryId>(9);
    const auto delivery = after({first});
    EXPECT_EQ(delivery.standing, Standing::offered);
    EXPECT_EQ(delivery.from_unit.text, "x.south");
    EXPECT_EQ(delivery.from_delivery, id<DeliveryId>(9));
}

TEST(Fold, GivesWhatSomebodyMustNotReadBackToTheDutySlot)
{
    auto taken = event(EventName::delivery_taken, 2), assigned = taken, declared = taken;
    taken.facts.to_person = anna;
    assigned.name = EventName::delivery_assigned;
    assigned.facts.to_person = bo;
    declared.name = EventName::conflict_declared;
    declared.facts.to_person = anna;
    const auto before = after({accepted(), taken, assigned});
    EXPECT_TRUE(is_with(before, anna) && is_with(before, bo));
    auto delivery = fold(before, declared);
    EXPECT_TRUE(delivery.owner.is_nil());
    EXPECT_EQ(delivery.offered_to, bo);
    EXPECT_EQ(delivery.version, before.version + 1);
    EXPECT_EQ(fold(delivery, declared), delivery);
    declared.facts.to_person = bo;
    EXPECT_FALSE(is_with(fold(delivery, declared), bo));
}

TEST(Fold, KeepsTheFirstTimeOfEachMilestone)
{
    const auto delivery =
        after({accepted(), event(EventName::delivery_opened, 2),
               event(EventName::delivery_filed, 3), event(EventName::delivery_assessed, 4),
               event(EventName::delivery_answered, 5), event(EventName::delivery_filed, 6),
               event(EventName::delivery_assessed, 7), event(EventName::delivery_answered, 8)});
    EXPECT_EQ(delivery.opened_at, Timestamp{2});
    EXPECT_EQ(delivery.filed_at, Timestamp{3});
    EXPECT_EQ(delivery.assessed_at, Timestamp{4});
    EXPECT_EQ(delivery.answered_at, Timestamp{5});
}

TEST(Fold, MakesWhoRegistersItTheOwnerWhereNobodyWas)
{
    EXPECT_EQ(after({accepted(), event(EventName::delivery_filed, 2, bo)}).owner, bo);
    EXPECT_EQ(after({accepted(), event(EventName::delivery_assessed, 2, bo)}).owner, bo);
    EXPECT_TRUE(after({accepted(), event(EventName::delivery_opened, 2, bo)}).owner.is_nil());
    EXPECT_TRUE(after({accepted(), event(EventName::delivery_answered, 2, bo)}).owner.is_nil());
    auto taken = event(EventName::delivery_taken, 2);
    taken.facts.to_person = anna;
    EXPECT_EQ(after({accepted(), taken, event(EventName::delivery_assessed, 3, bo)}).owner, anna);
}

TEST(Fold, MovesTheOwnerOnlyWhenTaken)
{
    auto assigned = event(EventName::delivery_assigned, 3);
    assigned.facts.to_person = bo;
    auto taken = event(EventName::delivery_taken, 4, bo);
    taken.facts.to_person = bo;
    const auto mine = event(EventName::delivery_assessed, 2);
    auto delivery = after({accepted(), mine, assigned});
    EXPECT_EQ(delivery.owner, anna);
    EXPECT_EQ(delivery.offered_to, bo);
    delivery = after({accepted(), mine, assigned, taken});
    EXPECT_EQ(delivery.owner, bo);
    EXPECT_TRUE(delivery.offered_to.is_nil());
}

TEST(Fold, LeavesTheUnitAccountableUntilTheOtherTakesIt)
{
    auto forwarded = event(EventName::delivery_forwarded, 2);
    forwarded.facts.to_unit = {"x.south"};
    forwarded.facts.to_delivery = id<DeliveryId>(11);
    auto delivery = after({accepted(), forwarded});
    EXPECT_EQ(delivery.standing, Standing::owned);
    EXPECT_EQ(delivery.offered_as, id<DeliveryId>(11));

    const auto declined = after({accepted(), forwarded, event(EventName::delivery_declined, 3)});
    EXPECT_EQ(declined.standing, Standing::owned);
    EXPECT_TRUE(declined.offered_as.is_nil());
    EXPECT_TRUE(declined.offered_unit.text.empty());

    const auto gone = after({accepted(), forwarded, event(EventName::delivery_transferred, 3)});
    EXPECT_EQ(gone.standing, Standing::transferred);
    EXPECT_TRUE(gone.offered_as.is_nil());
}

TEST(Fold, TellsReturningBeforeTakingFromReturningAfter)
{
    const auto before = after({accepted(), event(EventName::delivery_returned, 2)});
    EXPECT_EQ(before.standing, Standing::returned);
    auto offered_back = event(EventName::delivery_returned, 2);
    offered_back.facts.to_unit = {"x.south"};
    offered_back.facts.to_delivery = id<DeliveryId>(12);
    const auto later = after({accepted(), offered_back});
    EXPECT_EQ(later.standing, Standing::owned);
    EXPECT_EQ(later.offered_as, id<DeliveryId>(12));
}

TEST(Fold, DoesNotAgeAViewByReadings)
{
    const auto version = after({accepted(), event(EventName::delivery_opened, 2)}).version;
    for (const auto name :
         {EventName::delivery_read, EventName::access_refused, EventName::report_withdrawn})
        EXPECT_EQ(after({accepted(), event(EventName::delivery_opened, 2), event(name, 3)}).version,
                  version)
            << name_of(name);
    EXPECT_GT(after({accepted(), event(EventName::delivery_opened, 2),
                     event(EventName::delivery_assigned, 3)})
                  .version,
              version);
}

TEST(StateWord, SaysHowFarItIs)
{
    std::vector<Event> events{accepted()};
    EXPECT_EQ(state_word(after(events)), "unopened");
    const std::vector<std::pair<EventName, const char*>> steps{
        {EventName::delivery_opened, "opened"},
        {EventName::delivery_filed, "filed"},
        {EventName::delivery_assessed, "assessed"},
        {EventName::delivery_answered, "answered"},
        {EventName::delivery_closed, "closed"}};
    for (const auto& [name, word] : steps) {
        events.push_back(event(name, 2));
        EXPECT_EQ(state_word(after(events)), word);
    }
    for (const auto standing : {Standing::owned, Standing::offered, Standing::transferred,
                                Standing::returned, Standing::closed})
        EXPECT_EQ(standing_named(name_of(standing)), standing);
    EXPECT_EQ(standing_named("lost"), std::nullopt);
}

}  // namespace
}  // namespace varde::domain
