#include "packs/calendar_file.hpp"

#include "packs/opening_hours.hpp"

#include <algorithm>

namespace varde::packs {
namespace {

constexpr std::size_t holidays_max = 100;
/// Longer than any summer: a school year is missing between.
constexpr int summer_days_max = 100;

/// `05-17`: month, then day; 29 February would not be there every year.
bool read_month_and_day(std::string_view text, Holiday& holiday)
{
    const auto day = day_in("2001-" + std::string(text));  // Not a leap year.
    if (!day)
        return false;
    const std::chrono::year_month_day date(*day);
    holiday.month = unsigned(date.month());
    holiday.day = unsigned(date.day());
    return true;
}

/// `last monday of may`.
std::optional<WeekdayOfMonth> weekday_in(std::string_view text)
{
    constexpr std::string_view whiches[] = {"last", "first", "second", "third", "fourth"};
    constexpr std::string_view weekdays[] = {"monday", "tuesday",  "wednesday", "thursday",
                                             "friday", "saturday", "sunday"};
    constexpr std::string_view months[] = {"january",   "february", "march",    "april",
                                           "may",       "june",     "july",     "august",
                                           "september", "october",  "november", "december"};
    for (std::size_t which = 0; which < std::size(whiches); ++which)
        for (std::size_t day = 0; day < std::size(weekdays); ++day)
            for (std::size_t month = 0; month < std::size(months); ++month)
                if (text == std::string(whiches[which]) + " " + std::string(weekdays[day]) +
                                " of " + std::string(months[month]))
                    return WeekdayOfMonth{unsigned(which), unsigned(day + 1), unsigned(month + 1)};
    return std::nullopt;
}

void read_dates(TomlTable& table, Holiday& holiday)
{
    for (const std::string& text : table.texts("dates")) {
        if (const auto day = day_in(text))
            holiday.dates.push_back(*day);
        else
            table.fault("dates", "\"" + text + "\" is not a day such as \"2022-09-19\"");
    }
}

/// Which of the four rules, and what it says.
void read_rule(TomlTable& table, Holiday& holiday)
{
    const auto on = table.optional_text("on");
    const auto offset = table.optional_integer("easter");
    const auto weekday_text = table.optional_text("weekday");
    const auto weekday = weekday_in(weekday_text);
    read_dates(table, holiday);
    if (table.has("on") + table.has("easter") + table.has("weekday") + table.has("dates") != 1)
        table.fault("holidays: needs one of on, easter, weekday and dates");
    else if (!on.empty() && !read_month_and_day(on, holiday))
        table.fault("on", "\"" + on + "\" is not a day of every year such as \"05-17\"");
    // Farther than this, the day could fall in another year than its Easter.
    else if (offset && (*offset < -80 || *offset > 250))
        table.fault("easter", "must be from -80 to 250 days");
    else if (!weekday_text.empty() && !weekday)
        table.fault("weekday", "\"" + weekday_text + "\" is not such as \"last monday of may\"");
    else if (offset) {
        holiday.by = Holiday::By::easter;
        holiday.easter_offset = int(*offset);
    } else if (weekday) {
        holiday.by = Holiday::By::weekday_of_month;
        holiday.weekday = *weekday;
    } else if (table.has("dates")) {
        holiday.by = Holiday::By::dates;
    }
}

Holiday read_holiday(TomlTable& table)
{
    Holiday holiday{.name = table.text("name")};
    read_rule(table, holiday);
    holiday.from_year = int(table.optional_integer("from_year").value_or(holiday.from_year));
    holiday.to_year = int(table.optional_integer("to_year").value_or(holiday.to_year));
    if (holiday.from_year > holiday.to_year)
        table.fault("to_year", "is before from_year");
    holiday.not_in = table.years("not_in");
    holiday.substitute = table.optional_boolean("substitute");
    holiday.hverdag = table.optional_boolean("hverdag");
    table.finish();
    return holiday;
}

/// `2026-10-05` or `2026-10-05/2026-10-09`.
std::optional<DaySpan> span_in(std::string_view text)
{
    const auto slash = text.find('/');
    const auto first = day_in(text.substr(0, slash));
    const auto last = slash == text.npos ? first : day_in(text.substr(slash + 1));
    if (!first || !last || *last < *first)
        return std::nullopt;
    return DaySpan{*first, *last};
}

std::vector<DaySpan> read_spans(TomlTable& table, std::string_view key)
{
    std::vector<DaySpan> spans;
    for (const std::string& text : table.texts(key)) {
        if (const auto span = span_in(text))
            spans.push_back(*span);
        else
            table.fault(key,
                        "\"" + text + "\" is not a day or days such as \"2026-10-05/2026-10-09\"");
    }
    return spans;
}

SchoolCalendar read_school(TomlTable& table)
{
    SchoolCalendar school{.area = table.text("area"), .name = table.text("name")};
    table.text("source");  // For whoever checks the dates; nothing computes with it.
    const auto begins_text = table.text("begins");
    const auto begins = minute_of(begins_text);
    if (!begins_text.empty() && !begins)
        table.fault("begins", "\"" + begins_text + "\" is not a time of day");
    school.begins_minute = begins.value_or(0);
    school.years = read_spans(table, "years");
    if (school.years.empty())
        table.fault("years", "there must be at least one, first day/last day");
    for (std::size_t i = 1; i < school.years.size(); ++i) {
        const auto summer = (school.years[i].first - school.years[i - 1].last).count();
        if (summer < 1 || summer > summer_days_max)
            table.fault("years", "must follow each other in time, each within " +
                                     std::to_string(summer_days_max) +
                                     " days of the one before: add the year between");
    }
    school.off = read_spans(table, "off");
    for (const DaySpan& span : school.off) {
        if (!school.knows(span.first) || !school.knows(span.last))
            table.fault("off", iso_date(span.first) + " lies outside the school years");
    }
    table.finish();
    return school;
}

}  // namespace

std::optional<Day> read_day(TomlTable& table, std::string_view key)
{
    const auto text = table.optional_text(key);
    const auto day = day_in(text);
    if (!text.empty() && !day)
        table.fault(key, "\"" + text + "\" is not a day such as \"2026-11-22\"");
    return day;
}

CalendarRules read_calendar(const PackFile& file, const std::vector<Municipality>* municipalities,
                            Faults& faults)
{
    CalendarRules rules;
    const auto value = parse_toml(file, faults);
    if (!value)
        return rules;
    TomlTable root(*value, file, faults);
    for (const TomlValue* each : root.tables("holidays")) {
        TomlTable table(*each, file, faults);
        rules.holidays.push_back(read_holiday(table));
    }
    if (rules.holidays.size() > holidays_max)
        root.fault("holidays", "more than " + std::to_string(holidays_max));
    if (const TomlValue* each = root.optional_table("hverdage")) {
        TomlTable table(*each, file, faults);
        rules.hverdage = Hverdage{.saturday = table.optional_boolean("saturday")};
        table.finish();
    }
    for (const TomlValue* each : root.tables("schools")) {
        TomlTable table(*each, file, faults);
        SchoolCalendar school = read_school(table);
        if (std::ranges::count(rules.schools, school.area, &SchoolCalendar::area) > 0)
            table.fault("area", "\"" + school.area + "\" stands twice");
        if (municipalities && school.area != "default" &&
            std::ranges::count(*municipalities, school.area, &Municipality::number) == 0)
            table.fault("area", "\"" + school.area +
                                    "\" is neither default nor a municipality of "
                                    "municipalities.csv");
        rules.schools.push_back(std::move(school));
    }
    root.finish();
    return rules;
}

}  // namespace varde::packs
