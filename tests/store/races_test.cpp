// Two who would write, statement by statement: whatever the order, one of them loses, and knows it.
#include "store/queries.hpp"
#include "support/engine.hpp"
#include "support/product.hpp"

#include <gtest/gtest.h>

namespace varde::test {
namespace {

struct Races : testing::Test {
    Races()
    {
        sender.post("/api/v1/reports", report_to("5001"));
        product.close();
        for (auto* one : {&first, &second}) {
            auto opened = sql::Database(product.database).open_visitor();
            CHECK(opened);
            *one = std::move(opened).value();
            // Who is kept waiting by the other is told so at once.
            CHECK((*one)->script(engine() == sql::Dialect::sqlite ? "PRAGMA busy_timeout=0"
                                                                  : "SET lock_timeout='10ms'"));
        }
    }
    /// Begins and writes; an error wherever the engine finds it.
    static Result<std::int64_t> begin_and(sql::Connection& connection,
                                          const sql::Statement& statement, auto... values)
    {
        TRY(connection.begin());
        return sql::run(connection, statement, values...);
    }
    Product product;
    Caller sender = product.add_sender("School");
    std::unique_ptr<sql::Connection> first, second;
};

TEST_F(Races, TheHeadOfTheLedgerMovesOnceFromWhereBothSawIt)
{
    const auto move = [&](sql::Connection& connection) {
        return begin_and(connection, store::queries::move_head, std::int64_t{1}, std::int64_t{2},
                         ByteView{});
    };
    ASSERT_EQ(move(*first).value(), 1);
    EXPECT_FALSE(move(*second));  // While the first has not committed.
    second->rollback();
    ASSERT_TRUE(first->commit());
    const auto late = move(*second);
    ASSERT_TRUE(late);
    EXPECT_EQ(late.value(), 0) << "it is not where the second saw it any more";
    second->rollback();
}

TEST_F(Races, APositionIsTakenOnce)
{
    static constexpr sql::Statement insert{
        "same_position", "INSERT INTO event SELECT position + 1, at_us, name, report_id, "
                         "delivery_id, unit, role, actor_unit, person_id, organisation_id, "
                         "channel, sequence, facts, commitment, sealed, leaf FROM event"};
    ASSERT_EQ(begin_and(*first, insert).value(), 1);
    EXPECT_FALSE(begin_and(*second, insert));
    second->rollback();
    ASSERT_TRUE(first->commit());
    static constexpr sql::Statement again{
        "position_again", "INSERT INTO event SELECT position, at_us, name, report_id, delivery_id, "
                          "unit, role, actor_unit, person_id, organisation_id, channel, sequence, "
                          "facts, commitment, sealed, leaf FROM event WHERE position = 1"};
    const auto taken = begin_and(*second, again);
    ASSERT_FALSE(taken);
    EXPECT_EQ(taken.error().code, ErrorCode::conflict);
    second->rollback();
}

}  // namespace
}  // namespace varde::test
