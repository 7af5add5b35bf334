// Looking through a store changes nothing in it, whether it rests, is served, or is a backup.
#include "app/verify_store.hpp"

#include "app/node.hpp"
#include "app/scratch_test.hpp"
#include "app/store_at_rest.hpp"
#include "base/durable_file.hpp"
#include "sql/sqlite.hpp"
#include "store/backup.hpp"
#include "store/checkpoint_lock.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <future>
#include <map>

namespace varde::app {
namespace {

namespace fs = std::filesystem;

struct VerifyStore : ScratchTest {
    VerifyStore() { CHECK(init_data_folder(data, {.origin = "verified.example/log"})); }
    std::unique_ptr<Node> open() const
    {
        auto node = Node::open(data);
        CHECK(node);
        return std::move(node).value();
    }
    /// Entries that are about nothing, as long ago as the clock says.
    static void append(Node& node, int count)
    {
        for (int i = 0; i < count; ++i) {
            std::promise<Status> done;
            const auto now = node.clock().now();
            node.services().store.write<Nothing>(
                [&](store::Transaction& tx) {
                    return tx.append({.name = domain::EventName::access_refused,
                                      .report = {make_uuid(now, node.services().random)},
                                      .at = now},
                                     {});
                },
                [&](Result<Nothing> outcome, const store::Committed&) { done.set_value(outcome); });
            ASSERT_TRUE(done.get_future().get());
        }
    }
    std::map<std::string, std::string> bytes(const std::string& of = {}) const
    {
        std::map<std::string, std::string> all;
        for (const auto& entry : fs::recursive_directory_iterator(of.empty() ? data : of)) {
            std::ifstream file(entry.path(), std::ios::binary);
            // SQLite's index of a log that a server left behind; no data, and made anew by the
            // next.
            if (entry.is_regular_file() && entry.path().extension() != ".db-shm")
                all[entry.path().string()] = {std::istreambuf_iterator<char>(file), {}};
        }
        return all;
    }
    /// As a backup is: all in the one file.
    void bring_in_the_log() const
    {
        {
            const auto writer = sql::open_sqlite(data + "/varde.db", sql::SqliteUse::writer);
            ASSERT_TRUE(writer);
            ASSERT_TRUE(sql::empty_sqlite_log(*writer.value()));
        }
        fs::remove(data + "/varde.db-wal");
        fs::remove(data + "/varde.db-shm");
    }
    StoreVerified look(VerifyOptions options = {})
    {
        if (options.store.empty())
            options.store = data;
        auto verified = look_through(options);
        EXPECT_TRUE(verified) << verified.error().message;
        return verified ? std::move(verified).value() : StoreVerified{.found = 99};
    }
    const std::string data = folder + "/data";
};

TEST_F(VerifyStore, ChangesNoByteOfAStoreThatRests)
{
    append(*open(), 300);
    const auto before = bytes();
    const auto seen = look({.deep = true});
    EXPECT_EQ(seen.found, 0u);
    EXPECT_EQ(seen.entries, 300u);
    EXPECT_EQ(seen.tiles, 1u);
    EXPECT_TRUE(seen.lock_seen);
    EXPECT_TRUE(bytes() == before);
    EXPECT_EQ(verify_store({.json = true, .store = data}), 0);
    EXPECT_TRUE(bytes() == before);
}

TEST_F(VerifyStore, LooksAtAStoreThatIsServed)
{
    const auto node = open();
    append(*node, 20);
    EXPECT_EQ(look().entries, 20u);
    append(*node, 20);
    const auto seen = look({.deep = true});
    EXPECT_EQ(seen.entries, 40u);
    EXPECT_EQ(seen.found, 0u);
    append(*node, 1);
}

TEST_F(VerifyStore, LooksAtABackupWithItsKeysOrTheLogsKeyAlone)
{
    {
        const auto node = open();
        append(*node, 5);
        const store::BackupFrom from{.data = data,
                                     .origin = "verified.example/log",
                                     .settings = portable_text(read_settings(data).value())};
        ASSERT_TRUE(store::back_up_data(from, folder + "/backup", {}, nullptr));
        ASSERT_TRUE(store::back_up_keys(from, folder + "/backup-keys", {}));
    }
    const auto seen =
        look({.store = folder + "/backup", .keys = folder + "/backup-keys", .deep = true});
    EXPECT_EQ(seen.found, 0u);
    EXPECT_FALSE(seen.lock_seen);
    const auto note = read_file(data + "/checkpoint.lock").value();
    crypto::SystemRandom random;
    const auto key = vault::Vault::open(data + "/keys", random).value()->ledger_key().public_key();
    const auto vkey = ledger::to_text(ledger::verifier_key("verified.example/log", key));
    EXPECT_EQ(look({.key = vkey, .store = folder + "/backup"}).found, 0u);
    EXPECT_FALSE(look_through({.store = folder + "/backup"}));
    EXPECT_FALSE(look_through({.key = vkey, .store = folder + "/backup", .deep = true}));
    EXPECT_FALSE(look_through({.store = folder + "/nothing"}));
    const crypto::SigningKey other(Bytes(32, 5));
    const auto another =
        ledger::to_text(ledger::verifier_key("verified.example/log", other.public_key()));
    EXPECT_EQ(verify_store({.key = another, .json = true, .store = folder + "/backup"}), 1);
}

/// What a killed server leaves: a log beside the file, and no index of it.
TEST_F(VerifyStore, ChangesNoDataWhereAServerWasKilledAndKeepsNoneAway)
{
    const auto node = open();
    append(*node, 20);
    const auto left = folder + "/left";
    fs::copy(data, left, fs::copy_options::recursive);
    fs::remove(left + "/varde.db-shm");
    ASSERT_TRUE(fs::exists(left + "/varde.db-wal"));
    const auto before = bytes(left);
    const auto seen = look({.store = left, .deep = true});
    EXPECT_EQ(seen.found, 0u);
    EXPECT_EQ(seen.entries, 20u);
    EXPECT_TRUE(bytes(left) == before);
    const auto looked_at = StoreAtRest::open(left);
    ASSERT_TRUE(looked_at);
    EXPECT_TRUE(FolderLock::take(left));
}

TEST_F(VerifyStore, SaysWhyAServerMustWait)
{
    append(*open(), 1);
    bring_in_the_log();
    const auto looked_at = StoreAtRest::open(data);
    ASSERT_TRUE(looked_at);
    const auto lock = FolderLock::take(data);
    ASSERT_FALSE(lock);
    EXPECT_EQ(lock.error().problem, "folder-in-use");
    EXPECT_NE(lock.error().message.find("varde verify is looking through"), std::string::npos);
}

TEST_F(VerifyStore, FindsADamagedPageAndGoesOn)
{
    append(*open(), 600);
    bring_in_the_log();
    std::fstream file(data + "/varde.db", std::ios::in | std::ios::out | std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    std::vector<std::size_t> pages;  // Of entries.
    for (auto at = text.find("access.refused"); at != std::string::npos;
         at = text.find("access.refused", at + 1))
        if (pages.empty() || pages.back() != at / 4096)
            pages.push_back(at / 4096);
    ASSERT_GT(pages.size(), 10u);
    file.clear();
    file.seekp(std::streamoff(pages[pages.size() / 2] * 4096));
    file << std::string(4096, '\xff');
    file.close();
    const auto seen = look({.deep = true});
    EXPECT_EQ(seen.entries, 600u);
    ASSERT_GT(seen.found, 0u);
    const auto unreadable = [](const auto& each) { return each.rule == "unreadable"; };
    EXPECT_TRUE(std::ranges::any_of(seen.findings, unreadable));
    EXPECT_TRUE(seen.contents) << "what is left is looked at";
    EXPECT_EQ(verify_store({.json = true, .store = data}), 1);
    EXPECT_EQ(verify_store({.json = true, .store = folder + "/nothing"}), 6);
}

TEST_F(VerifyStore, TellsDamageFromKeysThatCannotBeUsed)
{
    append(*open(), 10);
    bring_in_the_log();
    const auto keys = data + "/keys";
    fs::rename(keys, keys + ".away");
    EXPECT_EQ(verify_store({.json = true, .store = data}), 2);
    fs::rename(keys + ".away", keys);
    std::fstream file(data + "/varde.db", std::ios::in | std::ios::out | std::ios::binary);
    file << std::string(4096, '\xff');
    file.close();
    const auto seen = look({.deep = true});
    ASSERT_GT(seen.findings.size(), 0u);
    EXPECT_EQ(seen.findings[0].rule, "unreadable");
    EXPECT_EQ(verify_store({.json = true, .store = data}), 1);
}

TEST_F(VerifyStore, ShowsNoPasswordOfADatabase)
{
    for (const auto& [store, shown] :
         {std::pair{"postgres://varde:secret@db.example/varde",
                    "postgres://varde@db.example/varde"},
          {"postgres://varde:se@cret@db.example/varde", "postgres://varde@db.example/varde"},
          {"postgres://varde@db.example:5432/varde", "postgres://varde@db.example:5432/varde"},
          {"postgres://db.example/varde?user=varde&password=secret&sslmode=require",
           "postgres://db.example/varde?user=varde&password=&sslmode=require"},
          {"/var/lib/va:r@de", "/var/lib/va:r@de"}})
        EXPECT_EQ(without_password(store), shown);
}

TEST_F(VerifyStore, FindsThatTheLockPromisedMore)
{
    append(*open(), 5);
    const auto older = bytes();
    append(*open(), 7);
    std::error_code error;
    for (const auto& entry : fs::directory_iterator(data))
        if (entry.path().filename().string().starts_with("varde.db"))
            fs::remove(entry.path(), error);
    for (const auto& [path, text] : older)
        if (path.starts_with(data + "/varde.db"))
            std::ofstream(path, std::ios::binary) << text;
    const auto seen = look();
    ASSERT_EQ(seen.found, 1u);
    EXPECT_EQ(seen.findings[0].rule, "lock");
    EXPECT_NE(seen.findings[0].words.find("the last 7 are missing"), std::string::npos);
}

}  // namespace
}  // namespace varde::app
