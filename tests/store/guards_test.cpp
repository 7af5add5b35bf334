// What the database itself refuses, whoever asks.
#include "support/product.hpp"

#include <gtest/gtest.h>

namespace varde::test {
namespace {

struct Guards : testing::Test {
    Guards()
    {
        product.add_caseworker("no.5001", "anna");
        const auto upload = school.upload("image/jpeg", "picture").text("/id");
        const auto sent = school.post("/api/v1/reports",
                                      report_to("5001", R"("attachments":[{"upload":")" + upload +
                                                            R"(","name":"yard.jpg"}])"),
                                      key("k"));
        EXPECT_EQ(sent.status, 201) << sent.body;
        delivery = "/api/v1/deliveries/" + sent.text("/delivery/id");
    }
    void expect_refused(const std::string& statement)
    {
        const auto done = product.sql(statement);
        ASSERT_FALSE(done) << statement;
        EXPECT_EQ(done.error().code, ErrorCode::conflict) << statement;
    }
    /// Each engine has statements that would pass triggers for UPDATE and DELETE by.
    static std::vector<const char*> ways_around()
    {
        if (engine() == sql::Dialect::sqlite)
            return {"INSERT OR REPLACE INTO event SELECT * FROM event WHERE position = 0",
                    "UPDATE OR REPLACE event SET position = 1 WHERE position = 0",
                    "INSERT OR REPLACE INTO ledger_tile SELECT level, tile_index, x'', x''"
                    " FROM ledger_tile",
                    "INSERT OR REPLACE INTO ledger_batch SELECT size, at_us, '' FROM ledger_batch"};
        return {"TRUNCATE event",       "TRUNCATE ledger_tile", "TRUNCATE ledger_batch",
                "TRUNCATE ledger_head", "TRUNCATE channel",     "TRUNCATE content",
                "TRUNCATE content_key", "TRUNCATE attachment",  "TRUNCATE upload CASCADE",
                "TRUNCATE report",      "TRUNCATE delivery"};
    }
    Product product;
    Caller school = product.add_sender("Example school");
    std::string delivery;
};

TEST_F(Guards, KeepTheLedgerAppendOnly)
{
    for (int i = 0; i < 300; ++i)  // So that there is a tile.
        school.post("/api/v1/reports", report_to("5001"), key(std::to_string(i)));
    ASSERT_EQ(product.count("ledger_tile"), 1);
    for (const auto* statement : ways_around())
        expect_refused(statement);
    for (const auto* statement :
         {"UPDATE event SET name = 'report.withdrawn'", "UPDATE event SET sealed = x''",
          "DELETE FROM event", "DELETE FROM event WHERE position = 0",
          "UPDATE ledger_tile SET root = x''", "DELETE FROM ledger_tile",
          "UPDATE ledger_batch SET note = ''", "DELETE FROM ledger_batch",
          "UPDATE ledger_head SET size = size - 1", "DELETE FROM ledger_head",
          "UPDATE channel SET last_sequence = last_sequence - 1",
          "UPDATE channel SET last_sequence = last_sequence",
          "UPDATE channel SET last_sequence = last_sequence + 1",
          "UPDATE channel SET last_sequence = last_sequence + 2", "DELETE FROM channel",
          "DELETE FROM report", "DELETE FROM delivery"})
        expect_refused(statement);
    EXPECT_EQ(product.count("event WHERE name = 'report.accepted' AND sealed <> x''"), 301);
}

TEST_F(Guards, KeepEveryProblem)
{
    ASSERT_EQ(product.anyone().post("/api/v1/problems", R"({"text":"x"})").status, 201);
    expect_refused("DELETE FROM problem");
    expect_refused(engine() == sql::Dialect::sqlite
                       ? "INSERT OR REPLACE INTO problem SELECT * FROM problem"
                       : "TRUNCATE problem");
    EXPECT_EQ(product.count("problem"), 1);
}

TEST_F(Guards, KeepContentThatNobodyHasRead)
{
    const std::vector<const char*> erasing{
        "DELETE FROM content_key", "DELETE FROM attachment",
        "DELETE FROM attachment; DELETE FROM upload", "DELETE FROM upload",
        engine() == sql::Dialect::sqlite
            ? "INSERT OR REPLACE INTO content_key SELECT report_id, 0, x'', 1, 0, 0 FROM "
              "content_key"
            : "CREATE TEMPORARY TABLE event AS SELECT report_id, n.name, x'01' AS person_id FROM"
              " event, (VALUES ('delivery.opened'), ('delivery.closed')) n(name);"
              "DELETE FROM content_key"};
    const std::vector<const char*> always{
        "UPDATE content_batch SET sealed = x''",
        "DELETE FROM content_batch",
        engine() == sql::Dialect::sqlite ? "INSERT OR REPLACE INTO content_batch VALUES (1, x'')"
                                         : "TRUNCATE content_batch",
        "UPDATE content_key SET content_at = 1",
        "UPDATE attachment SET upload_id = x'00'",
        "UPDATE content_key SET report_id = x'00'"};
    const auto refused = [&](const std::vector<const char*>& statements, const char* when) {
        SCOPED_TRACE(when);
        for (const auto* statement : statements)
            expect_refused(statement);
    };
    refused(erasing, "unopened");
    refused(always, "unopened");
    const auto anna = product.sign_in("anna");
    anna.post(delivery + "/open", "");
    refused(erasing, "opened, undecided");
    anna.post(delivery + "/assess", R"({"outcome":"investigate"})");
    refused(erasing, "assessed, not closed");
    ASSERT_EQ(anna.post(delivery + "/close", R"({"reason":"handled"})").status, 200);
    refused(always, "closed");
    // Its time has not run, and nobody has proposed or approved it.
    refused(erasing, "closed");
    EXPECT_EQ(product.count("content_key WHERE report_id IN (SELECT id FROM report)"), 1);
}

TEST_F(Guards, KeepWrapsHoldsAndTombstones)
{
    const auto insert = [](const std::string& table, const std::string& values) {
        return "INSERT INTO " + table + " SELECT " + values + " FROM event WHERE position = 0";
    };
    // Forged: no event says so.
    expect_refused(insert("tombstone", "report_id, delivery_id, 'r', 1, 2, 0, 3, x'01', x'02', 4,"
                                       " NULL"));
    expect_refused("UPDATE content_key SET wrap = x''");
    expect_refused("UPDATE content_key SET epoch = epoch + 1");
    expect_refused("UPDATE upload SET wrap = x''");
    const auto anna = product.sign_in("anna");
    ASSERT_EQ(
        anna.post("/api/v1/retention/holds", R"({"unit":"no.5001","name":"legal","reason":"r"})")
            .status,
        201);
    for (const auto* statement :
         {"DELETE FROM hold", "DELETE FROM hold_kind", "UPDATE hold_kind SET kind = 'x'",
          "UPDATE hold SET unit = 'x'", "UPDATE hold SET released_at_us = 1, released_by = x'01'"})
        expect_refused(statement);
}

TEST_F(Guards, RecordWhatTheyRefused)
{
    if (engine() != sql::Dialect::sqlite)
        GTEST_SKIP() << "PostgreSQL undoes it; the server's log has the statement";
    expect_refused("DELETE FROM content_key");
    expect_refused("DELETE FROM attachment");
    // As the sqlite3 shell is: without our settings.
    expect_refused("PRAGMA recursive_triggers=OFF; INSERT OR REPLACE INTO content_key "
                   "SELECT report_id, 0, x'', 1, 0, 0 FROM content_key");
    EXPECT_EQ(product.count("refused_erasure WHERE what = 'content_key'"), 2);
    EXPECT_EQ(product.count("refused_erasure WHERE what = 'attachment'"), 1);
    expect_refused("DELETE FROM refused_erasure");
    EXPECT_EQ(product.count("content_key WHERE report_id IN (SELECT id FROM report)"), 1);
}

TEST_F(Guards, RefuseReplacingInAShellWithoutOurSettings)
{
    if (engine() != sql::Dialect::sqlite)
        GTEST_SKIP() << "PostgreSQL replaces a row by UPDATE alone, which is refused";
    ASSERT_TRUE(product.sql("INSERT INTO content SELECT x'0102', x'01'"));
    const auto shell = [&](const std::string& statement) {
        expect_refused("PRAGMA recursive_triggers=OFF; " + statement);
    };
    const std::vector<std::pair<std::string, std::vector<std::string>>> erasing{
        {"content_batch",
         {"INSERT OR REPLACE INTO content_batch SELECT number, x'' FROM"
          " content_batch"}},
        {"content",
         {"INSERT OR REPLACE INTO content SELECT report_id, x'' FROM content",
          "INSERT OR REPLACE INTO content (rowid, report_id, sealed) SELECT rowid, x'00', x''"
          " FROM content"}},
        {"attachment",
         {"INSERT OR REPLACE INTO attachment SELECT report_id, number, upload_id FROM attachment",
          "INSERT OR REPLACE INTO attachment (rowid, report_id, number, upload_id) SELECT rowid,"
          " x'00', 0, upload_id FROM attachment"}},
        {"content_key",
         {"INSERT OR REPLACE INTO content_key (rowid, report_id, epoch, wrap) SELECT rowid, x'00',"
          " 0, x'' FROM content_key",
          "UPDATE OR REPLACE content_key SET rowid = rowid + 1"}},
        {"upload",
         {"PRAGMA foreign_keys=OFF; INSERT OR REPLACE INTO upload (rowid, id, owner_mac,"
          " media_type, bytes, sha256, epoch, wrap, made_at_us) SELECT rowid, x'00', x'', '', 0,"
          " x'', 0, x'', 0 FROM upload",
          "UPDATE OR REPLACE upload SET rowid = rowid + 1"}}};
    for (const auto& [table, statements] : erasing) {
        for (const auto& statement : statements)
            shell(statement);
        EXPECT_EQ(product.count("refused_erasure WHERE what = '" + table + "'"),
                  std::int64_t(statements.size()));
    }
    for (const auto* statement :
         {"INSERT OR REPLACE INTO event SELECT * FROM event WHERE position = 0",
          "INSERT OR REPLACE INTO ledger_batch SELECT size, at_us, '' FROM ledger_batch",
          "INSERT OR REPLACE INTO report SELECT * FROM report",
          "INSERT OR REPLACE INTO refused_erasure SELECT * FROM refused_erasure"})
        shell(statement);
    EXPECT_EQ(product.count("content_batch WHERE length(sealed) = 0"), 0);
    EXPECT_EQ(product.count("attachment JOIN upload ON upload.id = upload_id"), 1);
}

TEST_F(Guards, KeepWhatAFileIs)
{
    for (const auto* statement :
         {"UPDATE upload SET sha256 = x'00'", "UPDATE upload SET bytes = 1",
          "UPDATE upload SET media_type = 'text/html'", "UPDATE upload SET id = x'00'"})
        expect_refused(statement);
    EXPECT_EQ(product.count("upload WHERE media_type = 'image/jpeg' AND bytes = 7"), 1);
}

TEST_F(Guards, DoNotTakeASystemsWordForAReading)
{
    // Events without a person, as a case system might leave them.
    const auto forged = [](const char* name, int position) {
        return std::string("INSERT INTO event SELECT ") + std::to_string(position) + ", at_us, '" +
               name +
               "', report_id, delivery_id, unit, role, actor_unit, NULL, organisation_id, channel,"
               " sequence, facts, commitment, sealed, leaf FROM event WHERE name = "
               "'report.accepted';";
    };
    ASSERT_TRUE(product.sql(forged("delivery.opened", 100) + forged("delivery.closed", 101)));
    expect_refused("DELETE FROM content_key");
}

TEST_F(Guards, KeepContentInRowsOfItsOwnAsLongAsNobodyHasReadIt)
{
    // As the first version stored it.
    ASSERT_TRUE(product.sql("INSERT INTO content SELECT report_id, x'01' FROM content_key"));
    expect_refused("DELETE FROM content");
    expect_refused("UPDATE content SET sealed = x''");
    expect_refused(engine() == sql::Dialect::sqlite
                       ? "INSERT OR REPLACE INTO content SELECT report_id, x'' FROM content"
                       : "TRUNCATE content");
}

}  // namespace
}  // namespace varde::test
