// Deadlines that a lawyer can read and check: one table for each country beside this file. What the
// columns mean stands in README.md there.
#include "packs/csv.hpp"
#include "packs/due.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <iterator>

namespace varde::packs {
namespace {

/// Falls when somebody takes rows away.
constexpr std::size_t rows_min = 130;
constexpr std::size_t rows_of_a_country_min = 40;

struct Country {
    const char* id;
    domain::OpenSpan office;  ///< Monday to Friday.
};
constexpr Country countries[] = {
    {"no", {8 * 60, 15 * 60 + 30}}, {"dk", {9 * 60, 15 * 60}}, {"gb-eng", {9 * 60, 17 * 60}}};

constexpr std::string_view summer = " summer time";
constexpr std::string_view winter = " winter time";

/// Whether this local minute comes once more, an hour later.
bool comes_again(const Calendar& calendar, Timestamp at)
{
    const auto hour_later = at.plus_seconds(3600);
    return calendar.local(at).minute_of_day == calendar.local(hour_later).minute_of_day;
}

/// `2026-10-25 02:30 winter time`: the second one where a minute comes twice.
Timestamp read_local(const Calendar& calendar, std::string text)
{
    const bool later = text.ends_with(winter);
    text.resize(16);
    const int minute = std::stoi(text.substr(11, 2)) * 60 + std::stoi(text.substr(14, 2));
    const Timestamp at = calendar.instant(day_in(text.substr(0, 10)).value(), minute);
    return later ? at.plus_seconds(3600) : at;
}

std::string two_digits(int number) { return {char('0' + number / 10), char('0' + number % 10)}; }

/// As the tables write it: midnight is the end of the day before.
std::string write_local(const Calendar& calendar, Timestamp at)
{
    Day day = calendar.day_of(at);
    int minute = calendar.local(at).minute_of_day;
    if (minute == 0) {
        day -= std::chrono::days(1);
        minute = 24 * 60;
    }
    const auto text = iso_date(day) + " " + two_digits(minute / 60) + ":" + two_digits(minute % 60);
    if (comes_again(calendar, at))
        return text + std::string(summer);
    return comes_again(calendar, at.plus_seconds(-3600)) ? text + std::string(winter) : text;
}

/// `rule review`, or a limit such as `1 week`, with ` moved` where it moves off rest days.
domain::Limit limit_of(const Pack& pack, std::string text)
{
    constexpr std::string_view rule = "rule ", moved = " moved";
    if (text.starts_with(rule)) {
        const auto found =
            std::ranges::find(pack.obligations, text.substr(rule.size()),
                              [](const LegalRule& legal) { return legal.rule.name; });
        if (found != pack.obligations.end())
            return found->rule.limit;
        ADD_FAILURE() << "no " << text << " in pack " << pack.id;
        return {};
    }
    const bool moves = text.ends_with(moved);
    if (moves)
        text.resize(text.size() - moved.size());
    auto limit = domain::limit_in(text);
    EXPECT_TRUE(limit) << text;
    limit = limit.value_or(domain::Limit());
    limit->moves_off_rest_days = moves;
    return *limit;
}

domain::OpeningHours office_of(const Country& country)
{
    domain::OpeningHours hours;
    for (std::size_t day = 0; day < 5; ++day)
        hours.days[day] = country.office;
    return hours;
}

std::vector<CsvRow> rows_of(const Country& country)
{
    const auto path = std::string("tests/clocks/") + country.id + ".csv";
    std::ifstream in(std::string(SOURCE_ROOT "/") + path);
    constexpr std::string_view columns[] = {"limit", "place", "start", "due", "why"};
    Faults faults("golden");
    auto rows = read_csv({path, {std::istreambuf_iterator(in), {}}}, columns, faults);
    EXPECT_TRUE(faults.empty()) << faults.error().message;
    return rows;
}

std::string due_in_table(const Pack& pack, const Country& country, const CsvRow& row)
{
    const auto& place = row.cells[1];
    const domain::OpeningHours hours =
        place == "always" ? domain::OpeningHours{.always_open = true} : office_of(country);
    const Workplace workplace{.calendar = pack.calendar,
                              .hours = hours,
                              .school_area = place.starts_with("school ") ? place.substr(7) : ""};
    const auto start = read_local(pack.calendar, row.cells[2]);
    const Due found = due(start, limit_of(pack, row.cells[0]), workplace);
    return found.at ? write_local(pack.calendar, *found.at) : std::string(in_words(found.gap));
}

TEST(GoldenDeadlines, AreThoseOfTheTables)
{
    std::size_t all = 0;
    for (const Country& country : countries) {
        const auto pack = load_pack_folder(SOURCE_ROOT "/packs", country.id);
        ASSERT_TRUE(pack) << pack.error().message;
        const auto rows = rows_of(country);
        for (const CsvRow& row : rows)
            EXPECT_EQ(due_in_table(pack.value(), country, row), row.cells[3])
                << country.id << ".csv:" << row.line << ": " << row.cells[0] << " from "
                << row.cells[2] << ", " << row.cells[4];
        std::printf("golden deadlines, %s: %zu rows\n", country.id, rows.size());
        EXPECT_GE(rows.size(), rows_of_a_country_min) << country.id;
        all += rows.size();
    }
    std::printf("golden deadlines, all: %zu rows, at least %zu\n", all, rows_min);
    EXPECT_GE(all, rows_min);
}

/// Every rule that ships stands in its country's table.
TEST(GoldenDeadlines, CoverEveryRule)
{
    for (const Country& country : countries) {
        const auto pack = load_pack_folder(SOURCE_ROOT "/packs", country.id);
        ASSERT_TRUE(pack);
        const auto rows = rows_of(country);
        for (const LegalRule& legal : pack.value().obligations)
            EXPECT_TRUE(std::ranges::any_of(
                rows, [&](const CsvRow& row) { return row.cells[0] == "rule " + legal.rule.name; }))
                << country.id << " " << legal.rule.name;
    }
}

}  // namespace
}  // namespace varde::packs
