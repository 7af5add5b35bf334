// The guarantee over every small world: whoever is away, cannot be reached or has lost their
// access, some human or the top of the ladder is told within the limit (P6).
#include "domain/escalation/climb.hpp"
#include "domain/escalation/listeners.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <set>

namespace varde::domain {
namespace {

constexpr std::int64_t minutes = 60, hours = 3600, days = 24 * hours;
constexpr Timestamp start{1'800'000'000'000'000};
const UnitId here{"no.1103"}, county{"no.oversight.11"};

/// After this time at the latest it is known that a message could not be brought.
constexpr std::int64_t evidence = 2 * minutes;

enum class State { at_work, on_leave, unreachable, revoked };
constexpr std::size_t people_count = 5;
using World = std::array<State, people_count>;  ///< Two on duty, leader, director, oversight.
constexpr std::array roles{Role::caseworker, Role::caseworker, Role::unit_leader, Role::director,
                           Role::oversight};

PersonId person(std::size_t number)
{
    PersonId id;
    id.uuid.bytes.back() = std::uint8_t(number + 1);
    return id;
}

World world_of(std::size_t number)
{
    World world{};
    for (State& state : world) {
        state = State(number % 4);
        number /= 4;
    }
    return world;
}
constexpr std::size_t worlds = 4 * 4 * 4 * 4 * 4;

std::string in_words(const World& world)
{
    std::string text;
    for (const State state : world)
        text += "apux"[std::size_t(state)];
    return text + " (a at work, p on leave, u unreachable, x revoked)";
}

Staff staff_in(const World& world)
{
    Staff staff{.unit = here, .kind = {"concern.child"}, .oversight = {county}};
    for (std::size_t i = 0; i < people_count; ++i) {
        Grant grant{.role = roles[i], .unit = i == 4 ? county : here, .from = {0}};
        if (world[i] == State::revoked)
            grant.until = start;
        if (world[i] == State::on_leave)
            staff.on_leave.push_back(person(i));
        staff.grants.push_back({person(i), grant});
    }
    staff.on_duty = {person(0), person(1)};
    return staff;
}

/// What was told until the top was: by a clock that is asked when it asked to be and when evidence
/// comes.
struct Story {
    std::optional<Timestamp> human;  ///< The first human who hears of it…
    std::optional<Timestamp> other;  ///< …the first who is not on duty…
    std::optional<Timestamp> top;    ///< …and when the top was told, reached or not.
    std::size_t steps = 0;
};

class Telling {
public:
    Telling(const Ladder& ladder, const World& world, Timestamp due)
        : ladder_(ladder), world_(world), climb_{.since = start, .due = due}
    {
    }

    Story until(Timestamp end)
    {
        for (Timestamp now = start; now <= end && !story_.top;) {
            const Move move = next_move(ladder_, climb_, now);
            if (move.tell) {
                tell(move, now);
                continue;
            }
            auto next = move.at;
            if (auto& last = climb_.raised.back(); !last.in_vain && !reached_) {
                const auto known = last.at.plus_seconds(evidence);
                last.in_vain = known <= now;
                next = last.in_vain ? now : std::min(next, known);
            }
            now = next;
        }
        return story_;
    }

private:
    void tell(const Move& move, Timestamp now)
    {
        auto staff = staff_in(world_);
        staff.silent = silent_;
        const bool top = move.step + 1 == int(ladder_.steps.size());
        const Listener listener = ladder_.steps[std::size_t(move.step)].tell;
        const auto told = listeners(listener, staff, top, now);
        reached_ = false;
        for (const auto& one : told.people) {
            const auto number = std::size_t(one.uuid.bytes.back()) - 1;
            EXPECT_NE(world_[number], State::revoked) << "told somebody without access";
            if (world_[number] != State::at_work)
                continue;
            reached_ = true;
            story_.human = story_.human.value_or(now);
            if (number > 1)
                story_.other = story_.other.value_or(now);
        }
        if (top)
            story_.top = story_.top.value_or(now);
        if (listener == Listener::duty)
            silent_ = told.people;
        climb_.raised.push_back({.step = move.step, .at = now, .in_vain = told.in_vain});
        ++story_.steps;
    }

    const Ladder& ladder_;
    const World& world_;
    Climb climb_;
    std::vector<PersonId> silent_;
    bool reached_ = false;
    Story story_;
};

const Ladder urgent{.steps = {{Listener::duty, From::start, 0},
                              {Listener::readers, From::start, 15 * minutes},
                              {Listener::leader, From::start, 30 * minutes},
                              {Listener::director, From::due, 0},
                              {Listener::oversight, From::due, 1 * hours}},
                    .repeat_every_seconds = 15 * minutes,
                    .acknowledged_for_seconds = 15 * minutes};
const Ladder patient{.steps = {{Listener::duty, From::start, 0},
                               {Listener::readers, From::start, 4 * hours},
                               {Listener::leader, From::due, 0},
                               {Listener::director, From::due, 1 * days},
                               {Listener::oversight, From::due, 3 * days}},
                     .repeat_every_seconds = 1 * days,
                     .acknowledged_for_seconds = 4 * hours};

bool within(const std::optional<Timestamp>& at, Timestamp limit) { return at && *at <= limit; }

void expect_guarantee(const Ladder& ladder, std::int64_t limit_seconds)
{
    const auto limit = start.plus_seconds(limit_seconds);
    // Each unreachable step is passed as soon as that is known.
    const auto slack = std::int64_t(ladder.steps.size()) * evidence;
    for (std::size_t number = 0; number < worlds; ++number) {
        const World world = world_of(number);
        SCOPED_TRACE(in_words(world));
        const auto story = Telling(ladder, world, limit).until(limit.plus_seconds(10 * days));
        EXPECT_TRUE(within(story.human, limit) || within(story.top, limit));
        EXPECT_TRUE(within(story.other, limit.plus_seconds(slack)) ||
                    within(story.top, limit.plus_seconds(slack)))
            << "somebody other than the silent party";
        EXPECT_TRUE(story.top) << "nobody acts, so it climbs to the top in the end";
        const bool nobody =
            std::ranges::none_of(world, [](State state) { return state == State::at_work; });
        EXPECT_EQ(story.human.has_value(), !nobody);
        if (testing::Test::HasFailure())
            return;
    }
}

TEST(Guarantee, AHumanOrTheTopHearsOfAnUrgentReportWithinTheHour)
{
    expect_guarantee(urgent, 1 * hours);
}

TEST(Guarantee, AHumanOrTheTopHearsOfAnyReportWithinItsLimit)
{
    expect_guarantee(patient, 24 * hours);
}

TEST(Guarantee, HoldsForEveryLadderOfEveryOrderOfListeners)
{
    std::array order{Listener::duty, Listener::readers, Listener::leader};
    do {
        Ladder ladder = urgent;
        for (std::size_t i = 0; i < order.size(); ++i)
            ladder.steps[i].tell = order[i];
        expect_guarantee(ladder, 1 * hours);
    } while (!testing::Test::HasFailure() && std::ranges::next_permutation(order).found);
}

}  // namespace
}  // namespace varde::domain
