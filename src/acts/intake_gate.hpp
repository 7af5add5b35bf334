// What a unit must have before it goes live for a kind.
#pragma once

#include "acts/coverage_state.hpp"

namespace varde::acts {

inline constexpr std::int64_t coverage_days_shown = 14;  ///< How far ahead coverage must be whole.
inline constexpr std::int64_t rota_days_wanted = 7;      ///< How far ahead the rota.
inline constexpr std::int64_t drill_days_counted = 31;   ///< For so long a human drill counts.

/// A sentence for each thing that is missing at `now`; empty: the unit is ready.
Result<std::vector<std::string>>
missing_to_go_live(const Services& services, store::Reading& reading, const UnitCoverage& coverage,
                   const KindName& kind, Timestamp now, std::string_view language);

/// When a stretch with too few begins within the days shown, and until when, as far as is known:
/// without an end (`INT64_MAX`) where none is in sight.
std::optional<domain::Segment> next_gap(const UnitCoverage& coverage, const KindName& kind,
                                        std::size_t needed, Timestamp now);

/// "From Monday 30 November at 08.00 until … only 1 person can open it."
std::string gap_in_words(const packs::Calendar& calendar, const domain::Segment& gap,
                         std::string_view language);

}  // namespace varde::acts
