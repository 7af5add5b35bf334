#include "api/rate_limit.hpp"

#include <arpa/inet.h>

namespace varde::api {
namespace {

constexpr std::int64_t minute_us = 60'000'000;

/// The part of an address that stands for one household or network.
std::string bucket_of(std::string_view peer)
{
    const std::string text(peer.substr(0, peer.find('%')));
    in6_addr address{};
    if (inet_pton(AF_INET6, text.c_str(), &address) != 1)
        return text;
    const auto* bytes = reinterpret_cast<const char*>(&address);
    const bool holds_ipv4 = IN6_IS_ADDR_V4MAPPED(&address);
    return holds_ipv4 ? std::string(bytes + 12, 4) : std::string(bytes, 8);
}

}  // namespace

void RateLimit::forget_idle(Timestamp now)
{
    if (now < swept_at_.plus_seconds(10))
        return;
    swept_at_ = now;
    std::erase_if(full_at_us_, [&](const auto& entry) { return entry.second <= now.unix_us; });
}

bool RateLimit::allow(std::string_view peer, Timestamp now)
{
    if (per_minute_ <= 0)
        return true;
    const auto bucket = bucket_of(peer);
    const std::lock_guard lock(mutex_);
    forget_idle(now);
    if (full_at_us_.size() >= peers_max && !full_at_us_.contains(bucket))
        return true;
    auto& full_at_us = full_at_us_[bucket];
    // A clock set back must not lock anybody out for longer than a minute.
    full_at_us = std::clamp(full_at_us, now.unix_us, now.unix_us + minute_us);
    if (full_at_us + minute_us / per_minute_ > now.unix_us + minute_us)
        return false;
    full_at_us += minute_us / per_minute_;
    return true;
}

Error too_many_requests()
{
    return {.code = ErrorCode::unavailable,
            .message = "Too many requests came from this address. Nothing was stored. Wait a "
                       "minute and send it again.",
            .problem = "too-many-requests"};
}

}  // namespace varde::api
