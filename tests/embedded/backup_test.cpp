// Backups: taken while reports come in, proven before they are relied on, and never forking the
// log.
#include "base/durable_file.hpp"
#include "store/restore_proof.hpp"
#include "support/product.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace varde::test {
namespace {

namespace fs = std::filesystem;

struct Backup : testing::Test {
    void SetUp() override
    {
        const auto upload = sender.upload("image/png", "a picture").text("/id");
        EXPECT_EQ(sender
                      .post("/api/v1/reports",
                            report_to("5001", R"("attachments":[{"upload":")" + upload +
                                                  R"(","name":"drawing.png"}])"))
                      .status,
                  201);
        accept();
    }
    void accept() { EXPECT_EQ(sender.post("/api/v1/reports", report_to("5001")).status, 201); }
    std::string data() const { return place.path() + "/data"; }
    std::string keys() const { return place.path() + "/keys"; }
    store::BackupFrom from() const
    {
        return {.data = product.folder.path(),
                .origin = "varde.example/test",
                .settings = "origin=varde.example/test\npack=no\n"};
    }
    void back_up()
    {
        const auto made = store::back_up_data(from(), data(), product.clock.now(), nullptr);
        ASSERT_TRUE(made) << made.error().message;
        const auto with_keys = store::back_up_keys(from(), keys(), product.clock.now());
        ASSERT_TRUE(with_keys) << with_keys.error().message;
    }
    Result<store::RestoreProof> prove() { return store::prove(data(), keys(), product.random); }
    /// What is said about a backup of which one bit of a file is flipped.
    std::string said_of_flipped(const std::string& folder, const std::string& of,
                                const std::string& file, std::size_t at)
    {
        const auto path = folder + "/" + file;
        fs::permissions(path, fs::perms::owner_read | fs::perms::owner_write);
        const auto flip = [&] {
            std::fstream bytes(path, std::ios::in | std::ios::out | std::ios::binary);
            bytes.seekg(std::streamoff(at));
            const char flipped = char(bytes.get() ^ 1);
            bytes.seekp(std::streamoff(at));
            bytes.put(flipped);
        };
        flip();
        const auto manifest = store::read_manifest(folder, of);
        const auto checked = store::check_files(manifest.value(), folder, nullptr);
        flip();
        return checked ? "" : checked.error().message;
    }
    const Folder place;
    Product product;
    Caller sender = product.add_sender("School");
};

TEST_F(Backup, IsTakenWhileTheServerWritesAndIsProven)
{
    back_up();
    accept();  // After the backup: not in it.
    const auto proof = prove();
    ASSERT_TRUE(proof) << proof.error().message;
    EXPECT_EQ(proof.value().tree.size, 2u);
    EXPECT_EQ(proof.value().receipts, 2u);
    EXPECT_EQ(proof.value().contents, 2u);
    EXPECT_EQ(proof.value().attachments, 1u);
    EXPECT_TRUE(store::check_files(store::read_manifest(data(), "data").value(), data(), nullptr));
    EXPECT_TRUE(store::check_files(store::read_manifest(keys(), "keys").value(), keys(), nullptr));
}

TEST_F(Backup, HoldsNeitherKeysNorLockNorJournal)
{
    back_up();
    for (const auto& [path, bytes] : files_below(data())) {
        EXPECT_EQ(path.find("keys"), std::string::npos) << path;
        EXPECT_EQ(path.find("lock"), std::string::npos) << path;
        EXPECT_EQ(path.find("journal"), std::string::npos) << path;
    }
}

TEST_F(Backup, NamesTheFileInWhichOneBitIsFlipped)
{
    back_up();
    for (const auto& [of, folder] : {std::pair{"data", data()}, std::pair{"keys", keys()}}) {
        const auto manifest = store::read_manifest(folder, of).value();
        for (const auto& file : manifest.files) {
            const auto said = said_of_flipped(folder, of, file.path, file.bytes / 2);
            EXPECT_NE(said.find(file.path), std::string::npos) << file.path << ": " << said;
        }
    }
    EXPECT_TRUE(prove());
}

TEST_F(Backup, IsNotProvenWhenAnEntryWasChangedAndTheManifestWithIt)
{
    ASSERT_TRUE(product.sql("DROP TRIGGER event_is_never_changed;"
                            "UPDATE event SET at_us = at_us + 1000000 WHERE position = 1"));
    back_up();
    const auto proof = prove();
    ASSERT_FALSE(proof);
    EXPECT_NE(proof.error().message.find("entry 1 of the ledger"), std::string::npos)
        << proof.error().message;
}

TEST_F(Backup, IsNotProvenWithAnotherStoresKeys)
{
    back_up();
    const Product stranger(7);
    EXPECT_FALSE(store::prove(data(), stranger.folder.path() + "/keys", product.random));
}

TEST_F(Backup, RefusesToStandWhereSomethingIsOrBesideTheOtherSort)
{
    back_up();
    EXPECT_EQ(store::back_up_data(from(), data(), product.clock.now(), nullptr).error().code,
              ErrorCode::conflict);
    EXPECT_EQ(store::back_up_keys(from(), data() + "/keys", product.clock.now()).error().code,
              ErrorCode::conflict);
}

TEST_F(Backup, LeavesNothingOfItsNameWhenAFileIsMissing)
{
    for (const auto& file : fs::directory_iterator(product.folder.path() + "/attachments"))
        fs::remove(file);
    EXPECT_FALSE(store::back_up_data(from(), data(), product.clock.now(), nullptr));
    EXPECT_FALSE(fs::exists(data()));
    EXPECT_FALSE(fs::exists(data() + ".partial"));
}

}  // namespace
}  // namespace varde::test
