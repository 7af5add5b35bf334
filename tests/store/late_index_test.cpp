// An index that is behind finds everything all the same, whenever the process stops.
#include "sql/sqlite.hpp"
#include "store/late_index.hpp"
#include "store/migrations.hpp"
#include "store/queries.hpp"
#include "support/fakes.hpp"

#include <gtest/gtest.h>

namespace varde::test {
namespace {

using store::IndexEntry;

/// The rows that an index is made from, and the index over them: a few hundred entries where the
/// program has thousands.
struct LateIndex : testing::Test {
    LateIndex()
    {
        auto opened = sql::open_sqlite(folder.path() + "/varde.db", sql::SqliteUse::writer);
        CHECK(opened);
        connection = std::move(opened).value();
        CHECK(store::migrate(*connection, {1}));
        start();
    }
    void start()
    {
        index.emplace("reference", store::queries::insert_reference_index, 200);
        const auto mark = index->mark(*connection);
        CHECK(mark);
        begun_from = mark.value();
        for (const auto& entry : rows)
            if (entry.number >= mark.value())
                index->add_again(entry);
    }
    /// One batch; with `fails`, its commit does.
    void batch(std::size_t size, bool fails)
    {
        CHECK(connection->begin());
        std::vector<IndexEntry> fresh;
        for (std::size_t i = 0; i < size; ++i) {
            IndexEntry entry{.span = std::int64_t(rows.size()) / 1'000,
                             .number = std::int64_t(rows.size() + i)};
            random.fill(entry.mac);
            entry.mac[0] &= 3;  // Some begin alike.
            index->add(entry);
            fresh.push_back(entry);
        }
        CHECK(index->seal(*connection));
        if (fails) {
            connection->rollback();
            index->undone();
            return;
        }
        CHECK(connection->commit());
        index->committed();
        rows.insert(rows.end(), fresh.begin(), fresh.end());
    }
    std::size_t inserted()
    {
        static constexpr sql::Statement count{"count", "SELECT count(*) FROM reference_index"};
        const auto found =
            sql::one(*connection, [](const sql::Row& row) { return row.integer(0); }, count);
        CHECK(found && found.value());
        return std::size_t(*found.value());
    }
    /// Looks in memory first and in the table then, as readers do.
    bool finds(const IndexEntry& entry)
    {
        static constexpr sql::Statement look{
            "look", "SELECT 1 FROM reference_index WHERE span = $1 AND mac = $2 AND number = $3"};
        const auto numbers = index->find(entry.mac);
        if (std::ranges::count(numbers, entry.number) == 1)
            return true;
        const auto found = sql::one(
            *connection, [](const sql::Row& row) { return row.integer(0); }, look, entry.span,
            entry.mac, entry.number);
        return found && found.value();
    }

    Folder folder;
    SeededRandom random{7};
    std::unique_ptr<sql::Connection> connection;
    std::optional<store::LateIndex> index;
    std::vector<IndexEntry> rows;  // What was committed.
    std::int64_t begun_from = 0;
};

TEST_F(LateIndex, FindsEverythingAfterEachStart)
{
    for (int life = 0; life < 6; ++life) {
        for (int i = 0; i < 100; ++i)
            batch(1 + random.below(20), random.below(4) == 0);
        for (const auto& entry : rows)
            ASSERT_TRUE(finds(entry)) << entry.number << " of " << rows.size();
        start();
        for (const auto& entry : rows)
            ASSERT_TRUE(finds(entry)) << entry.number << " of " << rows.size() << " after a start";
    }
    EXPECT_GT(rows.size(), 3'000u);
    EXPECT_LE(inserted(), rows.size());                        // Nothing of a batch that failed.
    EXPECT_GT(inserted(), rows.size() - 500);                  // It keeps up, …
    EXPECT_GT(begun_from, std::int64_t(rows.size()) - 1'000);  // … and so does the mark.
}

TEST_F(LateIndex, InsertsNothingWhileThereIsLittle)
{
    for (int i = 0; i < 10; ++i)
        batch(20, false);
    EXPECT_EQ(inserted(), 0u);
    batch(20, false);
    EXPECT_EQ(inserted(), 20u);
    batch(20, true);
    EXPECT_EQ(inserted(), 20u);
}

}  // namespace
}  // namespace varde::test
