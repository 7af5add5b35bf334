#include "acts/watch_duty.hpp"

#include "acts/raise_problem.hpp"
#include "acts/write_each.hpp"

#include <set>

namespace varde::acts {
namespace {

constexpr std::int64_t day_seconds = 86'400;

/// The gaps of the days that are watched, if the first begins soon enough to be a problem.
Result<std::vector<domain::Span>> pressing_gaps(const Services& services, store::Reading& reading,
                                                const UnitId& unit, Timestamp now)
{
    auto gaps = TRY(duty_gaps(services, reading, unit,
                              {now, now.plus_seconds(duty_days_watched * day_seconds)}));
    if (!gaps.empty() && gaps.front().from > now.plus_seconds(duty_days_warned * day_seconds))
        gaps.clear();
    return gaps;
}

constexpr auto gap = domain::ProblemName::duty_gap;

Result<bool> is_told(store::Reading& reading, const UnitId& unit)
{
    return TRY(reading.problem_found(gap, unit, {})).has_value();
}

/// Somebody has closed it with a reason, though it stands: they are not asked again at once.
Result<bool> is_put_aside(store::Reading& reading, const UnitId& unit, Timestamp now)
{
    const auto closed = TRY(reading.gap_closed_by_person(unit));
    return closed && now < closed->plus_seconds(duty_days_put_aside * day_seconds);
}

/// What must be done about the unit's problem.
enum class Next { nothing, tell, take_back };

Result<Next> next_for(store::Reading& reading, const UnitId& unit,
                      const std::vector<domain::Span>& gaps, Timestamp now)
{
    if (TRY(is_told(reading, unit)))
        return gaps.empty() ? Next::take_back : Next::nothing;
    if (gaps.empty() || TRY(is_put_aside(reading, unit, now)))
        return Next::nothing;
    return Next::tell;
}

Result<Next> next_for(const Services& services, store::Reading& reading, const UnitId& unit,
                      Timestamp now)
{
    return next_for(reading, unit, TRY(pressing_gaps(services, reading, unit, now)), now);
}

/// For people, in the pack's first language.
std::string in_words(const Services& services, const UnitId& unit,
                     const std::vector<domain::Span>& gaps)
{
    const auto& calendar = services.pack.calendar;
    const auto& language = services.pack.languages.front();
    const auto from = calendar.in_words(gaps.front().from, language);
    const auto until = calendar.deadline_in_words(gaps.front().until, language);
    const auto name = unit_name(services, unit);
    const auto more = std::to_string(gaps.size() - 1);
    if (language == "nb")
        return "Ingen har vakt i " + name + " fra " + from + " til " + until + "." +
               (gaps.size() > 1 ? " Det er " + more + " hull til de neste 14 dagene." : "");
    return "Nobody is on duty in " + name + " from " + from + " until " + until + "." +
           (gaps.size() > 1 ? " There are " + more + " more gaps in the next 14 days." : "");
}

/// Units whose problem does not fit their gaps, and those of which that cannot be said.
Result<std::vector<UnitId>> units_to_tell(const Services& services, Timestamp now)
{
    return services.store.read([&](store::Reading& reading) -> Result<std::vector<UnitId>> {
        std::vector<UnitId> found;
        for (auto& unit : TRY(units_on_watch(services, reading, now))) {
            const auto next = next_for(services, reading, unit, now);
            if (!next || next.value() != Next::nothing)
                found.push_back(std::move(unit));
        }
        return found;
    });
}

}  // namespace

Result<std::vector<UnitId>> units_on_watch(const Services& services, store::Reading& reading,
                                           Timestamp now)
{
    std::set<UnitId> units;
    for (auto& unit : TRY(reading.units_with_shifts()))
        units.insert(std::move(unit));
    for (const auto& reader : TRY(reading.readers()))
        if (reader.grant.active_at(now))
            units.insert(reader.grant.unit);
    std::erase_if(units, [&](const UnitId& unit) { return !services.pack.directory.find(unit); });
    return std::vector(units.begin(), units.end());
}

Status watch_unit(Services& services, store::Transaction& tx, const UnitId& unit, Timestamp now)
{
    const auto gaps = TRY(pressing_gaps(services, tx, unit, now));
    switch (TRY(next_for(tx, unit, gaps, now))) {
    case Next::nothing:
        break;
    case Next::tell:
        TRY(raise_problem(services, tx,
                          {.name = gap, .unit = unit, .text = in_words(services, unit, gaps)},
                          now));
        break;
    case Next::take_back:
        TRY(end_problem(services, tx, gap, unit, {}, now));
        break;
    }
    return ok();
}

void watch_duty(Services& services, Done<std::size_t> done)
{
    const auto now = services.clock.now();
    auto units = units_to_tell(services, now);
    if (!units)
        return done(std::move(units).error());
    write_each(
        services, std::move(units).value(),
        [&services, now](store::Transaction& tx, const UnitId& unit) {
            return watch_unit(services, tx, unit, now);
        },
        std::move(done));
}

}  // namespace varde::acts
