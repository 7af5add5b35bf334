#include "app/ballast.hpp"

#include "app/scratch_test.hpp"

#include <filesystem>

namespace varde::app {
namespace {

constexpr std::uint64_t mib = 1024 * 1024;

struct DiskBallast : ScratchTest {
    store::Room with_free(std::uint64_t free_bytes)
    {
        free = free_bytes;
        return ballast.look();
    }
    bool kept() const { return std::filesystem::exists(folder + "/ballast"); }
    std::uint64_t free = 0;
    Ballast ballast{folder, [this] { return DiskSpace{free, 100'000 * mib}; }};
};

TEST_F(DiskBallast, IsMadeWhereThereIsRoom)
{
    EXPECT_EQ(with_free(50'000 * mib), store::Room::enough);
    EXPECT_EQ(std::filesystem::file_size(folder + "/ballast"), Ballast::bytes);
}

TEST_F(DiskBallast, SaysWhenATenthIsLeft) { EXPECT_EQ(with_free(9'000 * mib), store::Room::low); }

TEST_F(DiskBallast, KeepsTheLastRoomForText)
{
    EXPECT_EQ(with_free(200 * mib), store::Room::text_only);
}

TEST_F(DiskBallast, IsDroppedWhenTheDiskIsFullAndMadeAgainWhenItIsNot)
{
    with_free(50'000 * mib);
    EXPECT_EQ(with_free(10 * mib), store::Room::text_only);
    EXPECT_FALSE(kept());
    with_free(200 * mib);
    EXPECT_FALSE(kept());
    EXPECT_EQ(with_free(50'000 * mib), store::Room::enough);
    EXPECT_TRUE(kept());
}

}  // namespace
}  // namespace varde::app
