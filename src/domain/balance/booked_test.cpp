#include "domain/balance/booked.hpp"

#include <gtest/gtest.h>

namespace varde::domain {
namespace {

const ReportId report{{{1}}};
const DeliveryId first{{{2}}}, second{{{3}}};
const UnitId north{"north"}, south{"south"};

Event event(EventName name, const DeliveryId& delivery = first, const UnitId& unit = north)
{
    Event event{.name = name, .report = report, .delivery = delivery, .unit = unit};
    event.facts.sender = {{{9}}};
    return event;
}

/// `north: opened, south: offered` after these events, and each faultless.
std::string states(const std::vector<Event>& events)
{
    Balance balance;
    for (const auto& booked : book(events))
        balance.add(booked.key, 1);
    EXPECT_TRUE(balance.faults().empty()) << balance.faults().front();
    EXPECT_EQ(balance.accepted(), 1);
    std::string words;
    for (const auto& [unit, account] : balance.recipients)
        for (const auto& [state, count] : account.states)
            words += (words.empty() ? "" : ", ") + unit.text + ": " + state;
    return words;
}

TEST(Book, FollowsADeliveryThroughItsStates)
{
    std::vector<Event> life{event(EventName::report_accepted)};
    EXPECT_EQ(states(life), "north: unopened");
    for (const auto& [name, word] : {std::pair{EventName::delivery_opened, "opened"},
                                     {EventName::delivery_stored, "opened"},
                                     {EventName::delivery_filed, "filed"},
                                     {EventName::delivery_assessed, "assessed"},
                                     {EventName::delivery_read, "assessed"},
                                     {EventName::delivery_answered, "answered"},
                                     {EventName::delivery_closed, "closed"},
                                     {EventName::report_erased, "erased"}}) {
        life.push_back(event(name));
        EXPECT_EQ(states(life), "north: " + std::string(word));
    }
}

TEST(Book, KnowsACaseSystemThatLostWhatItHadProved)
{
    std::vector<Event> life{event(EventName::report_accepted), event(EventName::delivery_stored),
                            event(EventName::readback_failed)};
    life.back().facts.connector = "casebook/2.1";
    const auto lost = book(life).front().key;
    EXPECT_TRUE(lost.marks & mark_stored);
    EXPECT_TRUE(lost.marks & mark_readback_failed);
    EXPECT_EQ(lost.connector, "casebook/2.1");
    life.push_back(event(EventName::delivery_stored));
    EXPECT_FALSE(book(life).front().key.marks & mark_readback_failed);
}

TEST(Book, BlamesNoCaseSystemForANonceThatNobodyKnows)
{
    for (const auto* name : {"nonce_expired", "nonce_unknown"}) {
        std::vector<Event> life{event(EventName::report_accepted),
                                event(EventName::readback_failed)};
        life.back().facts.name = name;
        EXPECT_FALSE(book(life).front().key.marks & mark_readback_failed) << name;
    }
}

/// The marks of the first delivery, by name, but for `routed`.
std::string marks(const std::vector<Event>& life)
{
    std::string words;
    for (const auto& [name, mark] : mark_names())
        if (mark != mark_routed && book(life).front().key.marks & mark)
            words += (words.empty() ? "" : " ") + std::string(name);
    return words;
}

TEST(Book, KnowsWhoWasToldAndWhatWasHandedOnOrWithdrawn)
{
    std::vector<Event> life{event(EventName::report_accepted)};
    EXPECT_TRUE(book(life).front().key.marks & mark_routed);
    EXPECT_EQ(marks(life), "");
    auto told = event(EventName::escalation_raised);
    life.push_back(told);
    EXPECT_EQ(marks(life), "") << "nobody was there to be told";
    told.facts.people = {{{{7}}}};
    told.facts.name = "in_vain";
    life.push_back(told);
    EXPECT_EQ(marks(life), "") << "and nobody was reached";
    told.facts.name.clear();
    life.push_back(told);
    EXPECT_EQ(marks(life), "notified");
    life.push_back(event(EventName::delivery_forwarded));
    life.push_back(event(EventName::report_withdrawn));
    EXPECT_EQ(marks(life), "notified forwarded withdrawn");
    life.push_back(event(EventName::delivery_returned));
    EXPECT_EQ(marks(life), "notified forwarded returned withdrawn");
    EXPECT_EQ(marks({event(EventName::report_accepted), event(EventName::drill_ended)}),
              "closed drill");
}

TEST(Book, MarksEveryDeliveryOfAReportThatIsErasedOrWithdrawn)
{
    const std::vector life{
        event(EventName::report_accepted), event(EventName::delivery_offered, second, south),
        event(EventName::report_withdrawn), event(EventName::report_erased, second, south)};
    for (const auto& booked : book(life))
        EXPECT_EQ(booked.key.marks & (mark_erased | mark_withdrawn), mark_erased | mark_withdrawn);
}

TEST(Book, CountsAReportThatChangesUnitsOnce)
{
    std::vector<Event> life{event(EventName::report_accepted), event(EventName::delivery_forwarded),
                            event(EventName::delivery_offered, second, south)};
    EXPECT_EQ(states(life), "north: unopened, south: offered");
    auto returned = life;
    returned.push_back(event(EventName::delivery_returned, second, south));
    EXPECT_EQ(states(returned), "north: unopened, south: returned");
    life.push_back(event(EventName::delivery_taken, second, south));
    life.push_back(event(EventName::delivery_transferred));
    EXPECT_EQ(states(life), "north: transferred, south: unopened");
}

TEST(Book, SaysWhereSomethingIsAccountedForTwice)
{
    Balance balance;
    const std::vector life{event(EventName::report_accepted),
                           event(EventName::delivery_offered, second, south),
                           event(EventName::delivery_taken, second, south)};
    for (const auto& booked : book(life))
        balance.add(booked.key, 1);
    ASSERT_EQ(balance.faults().size(), 1u) << "both units own it";
    EXPECT_NE(balance.faults().front().find("1 came, and the states sum to 2"), std::string::npos);
}

}  // namespace
}  // namespace varde::domain
