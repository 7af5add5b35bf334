#include "packs/broken_pack.hpp"
#include "packs/quiet.hpp"

#include <algorithm>

namespace varde::packs {
namespace {

using domain::From;
using domain::Ladder;
using domain::Listener;

/// A pack that only has a calendar, a rule and its ladders.
std::vector<PackFile> small_pack()
{
    return {{"pack.toml", R"(id = "xx"
version = "2026.1"
name = "Xland"
languages = ["en"]
time_zone = "Europe/Oslo"
)"},
            {"calendar.toml", ""},
            {"obligations.toml", R"([[rules]]
name = "review"
title.en = "Review"
starts = ["report.accepted"]
met_by = ["delivery.assessed"]
limit = "1 week"
owed_by = "unit"
ladder = "review"
source = "Act § 1"
from = "2023-01-01"
)"},
            {"ladders.toml", R"([[ladders]]
name = "review"
repeat = "1 day"
acknowledged_for = "90 minutes"
quiet = "21:00-07:00"
steps = [
    { tell = "duty", at = "due - 2 days" },
    { tell = "readers", at = "start + 4 hours" },
    { tell = "leader", at = "due" },
    { tell = "oversight", at = "due + 1 week" },
]

[[ladders]]
name = "other"
repeat = "1 hour"
acknowledged_for = "1 hour"
steps = [{ tell = "director", at = "start" }]
)"}};
}

constexpr Broken broken_packs[] = {
    {"ladder without steps", "ladders.toml", "[{ tell = \"director\", at = \"start\" }]", "[]",
     "xx/ladders.toml:17", "steps: there must be at least one, or nobody would be told"},
    {"ladder that says nothing of steps", "ladders.toml",
     "steps = [{ tell = \"director\", at = \"start\" }]\n", "", "xx/ladders.toml:13",
     "steps: there must be at least one, or nobody would be told"},
    {"step that tells nobody", "ladders.toml", "{ tell = \"leader\", at = \"due\" }",
     "{ at = \"due\" }", "xx/ladders.toml:9", "tell: is missing"},
    {"empty step", "ladders.toml", "\"leader\"", "\"\"", "xx/ladders.toml:9", "tell: is empty"},
    {"step that tells nobody known", "ladders.toml", "\"leader\"", "\"boss\"", "xx/ladders.toml:9",
     "tell: \"boss\" is not one of duty, readers, leader, director, oversight, sender"},
    {"step at no time", "ladders.toml", ", at = \"due\"", "", "xx/ladders.toml:9",
     "at: is missing"},
    {"step at an odd time", "ladders.toml", "start + 4 hours", "start + 4 moons",
     "xx/ladders.toml:8", "at: \"start + 4 moons\" is not a time such as"},
    {"step before the start", "ladders.toml", "start + 4 hours", "start - 4 hours",
     "xx/ladders.toml:8", "at: \"start - 4 hours\" is before the start"},
    {"step out of order", "ladders.toml", "due - 2 days", "due + 1 day", "xx/ladders.toml:9",
     "at: is earlier than a step before it"},
    {"ladder that ends in the unit", "ladders.toml", "\"oversight\"", "\"leader\"",
     "xx/ladders.toml:6", "steps: the last one tells leader: a ladder ends with director or"},
    {"ladder that ends with the sender", "ladders.toml", "\"oversight\"", "\"sender\"",
     "xx/ladders.toml:6", "steps: the last one tells sender"},
    {"ladder that never repeats", "ladders.toml", "repeat = \"1 day\"\n", "", "xx/ladders.toml:1",
     "repeat: is missing"},
    {"ladder that repeats at once", "ladders.toml", "repeat = \"1 day\"", "repeat = \"0 days\"",
     "xx/ladders.toml:3", "repeat: \"0 days\" is not a span such as"},
    {"acknowledgement without an end", "ladders.toml", "90 minutes", "for ever",
     "xx/ladders.toml:4", "acknowledged_for: \"for ever\" is not a span such as"},
    {"quiet for ever", "ladders.toml", "21:00-07:00", "07:00-07:00", "xx/ladders.toml:5",
     "quiet: \"07:00-07:00\" is not a span such as \"21:00-07:00\""},
    {"ladder twice", "ladders.toml", "\"other\"", "\"review\"", "xx/ladders.toml:14",
     "name: \"review\" stands twice"},
    {"ladder with an odd name", "ladders.toml", "\"other\"", "\"Other\"", "xx/ladders.toml:14",
     "name: \"Other\" is not made of a-z and _"},
    {"misspelt key of a ladder", "ladders.toml", "quiet", "quite", "xx/ladders.toml:5",
     "quite: is not a key that belongs here"},
    {"misspelt key of a step", "ladders.toml", "{ tell = \"leader\",",
     "{ hours = 2, tell = \"leader\",", "xx/ladders.toml:9",
     "hours: is not a key that belongs here"},
    {"rule without a ladder", "obligations.toml", "ladder = \"review\"\n", "",
     "xx/obligations.toml:1", "ladder: is missing"},
    {"rule with an unknown ladder", "obligations.toml", "ladder = \"review\"",
     "ladder = \"reveiw\"", "xx/obligations.toml:8",
     "ladder: \"reveiw\" is not a ladder of ladders.toml"},
};

TEST(BrokenLadder, IsRefusedWithFileLineAndRule)
{
    for (const Broken& broken : broken_packs)
        expect_one_fault(small_pack(), broken);
}

TEST(BrokenLadder, IsToldOfEveryFaultAtOnce)
{
    auto files = changed(small_pack(), {"", "ladders.toml", "\"oversight\"", "\"boss\""});
    files = changed(files, {"", "ladders.toml", "\"1 hour\"", "\"1 hours\""});
    files = changed(files, {"", "obligations.toml", "ladder = \"review\"", "ladder = \"no\""});
    const auto pack = load_pack("xx", files);
    ASSERT_FALSE(pack);
    EXPECT_EQ(pack.error().faults.size(), 3U) << listed(pack.error().faults);
}

TEST(Ladders, MayBeMissingFromAPackThatReceivesNothing)
{
    auto files = changed(small_pack(), {"", "obligations.toml", "ladder = \"review\"\n", ""});
    files.pop_back();
    const auto pack = load_pack("xx", files);
    ASSERT_TRUE(pack) << listed(pack.error().faults);
    EXPECT_TRUE(pack.value().ladders.empty());
    files = small_pack();
    files.pop_back();
    EXPECT_FALSE(load_pack("xx", files)) << "but not those that a rule names";
}

TEST(Ladders, AreReadAsTheyStand)
{
    const auto pack = load_pack("xx", small_pack());
    ASSERT_TRUE(pack) << listed(pack.error().faults);
    const Ladder expected{.name = "review",
                          .steps = {{Listener::duty, From::due, -2 * 24 * 3600},
                                    {Listener::readers, From::start, 4 * 3600},
                                    {Listener::leader, From::due, 0},
                                    {Listener::oversight, From::due, 7 * 24 * 3600}},
                          .repeat_every_seconds = 24 * 3600,
                          .acknowledged_for_seconds = 90 * 60,
                          .quiet = domain::QuietHours{21 * 60, 7 * 60}};
    EXPECT_EQ(pack.value().ladder_of("review", {1'800'000'000'000'000}), expected);
    EXPECT_EQ(pack.value().ladder_of("gone", {1'800'000'000'000'000}), expected)
        << "A duty whose rule the pack has no longer still has a ladder.";
}

const Pack& norway()
{
    static const auto pack = load_pack_folder(SOURCE_ROOT "/packs", "no");
    CHECK(pack);
    return pack.value();
}

TEST(NorwaysLadders, TellSomebodyOfEveryRuleAndNeverTheUnitAlone)
{
    for (const LegalRule& legal : norway().obligations) {
        const Ladder& ladder = norway().ladder_of(legal.rule.name, legal.rule.from);
        EXPECT_EQ(ladder.name, legal.ladder);
        const auto by_due = std::ranges::any_of(ladder.steps, [](const domain::Step& step) {
            return step.tell != Listener::duty && step.tell != Listener::readers &&
                   (step.from == From::start || step.after_seconds <= 0);
        });
        EXPECT_TRUE(by_due) << legal.rule.name << " breaches in silence";
    }
}

TEST(NorwaysLadders, AreNeverQuietAboutWhatIsUrgent)
{
    const Ladder& urgent = norway().ladder_of("open_urgent", {1'800'000'000'000'000});
    EXPECT_EQ(urgent.name, "urgent");
    EXPECT_FALSE(urgent.quiet);
    EXPECT_EQ(urgent.steps.front(), (domain::Step{Listener::duty, From::start, 0}));
    // Where nobody at all can open what comes, somebody must act in the night as well.
    for (const Ladder& ladder : norway().ladders)
        EXPECT_EQ(ladder.quiet.has_value(), ladder.name != "urgent" && ladder.name != "coverage")
            << ladder.name;
}

Timestamp at(const char* text) { return *parse_rfc3339(text); }

TEST(Quiet, EndsInTheMorningHoweverLongTheNightWas)
{
    constexpr domain::QuietHours night{21 * 60, 7 * 60};
    struct Case {
        const char* at;
        const char* out;
    };
    constexpr Case cases[] = {
        {"2026-11-23T12:00:00Z", "2026-11-23T12:00:00Z"},
        {"2026-11-23T19:59:59Z", "2026-11-23T19:59:59Z"},
        {"2026-11-23T20:00:00Z", "2026-11-24T06:00:00Z"},
        {"2026-11-24T01:00:00Z", "2026-11-24T06:00:00Z"},
        {"2026-11-24T06:00:00Z", "2026-11-24T06:00:00Z"},
        {"2026-03-28T21:00:00Z", "2026-03-29T05:00:00Z"},  // An hour is skipped…
        {"2026-03-29T00:59:59Z", "2026-03-29T05:00:00Z"},
        {"2026-03-29T01:00:00Z", "2026-03-29T05:00:00Z"},
        {"2026-10-24T20:00:00Z", "2026-10-25T06:00:00Z"},  // …and one comes twice.
        {"2026-10-25T00:30:00Z", "2026-10-25T06:00:00Z"},
        {"2026-10-25T01:30:00Z", "2026-10-25T06:00:00Z"},
    };
    for (const Case& each : cases)
        EXPECT_EQ(rfc3339_seconds(when_not_quiet(norway().calendar, night, at(each.at))), each.out)
            << each.at;
}

TEST(Quiet, MayEndInAnHourThatIsSkipped)
{
    const auto out =
        when_not_quiet(norway().calendar, {22 * 60, 2 * 60 + 30}, at("2026-03-28T22:00:00Z"));
    EXPECT_EQ(rfc3339_seconds(out), "2026-03-29T01:00:00Z");
}

}  // namespace
}  // namespace varde::packs
