// Every way in which a case system can say that it holds what it does not, and how long it takes
// until people are told which deliveries that is about. Time is virtual, everything else real.
#include "connectors/connected_unit.hpp"

#include <fmt/format.h>

#include <cstdio>

namespace varde::test {
namespace {

constexpr std::int64_t told_within = 26 * hours;  // A night, its hour, and some to spare.

struct Liar {
    std::string name;
    std::function<std::unique_ptr<System>(Unit&)> make;
    /// Since when what it says is wrong.
    std::int64_t lies_after = 0;
};

template <class T>
Liar liar(std::string name, std::int64_t lies_after = 0)
{
    return {std::move(name),
            [](Unit& unit) { return std::make_unique<T>(unit.server, unit.memory); }, lies_after};
}

std::vector<Liar> all_liars()
{
    return {liar<Drops>("acknowledges and drops"),
            liar<Truncates>("stores half of it"),
            liar<Loses>("stores it and loses it later", 2 * hours),
            liar<Caches>("answers from a cached digest"),
            liar<FetchesAgain>("fetches again to answer", hours),
            liar<ForgetsAtOnce>("fetches again to end the alarm", hours),
            liar<Restores>("restores an old backup", 90 * minutes),
            liar<RestoresQuietly>("restores one and says nothing", 90 * minutes),
            liar<Skips>("skips one"),
            liar<KeepsQuiet>("never answers"),
            liar<NeverComes>("never comes")};
}

constexpr std::size_t liars_count = 11;
/// Liars that nobody found out; said last of all.
std::size_t not_found = liars_count;

/// Seconds from the lie until people are told, or nothing within the limit.
std::optional<std::int64_t> time_to_detection(const Liar& liar)
{
    Unit unit;
    auto system = liar.make(unit);
    const auto begun = unit.product.clock.now();
    for (int i = 0; i < 3; ++i) {
        unit.send_one();
        system->minute(unit.product.clock.now());  // Each comes alone: so one can be skipped.
    }
    for (;;) {
        const auto now = unit.product.clock.now();
        const auto since = (now.unix_us - begun.unix_us) / 1'000'000;
        if (since > liar.lies_after + told_within)
            return std::nullopt;
        challenge(unit.product);
        if (unit.problems() > 0 && unit.told())
            return since - liar.lies_after;
        unit.product.advance(minutes);
        system->minute(unit.product.clock.now());
    }
}

TEST(LyingConnectors, AreAllFoundOutAndPeopleAreToldOfWhichDeliveries)
{
    std::size_t undetected = 0, ran = 0;
    for (const auto& each : all_liars()) {
        const auto seconds = time_to_detection(each);
        ++ran;
        undetected += seconds ? 0 : 1;
        if (seconds)
            std::puts(fmt::format("{:<32} found after {:>2} h {:>2} min", each.name,
                                  *seconds / hours, *seconds % hours / minutes)
                          .c_str());
        else
            std::puts(fmt::format("{:<32} NOT FOUND", each.name).c_str());
    }
    EXPECT_EQ(ran, liars_count);
    EXPECT_EQ(undetected, 0u);
    not_found = undetected + (ran < liars_count ? liars_count - ran : 0);
    std::atexit([] { std::puts(fmt::format("undetected {}", not_found).c_str()); });
}

TEST(LyingConnectors, DoNotEndTheAlarmWithTheCopyThatItBroughtThem)
{
    Unit unit;
    ForgetsAtOnce forgets(unit.server, unit.memory);
    System& liar = forgets;
    unit.send_one();
    liar.minute(unit.product.clock.now());
    unit.product.advance(hours);
    for (int i = 0; i < 3 * 24 * 4; ++i) {
        challenge(unit.product);
        liar.minute(unit.product.clock.now());
        ASSERT_EQ(unit.product.count("problem WHERE name = 'readback_failed' AND closed_at_us IS "
                                     "NULL"),
                  1)
            << i;
        unit.product.advance(15 * minutes);
    }
    EXPECT_EQ(unit.product.event_count(domain::EventName::delivery_stored), 1u);
}

TEST(HonestConnectors, EndTheAlarmAnHourAfterTheyFetchedAgainWhatTheyLost)
{
    Unit unit;
    System honest(unit.server, unit.memory);
    unit.send_one();
    honest.minute(unit.product.clock.now());
    unit.memory.items.clear();
    for (int i = 0; i < 2; ++i) {
        unit.product.advance(hours);
        challenge(unit.product);
        honest.minute(unit.product.clock.now());
        EXPECT_EQ(unit.product.event_count(domain::EventName::delivery_stored), 1u + unsigned(i));
    }
    EXPECT_EQ(unit.problems(), 1);
    EXPECT_EQ(unit.memory.items.size(), 1u);
    challenge(unit.product);
    EXPECT_EQ(unit.product.count("problem WHERE closed_at_us IS NULL AND name = 'readback_failed'"),
              0);
}

TEST(HonestConnectors, GoOnFromARestoredCopyAndProveAllAnHourLater)
{
    Unit unit;
    System honest(unit.server, unit.memory);
    unit.send_one();
    honest.minute(unit.product.clock.now());
    const auto backup = unit.memory;
    unit.send_one();
    for (int twice = 0; twice < 2; ++twice)  // So that it has said that it holds both.
        honest.minute(unit.product.clock.now());
    unit.memory = backup;
    EXPECT_TRUE(honest.fetch(0));
    EXPECT_EQ(unit.memory.after, 2);
    unit.product.advance(hours);
    challenge(unit.product);
    EXPECT_EQ(honest.answer_challenges().value(), 2u);
    challenge(unit.product);
    EXPECT_EQ(unit.problems(), 1);
    EXPECT_EQ(unit.product.count("problem WHERE closed_at_us IS NULL AND name = 'readback_failed'"),
              0);
}

TEST(HonestConnectors, TakeAllTheOthersWhenOneCannotBeRead)
{
    Unit unit;
    System honest(unit.server, unit.memory);
    for (int i = 0; i < 12; ++i)
        unit.send_one();
    const std::string guard = "DROP TRIGGER content_stays_in_its_place";
    ASSERT_TRUE(unit.product.sql(guard) || unit.product.sql(guard + " ON content_key"));
    const auto move = [&](const std::string& by) {
        return unit.product.sql("UPDATE content_key SET content_at = content_at " + by +
                                " WHERE report_id IN (SELECT report_id FROM event "
                                "WHERE name = 'report.accepted' AND sequence = 1)");
    };
    ASSERT_TRUE(move("+ 1"));
    EXPECT_FALSE(honest.fetch(0));
    EXPECT_EQ(unit.product.count("readback WHERE state = 'stored'"), 11);
    EXPECT_EQ(unit.memory.after, 0);
    EXPECT_TRUE(honest.compare().value()) << "of what it has said that it holds";
    unit.product.advance(2 * hours);
    challenge(unit.product);
    EXPECT_EQ(unit.product.count("readback WHERE state = 'unavailable'"), 1);
    EXPECT_EQ(unit.product.event_count(domain::EventName::readback_failed), 0u);
    ASSERT_TRUE(move("- 1"));
    unit.product.advance(10 * minutes);
    challenge(unit.product);
    while (honest.fetch(0).value() > 0)
        continue;
    EXPECT_EQ(unit.memory.after, 12);
    EXPECT_EQ(unit.product.event_count(domain::EventName::delivery_stored), 12u);
}

TEST(HonestConnectors, AreNeverCalledLiars)
{
    Unit unit;
    System honest(unit.server, unit.memory);
    for (int hour = 0; hour < 40; ++hour) {
        if (hour % 3 == 0)
            unit.send_one();
        for (int i = 0; i < 4; ++i) {
            honest.minute(unit.product.clock.now());
            unit.product.advance(15 * minutes);
            challenge(unit.product);
        }
        if (hour % 12 == 0) {
            EXPECT_TRUE(honest.compare().value());
        }
    }
    EXPECT_EQ(unit.problems(), 0);
    EXPECT_EQ(unit.product.event_count(domain::EventName::readback_failed), 0u);
    EXPECT_EQ(unit.product.event_count(domain::EventName::delivery_stored), unit.deliveries.size());
}

}  // namespace
}  // namespace varde::test
