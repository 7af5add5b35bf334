#include "domain/access/coverage.hpp"

#include <gtest/gtest.h>

#include <random>

namespace varde::domain {
namespace {

constexpr std::int64_t minute = 60'000'000;

Timestamp at(std::int64_t minutes) { return {minutes * minute}; }
Span span(std::int64_t from, std::int64_t until) { return {at(from), at(until)}; }

PersonId person(std::uint8_t number)
{
    PersonId id;
    id.uuid.bytes[0] = number;
    return id;
}

const Cell child{{"u"}, {"concern.child"}}, police{{"u"}, {"concern.police"}};

Grant grant(std::int64_t from, std::optional<std::int64_t> until = {},
            std::vector<KindName> kinds = {}, Role role = Role::caseworker)
{
    return {.role = role,
            .unit = {"u"},
            .kinds = std::move(kinds),
            .from = at(from),
            .until = until ? std::optional(at(*until)) : std::nullopt};
}

UnitPerson worker(std::uint8_t number, std::vector<Grant> grants, std::vector<Span> leave = {},
                  std::optional<Timestamp> disabled_at = {})
{
    UnitPerson made{
        .person = person(number), .leave = std::move(leave), .disabled_at = disabled_at};
    for (auto& each : grants)
        made.grants.push_back({{}, std::move(each)});
    return made;
}

using Segments = std::vector<Segment>;

TEST(Coverage, CountsAPersonWithTwoGrantsOnce)
{
    const std::vector people{
        worker(1, {grant(0), grant(0, 10, {}, Role::unit_leader)}),
        worker(2, {grant(0, {}, {{"concern.police"}})}),
    };
    EXPECT_EQ(count_able(people, child, at(5)), 1u);
    EXPECT_EQ(count_able(people, police, at(5)), 2u);
}

TEST(Coverage, SaysWhySomebodyCouldNotOpen)
{
    struct Case {
        UnitPerson who;
        Ability ability;
        std::optional<Timestamp> until = {}, from = {};
    };
    const Case cases[] = {
        {worker(1, {grant(0)}), Ability::able},
        {worker(1, {grant(0, 20)}), Ability::able, at(20)},
        {worker(1, {grant(0, 20), grant(20, 30)}), Ability::able, at(30)},
        {worker(1, {grant(0, 20)}, {span(12, 14)}), Ability::able, at(12)},
        {worker(1, {grant(0)}, {span(9, 15), span(15, 18)}), Ability::on_leave, at(18)},
        {worker(1, {grant(0)}, {span(0, 10)}), Ability::able},
        {worker(1, {grant(0)}, {}, at(10)), Ability::disabled},
        {worker(1, {grant(0)}, {}, at(11)), Ability::able, at(11)},
        {worker(1, {grant(0, {}, {{"concern.police"}})}), Ability::other_kind},
        {worker(1, {grant(11)}), Ability::not_yet, {}, at(11)},
        {worker(1, {grant(0, 10)}), Ability::ended, at(10)},
        {worker(1, {grant(0, {}, {}, Role::director)}), Ability::no_reader},
        {worker(1, {}), Ability::no_reader},
    };
    for (const auto& each : cases) {
        const auto able = ability_of(each.who, child, at(10));
        EXPECT_EQ(able.ability, each.ability) << &each - cases;
        EXPECT_EQ(able.until, each.until) << &each - cases;
        EXPECT_EQ(able.from, each.from) << &each - cases;
        EXPECT_EQ(is_able(each.who, child, at(10)), each.ability == Ability::able);
    }
}

TEST(Coverage, ChangesWhereAGrantOrALeaveBeginsOrEnds)
{
    const std::vector people{worker(1, {grant(0)}, {span(20, 30)}), worker(2, {grant(10, 40)})};
    EXPECT_EQ(timeline(people, child, span(0, 50)), (Segments{{span(0, 10), 1},
                                                              {span(10, 20), 2},
                                                              {span(20, 30), 1},
                                                              {span(30, 40), 2},
                                                              {span(40, 50), 1}}));
    EXPECT_EQ(timeline({}, child, span(0, 50)), (Segments{{span(0, 50), 0}}));
    EXPECT_EQ(timeline(people, child, span(50, 50)), Segments{});
}

TEST(Coverage, NamesTheFirstGapAndTheWorstOfIt)
{
    const Segments segments{{span(0, 10), 2},  {span(10, 20), 1}, {span(20, 30), 0},
                            {span(30, 40), 1}, {span(40, 50), 2}, {span(50, 60), 0}};
    EXPECT_EQ(first_gap(segments, 2), (Segment{span(10, 40), 0}));
    EXPECT_EQ(first_gap(segments, 1), (Segment{span(20, 30), 0}));
    EXPECT_EQ(first_gap({{span(0, 10), 2}}, 2), std::nullopt);
    EXPECT_EQ(first_gap({}, 2), std::nullopt);
}

TEST(Coverage, BlamesAChangeForNothingThatWasSoBefore)
{
    const Segments before{{span(0, 10), 3}, {span(10, 20), 1}, {span(20, 30), 2}};
    EXPECT_EQ(first_drop(before, before, 2), std::nullopt);
    // Three become two: enough. One stays one. Two become none.
    EXPECT_EQ(first_drop(before, {{span(0, 10), 2}, {span(10, 20), 1}, {span(20, 30), 0}}, 2),
              (Drop{at(20), 2, 0}));
    EXPECT_EQ(first_drop(before, {{span(0, 25), 1}, {span(25, 30), 0}}, 2), (Drop{at(0), 3, 0}));
}

// Against every minute looked at by itself.

/// Whether the policy's words let this person open, said once more and in another way.
bool could_open(const UnitPerson& who, const KindName& kind, Timestamp when)
{
    if (who.disabled_at && when.unix_us >= who.disabled_at->unix_us)
        return false;
    for (const auto& leave : who.leave)
        if (leave.from.unix_us <= when.unix_us && when.unix_us < leave.until.unix_us)
            return false;
    for (const auto& [id, each] : who.grants) {
        const bool reads = each.role == Role::caseworker || each.role == Role::unit_leader;
        const bool began = each.from.unix_us <= when.unix_us;
        const bool over = each.until && each.until->unix_us <= when.unix_us;
        bool covers = each.kinds.empty();
        for (const auto& one : each.kinds)
            covers = covers || one.text == kind.text;
        if (reads && began && !over && covers)
            return true;
    }
    return false;
}

struct World {
    explicit World(unsigned seed) : random(seed)
    {
        for (std::uint8_t i = 0; i < below(6); ++i)
            people.push_back(anybody(i));
    }
    std::int64_t below(std::int64_t bound) { return std::int64_t(random() % std::uint64_t(bound)); }
    UnitPerson anybody(std::uint8_t number)
    {
        UnitPerson made = worker(number, {});
        constexpr Role roles[] = {Role::caseworker, Role::unit_leader, Role::director,
                                  Role::oversight};
        for (auto grants = below(4); grants > 0; --grants) {
            const auto from = below(minutes);
            auto each = grant(from, {}, {}, roles[below(4)]);
            if (below(2) == 0)
                each.until = at(from + below(minutes));
            if (below(3) == 0)
                each.kinds = {below(2) == 0 ? child.kind : police.kind};
            made.grants.push_back({{}, each});
        }
        for (auto leave = below(3); leave > 0; --leave) {
            const auto from = below(minutes);
            made.leave.push_back(span(from, from + below(20)));
        }
        if (below(6) == 0)
            made.disabled_at = at(below(minutes));
        return made;
    }
    static constexpr std::int64_t minutes = 60;
    std::mt19937_64 random;
    std::vector<UnitPerson> people;
};

TEST(Coverage, IsAtEachMinuteWhatLookingAtThatMinuteSays)
{
    for (unsigned seed = 1; seed <= 2'000; ++seed) {
        const World world(seed);
        for (const auto& cell : {child, police}) {
            const auto segments = timeline(world.people, cell, span(0, World::minutes));
            std::size_t index = 0;
            std::optional<std::int64_t> gap_begins;
            for (std::int64_t now = 0; now < World::minutes; ++now) {
                std::size_t brute = 0;
                for (const auto& who : world.people) {
                    const bool opens = could_open(who, cell.kind, at(now));
                    ASSERT_EQ(is_able(who, cell, at(now)), opens) << seed << " at " << now;
                    ASSERT_EQ(ability_of(who, cell, at(now)).ability == Ability::able, opens);
                    brute += opens ? 1 : 0;
                }
                while (segments.at(index).span.until <= at(now))
                    ++index;
                ASSERT_TRUE(segments[index].span.holds(at(now)));
                ASSERT_EQ(segments[index].count, brute) << seed << " at " << now;
                if (brute < 2 && !gap_begins)
                    gap_begins = now;
            }
            for (std::size_t i = 1; i < segments.size(); ++i) {
                ASSERT_NE(segments[i - 1].count, segments[i].count);
                ASSERT_EQ(segments[i - 1].span.until, segments[i].span.from);
            }
            const auto gap = first_gap(segments, 2);
            ASSERT_EQ(gap.has_value(), gap_begins.has_value());
            if (gap)
                ASSERT_EQ(gap->span.from, at(*gap_begins));
        }
    }
}

TEST(Coverage, FindsADropExactlyWhereFewerRemainThanBeforeAndThanNeeded)
{
    for (unsigned seed = 1; seed <= 2'000; ++seed) {
        World world(seed);
        const auto before = timeline(world.people, child, span(0, World::minutes));
        auto left = world.people;
        if (!left.empty())
            left.erase(left.begin() + world.below(std::int64_t(left.size())));
        const auto after = timeline(left, child, span(0, World::minutes));
        std::optional<Drop> brute;
        for (std::int64_t now = 0; now < World::minutes; ++now) {
            const auto was = count_able(world.people, child, at(now));
            const auto is = count_able(left, child, at(now));
            if (is >= 2 || is >= was)
                continue;
            if (!brute)
                brute = Drop{at(now), was, is};
            brute->after = std::min(brute->after, is);
        }
        ASSERT_EQ(first_drop(before, after, 2), brute) << seed;
    }
}

}  // namespace
}  // namespace varde::domain
