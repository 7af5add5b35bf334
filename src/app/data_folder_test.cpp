#include "app/data_folder.hpp"

#include "app/node.hpp"
#include "app/scratch_test.hpp"
#include "base/durable_file.hpp"
#include "sql/cluster.hpp"
#include "sql/database.hpp"

#include <filesystem>

namespace varde::app {
namespace {

using DataFolder = ScratchTest;

TEST_F(DataFolder, IsMadeOnceAndKeepsItsOrigin)
{
    const auto data = folder + "/data";
    ASSERT_TRUE(init_data_folder(data, {.origin = "varde.example/test"}));
    const auto settings = read_settings(data);
    ASSERT_TRUE(settings);
    EXPECT_EQ(settings.value().origin, "varde.example/test");
    EXPECT_EQ(init_data_folder(data, {}).error().code, ErrorCode::conflict);
}

TEST_F(DataFolder, HalfMadeIsNotTakenForAWholeOne)
{
    const auto data = folder + "/data";
    ASSERT_TRUE(init_data_folder(data, {}));
    // As if the power had gone before the settings were renamed into place.
    std::filesystem::rename(data + "/varde.conf", data + "/varde.conf.new");
    EXPECT_EQ(read_settings(data).error().code, ErrorCode::unavailable);
    const auto again = init_data_folder(data, {});
    ASSERT_FALSE(again);
    EXPECT_NE(again.error().message.find("remove " + data + "/keys"), std::string::npos);
}

TEST_F(DataFolder, LetsOneProcessIn)
{
    const auto first = FolderLock::take(folder);
    ASSERT_TRUE(first);
    const auto second = FolderLock::take(folder);
    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().problem, "folder-in-use");
}

TEST_F(DataFolder, RefusesAPackThatChangedUnderItsLabel)
{
    const Hash one{1}, other{2};
    ASSERT_TRUE(remember_pack(folder, "no@2026.1", one));
    EXPECT_TRUE(remember_pack(folder, "no@2026.1", one));
    EXPECT_TRUE(remember_pack(folder, "no@2026.2", other));
    EXPECT_EQ(remember_pack(folder, "no@2026.1", other).error().code, ErrorCode::conflict);
}

TEST_F(DataFolder, WritesAFileWholeOrNotAtAll)
{
    const auto path = folder + "/file";
    ASSERT_TRUE(write_durably(path, "old"));
    ASSERT_TRUE(write_durably(path, "new"));
    EXPECT_EQ(read_file(path).value(), "new");
    EXPECT_FALSE(std::filesystem::exists(path + ".new"));
    EXPECT_FALSE(write_durably(folder + "/absent/file", "x"));
    EXPECT_EQ(read_file(folder + "/absent").error().code, ErrorCode::not_found);
}

TEST_F(DataFolder, OnPostgresIsMadeInAnEmptyDatabaseAlone)
{
    std::filesystem::permissions(folder, std::filesystem::perms(0755));  // The server's user.
    const auto cluster = sql::Cluster::make(folder + "/pg");
    ASSERT_TRUE(cluster) << cluster.error().message;
    const auto& server = cluster.value();
    const auto foreign = sql::Database(server.address("template1")).open_visitor();
    ASSERT_TRUE(foreign && foreign.value()->script("CREATE TABLE customer (name text)"));

    const auto made = [&](const std::string& name, const std::string& database) {
        return init_data_folder(folder + name, {.store = server.address(database)});
    };
    EXPECT_EQ(made("/a", "template1").error().code, ErrorCode::unavailable);
    EXPECT_EQ(made("/a", "nowhere").error().code, ErrorCode::unavailable);
    EXPECT_EQ(init_data_folder(folder + "/a", {.store = "mysql://x/y"}).error().code,
              ErrorCode::invalid);
    EXPECT_FALSE(std::filesystem::exists(folder + "/a"));  // Refused before anything was made.

    ASSERT_TRUE(made("/a", "postgres"));
    EXPECT_EQ(read_settings(folder + "/a").value().store, server.address("postgres"));
    ASSERT_TRUE(Node::open(folder + "/a"));
    EXPECT_EQ(made("/b", "postgres").error().code, ErrorCode::conflict);
    EXPECT_FALSE(std::filesystem::exists(folder + "/b"));
}

}  // namespace
}  // namespace varde::app
