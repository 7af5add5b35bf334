// The intake journal: with it, the loss of the whole database loses nothing that was acknowledged.
#include "acts/keep_copies.hpp"
#include "base/durable_file.hpp"
#include "support/product.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace varde::test {
namespace {

namespace fs = std::filesystem;

struct IntakeJournal : testing::Test {
    void SetUp() override
    {
        product.close();
        product.journal = second_disk.path();
        product.open();
        sender = product.add_sender("School");
    }
    Answer accept()
    {
        auto answer = sender.post("/api/v1/reports", report_to("5001"));
        EXPECT_EQ(answer.status, 201) << answer.body;
        return answer;
    }
    void lose_database()
    {
        product.close();
        for (const auto* end : {"", "-wal", "-shm"})
            fs::remove(product.folder.path() + "/varde.db" + end);
    }
    /// The journal's only file, and how far its records reach.
    std::string file() const
    {
        for (const auto& entry : fs::directory_iterator(second_disk.path()))
            if (entry.path().extension() == ".journal")
                return entry.path().string();
        return "";
    }
    /// Where the last record begins, and where it ends.
    std::pair<std::size_t, std::size_t> last_record() const
    {
        const auto bytes = read_file(file()).value();
        const auto begin = bytes.rfind("VREC");
        return {begin, bytes.find_last_not_of('\0') + 1};
    }
    void flip(std::size_t at) const
    {
        std::fstream bytes(file(), std::ios::in | std::ios::out | std::ios::binary);
        bytes.seekg(std::streamoff(at));
        const char flipped = char(bytes.get() ^ 1);
        bytes.seekp(std::streamoff(at));
        bytes.put(flipped);
    }
    const Folder second_disk;
    Product product;
    Caller sender{product};
};

TEST_F(IntakeJournal, BringsBackEverythingThatWasAcknowledged)
{
    product.add_caseworker("no.5001", "kari");
    auto worker = product.sign_in("kari");
    const auto upload = sender.upload("image/png", "a picture");
    const auto with_file = sender.post(
        "/api/v1/reports", report_to("5001", R"("attachments":[{"upload":")" + upload.text("/id") +
                                                 R"(","name":"drawing.png"}])"));
    ASSERT_EQ(with_file.status, 201) << with_file.body;
    std::vector<std::pair<std::string, std::string>> before;
    for (int i = 0; i < 5; ++i) {
        const auto id = accept().text("/id");
        before.emplace_back(id, sender.get("/api/v1/reports/" + id + "/receipts").body);
    }
    const auto inbox = worker.get("/api/v1/inbox?unit=no.5001").body;
    lose_database();
    fs::remove_all(product.folder.path() + "/attachments");

    product.open();
    ASSERT_FALSE(product.store().recovery()) << product.store().recovery()->reason;
    const auto brought = acts::bring_back_copies(product.services());
    ASSERT_TRUE(brought);
    EXPECT_EQ(brought.value(), 1u);
    for (const auto& [id, receipts] : before)
        EXPECT_EQ(sender.get("/api/v1/reports/" + id + "/receipts").body, receipts);
    EXPECT_EQ(worker.get("/api/v1/inbox?unit=no.5001").body, inbox);
    EXPECT_EQ(product.try_sign_in("kari", "password").status, 200);
    accept();
}

TEST_F(IntakeJournal, IsFollowedAgainAfterASecondLoss)
{
    accept();
    lose_database();
    product.open();
    accept();
    lose_database();
    product.open();
    EXPECT_FALSE(product.store().recovery());
    EXPECT_EQ(product.count("report"), 2);
}

TEST_F(IntakeJournal, BringsABatchThatWasJournaledAndNeverCommitted)
{
    product.close();
    fs::copy(product.folder.path() + "/varde.db", product.folder.path() + "/older");
    const bool wal = fs::exists(product.folder.path() + "/varde.db-wal");
    if (wal)
        fs::copy(product.folder.path() + "/varde.db-wal", product.folder.path() + "/older-wal");
    product.open();
    const auto id = accept().text("/id");
    lose_database();
    fs::rename(product.folder.path() + "/older", product.folder.path() + "/varde.db");
    if (wal)
        fs::rename(product.folder.path() + "/older-wal", product.folder.path() + "/varde.db-wal");
    product.open();
    EXPECT_FALSE(product.store().recovery());
    EXPECT_EQ(sender.get("/api/v1/reports/" + id).status, 200);
}

TEST_F(IntakeJournal, BeginsOnAStoreThatHasReportsAlready)
{
    product.close();
    product.journal = "";
    product.open();
    accept();
    const Folder third_disk;
    product.close();
    product.journal = third_disk.path();
    product.open();
    accept();
    lose_database();
    product.open();
    EXPECT_FALSE(product.store().recovery());
    EXPECT_EQ(product.count("report"), 2);
}

TEST_F(IntakeJournal, IsNotFollowedOverWhatItHasMissed)
{
    accept();
    product.close();
    product.journal = "";
    product.open();
    accept();
    product.close();
    product.journal = second_disk.path();
    product.open();
    ASSERT_TRUE(product.store().recovery());
    EXPECT_EQ(store::name_of(product.store().recovery()->cause), "journal-damaged");
    EXPECT_EQ(product.count("report"), 2);
}

TEST_F(IntakeJournal, CutsATornLastRecordThatNobodyWasToldOf)
{
    ASSERT_TRUE(product.store().bring_up_lock());
    const auto lock = read_file(product.lock_path()).value();
    accept();
    lose_database();
    const auto [begin, end] = last_record();
    fs::resize_file(file(), (begin + end) / 2);
    // A process that was killed before it answered had brought up neither lock nor roll.
    ASSERT_TRUE(write_durably(product.lock_path(), lock));
    fs::remove(store::roll_path(product.lock_path()));
    product.open();
    EXPECT_FALSE(product.store().recovery());
    EXPECT_EQ(product.count("report"), 0);
    accept();
    lose_database();
    product.open();
    EXPECT_EQ(product.count("report"), 1);
}

TEST_F(IntakeJournal, EntersRecoveryOnAnUnreadableRecordInTheMiddleAndNamesIt)
{
    accept();
    accept();
    lose_database();
    const auto bytes = read_file(file()).value();
    const auto middle = bytes.rfind("VREC", bytes.rfind("VREC") - 1);
    flip(middle + 60);
    product.open();
    ASSERT_TRUE(product.store().recovery());
    EXPECT_NE(product.store().recovery()->reason.find("at byte " + std::to_string(middle)),
              std::string::npos)
        << product.store().recovery()->reason;
    EXPECT_EQ(sender.post("/api/v1/reports", report_to("5001")).problem(), "recovery-mode");
}

TEST_F(IntakeJournal, OfAnotherStoreIsNeverFollowed)
{
    accept();
    product.close();
    Product stranger(7);
    stranger.close();
    auto vault = vault::Vault::open(stranger.folder.path() + "/keys", stranger.random);
    const auto opened = store::Store::open({.folder = stranger.folder.path(),
                                            .lock = stranger.lock_path(),
                                            .journal = second_disk.path(),
                                            .origin = "varde.example/test",
                                            .post = [](auto work) { work(); }},
                                           *vault.value(), stranger.clock);
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().code, ErrorCode::conflict);
}

TEST_F(IntakeJournal, KeepsTheOriginalsWhenTheSecondDiskTakesNoCopies)
{
    const auto upload = sender.upload("image/png", "a picture").text("/id");
    const auto original = product.store().attachment_path(UploadId{*parse_uuid(upload)});
    const auto copies = product.store().attachment_copy_folder();
    fs::remove_all(copies);
    ASSERT_TRUE(write_durably(copies, "a file where the folder should be"));
    EXPECT_FALSE(acts::bring_back_copies(product.services()));
    EXPECT_TRUE(fs::exists(original));

    const auto refused = sender.upload("image/png", "another");
    EXPECT_EQ(refused.status, 503);
    const auto files = fs::directory_iterator(product.store().attachment_folder());
    EXPECT_EQ(std::distance(begin(files), end(files)), 1) << "the refused one is gone";
    EXPECT_EQ(accept().status, 201);
}

}  // namespace
}  // namespace varde::test
