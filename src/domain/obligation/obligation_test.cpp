#include "domain/obligation/obligation.hpp"

#include <gtest/gtest.h>

namespace varde::domain {
namespace {

constexpr Timestamp due{1'000'000};
constexpr Timestamp before{999'999};
constexpr Timestamp after{1'000'001};

TEST(Obligation, IsOpenMetOrBreached)
{
    struct Case {
        const char* name;
        std::optional<Timestamp> met_at;
        Timestamp now;
        ObligationState state;
    };
    const std::vector<Case> cases{
        {"not met, time left", {}, before, ObligationState::open},
        {"not met, on the stroke", {}, due, ObligationState::open},
        {"not met, too late", {}, after, ObligationState::breached},
        {"met in time", before, before, ObligationState::met},
        {"met on the stroke", due, after, ObligationState::met},
        {"met in time stays met", before, after, ObligationState::met},
        {"met too late stays breached", after, after, ObligationState::breached},
    };
    for (const auto& row : cases)
        EXPECT_EQ(state_of({.due = due, .met_at = row.met_at}, row.now), row.state) << row.name;
}

TEST(Obligation, ThatFellAwayInTimeIsCancelledAndTooLateIsBreached)
{
    EXPECT_EQ(state_of({.due = due, .cancelled_at = before}, after), ObligationState::cancelled);
    EXPECT_EQ(state_of({.due = due, .cancelled_at = after}, after), ObligationState::breached);
}

TEST(Obligation, WithoutAKnownTimeStaysOpenUntilItIsMet)
{
    EXPECT_EQ(state_of({}, after), ObligationState::open);
    EXPECT_EQ(state_of({.met_at = after}, after), ObligationState::met);
}

TEST(Obligation, HasAWordForEachState)
{
    EXPECT_EQ(name_of(ObligationState::open), "open");
    EXPECT_EQ(name_of(ObligationState::met), "met");
    EXPECT_EQ(name_of(ObligationState::breached), "breached");
    EXPECT_EQ(name_of(ObligationState::cancelled), "cancelled");
}

}  // namespace
}  // namespace varde::domain
