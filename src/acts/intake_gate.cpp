#include "acts/intake_gate.hpp"

#include "acts/drill_records.hpp"
#include "acts/duty.hpp"

#include <algorithm>

namespace varde::acts {
namespace {

constexpr std::int64_t day_seconds = 86'400;
constexpr Timestamp for_ever{INT64_MAX};

std::string capital(std::string text)
{
    if (!text.empty() && text.front() >= 'a' && text.front() <= 'z')
        text.front() = char(text.front() - 'a' + 'A');
    return text;
}

Result<bool> has_passed_a_drill(store::Reading& reading, const UnitId& unit, const KindName& kind,
                                Timestamp now)
{
    const auto since = now.plus_seconds(-drill_days_counted * day_seconds);
    const auto drills = TRY(last_drills(reading, unit, kind));
    return std::ranges::any_of(drills, [&](const LastDrill& drill) {
        return !drill.by_machine && drill.passed_at && since <= *drill.passed_at;
    });
}

}  // namespace

std::optional<domain::Segment> next_gap(const UnitCoverage& coverage, const KindName& kind,
                                        std::size_t needed, Timestamp now)
{
    const auto end = now.plus_seconds(coverage_days_known * day_seconds);
    auto gap = domain::first_gap(coverage.over(kind, {now, end}), needed);
    if (!gap || now.plus_seconds(coverage_days_shown * day_seconds) <= gap->span.from)
        return std::nullopt;
    if (gap->span.until == end)
        gap->span.until = for_ever;
    return gap;
}

std::string gap_in_words(const packs::Calendar& calendar, const domain::Segment& gap,
                         std::string_view language)
{
    const bool nb = language == "nb";
    const bool open_ended = gap.span.until == for_ever;
    const auto who = gap.count == 0
                         ? people_in_words(0, language)
                         : (nb ? "bare " : "only ") + people_in_words(gap.count, language);
    const auto from = calendar.in_words(gap.span.from, language);
    const auto until = open_ended ? std::string() : calendar.in_words(gap.span.until, language);
    if (nb)
        return "Fra " + from + (open_ended ? "" : " til " + until) + " kan " + who + " åpne det.";
    return "From " + from + (open_ended ? "" : " until " + until) + " " + who + " can open it.";
}

Result<std::vector<std::string>>
missing_to_go_live(const Services& services, store::Reading& reading, const UnitCoverage& coverage,
                   const KindName& kind, Timestamp now, std::string_view language)
{
    const bool nb = language == "nb";
    const auto& calendar = services.pack.calendar;
    const auto needed = services.pack.people_needed;
    std::vector<std::string> missing;
    if (const auto able = coverage.able(kind, now); able < needed)
        missing.push_back(
            capital(people_in_words(able, language)) +
            (nb ? " kan åpne dette nå; " : " can open this now; ") + std::to_string(needed) +
            (nb ? " trengs. Gi flere tilgang." : " are needed. Give more people access."));
    else if (const auto gap = next_gap(coverage, kind, needed, now))
        missing.push_back(gap_in_words(calendar, *gap, language) +
                          (nb ? " Gi flere tilgang." : " Give more people access."));
    const auto gaps = TRY(duty_gaps(services, reading, coverage.unit,
                                    {now, now.plus_seconds(rota_days_wanted * day_seconds)}));
    if (!gaps.empty())
        missing.push_back((nb ? "Ingen har vakt fra " : "Nobody is on duty from ") +
                          calendar.in_words(gaps.front().from, language) +
                          (nb ? " til " : " until ") +
                          calendar.deadline_in_words(gaps.front().until, language) +
                          (nb ? ". Fyll vaktlisten for de neste 7 dagene."
                              : ". Fill the rota of the next 7 days."));
    if (!TRY(has_passed_a_drill(reading, coverage.unit, kind, now)))
        missing.push_back(nb ? "Ingen øvelse har kommet fram til et menneske de siste 31 dagene. "
                               "Kjør en."
                             : "No drill has reached a person in the last 31 days. Run one.");
    return missing;
}

}  // namespace varde::acts
