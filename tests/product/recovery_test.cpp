// A store that is not all that was promised shows what it has, takes nothing and signs nothing.
#include "acts/keep_upload.hpp"
#include "base/durable_file.hpp"
#include "store/checkpoint_lock.hpp"
#include "support/engine.hpp"
#include "support/product.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <set>

namespace varde::test {
namespace {

namespace fs = std::filesystem;
using Cause = store::Recovery::Cause;

struct RecoveryMode : testing::Test {
    std::string accept()
    {
        const auto answer = sender.post("/api/v1/reports", report_to("4601"));
        EXPECT_EQ(answer.status, 201) << answer.body;
        return answer.text("/id");
    }
    /// Copies a file of the closed product, or brings it back.
    void keep(const std::string& name) { copy(name, "kept-" + name); }
    void bring_back(const std::string& name) { copy("kept-" + name, name); }
    void copy(const std::string& from, const std::string& to)
    {
        const auto folder = product.folder.path() + "/";
        fs::copy_file(folder + from, folder + to, fs::copy_options::overwrite_existing);
    }
    std::string lock() { return read_file(product.lock_path()).value(); }
    void expect_recovery(Cause cause)
    {
        const auto why = product.store().recovery();
        ASSERT_TRUE(why);
        EXPECT_EQ(store::name_of(why->cause), store::name_of(cause)) << why->reason;
        const auto signed_before = product.count("ledger_batch");
        const auto lock_before = fs::exists(product.lock_path()) ? lock() : "";
        const auto refused = sender.post("/api/v1/reports", report_to("4601"));
        EXPECT_EQ(refused.status, 503);
        EXPECT_EQ(refused.problem(), "recovery-mode");
        EXPECT_FALSE(refused.flag("/kept"));
        EXPECT_EQ(product.anyone().get("/readyz").status, 503);
        EXPECT_EQ(product.count("ledger_batch"), signed_before);
        product.close();
        EXPECT_EQ(fs::exists(product.lock_path()) ? lock() : "", lock_before);
    }
    std::set<std::string> named_as_missing()
    {
        std::set<std::string> named;
        const auto missing = product.store().missing_reports();
        EXPECT_TRUE(missing);
        for (const auto& line : missing.value().lines)
            EXPECT_TRUE(named.insert(to_string(line.report)).second);
        return named;
    }
    Product product;
    Caller sender = product.add_sender("School");
};

TEST_F(RecoveryMode, IsEnteredByAnOlderDatabaseAndSaysWhatIsMissing)
{
    const auto first = accept();
    product.close();
    keep_database(product.database);
    product.open();
    accept();
    accept();
    product.close();
    bring_back_database(product.database);
    product.open();
    EXPECT_EQ(sender.get("/api/v1/reports/" + first).status, 200);
    const auto ready = product.anyone().get("/readyz");
    EXPECT_NE(ready.body.find("entries 1 to 2 are missing"), std::string::npos) << ready.body;
    EXPECT_NE(ready.body.find("2026-11-23T09:00:00Z"), std::string::npos) << ready.body;
    expect_recovery(Cause::entries_missing);
}

TEST_F(RecoveryMode, IsEnteredWhenTheSameSizeHoldsOtherEntries)
{
    product.close();
    keep_database(product.database);
    keep("checkpoint.lock");
    keep("checkpoint.lock.roll");
    product.open();
    accept();
    product.close();
    const auto promised = lock();
    bring_back_database(product.database);
    bring_back("checkpoint.lock");
    bring_back("checkpoint.lock.roll");
    product.open();
    accept();
    product.close();
    ASSERT_TRUE(write_durably(product.lock_path(), promised));
    product.open();
    expect_recovery(Cause::other_tree);
}

TEST_F(RecoveryMode, IsEnteredWithoutALockEvenWhenTheDatabaseIsEmpty)
{
    product.close();
    fs::remove(product.lock_path());
    product.open();
    expect_recovery(Cause::lock_missing);
}

TEST_F(RecoveryMode, IsEnteredUnderALockThatIsNotSignedWithOurKey)
{
    accept();
    product.close();
    const Product stranger(7);
    copy("checkpoint.lock", "own");
    fs::copy_file(stranger.lock_path(), product.lock_path(), fs::copy_options::overwrite_existing);
    product.open();
    expect_recovery(Cause::lock_unusable);
}

TEST_F(RecoveryMode, IsEnteredWhileRunningWhenAnotherServerSignsInOurName)
{
    accept();
    ASSERT_TRUE(product.store().bring_up_lock());
    ASSERT_TRUE(write_durably(product.lock_path(), "somebody else's"));
    accept();
    EXPECT_FALSE(product.store().bring_up_lock());
    expect_recovery(Cause::lock_unusable);
}

TEST_F(RecoveryMode, ErasesNoFileThatItsRowsMayBeMissingFor)
{
    product.close();
    keep_database(product.database);
    product.open();
    const auto upload = sender.upload("image/png", "a picture").text("/id");
    accept();
    product.close();
    bring_back_database(product.database);
    product.open();
    ASSERT_TRUE(product.store().recovery());
    ASSERT_TRUE(acts::sweep_orphans(product.services()));
    EXPECT_TRUE(fs::exists(product.store().attachment_folder() + "/" + upload));
}

TEST_F(RecoveryMode, IsEnteredByADatabaseOlderThanTheLastStartSaw)
{
    product.close();
    keep("checkpoint.lock");
    keep_database(product.database);
    product.open();
    accept();
    product.close();
    bring_back("checkpoint.lock");  // As a kill would leave it.
    product.open();
    EXPECT_FALSE(product.store().recovery());
    EXPECT_NE(lock().find("\n1\n"), std::string::npos) << "before anything is served: " << lock();
    product.close();
    bring_back_database(product.database);
    product.open();
    expect_recovery(Cause::entries_missing);
}

TEST_F(RecoveryMode, IsNotEnteredWhenTheLockIsOnlyBehind)
{
    product.close();
    keep("checkpoint.lock");
    product.open();
    accept();
    accept();
    product.close();
    bring_back("checkpoint.lock");
    product.open();
    EXPECT_FALSE(product.store().recovery());
    accept();
    product.close();
    EXPECT_NE(lock().find("\n3\n"), std::string::npos) << lock();
}

TEST_F(RecoveryMode, NamesTheHundredReportsThatAreMissing)
{
    const auto kept = accept();
    product.close();
    keep_database(product.database);
    product.open();
    std::set<std::string> lost;
    for (int i = 0; i < 100; ++i) {
        product.advance(1);
        lost.insert(accept());
    }
    product.close();
    bring_back_database(product.database);
    product.open();
    EXPECT_EQ(named_as_missing(), lost);
    const auto missing = product.store().missing_reports();
    ASSERT_TRUE(missing);
    for (const auto& line : missing.value().lines) {
        EXPECT_EQ(line.unit.text, "no.guard.bergen");
        EXPECT_FALSE(line.sender.is_nil()) << "who can be asked to send it again";
    }
    const auto ready = product.anyone().get("/readyz").body;
    EXPECT_NE(ready.find("has 100 accepted reports that are missing here, accepted from "
                         "2026-11-23T09:00:01Z to 2026-11-23T09:01:40Z"),
              std::string::npos)
        << ready;
    EXPECT_NE(ready.find("what was accepted after that, it cannot name"), std::string::npos)
        << ready;
    EXPECT_EQ(sender.get("/api/v1/reports/" + kept).status, 200);
    expect_recovery(Cause::entries_missing);
}

TEST_F(RecoveryMode, IsEnteredByTheRollAloneWhenTheLockWentBackToo)
{
    product.close();
    keep_database(product.database);
    keep("checkpoint.lock");
    product.open();
    const auto lost = accept();
    product.close();
    bring_back_database(product.database);
    bring_back("checkpoint.lock");
    product.open();
    EXPECT_EQ(named_as_missing(), std::set{lost});
    expect_recovery(Cause::entries_missing);
}

TEST_F(RecoveryMode, SaysThatNobodyCanNameThemWithoutARoll)
{
    accept();
    product.close();
    fs::remove(product.lock_path());
    fs::remove(product.lock_path() + ".roll");
    product.open();
    EXPECT_NE(product.store().recovery()->reason.find("There is no roll of accepted reports"),
              std::string::npos);
    expect_recovery(Cause::lock_missing);
}

TEST_F(RecoveryMode, HasOnTheRollWhatWasAcceptedJustBeforeAKill)
{
    product.close();
    keep("checkpoint.lock");
    keep("checkpoint.lock.roll");
    product.open();
    const auto accepted = accept();
    product.close();
    bring_back("checkpoint.lock");  // As a kill would leave both.
    bring_back("checkpoint.lock.roll");
    product.open();
    const std::set lost{accepted, accept()};
    product.close();
    const auto roll = read_file(product.lock_path() + ".roll").value();
    for (const auto& report : lost)
        EXPECT_NE(roll.find(" " + report + " no.guard.bergen "), std::string::npos) << roll;
}

TEST_F(RecoveryMode, ARollThatCannotBeReadAtTheStartIsBroughtUpLater)
{
    accept();
    product.close();
    const auto roll = product.lock_path() + ".roll";
    fs::rename(roll, roll + ".away");
    fs::create_directory(roll);  // Opens, and cannot be read.
    product.open();
    EXPECT_FALSE(product.store().recovery());
    accept();
    EXPECT_TRUE(product.store().bring_up_lock());
    EXPECT_TRUE(product.store().roll_stuck());
    fs::remove(roll);
    fs::rename(roll + ".away", roll);
    EXPECT_TRUE(product.store().bring_up_lock());
    EXPECT_FALSE(product.store().roll_stuck());
    const auto text = read_file(roll).value();
    EXPECT_EQ(std::ranges::count(text, '\n'), 3) << text;
}

TEST_F(RecoveryMode, AnEntryThatIsDamagedUnderTheRollsLastLineKeepsNoServerFromStarting)
{
    accept();
    product.close();
    const std::string on = engine() == sql::Dialect::sqlite ? "" : " ON event";
    ASSERT_TRUE(
        product.sql("DROP TRIGGER event_is_never_changed" + on + "; UPDATE event SET at_us = -1"));
    product.open();
    EXPECT_EQ(product.anyone().get("/livez").status, 200);
}

TEST_F(RecoveryMode, ARollThatCannotBeWrittenStopsNoReportAndIsTold)
{
    const auto roll = product.lock_path() + ".roll";
    fs::remove(roll);
    fs::create_directory(roll);
    accept();
    EXPECT_TRUE(product.store().bring_up_lock());
    EXPECT_TRUE(product.store().roll_stuck());
    const auto ready = product.anyone().get("/readyz");
    EXPECT_EQ(ready.status, 200);
    EXPECT_NE(ready.body.find("the roll of accepted reports cannot be written"), std::string::npos);
    product.store().set_room(store::Room::low);
    const auto both = product.anyone().get("/readyz").body;
    EXPECT_NE(both.find("less than a tenth of the disk"), std::string::npos) << both;
    EXPECT_NE(both.find("the roll of accepted reports"), std::string::npos) << both;
    product.store().set_room(store::Room::enough);
    EXPECT_NE(product.anyone().get("/api/v1/heartbeat").body.find(R"({"name":"store","ok":false})"),
              std::string::npos);
    accept();
    fs::remove(roll);
    ASSERT_TRUE(product.store().bring_up_lock());
    EXPECT_FALSE(product.store().roll_stuck());
    const auto text = read_file(roll).value();
    EXPECT_EQ(std::ranges::count(text, '\n'), 3) << "its beginning, and both reports";
}

}  // namespace
}  // namespace varde::test
