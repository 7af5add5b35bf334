#include "api/rate_limit.hpp"

#include <gtest/gtest.h>

namespace varde::api {
namespace {

constexpr Timestamp noon{1'795'348'800'000'000};

int allowed_of(RateLimit& limit, std::string_view peer, Timestamp at, int tries)
{
    int allowed = 0;
    for (int i = 0; i < tries; ++i)
        allowed += limit.allow(peer, at);
    return allowed;
}

TEST(RateLimit, LetsAWholeMinutesWorthThroughAtOnceAndNoMore)
{
    RateLimit limit(20);
    EXPECT_EQ(allowed_of(limit, "192.0.2.1", noon, 30), 20);
}

TEST(RateLimit, FillsUpAgainAsTimeGoesBy)
{
    RateLimit limit(20);
    allowed_of(limit, "192.0.2.1", noon, 20);
    EXPECT_EQ(allowed_of(limit, "192.0.2.1", noon.plus_seconds(2), 5), 0);
    EXPECT_EQ(allowed_of(limit, "192.0.2.1", noon.plus_seconds(30), 30), 10);
    EXPECT_EQ(allowed_of(limit, "192.0.2.1", noon.plus_seconds(3'600), 30), 20);
}

TEST(RateLimit, CountsEachAddressByItself)
{
    RateLimit limit(1);
    EXPECT_TRUE(limit.allow("192.0.2.1", noon));
    EXPECT_FALSE(limit.allow("192.0.2.1", noon));
    EXPECT_TRUE(limit.allow("192.0.2.2", noon));
}

TEST(RateLimit, CountsANetworkOfIpv6AsOneAndMappedIpv4AsItself)
{
    RateLimit limit(1);
    EXPECT_TRUE(limit.allow("2001:db8:1:2::a", noon));
    EXPECT_FALSE(limit.allow("2001:db8:1:2:ffff::b", noon));
    EXPECT_TRUE(limit.allow("2001:db8:1:3::a", noon));
    EXPECT_TRUE(limit.allow("::ffff:192.0.2.1", noon));
    EXPECT_TRUE(limit.allow("::ffff:192.0.2.2", noon));
}

TEST(RateLimit, IsSwitchedOffByZero)
{
    RateLimit limit(0);
    EXPECT_EQ(allowed_of(limit, "192.0.2.1", noon, 1'000), 1'000);
}

TEST(RateLimit, DoesNotLockOutForLongWhenTheClockIsSetBack)
{
    RateLimit limit(10);
    allowed_of(limit, "192.0.2.1", noon, 10);
    EXPECT_EQ(allowed_of(limit, "192.0.2.1", noon.plus_seconds(-86'400 + 60), 20), 0);
    EXPECT_GT(allowed_of(limit, "192.0.2.1", noon.plus_seconds(-86'400 + 120), 20), 0);
}

}  // namespace
}  // namespace varde::api
