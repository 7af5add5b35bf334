// The silence clock of a channel: how long without a report is too long to be chance. Pure.
//
// Reports of one sender to one unit are taken to come by chance at a steady rate. Then a pause of
// ln(1/alpha)/rate comes about with a chance of alpha = 0.001. That finds dead channels in large
// units and nothing else: what comes less than four times a week would be silent for twelve days or
// more before it could be told. There only drills prove the path.
#pragma once

#include "base/time.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace varde::domain {

/// What was counted in a channel during at most the last year before `last`.
struct ChannelCount {
    std::int64_t count = 0;
    Timestamp first;  ///< Of all that ever came.
    Timestamp last;
};

enum class Hearing {
    heard,
    silent,
    too_few  ///< It comes too seldom for its silence to say anything in time.
};
std::string_view name_of(Hearing hearing);

struct SilenceClock {
    Hearing hearing = Hearing::too_few;
    double per_week = 0;
    std::int64_t alarm_after_seconds = 0;  ///< Also of `too_few`, for whoever asks how long.
};

inline constexpr double silence_alpha = 0.001;
inline constexpr double silence_per_week_min = 4;
inline constexpr std::int64_t silence_days_counted = 364;  ///< Whole weeks.
/// Nothing that is younger is taken for faster than it would be over this long.
inline constexpr std::int64_t silence_days_observed_min = 28;
/// The shortest silence that is told: nights, weekends and single holidays are none.
inline constexpr std::int64_t silence_days_min = 4;

/// The rate is that of the time up to the last report, so that a silence does not come to be taken
/// for a slow channel, however long it lasts.
SilenceClock silence_of(const ChannelCount& channel, Timestamp now);

/// Of one channel, for people: nb or en.
std::string in_words(const SilenceClock& clock, std::string_view language);
/// What such clocks can see and what not: nb or en.
std::string_view silence_statement(std::string_view language);

}  // namespace varde::domain
