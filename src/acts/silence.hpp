// Silence clocks: counted after the fact, away from the path on which reports are accepted.
#pragma once

#include "acts/services.hpp"
#include "store/silence.hpp"

namespace varde::acts {

struct SilenceRound {
    std::size_t counted = 0;          ///< Reports heard since the last round.
    std::size_t told = 0, ended = 0;  ///< Problems raised and taken back.
};

/// Counts what has come since the last round, nothing twice and drills never; then raises
/// `channel_silent` of channels that have gone silent, once for each silence, and ends it when they
/// are heard again. Every step is a decision of its own. One round at a time.
void watch_silence(Services& services, std::function<bool()> stopped, Done<SilenceRound> done);

struct ChannelView {
    store::SilenceRow row;
    std::string sender_name;
    domain::SilenceClock clock;
};
/// Of one unit, heard last first. `forbidden` to who may not see what the unit owes.
Result<std::vector<ChannelView>> see_silence(const Services& services, const domain::Actor& actor,
                                             const UnitId& unit);

}  // namespace varde::acts
