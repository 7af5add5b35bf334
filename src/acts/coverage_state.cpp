#include "acts/coverage_state.hpp"

#include <algorithm>

namespace varde::acts {

const store::IntakeRow* UnitCoverage::intake_of(const KindName& kind) const
{
    const auto found = std::ranges::find_if(
        intake, [&](const store::IntakeRow& row) { return row.cell.kind == kind; });
    return found == intake.end() ? nullptr : &*found;
}

bool UnitCoverage::is_live(const KindName& kind) const
{
    const auto* row = intake_of(kind);
    return row && row->live;
}

const store::KindCount* UnitCoverage::passed_on_of(const KindName& kind) const
{
    const auto found = std::ranges::find(passed_on, kind, &store::KindCount::kind);
    return found == passed_on.end() ? nullptr : &*found;
}

bool UnitCoverage::counts(const KindName& kind) const
{
    return is_live(kind) || passed_on_of(kind) || std::ranges::find(waiting, kind) != waiting.end();
}

std::size_t UnitCoverage::able(const KindName& kind, Timestamp at) const
{
    return domain::count_able(people, {unit, kind}, at);
}

std::vector<domain::Segment> UnitCoverage::over(const KindName& kind,
                                                const domain::Span& within) const
{
    return domain::timeline(people, {unit, kind}, within);
}

Result<UnitCoverage> coverage_of(store::Reading& reading, const UnitId& unit, Timestamp since)
{
    store::IntakeRecords records(reading);
    return UnitCoverage{.unit = unit,
                        .people = TRY(records.people_of(unit, since)),
                        .intake = TRY(records.of(unit)),
                        .waiting = TRY(records.kinds_waiting(unit)),
                        .passed_on = TRY(records.passed_on(unit))};
}

std::vector<KindName> kinds_in(const packs::Pack& pack, const UnitCoverage& coverage)
{
    auto kinds = kinds_of(pack, coverage.unit);
    for (const auto& kind : coverage.waiting)
        if (std::ranges::find(kinds, kind) == kinds.end())
            kinds.push_back(kind);
    return kinds;
}

std::optional<domain::ProblemName> problem_of(const Services& services,
                                              const UnitCoverage& coverage, const KindName& kind,
                                              Timestamp now)
{
    if (!coverage.counts(kind))
        return std::nullopt;
    const auto able = coverage.able(kind, now);
    if (able == 0)
        return domain::ProblemName::coverage_none;
    const bool not_live = coverage.passed_on_of(kind) && !coverage.is_live(kind) &&
                          takes(services.pack, coverage.unit, kind);
    if (able < services.pack.people_needed || not_live)
        return domain::ProblemName::coverage_low;
    return std::nullopt;
}

std::string kind_in_words(const packs::Pack& pack, const KindName& kind, std::string_view language)
{
    const auto* found = pack.find_kind(kind.text);
    const auto title = found ? found->title.in(language) : kind.text;
    return language == "nb" ? "«" + title + "»" : "\"" + title + "\"";
}

std::string people_in_words(std::size_t count, std::string_view language)
{
    if (count == 0)
        return language == "nb" ? "ingen" : "nobody";
    if (count == 1)
        return "1 person";
    return std::to_string(count) + (language == "nb" ? " personer" : " people");
}

}  // namespace varde::acts
