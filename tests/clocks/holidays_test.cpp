// The packs' holidays against a second computation that shares nothing with the first: another
// rule for Easter, days counted from year 0, substitute days by cases; and against published lists.
#include "packs/pack.hpp"

#include <gtest/gtest.h>

#include <set>

namespace varde::packs {
namespace {

constexpr int first_year = 1990;
constexpr int last_year = 2100;

/// Days of the calendar as plain numbers; 1 March of year 0 is day 0.
struct Date {
    int year;
    int month;
    int day;
};
int number_of(Date date)
{
    const int y = date.month > 2 ? date.year : date.year - 1;
    const int m = (date.month + 9) % 12;
    return 365 * y + y / 4 - y / 100 + y / 400 + (153 * m + 2) / 5 + date.day - 1;
}
/// 0 is Sunday. 1 March of year 0 was a Wednesday.
int weekday(int number) { return (number + 3) % 7; }

/// By epact and golden number, as Clavius had it.
int easter(int year)
{
    const int golden = year % 19 + 1, century = year / 100 + 1;
    const int skipped = 3 * century / 4 - 12, moon = (8 * century + 5) / 25 - 5;
    const int sunday = 5 * year / 4 - skipped - 10;
    int epact = (11 * golden + 20 + moon - skipped) % 30;
    if ((epact == 25 && golden > 11) || epact == 24)
        ++epact;
    int full_moon = 44 - epact;
    if (full_moon < 21)
        full_moon += 30;
    return number_of({year, 3, 1}) + full_moon + 7 - (sunday + full_moon) % 7 - 1;
}

using Days = std::set<int>;

Days norway(int year)
{
    const int sunday = easter(year);
    return {number_of({year, 1, 1}),
            sunday - 3,
            sunday - 2,
            sunday,
            sunday + 1,
            number_of({year, 5, 1}),
            number_of({year, 5, 17}),
            sunday + 39,
            sunday + 49,
            sunday + 50,
            number_of({year, 12, 25}),
            number_of({year, 12, 26})};
}

Days denmark(int year)
{
    const int sunday = easter(year);
    Days days{number_of({year, 1, 1}),
              sunday - 3,
              sunday - 2,
              sunday,
              sunday + 1,
              sunday + 39,
              sunday + 49,
              sunday + 50,
              number_of({year, 6, 5}),
              number_of({year, 12, 24}),
              number_of({year, 12, 25}),
              number_of({year, 12, 26}),
              number_of({year, 12, 31})};
    if (year < 2024)
        days.insert(sunday + 26);
    return days;
}

int monday_from(int number) { return number + (8 - weekday(number)) % 7; }

/// 1 January, 25 and 26 December with what stands for them at weekends.
void add_winter(Days& days, int year)
{
    const int new_year = number_of({year, 1, 1});
    days.insert(new_year);
    if (weekday(new_year) == 6)
        days.insert(new_year + 2);
    if (weekday(new_year) == 0)
        days.insert(new_year + 1);
    const int christmas = number_of({year, 12, 25});
    days.insert({christmas, christmas + 1});
    switch (weekday(christmas)) {
    case 5:  // Boxing Day on Saturday: Monday the 28th.
        days.insert(christmas + 3);
        break;
    case 6:  // Both at the weekend: the 27th and 28th.
        days.insert({christmas + 2, christmas + 3});
        break;
    case 0:  // Boxing Day is Monday: Tuesday the 27th.
        days.insert(christmas + 2);
        break;
    default:
        break;
    }
}

Days england(int year)
{
    Days days{easter(year) - 2, easter(year) + 1, monday_from(number_of({year, 8, 25}))};
    add_winter(days, year);
    if (year == 1995 || year == 2020)
        days.insert(number_of({year, 5, 8}));
    else
        days.insert(monday_from(number_of({year, 5, 1})));
    if (year == 2002)
        days.insert({number_of({2002, 6, 3}), number_of({2002, 6, 4})});
    else if (year == 2012)
        days.insert({number_of({2012, 6, 4}), number_of({2012, 6, 5})});
    else if (year == 2022)
        days.insert({number_of({2022, 6, 2}), number_of({2022, 6, 3})});
    else
        days.insert(monday_from(number_of({year, 5, 25})));
    for (const Date once : {Date{1999, 12, 31}, {2011, 4, 29}, {2022, 9, 19}, {2023, 5, 8}}) {
        if (once.year == year)
            days.insert(number_of(once));
    }
    return days;
}

Calendar calendar_of(const char* pack)
{
    auto loaded = load_pack_folder(SOURCE_ROOT "/packs", pack);
    EXPECT_TRUE(loaded) << pack;
    return std::move(std::move(loaded).value().calendar);
}

/// Every day from the first year to the last; the number of holidays seen.
std::size_t compare(const char* pack, Days (*second)(int year))
{
    const auto calendar = calendar_of(pack);
    std::size_t seen = 0;
    int number = number_of({first_year, 1, 1});
    const Day end = day_in(std::to_string(last_year + 1) + "-01-01").value();
    Days days;
    int year = 0;
    for (Day day = day_in("1990-01-01").value(); day < end; day += std::chrono::days(1), ++number) {
        if (const int now = std::stoi(iso_date(day)); now != year) {
            year = now;
            days = second(year);
        }
        EXPECT_EQ(calendar.is_holiday(day), days.contains(number)) << pack << " " << iso_date(day);
        EXPECT_EQ(weekday_of(day) % 7, unsigned(weekday(number))) << iso_date(day);
        seen += days.contains(number) ? 1 : 0;
    }
    return seen;
}

TEST(Holidays, AreThoseOfASecondComputationFrom1990To2100)
{
    std::printf("holidays compared, no: %zu\n", compare("no", norway));
    std::printf("holidays compared, dk: %zu\n", compare("dk", denmark));
    std::printf("holidays compared, gb-eng: %zu\n", compare("gb-eng", england));
}

/// Holidays from Monday to Friday, as the countries' governments publish them.
struct Published {
    const char* pack;
    const char* year;
    std::set<std::string> days;
};

std::set<std::string> on_weekdays(const Calendar& calendar, const std::string& year)
{
    std::set<std::string> found;
    const Day first = day_in(year + "-01-01").value();
    for (Day day = first; iso_date(day).starts_with(year); day += std::chrono::days(1)) {
        if (calendar.is_holiday(day) && weekday_of(day) <= 5)
            found.insert(iso_date(day).substr(5));
    }
    return found;
}

TEST(Holidays, AreThoseThatWerePublished)
{
    const std::vector<Published> published{
        {"no",
         "2025",
         {"01-01", "04-17", "04-18", "04-21", "05-01", "05-29", "06-09", "12-25", "12-26"}},
        {"no", "2026", {"01-01", "04-02", "04-03", "04-06", "05-01", "05-14", "05-25", "12-25"}},
        {"no", "2027", {"01-01", "03-25", "03-26", "03-29", "05-06", "05-17"}},
        {"dk",
         "2023",
         {"04-06", "04-07", "04-10", "05-05", "05-18", "05-29", "06-05", "12-25", "12-26"}},
        {"dk",
         "2024",
         {"01-01", "03-28", "03-29", "04-01", "05-09", "05-20", "06-05", "12-24", "12-25", "12-26",
          "12-31"}},
        {"gb-eng",
         "2021",
         {"01-01", "04-02", "04-05", "05-03", "05-31", "08-30", "12-27", "12-28"}},
        {"gb-eng",
         "2022",
         {"01-03", "04-15", "04-18", "05-02", "06-02", "06-03", "08-29", "09-19", "12-26",
          "12-27"}},
        {"gb-eng",
         "2023",
         {"01-02", "04-07", "04-10", "05-01", "05-08", "05-29", "08-28", "12-25", "12-26"}},
        {"gb-eng",
         "2025",
         {"01-01", "04-18", "04-21", "05-05", "05-26", "08-25", "12-25", "12-26"}},
        {"gb-eng",
         "2026",
         {"01-01", "04-03", "04-06", "05-04", "05-25", "08-31", "12-25", "12-28"}},
        {"gb-eng",
         "2027",
         {"01-01", "03-26", "03-29", "05-03", "05-31", "08-30", "12-27", "12-28"}},
        {"gb-eng",
         "2028",
         {"01-03", "04-14", "04-17", "05-01", "05-29", "08-28", "12-25", "12-26"}},
    };
    for (const auto& row : published)
        EXPECT_EQ(on_weekdays(calendar_of(row.pack), row.year), row.days)
            << row.pack << " " << row.year;
}

}  // namespace
}  // namespace varde::packs
