#include "acts/watch_coverage.hpp"

#include "acts/access_requests.hpp"
#include "acts/conflicts.hpp"
#include "acts/coverage_state.hpp"
#include "acts/problem_content.hpp"
#include "acts/raise_problem.hpp"
#include "acts/sealed_words.hpp"
#include "acts/write_each.hpp"

#include <algorithm>

namespace varde::acts {
namespace {

using domain::ProblemName;

constexpr std::int64_t day_seconds = 86'400;
constexpr ProblemName both[] = {ProblemName::coverage_low, ProblemName::coverage_none};

Timestamp put_aside_since(Timestamp now)
{
    return now.plus_seconds(-coverage_days_put_aside * day_seconds);
}

std::size_t most_since(const UnitCoverage& coverage, const KindName& kind, Timestamp since,
                       Timestamp now)
{
    std::size_t most = 0;
    for (const auto& segment : coverage.over(kind, {since, {now.unix_us + 1}}))
        most = std::max(most, segment.count);
    return most;
}

/// A person has closed it though it stands, and nothing has got worse since: they are not asked
/// again at once.
Result<bool> is_put_aside(store::Reading& reading, const UnitCoverage& coverage, ProblemName name,
                          const KindName& kind, Timestamp now)
{
    const auto closed =
        TRY(store::IntakeRecords(reading).closed_by_person(name, {coverage.unit, kind}));
    return closed && put_aside_since(now) < *closed &&
           most_since(coverage, kind, *closed, now) <= coverage.able(kind, now);
}

/// One that somebody raised by going on all the same, or the operator, stands for as long as what
/// it says is to come.
bool is_still_to_come(const Services& services, const UnitCoverage& coverage,
                      const domain::Problem& problem, Timestamp now)
{
    if (problem.raised_by == domain::By{})
        return false;
    const auto ahead =
        coverage.over({problem.about}, {now, now.plus_seconds(coverage_days_known * day_seconds)});
    return std::ranges::any_of(ahead, [&](const domain::Segment& segment) {
        return problem.name == ProblemName::coverage_none
                   ? segment.count == 0
                   : segment.count > 0 && segment.count < services.pack.people_needed;
    });
}

/// What must be done about one name of problem in one cell.
enum class Next { nothing, tell, take_back };

Result<Next> next_for(const Services& services, store::Reading& reading,
                      const UnitCoverage& coverage, ProblemName name, const KindName& kind,
                      Timestamp now)
{
    const auto wanted = problem_of(services, coverage, kind, now);
    const auto found = TRY(reading.problem_found(name, coverage.unit, kind.text));
    if (wanted == name)
        return found || TRY(is_put_aside(reading, coverage, name, kind, now)) ? Next::nothing
                                                                              : Next::tell;
    if (!found || is_still_to_come(services, coverage, found->problem, now))
        return Next::nothing;
    return Next::take_back;
}

std::string names_of_able(const UnitCoverage& coverage, const KindName& kind, Timestamp now)
{
    std::string names;
    for (const auto& person : coverage.people)
        if (domain::is_able(person, {coverage.unit, kind}, now))
            names += (names.empty() ? "" : ", ") + person.name;
    return names;
}

/// How long it lasts, as far as is known: a sentence of its own, or nothing.
std::string until_in_words(const Services& services, const UnitCoverage& coverage,
                           const KindName& kind, Timestamp now, bool nb)
{
    const auto end = now.plus_seconds(coverage_days_known * day_seconds);
    const auto gap =
        domain::first_gap(coverage.over(kind, {now, end}), services.pack.people_needed);
    if (!gap || gap->span.from != now || gap->span.until == end)
        return nb ? " Ingen endring er planlagt." : " No change is planned.";
    const auto until = services.pack.calendar.in_words(gap->span.until, nb ? "nb" : "en");
    return (nb ? " Slik er det til " : " It stays so until ") + until + ".";
}

/// For people, in the pack's first language.
std::string in_words(const Services& services, const UnitCoverage& coverage, const KindName& kind,
                     Timestamp now)
{
    const auto& language = services.pack.languages.front();
    const bool nb = language == "nb";
    const auto unit = unit_name(services, coverage.unit);
    const auto title = kind_in_words(services.pack, kind, language);
    const auto able = coverage.able(kind, now);
    const auto needed = std::to_string(services.pack.people_needed);
    std::string text;
    if (able == 0)
        text = nb ? "Ingen i " + unit + " kan åpne " + title + " nå; " + needed + " trengs."
                  : "Nobody in " + unit + " can open " + title + " now; " + needed + " are needed.";
    else if (able < services.pack.people_needed)
        text = nb ? "Bare " + people_in_words(able, language) + " i " + unit + " kan åpne " +
                        title + " nå (" + names_of_able(coverage, kind, now) + "); " + needed +
                        " trengs."
                  : "Only " + people_in_words(able, language) + " in " + unit + " can open " +
                        title + " now (" + names_of_able(coverage, kind, now) + "); " + needed +
                        " are needed.";
    if (able < services.pack.people_needed)
        text += until_in_words(services, coverage, kind, now, nb);
    if (const auto* passed = coverage.passed_on_of(kind))
        text += std::string(text.empty() ? "" : " ") +
                (nb ? "Det som kom for " + unit + " av " + title +
                          ", er gått til andre og venter der: " + std::to_string(passed->count) +
                          " i alt."
                    : "What came for " + unit + " of " + title +
                          " went to others and waits there: " + std::to_string(passed->count) +
                          " in all.") +
                (coverage.is_live(kind) ? ""
                 : nb                   ? " Enheten har ikke åpnet for å ta imot det."
                                        : " The unit has not gone live for it.");
    return text;
}

/// The others are about one delivery, from which somebody is barred: conflicts.hpp sees to them.
bool is_of_a_kind(const store::FoundProblem& problem)
{
    return !parse_uuid(problem.cell.kind.text);
}

/// Whether a unit's problems fit its coverage.
Result<bool> fits(const Services& services, store::Reading& reading, const UnitId& unit,
                  const std::vector<KindName>& also, Timestamp now)
{
    const auto coverage = TRY(coverage_of(reading, unit, put_aside_since(now)));
    auto kinds = kinds_in(services.pack, coverage);
    kinds.insert(kinds.end(), also.begin(), also.end());
    for (const auto& kind : kinds)
        for (const auto name : both)
            if (TRY(next_for(services, reading, coverage, name, kind, now)) != Next::nothing)
                return false;
    if (!TRY(conflicts_fit(services, reading, unit, now)))
        return false;
    return requests_fit(services, reading, unit, now);
}

/// Units that may have something to be told or taken back, with the kinds of problems they have.
Result<std::map<UnitId, std::vector<KindName>>> units_on_watch(const Services& services,
                                                               store::Reading& reading)
{
    store::IntakeRecords records(reading);
    std::map<UnitId, std::vector<KindName>> units;
    for (const auto& row : TRY(records.all()))
        units[row.cell.unit];
    for (auto& unit : TRY(records.units_passed_over()))
        units[std::move(unit)];
    for (const auto& problem : TRY(records.problems())) {
        auto& kinds = units[problem.cell.unit];
        if (is_of_a_kind(problem))
            kinds.push_back(problem.cell.kind);
    }
    for (auto& unit : TRY(records.units_waiting()))
        if (services.pack.directory.find(unit))
            units[std::move(unit)];
    return units;
}

Result<std::vector<UnitId>> units_to_tell(const Services& services, Timestamp now)
{
    return services.store.read([&](store::Reading& reading) -> Result<std::vector<UnitId>> {
        std::vector<UnitId> found;
        for (const auto& [unit, kinds] : TRY(units_on_watch(services, reading))) {
            const auto good = fits(services, reading, unit, kinds, now);
            if (!good || !good.value())
                found.push_back(unit);
        }
        return found;
    });
}

}  // namespace

Status watch_coverage(Services& services, store::Transaction& tx, const UnitId& unit, Timestamp now)
{
    const auto coverage = TRY(coverage_of(tx, unit, put_aside_since(now)));
    auto kinds = kinds_in(services.pack, coverage);
    for (const auto& problem : TRY(store::IntakeRecords(tx).problems()))
        if (problem.cell.unit == unit && is_of_a_kind(problem) &&
            std::ranges::find(kinds, problem.cell.kind) == kinds.end())
            kinds.push_back(problem.cell.kind);
    for (const auto& kind : kinds)
        for (const auto name : both)
            switch (TRY(next_for(services, tx, coverage, name, kind, now))) {
            case Next::nothing:
                break;
            case Next::tell:
                TRY(raise_problem(services, tx,
                                  {.name = name,
                                   .unit = unit,
                                   .about = kind.text,
                                   .text = in_words(services, coverage, kind, now)},
                                  now));
                break;
            case Next::take_back:
                TRY(end_problem(services, tx, name, unit, kind.text, now));
                break;
            }
    return ok();
}

Status raise_overridden(Services& services, store::Transaction& tx, ProblemName name,
                        const domain::Cell& cell, const domain::By& by, std::string text,
                        Timestamp now)
{
    const auto raised = TRY(raise_problem(
        services, tx,
        {.name = name, .unit = cell.unit, .about = cell.kind.text, .by = by, .text = text}, now));
    if (raised.fresh)
        return ok();
    // It stands already: what is said now is said there.
    const auto row = TRY(tx.problem(raised.id));
    CHECK(row);
    const auto key = TRY(report_key(services, tx, domain::as_report(raised.id)));
    auto event = TRY(domain::answer(row->problem, by, now, seal_words({{"text", text}})));
    TRY(oblige_after(services, tx, event));
    return tx.append(std::move(event), key, services.random);
}

void watch_all_coverage(Services& services, Done<std::size_t> done)
{
    const auto now = services.clock.now();
    if (auto counted = services.coverage.refresh(services.store); !counted)
        return done(std::move(counted).error());
    auto units = units_to_tell(services, now);
    if (!units)
        return done(std::move(units).error());
    write_each(
        services, std::move(units).value(),
        [&services, now](store::Transaction& tx, const UnitId& unit) -> Status {
            TRY(watch_coverage(services, tx, unit, now));
            TRY(watch_conflicts(services, tx, unit, now));
            return end_met_requests(services, tx, unit, now);
        },
        std::move(done));
}

}  // namespace varde::acts
