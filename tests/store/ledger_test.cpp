// The ledger inside the batches: whatever their sizes, one tree, and a proof for every event.
#include "ledger/checkpoint.hpp"
#include "store/simple_event.hpp"

#include <gtest/gtest.h>

namespace varde::test {
namespace {

struct Ledger : testing::Test {
    /// Appends `count` events in batches of random sizes.
    void grow(std::size_t count)
    {
        while (count > 0) {
            const auto size = std::min(count, 1 + product.random.below(60));
            std::vector<std::future<Written<std::int64_t>>> jobs;
            {
                HeldWriter held(product.store());
                for (std::size_t i = 0; i < size; ++i)
                    jobs.push_back(write<std::int64_t>(
                        product.store(), [event = accepted(product, 1)](store::Transaction& tx) {
                            return append(tx, event);
                        }));
            }
            for (auto& job : jobs)
                EXPECT_TRUE(job.get().result);
            count -= size;
        }
    }
    std::vector<store::StoredEvent> events()
    {
        auto all = product.store().read(
            [](store::Reading& reading) { return reading.events_from(0, 100'000); });
        CHECK(all);
        return std::move(all).value();
    }
    std::vector<Hash> leaves()
    {
        std::vector<Hash> leaves;
        for (const auto& event : events())
            leaves.push_back(ledger::leaf_hash(event.entry()));
        return leaves;
    }
    ledger::VerifierKey key()
    {
        return ledger::verifier_key("varde.example/test",
                                    product.services().vault.ledger_key().public_key());
    }
    ledger::Checkpoint head()
    {
        auto note =
            product.store().read([](store::Reading& reading) { return reading.last_note(); });
        CHECK(note && note.value());
        auto checkpoint = ledger::verify_note(note.value()->text, key());
        CHECK(checkpoint);
        EXPECT_EQ(checkpoint.value().size, note.value()->size);
        return checkpoint.value();
    }
    void expect_one_tree()
    {
        const auto all = leaves();
        const ledger::Growth tree({}, all);
        EXPECT_EQ(head().size, all.size());
        EXPECT_EQ(head().root, tree.root());
    }
    Product product;
};

TEST_F(Ledger, IsOneTreeHoweverItsBatchesFell)
{
    grow(700);
    expect_one_tree();
    EXPECT_EQ(product.count("ledger_tile"), 2);
    EXPECT_GT(product.count("ledger_batch"), 5);
}

TEST_F(Ledger, KeepsInItsTilesWhatStandsInItsLeaves)
{
    grow(600);
    const auto all = leaves();
    static constexpr sql::Statement tiles{
        "tiles", "SELECT level, tile_index, root, hashes FROM ledger_tile ORDER BY tile_index"};
    auto connection = sql::Database(product.database).open_reader();
    ASSERT_TRUE(connection);
    std::size_t at = 0;
    ASSERT_TRUE(sql::each(
        *connection.value(),
        [&](const sql::Row& row) {
            EXPECT_EQ(row.integer(0), 0);
            const auto hashes = row.bytes(3);
            ASSERT_EQ(hashes.size(), 256u * 32);
            const std::span<const Hash> own(all.data() + at, 256);
            for (std::size_t i = 0; i < 256; ++i)
                EXPECT_TRUE(
                    std::equal(own[i].begin(), own[i].end(), hashes.begin() + 32 * long(i)));
            const auto root = ledger::Growth({}, own).root();
            EXPECT_TRUE(std::equal(root.begin(), root.end(), row.bytes(2).begin()));
            at += 256;
        },
        tiles));
    EXPECT_EQ(at, 512u);
}

TEST_F(Ledger, ProvesEveryEventUnderTheCheckpointOfItsBatch)
{
    grow(600);
    for (const auto& event : events()) {
        const auto proved = product.store().read([&](store::Reading& reading) -> Status {
            const auto note = TRY(reading.note_holding(event.position));
            CHECK(note);
            auto path = TRY(reading.inclusion_proof(event.position, note->size));
            const auto text = ledger::to_text(ledger::Proof{
                .index = event.position, .path = std::move(path), .note = note->text});
            const auto proof = TRY(ledger::parse_proof(text));
            return ledger::verify_proof(proof, ledger::leaf_hash(event.entry()), key());
        });
        ASSERT_TRUE(proved) << event.position << proved.error().message;
    }
}

TEST_F(Ledger, GivesInTheAnswerTheProofThatIsMadeAgainLater)
{
    grow(300);
    std::vector<std::future<Written<std::int64_t>>> jobs;
    {
        HeldWriter held(product.store());
        for (int i = 0; i < 33; ++i)
            jobs.push_back(write<std::int64_t>(
                product.store(), [event = accepted(product, 1)](store::Transaction& tx) {
                    return append(tx, event);
                }));
    }
    for (auto& job : jobs) {
        const auto written = job.get();
        const auto position = written.committed.positions.front();
        const auto& growth = *written.committed.batch->growth;
        const auto later = product.store().read([&](store::Reading& reading) {
            return reading.inclusion_proof(position, growth.after().size);
        });
        ASSERT_TRUE(later);
        EXPECT_EQ(growth.inclusion_proof(position), later.value()) << position;
    }
}

TEST_F(Ledger, FindsTheSameHeadWhenOpenedAgainAndGrowsOn)
{
    for (const std::size_t more : {1u, 2u, 250u, 3u, 255u, 1u, 100u}) {
        grow(more);
        const auto before = head();
        product.reopen();
        EXPECT_EQ(head().size, before.size);
        EXPECT_EQ(head().root, before.root);
    }
    expect_one_tree();
}

TEST_F(Ledger, RefusesToOpenWhenHeadAndLeavesDisagree)
{
    grow(5);
    product.close();
    ASSERT_TRUE(product.sql("UPDATE ledger_head SET peaks = x'" + std::string(128, '0') + "'"));
    const auto opened = product.try_open();
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().code, ErrorCode::unavailable);
}

}  // namespace
}  // namespace varde::test
