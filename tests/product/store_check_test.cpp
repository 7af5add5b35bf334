// A whole store looked through: nothing is found in one that was only served, and each thing that
// was done to it behind our back is.
#include "store/content_check.hpp"
#include "store/ledger_check.hpp"
#include "store/projection_check.hpp"
#include "store/publication_check.hpp"
#include "support/kept_unit.hpp"
#include "support/ledger.hpp"

#include "jobs/book_round.hpp"

#include <filesystem>
#include <fstream>

namespace varde::test {
namespace {

struct StoreCheck : KeptUnit {
    StoreCheck()
    {
        // Every sort of end, and some that have not come to one.
        erase(due(R"("sender_reference":"R-1")"));
        close(send());
        const auto forwarded = send();
        act("anna", delivery(forwarded) + "/forward", R"({"unit":"no.1103","reason":"r"})");
        const auto offered =
            as("bo").get("/api/v1/inbox?unit=no.1103&limit=200").text("/items/0/delivery_id");
        act("bo", "/api/v1/deliveries/" + offered + "/open");
        act("bo", "/api/v1/deliveries/" + offered + "/take");
        act("anna", delivery(send()) + "/open");
        send(R"("urgent":true)");
        const auto file = school.upload("application/pdf", "%PDF-1.7 Test-Ola");
        send(R"("attachments":[{"upload":")" + file.text("/id") + R"(","name":"a.pdf"}])");
        for (int day = 0; day < 10; ++day) {
            product.advance(24 * 3600);
            make_round();
            jobs::BookKeeper book_keeper(product.services(), [] { return false; });
            while (book_keeper.step() < std::chrono::seconds(1))
                continue;
        }
        beat(product);
        acts::CosignatureRounds witnesses(product.services(), policy(), asking({&witness}),
                                          [](const std::string&) { return ok(); });
        EXPECT_TRUE(witnesses.make_round([] { return false; }));
        // Only tests make units live and give access without an event.
        const auto quiet = product.sql("DELETE FROM intake");
        EXPECT_TRUE(quiet) << quiet.error().message;
    }
    std::unique_ptr<sql::Connection> connect() const
    {
        auto connection = sql::Database(product.database).open_reader();
        CHECK(connection);
        return std::move(connection).value();
    }
    ledger::Policy policy() { return policy_of(product, {&witness}, "1"); }
    /// Without what would refuse it.
    void behind_its_back(const std::string& trigger, const std::string& table,
                         const std::string& statement)
    {
        const bool sqlite = engine() == sql::Dialect::sqlite;
        const auto done = product.sql("DROP TRIGGER " + trigger +
                                      (sqlite ? "; " : " ON " + table + "; ") + statement);
        ASSERT_TRUE(done) << done.error().message;
    }
    void change_event(const std::string& statement)
    {
        behind_its_back("event_is_never_changed", "event", "UPDATE event SET " + statement);
    }
    store::PublicationCheck published()
    {
        const auto connection = connect();
        auto check = store::check_publication(*connection, policy().witnesses);
        EXPECT_TRUE(check) << check.error().message;
        return std::move(check).value();
    }
    crypto::PublicKey log_key() { return product.services().vault.ledger_key().public_key(); }

    using Change = std::function<void(std::vector<store::ScannedEntry>&)>;
    /// `entry 4, tile 255`
    std::string ledger_findings(const Change& change = nullptr, std::string lock = {})
    {
        const auto connection = connect();
        auto check = store::LedgerCheck::begin(
            *connection, {.log = log_key(),
                          .lock = lock.empty() ? std::nullopt : std::optional(std::move(lock)),
                          .every_signature = true});
        CHECK(check);
        auto entries = store::scan_entries(*connection, 0, check.value().size());
        EXPECT_TRUE(entries) << entries.error().message;
        if (change)
            change(entries.value());
        check.value().take(entries.value());
        check.value().finish();
        std::string text;
        for (const auto& each : check.value().findings())
            text += (text.empty() ? "" : ", ") + each.rule + " " + std::to_string(each.position);
        return text;
    }
    store::ProjectionCheck projections()
    {
        const Folder scratch;
        const auto connection = connect();
        auto check = store::check_projections(*connection, scratch.path(), [](std::uint64_t) {});
        EXPECT_TRUE(check) << check.error().message;
        return std::move(check).value();
    }
    store::ContentCheck contents()
    {
        const auto connection = connect();
        return store::check_contents(*connection, std::uint64_t(product.count("event")),
                                     product.folder.path(), product.services().vault,
                                     [](std::uint64_t) {});
    }
    static std::string words(const std::vector<store::LedgerFinding>& findings)
    {
        std::string text;
        for (const auto& each : findings)
            text += "[" + each.rule + "] " + each.words + "\n";
        return text;
    }
    Witness witness{"witness.example/w1", product};
};

TEST_F(StoreCheck, FindsNothingInAStoreThatWasOnlyServed)
{
    EXPECT_EQ(ledger_findings(), "");
    const auto rebuilt = projections();
    EXPECT_EQ(rebuilt.differing, 0u) << words(rebuilt.findings);
    EXPECT_EQ(std::int64_t(rebuilt.events), product.count("event"));
    EXPECT_GT(rebuilt.rows, 20u);
    const auto read = contents();
    EXPECT_EQ(read.found, 0u) << words(read.findings);
    EXPECT_EQ(read.erased, 1u);
    EXPECT_EQ(read.attachments, 1u);
    EXPECT_GE(read.contents, 6u);
    EXPECT_GT(read.events, 15u);
    EXPECT_GT(product.count("booked"), 5);
    EXPECT_GT(product.count("balance_snapshot"), 0);
    const auto shown = published();
    EXPECT_EQ(shown.found, 0u) << words(shown.findings);
    EXPECT_EQ(shown.verified, 1u);
}

TEST_F(StoreCheck, FindsASealedPartThatWasEmptied)
{
    change_event("sealed = substr(sealed, 1, 0) WHERE name = 'delivery.assessed'");
    EXPECT_EQ(ledger_findings(), "");
    const auto found = words(contents().findings);
    EXPECT_NE(found.find("[fact] its sealed part is gone, and the entry commits to one"),
              std::string::npos)
        << found;
}

TEST_F(StoreCheck, GoesOnAfterARowThatIsNoEvent)
{
    change_event("at_us = -1 WHERE position = 4; UPDATE event SET name = 'x' WHERE position = 6; "
                 "UPDATE event SET at_us = at_us + 1000000 WHERE position = 8");
    const auto found = ledger_findings();
    EXPECT_TRUE(found.starts_with("entry 4, entry 6, entry 8, checkpoint ")) << found;
    const auto rebuilt = projections();
    ASSERT_EQ(rebuilt.findings.size(), 1u);
    EXPECT_EQ(rebuilt.findings[0].rule, "unreadable");
    EXPECT_GT(contents().contents, 0u);
}

TEST_F(StoreCheck, FindsAHeadThatIsNotTheTrees)
{
    behind_its_back("ledger_never_shrinks", "ledger_head",
                    "UPDATE ledger_head SET peaks = substr(peaks, 2)");
    const auto size = std::to_string(product.count("event"));
    EXPECT_EQ(ledger_findings(), "head " + size);
    ASSERT_TRUE(product.sql("UPDATE ledger_head SET size = size - 1"));
    EXPECT_TRUE(ledger_findings().starts_with("head "));
}

TEST_F(StoreCheck, FindsABookAndBalancesThatNoEventMade)
{
    ASSERT_TRUE(product.sql("UPDATE booked_count SET count = count + 1 WHERE grain = 'day'"));
    ASSERT_TRUE(product.sql("DELETE FROM booked WHERE unit = 'no.1103'"));
    ASSERT_TRUE(product.sql(
        "UPDATE balance_snapshot SET balance = replace(balance, '\"accepted\":', '\"accepted\":7')"
        " WHERE position = (SELECT max(position) FROM balance_snapshot)"));
    const auto text = words(projections().findings);
    for (const auto* found : {"of the table booked_count is not what the events say",
                              "of the table booked is missing: the events say that it is there",
                              "events is not what they say"})
        EXPECT_NE(text.find(found), std::string::npos) << found << "\n" << text;
}

TEST_F(StoreCheck, FindsAChannelThatWasCountedOtherwise)
{
    behind_its_back("numbers_are_never_given_twice", "channel",
                    "UPDATE channel SET last_sequence = last_sequence + 1");
    const auto found = projections();
    EXPECT_EQ(std::int64_t(found.differing), product.count("channel"));
    EXPECT_NE(words(found.findings).find("numbers, and its deliveries have"), std::string::npos);
}

TEST_F(StoreCheck, FindsWhatWasPublishedWithoutACheckpointAndALineThatNoWitnessSigned)
{
    ASSERT_TRUE(product.sql("INSERT INTO ledger_published (size, at_us) VALUES (1000000, 1)"));
    ASSERT_TRUE(
        product.sql("INSERT INTO ledger_cosignature (size, witness, at_us, line) "
                    "SELECT size, 'another', at_us + 1000000, line FROM ledger_cosignature"));
    auto text = words(published().findings);
    EXPECT_NE(text.find("[published] a tree of 1000000 entries was published"), std::string::npos);
    EXPECT_NE(text.find("[cosignature] the line of the witness another is not"), std::string::npos)
        << text;
    // The form is right, and the signature is another's.
    const auto note = LedgerReader(product.anyone()).note();
    const crypto::SigningKey other(Bytes(32, 9));
    const auto line = ledger::cosign(note, witness.name, other, witness.now).value();
    ASSERT_TRUE(product.sql("UPDATE ledger_cosignature SET line = '" + line +
                            "' WHERE witness = '" + witness.name + "'"));
    text = words(published().findings);
    EXPECT_NE(text.find("has not the signature of its key"), std::string::npos) << text;
}

TEST_F(StoreCheck, FindsAnEntryThatIsOtherThanItsLeaf)
{
    const auto changed = [](std::vector<store::ScannedEntry>& all) {
        all[4].step.at.unix_us += 1'000'000;
    };
    EXPECT_TRUE(ledger_findings(changed).starts_with("entry 4, checkpoint "));
}

TEST_F(StoreCheck, FindsAnEntryWhoseLeafWasChangedToFit)
{
    const auto changed = [](std::vector<store::ScannedEntry>& all) {
        all[4].step.at.unix_us += 1'000'000;
        ledger::EntryWriter writer;
        all[4].leaf = ledger::leaf_hash(all[4].text(writer));
    };
    EXPECT_TRUE(ledger_findings(changed).starts_with("checkpoint "));
}

TEST_F(StoreCheck, FindsAMissingEntryAndAMissingEnd)
{
    EXPECT_TRUE(
        ledger_findings([](auto& all) { all.erase(all.begin() + 3); }).starts_with("missing 3"));
    const auto size = product.count("event");
    EXPECT_EQ(ledger_findings([](auto& all) { all.pop_back(); }),
              "missing " + std::to_string(size - 1));
}

TEST_F(StoreCheck, FindsAnActorThatTheRulesDoNotAllow)
{
    const auto changed = [](std::vector<store::ScannedEntry>& all) {
        for (auto& each : all)
            if (each.step.name == domain::EventName::delivery_opened)
                each.step.person = {};
    };
    EXPECT_NE(ledger_findings(changed).find("by-people"), std::string::npos);
}

TEST_F(StoreCheck, FindsALockThatPromisesMoreOrOther)
{
    const auto& key = product.services().vault.ledger_key();
    const auto size = std::uint64_t(product.count("event"));
    const auto lock = [&](std::uint64_t at) {
        return ledger::sign({product.store().origin(), at, Hash{1}}, key);
    };
    EXPECT_EQ(ledger_findings(nullptr, lock(size + 7)), "lock " + std::to_string(size + 7));
    EXPECT_EQ(ledger_findings(nullptr, lock(3)), "lock 3");
    const crypto::SigningKey other(Bytes(32, 1));
    EXPECT_EQ(ledger_findings(nullptr, ledger::sign({"x", 1, Hash{}}, other)), "lock 0");
}

TEST_F(StoreCheck, FindsRowsThatNoEventMade)
{
    ASSERT_TRUE(product.sql("UPDATE delivery SET standing = 'closed' WHERE standing = 'owned' AND "
                            "opened_at_us IS NULL AND urgent = 1"));
    ASSERT_TRUE(product.sql("DELETE FROM obligation WHERE met_at_us IS NOT NULL"));
    ASSERT_TRUE(product.sql("INSERT INTO intake (unit, kind, live, since_us) VALUES "
                            "('no.5001', 'concern.child', 1, 1)"));
    const auto found = projections();
    const auto text = words(found.findings);
    EXPECT_GE(found.differing, 3u);
    EXPECT_NE(text.find("of the table delivery is not what the events say"), std::string::npos)
        << text;
    EXPECT_NE(text.find("of the table obligation is missing: the events say that it is there"),
              std::string::npos)
        << text;
    EXPECT_NE(text.find("the row no.5001, concern.child of the table intake stands there, but "
                        "comes from no event"),
              std::string::npos)
        << text;
}

TEST_F(StoreCheck, FindsAFileThatIsGoneOrChanged)
{
    const auto files = files_below(product.folder.path() + "/attachments");
    ASSERT_EQ(files.size(), 1u);
    const auto& [path, bytes] = files.front();
    std::ofstream(path, std::ios::binary) << bytes.substr(0, bytes.size() - 1);
    EXPECT_TRUE(words(contents().findings).starts_with("[file] the file "));
    std::filesystem::remove(path);
    EXPECT_EQ(contents().found, 1u);
}

}  // namespace
}  // namespace varde::test
