#include "base/id.hpp"

#include <gtest/gtest.h>

namespace varde {
namespace {

/// Gives the same byte for ever.
class OneByte : public Random {
public:
    explicit OneByte(std::uint8_t byte) : byte_(byte) {}
    void fill(std::span<std::uint8_t> bytes) override { std::ranges::fill(bytes, byte_); }

private:
    std::uint8_t byte_;
};

TEST(Uuid, CarriesTheTimeVersionAndVariantOfRfc9562)
{
    OneByte ones(0xff), zeroes(0x00);
    const Timestamp at{0x0123'4567'89ab * 1000LL + 999};
    EXPECT_EQ(to_string(make_uuid(at, ones)), "01234567-89ab-7fff-bfff-ffffffffffff");
    EXPECT_EQ(to_string(make_uuid(at, zeroes)), "01234567-89ab-7000-8000-000000000000");
}

TEST(Uuid, SortsByTime)
{
    OneByte ones(0xff), zeroes(0x00);
    EXPECT_LT(make_uuid({1'000}, ones), make_uuid({2'000}, zeroes));
}

TEST(Uuid, ReadsBackWhatItWrites)
{
    OneByte random(0x5a);
    const auto id = make_uuid({1'763'775'466'123'000}, random);
    EXPECT_EQ(parse_uuid(to_string(id)), id);
    EXPECT_EQ(uuid_of(id.view()), id);
    EXPECT_FALSE(id.is_nil());
    EXPECT_TRUE(Uuid{}.is_nil());
}

TEST(Uuid, RefusesOtherSpellings)
{
    for (std::string_view text :
         {"", "0123456789ab7fffbfffffffffffffff", "{01234567-89ab-7fff-bfff-ffffffffffff}",
          "01234567-89ab-7fff-bfff-fffffffffff", "01234567-89ab-7fff-bfffffff-ffffffff",
          "01234567-89ab-7fff-bfff-fffffffffffg", "012345678-9ab-7fff-bfff-ffffffffffff"})
        EXPECT_EQ(parse_uuid(text), std::nullopt) << text;
    EXPECT_TRUE(parse_uuid("01234567-89AB-7FFF-BFFF-FFFFFFFFFFFF"));
}

TEST(Id, CannotBeTakenForAnIdOfAnotherKind)
{
    EXPECT_FALSE((std::is_convertible_v<ReportId, PersonId>));
    EXPECT_FALSE((std::is_constructible_v<ReportId, PersonId>));
}

}  // namespace
}  // namespace varde
