// A database is brought to this program's schema, or refused and left as it was.
#include "store/migrations.hpp"
#include "support/product.hpp"

#include <gtest/gtest.h>

namespace varde::test {
namespace {

struct Migrations : testing::Test {
    std::unique_ptr<sql::Connection> connect() const
    {
        auto connection = sql::Database(database).open_writer();
        CHECK(connection);
        return std::move(connection).value();
    }
    Status migrate() const { return store::migrate(*connect(), {1}); }
    Status check() const { return store::check_schema(*connect()); }
    void run(const std::string& statements) const
    {
        const auto done = connect()->script(statements);
        EXPECT_TRUE(done) << done.error().message;
    }
    /// Every table, index and trigger, with its text.
    std::string schema() const
    {
        static constexpr sql::Statement sqlite{
            "schema", "SELECT coalesce(sql, name) FROM sqlite_schema ORDER BY type, name"};
        static constexpr sql::Statement postgres{
            "schema",
            "SELECT table_name || '.' || column_name || ' ' || data_type || ' ' ||"
            " coalesce(collation_name, '') || is_nullable AS line"
            " FROM information_schema.columns WHERE table_schema = current_schema()"
            " UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname = current_schema()"
            " UNION ALL SELECT pg_get_triggerdef(t.oid) FROM pg_trigger t"
            " JOIN pg_class c ON c.oid = t.tgrelid"
            " WHERE c.relnamespace = current_schema()::regnamespace ORDER BY line"};
        const auto& all = engine() == sql::Dialect::sqlite ? sqlite : postgres;
        std::string text;
        const auto connection = connect();
        EXPECT_TRUE(sql::each(
            *connection, [&](const sql::Row& row) { text += row.string(0) + "\n"; }, all));
        return text;
    }
    void expect_refused(const Status& status) const
    {
        ASSERT_FALSE(status);
        EXPECT_EQ(status.error().code, ErrorCode::unavailable);
        EXPECT_NE(status.error().message.find("Nothing was changed"), std::string::npos)
            << status.error().message;
    }
    Folder folder;
    const std::string database = fresh_database(folder.path());
};

TEST_F(Migrations, MakeAFreshDatabaseComplete)
{
    EXPECT_TRUE(migrate());
    EXPECT_TRUE(check());
    EXPECT_NE(schema().find("event_is_never_changed"), std::string::npos);
}

TEST_F(Migrations, ChangeNothingTheSecondTime)
{
    ASSERT_TRUE(migrate());
    const auto before = schema();
    EXPECT_TRUE(migrate());
    EXPECT_EQ(schema(), before);
}

TEST_F(Migrations, RefuseADatabaseFromANewerProgram)
{
    ASSERT_TRUE(migrate());
    run("INSERT INTO migration VALUES ('9999_from_the_future.sql', '00', 1)");
    const auto before = schema();
    expect_refused(migrate());
    expect_refused(check());
    EXPECT_EQ(schema(), before);
}

TEST_F(Migrations, RefuseOneWhoseMigrationsHadAnotherText)
{
    ASSERT_TRUE(migrate());
    run("UPDATE migration SET hash = '00' WHERE name LIKE '0001%'");
    expect_refused(migrate());
    expect_refused(check());
}

TEST_F(Migrations, RefuseOneThatSkippedAMigration)
{
    ASSERT_TRUE(migrate());
    run("DELETE FROM migration WHERE name LIKE '0001%'");
    expect_refused(migrate());
}

TEST_F(Migrations, FinishWhatAStopLeftHalfDone)
{
    ASSERT_TRUE(migrate());
    const auto whole = schema();
    run("DELETE FROM migration WHERE name LIKE '0002%'");
    expect_refused(check());
    // The triggers are there already, which our own files never meet: somebody's hand did this.
    EXPECT_FALSE(migrate());
    EXPECT_EQ(schema(), whole);
}

TEST_F(Migrations, RefuseAForeignDatabase)
{
    run("CREATE TABLE customer (id INTEGER PRIMARY KEY, name TEXT)");
    const auto before = schema();
    expect_refused(migrate());
    expect_refused(check());
    EXPECT_EQ(schema(), before);
}

TEST_F(Migrations, RefuseAForeignDatabaseWithAMigrationTableOfItsOwn)
{
    run("CREATE TABLE migration (version INTEGER)");
    const auto before = schema();
    expect_refused(migrate());
    expect_refused(check());
    EXPECT_EQ(schema(), before);
}

TEST_F(Migrations, RefuseAnEmptyDatabaseWhereOneMustBe)
{
    run("SELECT 1");
    expect_refused(check());
}

TEST(Store, RefusesToOpenWhatIsNotItsOwn)
{
    Product product;
    ASSERT_TRUE(product.sql("INSERT INTO migration VALUES ('9999_new.sql', '00', 1)"));
    product.close();
    const auto opened = product.try_open();
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().code, ErrorCode::unavailable);
}

}  // namespace
}  // namespace varde::test
