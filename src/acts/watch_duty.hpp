// Watching over rotas: nobody on duty at a time to come is a problem now.
#pragma once

#include "acts/duty.hpp"

namespace varde::acts {

inline constexpr std::int64_t duty_days_watched = 14;  ///< How far ahead gaps are looked for…
inline constexpr std::int64_t duty_days_warned = 7;    ///< …and from when they are a problem.
/// For so long a problem that a person has closed is not raised again.
inline constexpr std::int64_t duty_days_put_aside = 7;

/// Units that use Varde: with a shift, whenever it was, or with somebody who can open something
/// now. The others' empty rotas are nobody's business.
Result<std::vector<UnitId>> units_on_watch(const Services& services, store::Reading& reading,
                                           Timestamp now);

/// Raises the problem `duty_gap` of a unit when a gap has begun or begins within the week, and ends
/// it when none does. One problem for all gaps of a unit: it stands until every one is filled or
/// over.
Status watch_unit(Services& services, store::Transaction& tx, const UnitId& unit, Timestamp now);

/// The same for every unit on watch, each a decision of its own, so that one that fails holds up no
/// other; units whose problem fits already cost the writer nothing. Gives how many did not, or the
/// first failure, after all others.
void watch_duty(Services& services, Done<std::size_t> done);

}  // namespace varde::acts
