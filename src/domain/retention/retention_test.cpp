#include "domain/retention/retention.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <set>

namespace varde::domain {
namespace {

constexpr Timestamp start{1'795'000'000'000'000};
constexpr std::int64_t day = 24 * 3600;
const PersonId anna{Uuid{{1}}}, berit{Uuid{{2}}}, nobody;
const ReportId report{Uuid{{9}}};
const DeliveryId first{Uuid{{10}}}, second{Uuid{{11}}};
const UnitId unit{"no.5001"}, other_unit{"no.1103"};
const KindName kind{"concern.child"};

Event event(EventName name, const PersonId& by, int after_days, const DeliveryId& of = first)
{
    Event made{.name = name,
               .report = report,
               .delivery = of,
               .unit = of == first ? unit : other_unit,
               .by = {.person = by},
               .at = start.plus_seconds(after_days * day)};
    made.facts.kind = kind;
    return made;
}

/// Opened, assessed, closed and archived by Anna within four days.
std::vector<Event> handled()
{
    return {event(EventName::report_accepted, nobody, 0),
            event(EventName::delivery_opened, anna, 1),
            event(EventName::delivery_assessed, anna, 2),
            event(EventName::delivery_closed, anna, 3), event(EventName::report_archived, anna, 4)};
}

const RetentionRule rule{.name = "r", .kind = kind, .archive_first = true};

RetentionTerms terms_after(int days, const Retained& retained, std::span<const Hold> holds = {})
{
    RetentionTerms terms{.rule = &rule, .holds = holds, .now = start.plus_seconds(days * day)};
    if (const auto* closed = retained.closed())
        terms.kept_until = closed->closed_at->plus_seconds(100 * day);
    return terms;
}

std::string why_after(int days, const std::vector<Event>& events, std::span<const Hold> holds = {})
{
    const auto retained = retained_of(events);
    std::string names;
    for (const auto why : why_kept(retained, terms_after(days, retained, holds)))
        names += (names.empty() ? "" : " ") + std::string(name_of(why));
    return names;
}

TEST(Retention, BeginsWithTheDecisionThatClosesAndNeverWithReceipt)
{
    EXPECT_EQ(why_after(102, handled()), "not_yet");
    EXPECT_EQ(why_after(103, handled()), "");
    EXPECT_EQ(why_after(99'999, {event(EventName::report_accepted, nobody, 0)}),
              "unread unassessed not_closed not_archived");
}

TEST(Retention, TakesNoMachinesWordForADecision)
{
    for (const std::size_t which : {1, 2, 3}) {
        auto events = handled();
        events[which].by.person = nobody;
        EXPECT_NE(why_after(9'999, events), "") << which;
    }
    auto drill = handled();
    drill[3].name = EventName::drill_ended;
    EXPECT_EQ(why_after(9'999, drill), "not_closed");
}

TEST(Retention, TakesNoWithdrawalForADecision)
{
    auto events = handled();
    events.erase(events.begin() + 1, events.begin() + 4);
    events.push_back(event(EventName::report_withdrawn, nobody, 5));
    EXPECT_EQ(why_after(9'999, events), "unread unassessed not_closed withdrawn_only");
    events = handled();
    events.push_back(event(EventName::report_withdrawn, nobody, 5));
    EXPECT_EQ(why_after(9'999, events), "") << "a decision stands beside a withdrawal";
}

TEST(Retention, WaitsForWhomeverItIsOfferedTo)
{
    auto events = handled();
    events.erase(events.begin() + 3);
    auto forwarded = event(EventName::delivery_forwarded, anna, 3);
    forwarded.facts.to_delivery = second;
    events.push_back(forwarded);
    auto offered = event(EventName::delivery_offered, anna, 3, second);
    events.push_back(offered);
    EXPECT_EQ(why_after(9'999, events), "unread unassessed not_closed handed_on");
    // The other unit takes and closes it: what the first has done is over.
    events.push_back(event(EventName::delivery_taken, berit, 4, second));
    events.push_back(event(EventName::delivery_transferred, berit, 4));
    for (const auto name : {EventName::delivery_opened, EventName::delivery_assessed})
        events.push_back(event(name, berit, 5, second));
    EXPECT_EQ(why_after(9'999, events), "not_closed");
    events.push_back(event(EventName::delivery_closed, berit, 10, second));
    EXPECT_EQ(why_after(109, events), "not_yet");
    EXPECT_EQ(why_after(110, events), "");
    EXPECT_EQ(retained_of(events).closed()->delivery.id, second);
}

TEST(Retention, KeepsWhatIsHeldOrHasNoRule)
{
    auto events = handled();
    auto held = event(EventName::report_held, anna, 5);
    held.facts.subject = Uuid{{77}};
    held.facts.name = "flag";
    events.push_back(held);
    EXPECT_EQ(why_after(9'999, events), "flagged");
    held.name = EventName::report_released;
    events.push_back(held);
    EXPECT_EQ(why_after(9'999, events), "");
    const std::vector<Hold> of_unit{{.id = Uuid{{5}}, .unit = unit, .kinds = {kind}}};
    EXPECT_EQ(why_after(9'999, events, of_unit), "held");
    const std::vector<Hold> of_other{{.id = Uuid{{5}}, .unit = other_unit},
                                     {.id = Uuid{{6}}, .unit = unit, .kinds = {{"force.use"}}}};
    EXPECT_EQ(why_after(9'999, events, of_other), "");
    const auto retained = retained_of(events);
    auto terms = terms_after(9'999, retained);
    terms.rule = nullptr;
    EXPECT_EQ(why_kept(retained, terms), std::vector{WhyNot::no_rule});
}

TEST(Retention, NeedsTwoPersonsWithoutAConflict)
{
    auto events = handled();
    const auto why = [&](const PersonId& approver) {
        const auto retained = retained_of(events);
        return why_not_erased(retained, terms_after(9'999, retained), approver);
    };
    EXPECT_EQ(why(berit), std::vector{WhyNot::not_proposed});
    events.push_back(event(EventName::erasure_proposed, anna, 200));
    EXPECT_EQ(why(anna), std::vector{WhyNot::same_person});
    EXPECT_EQ(why(berit), std::vector<WhyNot>{});
    auto conflict = event(EventName::conflict_declared, anna, 201);
    conflict.facts.to_person = anna;
    events.push_back(conflict);
    EXPECT_EQ(why(berit), std::vector{WhyNot::barred}) << "the proposer is in conflict";
    conflict.name = EventName::conflict_lifted;
    events.push_back(conflict);
    EXPECT_EQ(why(berit), std::vector<WhyNot>{});
    events.push_back(event(EventName::erasure_withdrawn, anna, 202));
    EXPECT_EQ(why(berit), std::vector{WhyNot::not_proposed});
}

/// Draws what happened, in whichever order, by persons and machines.
class World {
public:
    explicit World(std::mt19937_64& draw) : draw_(draw)
    {
        if (below(3) > 0) {
            const auto all = handled();
            events.insert(events.end(), all.begin() + 1, all.end());
        }
        for (std::size_t i = below(7); i > 0; --i) {
            auto next = event(names[below(names.size())], anybody(), int(5 + below(50)));
            next.facts.subject = Uuid{{std::uint8_t(50 + below(2))}};
            next.facts.name = below(2) ? "flag" : "legal";
            next.facts.to_person = below(2) ? anna : berit;
            events.insert(events.begin() + 1 + std::ptrdiff_t(below(events.size())), next);
        }
        if (below(2))
            events.push_back(event(EventName::erasure_proposed, below(2) ? anna : berit, 150));
        if (below(10) == 0)
            of_unit.push_back({.id = Uuid{{6}}, .unit = unit});
        now = int(below(400));
        approver = anybody();
    }
    bool erasable() const
    {
        const auto retained = retained_of(events);
        return why_not_erased(retained, terms_after(now, retained, of_unit), approver).empty();
    }

    std::vector<Event> events{event(EventName::report_accepted, nobody, 0)};
    std::vector<Hold> of_unit;
    int now = 0;
    PersonId approver;

private:
    static constexpr std::array names{
        EventName::delivery_opened,   EventName::delivery_assessed, EventName::delivery_closed,
        EventName::report_withdrawn,  EventName::report_held,       EventName::report_released,
        EventName::report_archived,   EventName::erasure_proposed,  EventName::erasure_withdrawn,
        EventName::conflict_declared, EventName::conflict_lifted,   EventName::delivery_read,
        EventName::drill_ended};
    std::size_t below(std::size_t bound) { return std::size_t(draw_() % bound); }
    PersonId anybody() { return std::array{anna, berit, nobody}[below(3)]; }
    std::mt19937_64& draw_;
};

/// What stands after all of it, worked out in another way than by the fold.
struct Outcome {
    explicit Outcome(const World& world)
    {
        for (const auto& each : world.events) {
            const bool person = !each.by.person.is_nil();
            if (person)
                done.insert(each.name);
            if (each.name == EventName::report_held)
                held.insert(each.facts.subject);
            if (each.name == EventName::report_released)
                held.erase(each.facts.subject);
            if (each.name == EventName::conflict_declared)
                barred.insert(each.facts.to_person);
            if (each.name == EventName::conflict_lifted)
                barred.erase(each.facts.to_person);
            if (each.name == EventName::erasure_proposed && person)
                proposer = each.by.person;
            if (each.name == EventName::erasure_withdrawn)
                proposer = {};
            if (each.name == EventName::delivery_closed && person)
                closed = each.at;
        }
    }
    std::set<EventName> done;  ///< By persons.
    std::set<Uuid> held;
    std::set<PersonId> barred;
    PersonId proposer;
    Timestamp closed;
};

/// What may be erased was opened, assessed and closed by a person, its time has run, nothing holds
/// it, it is archived, and two persons without a conflict agree.
TEST(Retention, ErasesNothingButWhatAllConditionsAllow)
{
    std::mt19937_64 draw(20261123);
    int erasable = 0;
    for (int i = 0; i < 60'000; ++i) {
        const World world(draw);
        if (!world.erasable())
            continue;
        ++erasable;
        const Outcome outcome(world);
        for (const auto name : {EventName::delivery_opened, EventName::delivery_assessed,
                                EventName::delivery_closed, EventName::report_archived})
            ASSERT_TRUE(outcome.done.contains(name)) << name_of(name);
        ASSERT_TRUE(world.of_unit.empty() && outcome.held.empty());
        ASSERT_FALSE(outcome.proposer.is_nil() || world.approver.is_nil());
        ASSERT_NE(outcome.proposer, world.approver);
        ASSERT_FALSE(outcome.barred.contains(world.approver));
        ASSERT_FALSE(outcome.barred.contains(outcome.proposer));
        ASSERT_GE(start.plus_seconds(world.now * day), outcome.closed.plus_seconds(100 * day));
    }
    EXPECT_GT(erasable, 1'000);  // The search does find what may be.
}

}  // namespace
}  // namespace varde::domain
