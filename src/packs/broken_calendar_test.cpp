#include "packs/broken_pack.hpp"

#include <algorithm>

namespace varde::packs {
namespace {

/// A pack of days and deadlines alone.
std::vector<PackFile> small_pack()
{
    return {{"pack.toml", R"(id = "xx"
version = "2026.1"
name = "Xland"
languages = ["en"]
time_zone = "Europe/Copenhagen"
)"},
            {"calendar.toml", R"([hverdage]
saturday = true

[[holidays]]
name = "Good Friday"
easter = -2

[[holidays]]
name = "New Year"
on = "01-01"
from_year = 1900

[[holidays]]
name = "May"
weekday = "first monday of may"
not_in = [1995]

[[holidays]]
name = "Coronation"
dates = ["2023-05-08"]

[[schools]]
area = "default"
name = "X"
source = "x"
begins = "08:00"
years = ["2024-08-19/2025-06-20", "2025-08-18/2026-06-19"]
off = ["2025-10-06/2025-10-10"]
)"},
            {"obligations.toml", R"([[rules]]
name = "review"
title.en = "Review"
starts = ["report.accepted"]
when = ["urgent"]
met_by = ["delivery.assessed"]
limit = "1 week"
owed_by = "unit"
source = "Act § 1"
from = "2023-01-01"
to = "2025-12-31"

[[rules]]
name = "review"
title.en = "Review"
starts = ["report.accepted"]
met_by = ["delivery.assessed"]
limit = "as soon as possible"
alarm = "6 hverdage"
owed_by = "unit"
source = "Act § 1"
from = "2026-01-01"

[[rules]]
name = "plan"
title.en = "Plan"
starts = ["prison.admitted"]
unless = ["special_case"]
but_still_if = ["under_18"]
met_by = ["action_plan.made"]
limit = "next school day"
owed_by = "unit"
source = "Act § 2"
from = "2026-01-01"
)"}};
}

constexpr Broken broken_packs[] = {
    {"holiday on no day", "calendar.toml", "\"01-01\"", "\"02-29\"", "xx/calendar.toml:10",
     "on: \"02-29\" is not a day of every year such as \"05-17\""},
    {"holiday without a rule", "calendar.toml", "easter = -2\n", "", "xx/calendar.toml:4",
     "holidays: needs one of on, easter, weekday and dates"},
    {"holiday by two rules", "calendar.toml", "easter = -2\n", "easter = -2\non = \"01-01\"\n",
     "xx/calendar.toml:4", "holidays: needs one of on, easter, weekday and dates"},
    {"holiday far from Easter", "calendar.toml", "-2", "400", "xx/calendar.toml:6",
     "easter: must be from -80 to 250 days"},
    {"text where a number belongs", "calendar.toml", "-2", "\"-2\"", "xx/calendar.toml:6",
     "easter: must be a whole number"},
    {"holiday on no weekday", "calendar.toml", "first monday", "fifth monday",
     "xx/calendar.toml:15", "weekday: \"fifth monday of may\" is not such as"},
    {"holiday on a day that never was", "calendar.toml", "2023-05-08", "2023-02-30",
     "xx/calendar.toml:20", "dates: \"2023-02-30\" is not a day such as \"2022-09-19\""},
    {"holiday that ends before it begins", "calendar.toml", "from_year = 1900",
     "from_year = 1900\nto_year = 1899", "xx/calendar.toml:12", "to_year: is before from_year"},
    {"odd year", "calendar.toml", "[1995]", "[95]", "xx/calendar.toml:16",
     "not_in: must be a list of years"},
    {"school at no time", "calendar.toml", "\"08:00\"", "\"8\"", "xx/calendar.toml:26",
     "begins: \"8\" is not a time of day"},
    {"school year that ends first", "calendar.toml", "2024-08-19/2025-06-20",
     "2025-06-20/2024-08-19", "xx/calendar.toml:27", "years: \"2025-06-20/2024-08-19\" is not"},
    {"missing school year", "calendar.toml", "2024-08-19/2025-06-20", "2023-08-21/2024-06-20",
     "xx/calendar.toml:27", "years: must follow each other in time, each within 100 days"},
    {"school holiday in no known year", "calendar.toml", "2025-10-06/2025-10-10", "2026-10-05",
     "xx/calendar.toml:28", "off: 2026-10-05 lies outside the school years"},
    {"school days without a source", "calendar.toml", "source = \"x\"\n", "", "xx/calendar.toml:22",
     "source: is missing"},
    {"no hverdage to count", "calendar.toml", "[hverdage]\nsaturday = true\n", "",
     "xx/obligations.toml:18", "limit: counts hverdage, but calendar.toml has no [hverdage]"},
    {"unknown occasion", "obligations.toml", "prison.admitted", "prison.escaped",
     "xx/obligations.toml:27", "starts: \"prison.escaped\" is not an occasion"},
    {"unknown fact", "obligations.toml", "\"urgent\"", "\"urgnet\"", "xx/obligations.toml:5",
     "when: \"urgnet\" is not a fact; docs/reference/packs.md lists them"},
    {"unknown exception", "obligations.toml", "special_case", "special_cas",
     "xx/obligations.toml:28", "unless: \"special_cas\" is not a fact"},
    {"exception to no exception", "obligations.toml", "unless = [\"special_case\"]\n", "",
     "xx/obligations.toml:28", "but_still_if: needs an unless that it is the exception to"},
    {"nothing that meets it", "obligations.toml", "met_by = [\"action_plan.made\"]", "met_by = []",
     "xx/obligations.toml:30", "met_by: needs at least one occasion"},
    {"no limit", "obligations.toml", "\"1 week\"", "\"one week\"", "xx/obligations.toml:7",
     "limit: \"one week\" is not a limit such as"},
    {"as soon as possible without an alarm", "obligations.toml", "alarm = \"6 hverdage\"\n", "",
     "xx/obligations.toml:18", "limit: \"as soon as possible\" needs an alarm"},
    {"alarm beside a limit", "obligations.toml", "\"1 week\"\n", "\"1 week\"\nalarm = \"1 day\"\n",
     "xx/obligations.toml:8", "alarm: stands only with limit = \"as soon as possible\""},
    {"alarm of no length", "obligations.toml", "6 hverdage", "soon", "xx/obligations.toml:19",
     "alarm: \"soon\" is not a limit such as"},
    {"hours that move", "obligations.toml", "\"1 week\"\n",
     "\"1 hour\"\nmoves_off_rest_days = true\n", "xx/obligations.toml:8",
     "moves_off_rest_days: is for days, weeks and months only"},
    {"owed by nobody known", "obligations.toml", "owed_by = \"unit\"", "owed_by = \"boss\"",
     "xx/obligations.toml:8", "owed_by: \"boss\" is not one of unit, guard, sender, oversight"},
    {"no source", "obligations.toml", "source = \"Act § 1\"\n", "", "xx/obligations.toml:1",
     "source: is missing"},
    {"in force from no day", "obligations.toml", "2023-01-01", "2023", "xx/obligations.toml:10",
     "from: \"2023\" is not a day such as \"2026-11-22\""},
    {"never in force", "obligations.toml", "2025-12-31", "2022-12-31", "xx/obligations.toml:11",
     "to: is before from"},
    {"in force twice", "obligations.toml", "2025-12-31", "2026-01-01", "xx/obligations.toml:22",
     "from: \"review\" would be in force twice: end the earlier version with to"},
    {"odd name", "obligations.toml", "\"plan\"", "\"Plan\"", "xx/obligations.toml:25",
     "name: \"Plan\" is not made of a-z and _"},
};

TEST(BrokenCalendar, IsRefusedWithFileLineAndRule)
{
    for (const Broken& broken : broken_packs)
        expect_one_fault(small_pack(), broken);
}

TEST(CalendarPack, LoadsWithoutKindsAndUnitsAndSaysThatItReceivesNothing)
{
    const auto pack = load_pack("xx", small_pack());
    ASSERT_TRUE(pack) << pack.error().message;
    EXPECT_TRUE(pack.value().directory.units().empty());
    EXPECT_EQ(pack.value().obligations.size(), 3U);
    const auto status = pack.value().can_receive_reports();
    ASSERT_FALSE(status);
    EXPECT_TRUE(status.error().message.starts_with("The pack xx holds a calendar and deadlines"));
}

TEST(CalendarPack, HasAllOfWhatReceivesReportsOrNone)
{
    for (const char* path : {"counties.csv", "units.toml", "forms/letter.page.toml"}) {
        auto files = small_pack();
        files.push_back({path, ""});
        const auto pack = load_pack("xx", files);
        ASSERT_FALSE(pack) << path;
        const auto missing =
            std::ranges::find(pack.error().faults, "xx/pack.toml:1", &Fault::pointer);
        ASSERT_NE(missing, pack.error().faults.end()) << path;
        EXPECT_EQ(missing->detail, "kinds, hours and unit_names are missing");
    }
}

TEST(CalendarPack, NeedsItsCalendar)
{
    auto files = small_pack();
    files.erase(files.begin() + 1);
    const auto pack = load_pack("xx", files);
    ASSERT_FALSE(pack);
    EXPECT_EQ(pack.error().faults.front().pointer, "xx/calendar.toml:1");
    EXPECT_EQ(pack.error().faults.front().detail, "the file is missing");
}

TEST(CalendarPack, PutsARuleInForceFromLocalMidnightToLocalMidnight)
{
    const auto pack = load_pack("xx", small_pack());
    ASSERT_TRUE(pack);
    const auto rules = pack.value().rules;
    EXPECT_EQ(rfc3339_seconds(rules[0].from), "2022-12-31T23:00:00Z");
    EXPECT_EQ(rfc3339_seconds(*rules[0].to), "2025-12-31T23:00:00Z");
    EXPECT_EQ(rules[1].from, *rules[0].to);
    EXPECT_EQ(in_words(rules[1].limit), "as soon as possible, alarm after 6 hverdage");
}

}  // namespace
}  // namespace varde::packs
