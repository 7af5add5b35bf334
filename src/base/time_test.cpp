#include "base/time.hpp"

#include <gtest/gtest.h>

namespace varde {
namespace {

TEST(Rfc3339, WritesUtcWithMillisecondsOrWithout)
{
    const Timestamp at{1'763'775'466'123'456};
    EXPECT_EQ(rfc3339(at), "2025-11-22T01:37:46.123Z");
    EXPECT_EQ(rfc3339_seconds(at), "2025-11-22T01:37:46Z");
}

TEST(Rfc3339, WritesInstantsBefore1970)
{
    EXPECT_EQ(rfc3339({-1}), "1969-12-31T23:59:59.999Z");
    EXPECT_EQ(rfc3339_seconds({-1}), "1969-12-31T23:59:59Z");
}

TEST(Rfc3339, ReadsAnyOffsetAsTheSameInstant)
{
    const Timestamp at{1'763'775'466'000'000};
    for (std::string_view text :
         {"2025-11-22T01:37:46Z", "2025-11-22t01:37:46z", "2025-11-22 01:37:46Z",
          "2025-11-22T02:37:46+01:00", "2025-11-21T20:07:46-05:30", "2025-11-22T01:37:46.000Z"})
        EXPECT_EQ(parse_rfc3339(text), at) << text;
}

TEST(Rfc3339, ReadsUpToNineDecimals)
{
    EXPECT_EQ(parse_rfc3339("1970-01-01T00:00:00.5Z"), Timestamp{500'000});
    EXPECT_EQ(parse_rfc3339("1970-01-01T00:00:00.000001Z"), Timestamp{1});
    EXPECT_EQ(parse_rfc3339("1970-01-01T00:00:00.123456789Z"), Timestamp{123'456});
    EXPECT_EQ(parse_rfc3339("1970-01-01T00:00:00.1234567891Z"), std::nullopt);
}

TEST(Rfc3339, RefusesWhatIsNoInstant)
{
    for (std::string_view text :
         {"", "2025-11-22", "2025-11-22T01:37:46", "2025-11-22T01:37Z", "2025-02-29T00:00:00Z",
          "2025-13-01T00:00:00Z", "2025-00-01T00:00:00Z", "2025-11-22T24:00:00Z",
          "2025-11-22T01:60:00Z", "2025-11-22T01:37:61Z", "2025-11-22T01:37:46.Z",
          "2025-11-22T01:37:46+0100", "2025-11-22T01:37:46+24:00", "2025-11-22T01:37:46Zx",
          "25-11-22T01:37:46Z", "2025-11-22T01:37:46+-1:00", " 2025-11-22T01:37:46Z"})
        EXPECT_EQ(parse_rfc3339(text), std::nullopt) << text;
}

TEST(Rfc3339, ReadsBackWhatItWrites)
{
    for (std::int64_t us : {0L, 951'782'400'000'000L, -86'400'000'000L, 4'102'444'800'000'000L})
        EXPECT_EQ(parse_rfc3339(rfc3339({us})), Timestamp{us});
}

TEST(Timestamp, CountsWholeSecondsDownwards)
{
    EXPECT_EQ(Timestamp{1'999'999}.unix_s(), 1);
    EXPECT_EQ(Timestamp{-1}.unix_s(), -1);
    EXPECT_EQ(Timestamp{-1'000'000}.unix_s(), -1);
    EXPECT_EQ(Timestamp{5}.plus_seconds(-2), Timestamp{-1'999'995});
}

}  // namespace
}  // namespace varde
