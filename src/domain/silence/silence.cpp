#include "domain/silence/silence.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace varde::domain {
namespace {

constexpr double day_seconds = 86'400, week_days = 7;
constexpr std::array<std::string_view, 3> hearing_names{"heard", "silent", "too_few"};

/// `2,4` or `2.4`; whole from ten on.
std::string number(double value, bool norwegian)
{
    const auto tenths = std::llround(value * 10);
    if (tenths >= 100 || tenths % 10 == 0)
        return std::to_string(std::llround(value));
    return std::to_string(tenths / 10) + (norwegian ? "," : ".") + std::to_string(tenths % 10);
}

}  // namespace

std::string_view name_of(Hearing hearing) { return hearing_names.at(std::size_t(hearing)); }

SilenceClock silence_of(const ChannelCount& channel, Timestamp now)
{
    SilenceClock clock;
    if (channel.count <= 0)
        return clock;
    const auto seen = double(channel.last.unix_s() - channel.first.unix_s()) / day_seconds;
    const auto days =
        std::clamp(seen, double(silence_days_observed_min), double(silence_days_counted));
    const auto per_day = double(channel.count) / days;
    clock.per_week = per_day * week_days;
    const auto alarm_days =
        std::max(std::log(1 / silence_alpha) / per_day, double(silence_days_min));
    clock.alarm_after_seconds = std::llround(alarm_days * day_seconds);
    if (clock.per_week < silence_per_week_min)
        return clock;
    const bool silent = channel.last.plus_seconds(clock.alarm_after_seconds) < now;
    clock.hearing = silent ? Hearing::silent : Hearing::heard;
    return clock;
}

std::string in_words(const SilenceClock& clock, std::string_view language)
{
    const bool nb = language == "nb";
    const auto rate = number(clock.per_week, nb);
    const auto days = number(double(clock.alarm_after_seconds) / day_seconds, nb);
    switch (clock.hearing) {
    case Hearing::heard:
        return nb ? "Omtrent " + rate + " i uka. Er det stille i mer enn " + days +
                        " døgn, varsles enhetens leder."
                  : "About " + rate + " a week. When it is silent for more than " + days +
                        " days, the unit's leader is told.";
    case Hearing::silent:
        return nb ? "Stille lenger enn de " + days +
                        " døgnene som kan være tilfeldig ved omtrent " + rate +
                        " i uka. Ring avsenderen, og spør om de har sendt noe."
                  : "Silent for longer than the " + days + " days that can be chance at about " +
                        rate + " a week. Call the sender and ask whether they have sent anything.";
    case Hearing::too_few:
        break;
    }
    return nb ? "Omtrent " + rate + " i uka er for lite: først etter " + days +
                    " døgn kunne stillhet si noe. At veien virker, viser bare øvelser."
              : "About " + rate + " a week is too little: silence could say something only after " +
                    days + " days. That the path works, only drills show.";
}

std::string_view silence_statement(std::string_view language)
{
    if (language == "nb")
        return "Stillhetsklokkene finner avsendere som pleier å sende ofte, og som er blitt helt "
               "stille. Annet finner de ikke: verken enkelte meldinger som blir borte, et fall til "
               "det halve, eller en kanal med færre enn fire meldinger i uka. Ferier og høytider "
               "kan gi varsel uten at noe er galt. At veien virker, viser øvelsene; at ingenting "
               "mangler, viser numrene i kanalen.";
    return "The silence clocks find senders who used to send often and have gone quite silent. "
           "They "
           "find nothing else: no single report that is lost, no fall to one half, and nothing in "
           "a channel with fewer than four reports a week. Holidays may raise an alarm although "
           "nothing is wrong. That the path works is shown by the drills; that nothing is missing, "
           "by the numbers in the channel.";
}

}  // namespace varde::domain
