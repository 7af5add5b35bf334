// Both ends of each channel say what they have: the highest number, how many, and a digest.
#pragma once

#include "acts/readback_events.hpp"

namespace varde::acts {

/// One end of a channel. `digest`: SHA-256 over a line `<sequence> <delivery id>\n` for each
/// delivery, in order of their numbers.
struct ChannelSum {
    domain::Channel channel{};
    std::int64_t highest = 0, count = 0;
    Hash digest{};
    bool operator==(const ChannelSum&) const = default;
};

struct Comparing {
    UnitId unit;
    std::int64_t after_number = 0;  ///< Both ends count what has a number up to this one.
    std::vector<ChannelSum> theirs;
    std::string connector;
};

struct ComparedChannel {
    domain::Channel channel{};
    ChannelSum ours, theirs;  ///< All zeros at the end that does not know the channel.
    std::vector<store::ChannelItem> items;  ///< Ours, newest last, where the two differ.
    bool agrees() const { return ours == theirs; }
};

/// All channels of the unit; the exchange is an event. Where they differ a problem is raised, and
/// what we gave in that channel is asked for at once: that says which deliveries are missing.
/// `forbidden`; `not_found`; `conflict` with `after-seq-ahead`.
void compare_channels(Services& services, const domain::Actor& actor, Comparing comparing,
                      Done<std::vector<ComparedChannel>> done);

}  // namespace varde::acts
