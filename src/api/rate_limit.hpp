// How often one address may use what anyone can use without signing in.
#pragma once

#include "base/result.hpp"
#include "base/time.hpp"

#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

namespace varde::api {

/// A bucket for each address: `per_minute` at once, and as many again over each minute. Kept in
/// memory only and for a minute at most, so nothing remains of who called. Any thread may use it.
class RateLimit {
public:
    /// 0: no limit.
    explicit RateLimit(int per_minute) : per_minute_(per_minute) {}

    /// Whether `peer` may go on now; if so it has used up one. IPv6 addresses count by their /64,
    /// because one household has a whole one. With more addresses than can be remembered, new ones
    /// may go on: a flood from everywhere is not stopped by turning reporters away.
    bool allow(std::string_view peer, Timestamp now);

private:
    void forget_idle(Timestamp now);

    static constexpr std::size_t peers_max = 50'000;
    const int per_minute_;
    std::mutex mutex_;
    /// Guarded by `mutex_`: when each bucket will be full again.
    std::unordered_map<std::string, std::int64_t> full_at_us_;
    Timestamp swept_at_;  // Guarded by `mutex_`.
};

Error too_many_requests();

struct PublicLimits {
    int reports_per_minute = 120;
    int follow_ups_per_minute = 60;
    int problems_per_minute = 60;
};

struct RateLimits {
    explicit RateLimits(PublicLimits limits)
        : reports(limits.reports_per_minute), follow_ups(limits.follow_ups_per_minute),
          problems(limits.problems_per_minute)
    {
    }
    RateLimit reports;
    RateLimit follow_ups;
    RateLimit problems;  ///< Of their own: complaining must not cost a household its reports.
};

}  // namespace varde::api
