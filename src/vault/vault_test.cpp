#include "vault/vault.hpp"

#include "sql/sqlite.hpp"
#include "vault/key_store.hpp"
#include "vault/scratch_test.hpp"

#include <algorithm>
#include <filesystem>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <thread>
#include <unistd.h>

namespace varde::vault {
namespace {

const Uuid object{{1, 2, 3}};
const Timestamp november = *parse_rfc3339("2026-11-22T01:37:46Z");
const Timestamp last_of_november = *parse_rfc3339("2026-11-30T23:59:59.999Z");
const Timestamp december = *parse_rfc3339("2026-12-01T00:00:00Z");

class VaultTest : public testing::Test {
protected:
    void SetUp() override { ASSERT_TRUE(Vault::create(keys(), november, random_)); }
    std::string keys(const std::string& name = "") const
    {
        return folder_.path("keys") + (name.empty() ? "" : "/" + name);
    }
    std::unique_ptr<Vault> opened()
    {
        auto vault = Vault::open(keys(), random_);
        EXPECT_TRUE(vault);
        return std::move(vault).value();
    }
    std::string refusal()
    {
        const auto vault = Vault::open(keys(), random_);
        if (vault)
            return "";
        EXPECT_EQ(vault.error().code, ErrorCode::unavailable);
        return vault.error().message;
    }
    void in_store(const char* statement)
    {
        auto store = sql::open_sqlite(keys("keys.db"), sql::SqliteUse::key_store);
        ASSERT_TRUE(store);
        ASSERT_TRUE(store.value()->script(statement));
    }

    ScratchFolder folder_;
    CountingRandom random_;
};

std::string hex(const crypto::Key& key) { return to_hex(key.view()); }

TEST_F(VaultTest, MakesThreeFilesThatOnlyTheirOwnerCanRead)
{
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(keys()))
        names.push_back(entry.path().filename());
    std::sort(names.begin(), names.end());
    EXPECT_EQ(names, (std::vector<std::string>{"kek", "keys.db", "ledger.seed"}));
    EXPECT_EQ(mode_of(keys()), 0700u);
    EXPECT_EQ(mode_of(keys("kek")), 0400u);
    EXPECT_EQ(mode_of(keys("ledger.seed")), 0400u);
    EXPECT_EQ(mode_of(keys("keys.db")), 0600u);
}

TEST_F(VaultTest, NeverOverwritesKeys)
{
    const auto before = read_file(keys("kek"));
    const auto again = Vault::create(keys(), november, random_);
    ASSERT_FALSE(again);
    EXPECT_EQ(again.error().code, ErrorCode::conflict);
    for (const char* lost : {"kek", "keys.db"}) {
        std::filesystem::remove(keys(lost));
        EXPECT_FALSE(Vault::create(keys(), november, random_)) << lost;
        EXPECT_FALSE(std::filesystem::exists(keys(lost)));
    }
    EXPECT_EQ(before.size(), 32u);
}

TEST_F(VaultTest, IsMadeInAnEmptyFolderThatIsThereAlready)
{
    const auto mounted = folder_.path("mounted");
    std::filesystem::create_directory(mounted);
    ASSERT_TRUE(Vault::create(mounted, november, random_));
    EXPECT_EQ(mode_of(mounted), 0700u);
    EXPECT_TRUE(Vault::open(mounted, random_));
}

TEST_F(VaultTest, CleansUpWhenItCannotBeMade)
{
    const auto blocked = folder_.path("blocked");
    std::filesystem::create_directories(blocked + "/kek.part");
    EXPECT_FALSE(Vault::create(blocked, november, random_));
    std::filesystem::remove(blocked + "/kek.part");
    EXPECT_TRUE(std::filesystem::is_empty(blocked));
    EXPECT_FALSE(Vault::create(folder_.path("no/such/parent"), november, random_));
}

TEST_F(VaultTest, UnwrapsWhatItWrapped)
{
    const auto vault = opened();
    const auto fresh = vault->fresh_key(object, november);
    ASSERT_TRUE(fresh);
    const auto key = vault->unwrap(object, fresh.value().wrap);
    ASSERT_TRUE(key);
    EXPECT_EQ(hex(key.value()), hex(fresh.value().key));
    EXPECT_EQ(fresh.value().wrap.epoch, 20261101u);
    EXPECT_NE(hex(vault->fresh_key(object, november).value().key), hex(fresh.value().key));
}

TEST_F(VaultTest, UnwrapsTheSameAfterReopening)
{
    const auto fresh = opened()->fresh_key(object, november).value();
    const auto vault = opened();
    EXPECT_EQ(hex(vault->unwrap(object, fresh.wrap).value()), hex(fresh.key));
    EXPECT_EQ(vault->fresh_key(object, november).value().wrap.epoch, fresh.wrap.epoch);
}

TEST_F(VaultTest, KeepsItsSecretsAndItsLedgerKey)
{
    const auto first = opened(), second = opened();
    EXPECT_EQ(hex(first->channel_secret()), hex(second->channel_secret()));
    EXPECT_EQ(hex(first->code_secret()), hex(second->code_secret()));
    EXPECT_EQ(hex(first->lookup_secret()), hex(second->lookup_secret()));
    EXPECT_NE(hex(first->channel_secret()), hex(first->code_secret()));
    EXPECT_NE(hex(first->lookup_secret()), hex(first->code_secret()));
    EXPECT_EQ(first->ledger_key().public_key(),
              crypto::SigningKey(read_file(keys("ledger.seed"))).public_key());
}

TEST_F(VaultTest, BeginsANewEpochEachMonth)
{
    const auto vault = opened();
    EXPECT_EQ(vault->fresh_key(object, last_of_november).value().wrap.epoch, 20261101u);
    const auto next = vault->fresh_key(object, december).value();
    EXPECT_EQ(next.wrap.epoch, 20261201u);
    EXPECT_EQ(vault->fresh_key(object, november).value().wrap.epoch, 20261101u);
    EXPECT_EQ(hex(opened()->unwrap(object, next.wrap).value()), hex(next.key));
}

TEST_F(VaultTest, SharesANewMonthWithAnotherProcess)
{
    const auto one = opened(), other = opened();
    const auto fresh = one->fresh_key(object, december).value();
    EXPECT_EQ(hex(other->unwrap(object, fresh.wrap).value()), hex(fresh.key));
    const auto second = other->fresh_key(object, december).value();
    EXPECT_EQ(second.wrap.epoch, fresh.wrap.epoch);
    EXPECT_EQ(hex(one->unwrap(object, second.wrap).value()), hex(second.key));
}

TEST_F(VaultTest, MakesOneKeyForAMonthThatManyThreadsBegin)
{
    const auto vault = opened();
    std::array<std::optional<FreshKey>, 8> made;
    std::vector<std::jthread> threads;
    for (auto& slot : made)
        threads.emplace_back([&] { slot = vault->fresh_key(object, december).value(); });
    threads.clear();
    const auto reopened = opened();
    for (const auto& fresh : made) {
        EXPECT_EQ(fresh->wrap.epoch, 20261201u);
        EXPECT_EQ(hex(reopened->unwrap(object, fresh->wrap).value()), hex(fresh->key));
    }
}

TEST_F(VaultTest, RefusesAWrapOfAnotherObjectOrEpoch)
{
    const auto vault = opened();
    const auto wrap = vault->fresh_key(object, november).value().wrap;
    const auto other_object = vault->unwrap(Uuid{{9}}, wrap);
    ASSERT_FALSE(other_object);
    EXPECT_EQ(other_object.error().code, ErrorCode::internal);
    ASSERT_TRUE(vault->fresh_key(object, december));
    EXPECT_FALSE(vault->unwrap(object, {20261201, wrap.bytes}));
    const auto unknown_epoch = vault->unwrap(object, {20200101, wrap.bytes});
    ASSERT_FALSE(unknown_epoch);
    EXPECT_EQ(unknown_epoch.error().code, ErrorCode::not_found);
}

TEST_F(VaultTest, RefusesAWrapForEveryChangedByte)
{
    const auto vault = opened();
    const auto wrap = vault->fresh_key(object, november).value().wrap;
    for (std::size_t i = 0; i < wrap.bytes.size(); ++i) {
        auto changed = wrap;
        changed.bytes[i] ^= 1;
        EXPECT_FALSE(vault->unwrap(object, changed)) << i;
    }
    EXPECT_FALSE(vault->unwrap(object, {wrap.epoch, {}}));
}

TEST_F(VaultTest, FindsNothingOnceAnEpochIsDestroyedAndNeverUsesItsNumberAgain)
{
    const auto wrap = opened()->fresh_key(object, november).value().wrap;
    in_store("UPDATE erasure_key SET sealed = NULL WHERE epoch = 20261101");
    const auto vault = opened();
    const auto key = vault->unwrap(object, wrap);
    ASSERT_FALSE(key);
    EXPECT_EQ(key.error().code, ErrorCode::not_found);
    EXPECT_EQ(vault->fresh_key(object, november).value().wrap.epoch, 20261102u);
}

TEST_F(VaultTest, MovesAWrapToALaterKeyAndDestroysTheOldOneForGood)
{
    const auto vault = opened(), other = opened();
    const auto fresh = vault->fresh_key(object, november).value();
    const auto sealed = [&] {
        auto store = sql::open_sqlite(keys("keys.db"), sql::SqliteUse::key_store);
        const sql::Statement row{"sealed", "SELECT sealed FROM erasure_key WHERE epoch = 20261101"};
        return *sql::one(
                    *store.value(),
                    [](const sql::Row& found) {
                        return Bytes(found.bytes(0).begin(), found.bytes(0).end());
                    },
                    row)
                    .value();
    }();
    const auto on_disk = [&](ByteView bytes) {
        for (const auto& entry : std::filesystem::directory_iterator(keys()))
            if (const auto file = read_file(entry.path());
                !std::ranges::search(file, bytes).empty())
                return true;
        return false;
    };
    EXPECT_TRUE(on_disk(sealed));
    EXPECT_EQ(vault->epoch_above(20261101, december).value(), 20261102u);
    EXPECT_EQ(vault->epoch_above(20261101, december).value(), 20261102u) << "the one that is there";
    EXPECT_EQ(vault->epoch_above(20261102, december).value(), 20261103u);
    const auto moved = vault->rewrap(object, fresh.wrap, 20261102).value();
    EXPECT_EQ(moved.epoch, 20261102u);
    EXPECT_EQ(hex(other->unwrap(object, moved).value()), hex(fresh.key));
    EXPECT_EQ(vault->rewrap(object, fresh.wrap, 20261109).error().code, ErrorCode::unavailable);
    ASSERT_TRUE(vault->destroy(20261101));
    ASSERT_TRUE(vault->destroy(20261101)) << "once more";
    EXPECT_FALSE(on_disk(sealed));
    EXPECT_EQ(vault->unwrap(object, fresh.wrap).error().code, ErrorCode::not_found);
    EXPECT_TRUE(other->unwrap(object, fresh.wrap)) << "another process has it in memory";
    ASSERT_TRUE(other->forget_destroyed());
    for (const auto* each : {&vault, &other}) {
        EXPECT_FALSE((*each)->has_key(20261101).value());
        EXPECT_EQ((*each)->unwrap(object, fresh.wrap).error().code, ErrorCode::not_found);
        EXPECT_EQ(hex((*each)->unwrap(object, moved).value()), hex(fresh.key));
    }
    EXPECT_EQ(opened()->rewrap(object, fresh.wrap, 20261102).error().code, ErrorCode::not_found);
}

TEST_F(VaultTest, RefusesFilesThatOthersCanRead)
{
    for (const std::string name : {"kek", "ledger.seed", "keys.db"}) {
        const auto before = mode_of(keys(name));
        for (unsigned mode : {0644u, 0440u, 0602u}) {
            ::chmod(keys(name).c_str(), mode);
            EXPECT_EQ(refusal(), name + " is open to others than its owner");
        }
        ::chmod(keys(name).c_str(), before);
    }
    EXPECT_EQ(refusal(), "");
    ::chmod(keys().c_str(), 0755);
    EXPECT_EQ(refusal(), "keys is open to others than its owner");
}

TEST_F(VaultTest, RefusesFilesOfAnotherUser)
{
    if (::geteuid() != 0)
        GTEST_SKIP() << "only root can give a file away";
    ASSERT_EQ(::chown(keys("kek").c_str(), 65'534, 65'534), 0);
    EXPECT_EQ(refusal(), "kek belongs to another user than the one this program runs as");
}

TEST_F(VaultTest, RefusesLinksInPlaceOfFiles)
{
    std::filesystem::rename(keys("kek"), folder_.path("elsewhere"));
    std::filesystem::create_symlink(folder_.path("elsewhere"), keys("kek"));
    EXPECT_EQ(refusal(), "kek is not a regular file");
}

TEST_F(VaultTest, NamesWhatIsMissingOrOfTheWrongSize)
{
    for (const std::string name : {"kek", "ledger.seed", "keys.db"}) {
        std::filesystem::rename(keys(name), folder_.path("aside"));
        EXPECT_EQ(refusal(), name + " is missing");
        EXPECT_FALSE(std::filesystem::exists(keys(name)));
        std::filesystem::rename(folder_.path("aside"), keys(name));
    }
    for (std::size_t size : {0u, 31u, 33u}) {
        ::chmod(keys("kek").c_str(), 0600);
        write_file(keys("kek"), Bytes(size));
        EXPECT_EQ(refusal(), "kek does not hold exactly 32 bytes");
    }
    std::filesystem::remove_all(keys());
    EXPECT_EQ(refusal(), "keys is missing");
}

TEST_F(VaultTest, RefusesTheKeyStoreOfAnotherKek)
{
    ::chmod(keys("kek").c_str(), 0600);
    write_file(keys("kek"), Bytes(32, 9));
    EXPECT_EQ(refusal(), "a key in keys.db has been changed or is sealed under another kek");
}

TEST_F(VaultTest, RefusesAKeyThatWasMovedToAnotherPlace)
{
    in_store("UPDATE secret SET sealed = (SELECT sealed FROM secret WHERE name = 'code')"
             " WHERE name = 'channel'");
    EXPECT_EQ(refusal(), "a key in keys.db has been changed or is sealed under another kek");
}

TEST_F(VaultTest, RefusesAnErasureKeyThatWasGivenAnotherMonth)
{
    in_store("UPDATE erasure_key SET epoch = 20261001");
    EXPECT_EQ(refusal(), "a key in keys.db has been changed or is sealed under another kek");
}

TEST_F(VaultTest, WritesNoSecretIntoTheKeyStore)
{
    const auto vault = opened();
    const auto fresh = vault->fresh_key(object, december).value();
    const auto store = read_file(keys("keys.db"));
    const auto holds = [&](ByteView secret) { return !std::ranges::search(store, secret).empty(); };
    EXPECT_TRUE(holds(bytes_of("channel")));  // The search does find what is there.
    EXPECT_FALSE(holds(read_file(keys("kek"))));
    EXPECT_FALSE(holds(read_file(keys("ledger.seed"))));
    EXPECT_FALSE(holds(vault->channel_secret().view()));
    EXPECT_FALSE(holds(vault->code_secret().view()));
    EXPECT_FALSE(holds(vault->lookup_secret().view()));
    EXPECT_FALSE(holds(fresh.key.view()));
    auto erasure_keys = KeyStore::open(keys("keys.db"), crypto::Key(read_file(keys("kek"))));
    ASSERT_TRUE(erasure_keys);
    const auto known = erasure_keys.value().erasure_keys();
    ASSERT_EQ(known.value().size(), 2u);
    for (const auto& [epoch, key] : known.value())
        EXPECT_FALSE(holds(key.view())) << epoch;
}

TEST_F(VaultTest, NeedsNoKeyStoreOnceTheMonthHasBegun)
{
    const auto vault = opened();
    auto other = sql::open_sqlite(keys("keys.db"), sql::SqliteUse::key_store);
    ASSERT_TRUE(other);
    ASSERT_TRUE(other.value()->script("BEGIN EXCLUSIVE"));
    const auto fresh = vault->fresh_key(object, november);
    ASSERT_TRUE(fresh);
    EXPECT_TRUE(vault->unwrap(object, fresh.value().wrap));
}

}  // namespace
}  // namespace varde::vault
