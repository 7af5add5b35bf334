#include "app/recover.hpp"

#include "app/backup_progress.hpp"
#include "app/keep.hpp"
#include "app/lost_reports.hpp"
#include "app/node.hpp"
#include "app/scratch_test.hpp"
#include "base/durable_file.hpp"
#include "store/checkpoint_lock.hpp"
#include "store/publication.hpp"

#include <filesystem>
#include <future>

namespace varde::app {
namespace {

namespace fs = std::filesystem;

struct Recover : ScratchTest {
    Recover() { CHECK(init_data_folder(data, {.origin = "varde.example/old"})); }
    std::unique_ptr<Node> open() const
    {
        auto node = Node::open(data);
        CHECK(node);
        return std::move(node).value();
    }
    /// One more entry of the ledger, whatever it says.
    static Status append(Node& node)
    {
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
        return done.get_future().get();
    }
    /// A report that is accepted, as far as the ledger and its tables know.
    static ReportId accept(Node& node)
    {
        const auto now = node.clock().now();
        domain::Event event{.name = domain::EventName::report_accepted,
                            .report = {make_uuid(now, node.services().random)},
                            .delivery = {make_uuid(now, node.services().random)},
                            .unit = {"no.5001"},
                            .at = now,
                            .channel = {1}};
        event.facts.kind = {"concern.child"};
        event.facts.pack = "no@test";
        std::promise<Status> done;
        node.services().store.write<Nothing>(
            [&](store::Transaction& tx) -> Status {
                event.sequence = TRY(tx.next_sequence(event.channel));
                return tx.append(event, {});
            },
            [&](Result<Nothing> outcome, const store::Committed&) { done.set_value(outcome); });
        EXPECT_TRUE(done.get_future().get());
        return event.report;
    }
    void append_some(int count) const
    {
        const auto node = open();
        for (int i = 0; i < count; ++i)
            ASSERT_TRUE(append(*node));
    }
    void back_up() const
    {
        const store::BackupFrom from{.data = data,
                                     .origin = "varde.example/old",
                                     .settings = portable_text(read_settings(data).value())};
        ASSERT_TRUE(store::back_up_data(from, folder + "/backup", {}, nullptr));
        ASSERT_TRUE(store::back_up_keys(from, folder + "/backup-keys", {}));
    }
    Result<store::RestoreProof> restore_to(const std::string& target, const std::string& lock)
    {
        return restore_into({.from = folder + "/backup",
                             .keys = folder + "/backup-keys",
                             .data = target,
                             .lock = lock});
    }
    static std::string cause(Node& node)
    {
        const auto why = node.services().store.recovery();
        return why ? std::string(store::name_of(why->cause)) : "";
    }
    const std::string data = folder + "/data";
    const std::string restored = folder + "/restored";
};

TEST_F(Recover, ARestoredBackupUnderItsNewerLockIsReadOnlyUntilTheLogIsClosed)
{
    append_some(2);
    back_up();
    append_some(3);
    const auto lock = data + "/checkpoint.lock";
    const auto promised = read_file(lock).value();
    const auto proof = restore_to(restored, lock);
    ASSERT_TRUE(proof) << proof.error().message;
    EXPECT_EQ(proof.value().tree.size, 2u);
    {
        const auto node = Node::open(restored);
        ASSERT_TRUE(node) << node.error().message;
        EXPECT_EQ(cause(*node.value()), "entries-missing");
        EXPECT_EQ(append(*node.value()).error().problem, "recovery-mode");
    }
    EXPECT_EQ(read_file(lock).value(), promised);

    const auto statement = open_new_log(restored, "varde.example/new");
    ASSERT_TRUE(statement) << statement.error().message;
    const auto text = read_file(statement.value()).value();
    EXPECT_NE(text.find("\nlost 2 to 4\n"), std::string::npos) << text;
    EXPECT_NE(text.find("\n\n— varde.example/old "), std::string::npos) << text;
    const auto node = Node::open(restored);
    ASSERT_TRUE(node) << node.error().message;
    EXPECT_EQ(cause(*node.value()), "");
    EXPECT_TRUE(append(*node.value()));
    const auto opened = node.value()->services().store.read(
        [](store::Reading& reading) { return reading.event_at(2); });
    EXPECT_EQ(opened.value()->event.name, domain::EventName::log_opened);
    EXPECT_EQ(opened.value()->commitment, crypto::sha256(bytes_of(text)));
    const auto notes = node.value()->services().store.read(
        [](store::Reading& reading) { return reading.last_note(); });
    EXPECT_EQ(ledger::origin_of(notes.value()->text), "varde.example/new");
    EXPECT_EQ(notes.value()->size, 4u);
}

TEST_F(Recover, ARestoreWithoutALockStartsOnlyWhenSomebodyDecides)
{
    append_some(2);
    back_up();
    ASSERT_TRUE(restore_to(restored, ""));
    {
        const auto node = Node::open(restored);
        ASSERT_TRUE(node);
        EXPECT_EQ(cause(*node.value()), "lock-missing");
    }
    EXPECT_EQ(recover({.data = restored}), 1);
    EXPECT_EQ(recover({.data = restored, .accept_restored = true}), 0);
    EXPECT_EQ(recover({.data = restored}), 0);
    const auto node = Node::open(restored);
    EXPECT_TRUE(append(*node.value()));
}

TEST_F(Recover, NamesTheReportsThatAreMissingAndClosesTheLogOverTheirList)
{
    append_some(2);
    back_up();
    const auto lost = accept(*open());
    ASSERT_TRUE(restore_to(restored, data + "/checkpoint.lock"));
    const auto list = folder + "/list.csv";
    EXPECT_EQ(recover({.data = restored, .list = list}), 1);
    const auto text = read_file(list).value();
    EXPECT_NE(text.find("\n" + to_string(lost) + ";missing;"), std::string::npos) << text;
    EXPECT_NE(text.find(";no.5001;1;;\r\n"), std::string::npos) << text;

    const auto statement = open_new_log(restored, "varde.example/new");
    ASSERT_TRUE(statement) << statement.error().message;
    EXPECT_EQ(read_file(restored + "/1.missing.csv").value(), text);
    const auto digest = to_base64(crypto::sha256(bytes_of(text)));
    EXPECT_NE(read_file(statement.value()).value().find("\nreports 1 " + digest + "\n"),
              std::string::npos);
    EXPECT_EQ(cause(*Node::open(restored).value()), "") << "the new log has a roll of its own";
}

TEST_F(Recover, ARestoreIsNotTakenForTheNewestWhenTheRollNamesWhatCameAfterIt)
{
    append_some(2);
    back_up();
    accept(*open());
    const auto lock = folder + "/second.lock";
    fs::copy_file(data + "/checkpoint.lock.roll", lock + ".roll");
    ASSERT_TRUE(restore_to(restored, lock));
    EXPECT_EQ(recover({.data = restored, .accept_restored = true}), 1);
    EXPECT_FALSE(fs::exists(lock));
}

TEST_F(Recover, ARollThatCannotBeReadIsNotTakenForNone)
{
    append_some(2);
    back_up();
    const auto lock = folder + "/second.lock";
    fs::create_directory(lock + ".roll");  // Opens, and cannot be read.
    ASSERT_TRUE(restore_to(restored, lock));
    EXPECT_EQ(recover({.data = restored}), 1);
    EXPECT_EQ(recover({.data = restored, .accept_restored = true}), 1);
    EXPECT_FALSE(fs::exists(lock));
    EXPECT_FALSE(open_new_log(restored, "varde.example/new"));
    const auto reason = Node::open(restored).value()->services().store.recovery()->reason;
    EXPECT_NE(reason.find("cannot be read"), std::string::npos) << reason;
    fs::remove(lock + ".roll");
    EXPECT_EQ(recover({.data = restored, .accept_restored = true}), 0);
}

TEST_F(Recover, SaysWhatIsLostByTheRollWhenTheLockWentBackAsWell)
{
    append_some(2);
    back_up();
    const auto lock = data + "/checkpoint.lock";
    const auto older = read_file(lock).value();
    accept(*open());
    ASSERT_TRUE(write_durably(lock, older));
    ASSERT_TRUE(restore_to(restored, lock));
    const auto statement = open_new_log(restored, "varde.example/new");
    ASSERT_TRUE(statement) << statement.error().message;
    const auto text = read_file(statement.value()).value();
    EXPECT_NE(text.find("\nlost 2 to at least 2\n"), std::string::npos) << text;
    EXPECT_NE(text.find("\nreports 1 "), std::string::npos) << text;
}

TEST_F(Recover, ListsNoNameThatASpreadsheetWouldRun)
{
    LostReports lost;
    const OrganisationId sender{{{1}}};
    lost.missing.lines.push_back({.report = {{{2}}}, .unit = {"no.5001"}, .sender = sender});
    lost.senders[sender] = "=HYPERLINK(\"http://a.example\")";
    EXPECT_NE(to_csv(lost).find(";\"'=HYPERLINK("), std::string::npos) << to_csv(lost);
}

TEST_F(Recover, NamesWhatIsHereAloneWhenWitnessesHaveSeenAnotherHistory)
{
    append_some(1);
    {
        const auto node = open();
        std::promise<Status> done;
        node->services().store.write<Nothing>(
            [&](store::Transaction& tx) {
                return store::PublicationChanges(tx).save(1, {"w", node->clock().now(), "line"});
            },
            [&](Result<Nothing> outcome, const store::Committed&) { done.set_value(outcome); });
        ASSERT_TRUE(done.get_future().get());
    }
    const auto here = accept(*open());
    const auto node = open();
    EXPECT_TRUE(lost_reports(*node).value().in_doubt.empty()) << "nothing is wrong";
    node->services().store.enter_recovery(
        {store::Recovery::Cause::other_tree, "a witness has seen another"});
    const auto lost = lost_reports(*node);
    ASSERT_TRUE(lost);
    EXPECT_TRUE(lost.value().missing.lines.empty());
    ASSERT_EQ(lost.value().in_doubt.size(), 1u);
    EXPECT_EQ(lost.value().in_doubt.front().report, here);
}

TEST_F(Recover, ALockThatIsThereCannotBeWavedAway)
{
    append_some(2);
    back_up();
    append_some(1);
    ASSERT_TRUE(restore_to(restored, data + "/checkpoint.lock"));
    EXPECT_EQ(recover({.data = restored, .accept_restored = true}), 1);
    EXPECT_EQ(recover({.data = restored}), 1);
}

TEST_F(Recover, ARestoreNeverWritesOverAnything)
{
    append_some(1);
    back_up();
    EXPECT_EQ(restore_to(data, "").error().code, ErrorCode::conflict);
}

TEST_F(Recover, ARestoreOfAChangedBackupMakesNoFolderOfThatName)
{
    append_some(1);
    back_up();
    ASSERT_TRUE(write_durably(folder + "/backup/varde.conf", "origin=another\npack=no\n"));
    const auto proof = restore_to(restored, "");
    ASSERT_FALSE(proof);
    EXPECT_NE(proof.error().message.find("varde.conf"), std::string::npos);
    EXPECT_FALSE(fs::exists(restored));
}

struct SecondDisk : Recover {
    SecondDisk()
    {
        CHECK(write_settings(data, {.origin = "varde.example/old", .journal = folder + "/second"}));
    }
    void lose_database() const
    {
        for (const auto* end : {"", "-wal", "-shm"})
            fs::remove(data + "/varde.db" + end);
    }
    std::uint64_t entries() const
    {
        const auto node = open();
        EXPECT_EQ(cause(*node), "");
        return node->services()
            .store.read([](store::Reading& reading) { return reading.last_note(); })
            .value()
            ->size;
    }
    int trim(const std::string& to) const
    {
        return backup({.data = data, .to = to, .trim_journal = true});
    }
};

TEST_F(SecondDisk, BringsBackALostDatabase)
{
    append_some(3);
    lose_database();
    EXPECT_EQ(entries(), 3u);
    append_some(2);
    lose_database();
    EXPECT_EQ(entries(), 5u);
}

TEST_F(SecondDisk, MayDieAndBeReplaced)
{
    append_some(2);
    fs::remove_all(folder + "/second");
    append_some(1);
    lose_database();
    EXPECT_EQ(entries(), 3u);
}

TEST_F(SecondDisk, BeginsWithTheBackupThatItWasTrimmedTo)
{
    append_some(2);
    EXPECT_EQ(trim(folder + "/backup"), 0);
    append_some(1);
    lose_database();
    EXPECT_EQ(entries(), 3u);
}

TEST_F(SecondDisk, IsNotTrimmedToADatabaseThatLacksEntries)
{
    append_some(1);
    const auto older = folder + "/older";
    ASSERT_TRUE(store::back_up_data({.data = data}, older, {}, nullptr));
    append_some(2);
    lose_database();
    fs::copy_file(older + "/varde.db", data + "/varde.db");
    const auto base = read_file(folder + "/second/base.db").value();
    EXPECT_EQ(trim(folder + "/backup"), 1);
    EXPECT_EQ(read_file(folder + "/second/base.db").value(), base);
    EXPECT_EQ(entries(), 3u);
}

TEST_F(Recover, AWholeStoreIsNotClosed)
{
    append_some(1);
    EXPECT_EQ(open_new_log(data, "varde.example/new").error().code, ErrorCode::conflict);
    EXPECT_FALSE(fs::exists(data + "/1.closing"));
}

}  // namespace
}  // namespace varde::app
