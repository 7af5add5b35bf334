#include "app/demo/seed.hpp"

#include "acts/list_inbox.hpp"
#include "acts/sign_in.hpp"
#include "app/demo/folder.hpp"
#include "app/scratch_test.hpp"

#include <set>

#include <filesystem>

namespace varde::app::demo {
namespace {

using Demo = ScratchTest;

/// Every delivery of a unit, waiting and ended.
std::vector<domain::Delivery> deliveries_of(Node& node, const UnitId& unit)
{
    auto found = node.services().store.read(
        [&](store::Reading& reading) -> Result<std::vector<domain::Delivery>> {
            auto rows = TRY(reading.inbox(unit, {}, 1'000));
            for (auto& row : TRY(reading.ended(unit, {}, 1'000)))
                rows.push_back(std::move(row));
            std::vector<domain::Delivery> all;
            for (auto& row : rows)
                all.push_back(std::move(row.delivery));
            return all;
        });
    EXPECT_TRUE(found);
    return std::move(found).value();
}

TEST_F(Demo, HoldsReportsInEveryStateBeforeNow)
{
    const auto data = folder + "/data";
    ASSERT_TRUE(init_data_folder(data, {.origin = "varde.example/demo"}));
    auto node = Node::open(data);
    ASSERT_TRUE(node);
    auto cast = make_cast(node.value()->services().pack.directory);
    std::size_t reports = 0;
    const auto seeded =
        seed(*node.value(), cast, [&](std::size_t done, std::size_t) { reports = done; });
    ASSERT_TRUE(seeded) << seeded.error().message;
    EXPECT_EQ(reports, 200u);

    std::set<std::string> states;
    std::set<UnitId> units;
    const auto now = SystemClock::system_now();
    for (const auto& account : cast.accounts)
        if (!account.unit.text.empty() && units.insert(account.unit).second)
            for (const auto& delivery : deliveries_of(*node.value(), account.unit)) {
                states.insert(std::string(domain::state_word(delivery)));
                EXPECT_LT(delivery.received_at, now);
            }
    EXPECT_EQ(states.size(), 9u);
    EXPECT_LE(now, node.value()->clock().now()) << "the clock was not released";
    for (const auto& key : cast.keys)
        EXPECT_TRUE(acts::authenticate_key(node.value()->services(), key.key));
}

TEST_F(Demo, TellsTheSameAccountsAndKeysAgain)
{
    const auto data = folder + "/data";
    ASSERT_TRUE(begin(data));
    const Cast cast{.accounts = {{.login = "kari.bergenhus",
                                  .name = "Kari",
                                  .role = domain::Role::caseworker,
                                  .unit = {"no.4601.02"},
                                  .unit_name = "Bergenhus"},
                                 {.login = "lise.skole",
                                  .name = "Lise",
                                  .role = domain::Role::sender,
                                  .organisation = "Testby skole"}},
                    .keys = {{.organisation = "Testby skole", .key = "varde_x"}}};
    ASSERT_TRUE(finish(data, cast));
    EXPECT_EQ(look_at(data).value(), Found::demo);
    EXPECT_EQ(to_json("u", read_cast(data).value()), to_json("u", cast));
}

TEST_F(Demo, KeepsAwayFromWhatIsNoDemo)
{
    const auto data = folder + "/data";
    EXPECT_EQ(look_at(data).value(), Found::nothing);
    ASSERT_TRUE(init_data_folder(data, {}));
    EXPECT_EQ(look_at(data).error().code, ErrorCode::conflict);
    EXPECT_EQ(look_at(folder).error().code, ErrorCode::conflict);  // It holds `data`.
    EXPECT_TRUE(std::filesystem::exists(data + "/varde.conf"));
}

TEST_F(Demo, StartsAnewWhereItsMakingWasInterrupted)
{
    const auto data = folder + "/data";
    ASSERT_TRUE(begin(data));
    ASSERT_TRUE(init_data_folder(data, {}));
    EXPECT_FALSE(refuse_unfinished(data));
    EXPECT_EQ(look_at(data).value(), Found::nothing);
    EXPECT_TRUE(std::filesystem::is_empty(data));
}

}  // namespace
}  // namespace varde::app::demo
