// Every statement that the store may run is one that the schema allows.
#include "store/queries.hpp"
#include "support/product.hpp"

#include <gtest/gtest.h>

namespace varde::test {
namespace {

/// How many parameters a statement has: the highest number after a `$`.
std::size_t parameters_in(std::string_view text)
{
    std::size_t highest = 0;
    for (auto at = text.find('$'); at != text.npos; at = text.find('$', at + 1))
        highest = std::max(highest, std::size_t(std::atoi(text.data() + at + 1)));
    return highest;
}

TEST(Statements, AllOfThemFitTheSchema)
{
    Product product;
    std::vector<std::string> texts;  // Outlives the connection's prepared statements.
    auto connection = sql::Database(product.database).open_reader();
    ASSERT_TRUE(connection);
    texts.reserve(std::size(store::queries::all));
    for (const auto* statement : store::queries::all) {
        texts.push_back("EXPLAIN " + std::string(statement->text));
        const std::vector<sql::Parameter> nulls(parameters_in(statement->text));
        const auto explained =
            connection.value()->run({statement->name, texts.back()}, nulls, nullptr);
        EXPECT_TRUE(explained) << statement->name;
    }
    EXPECT_GT(texts.size(), 50u);
}

/// Those that run while many thousand notices wait or many thousand obligations stand.
TEST(Statements, OfTheOutboxGoThroughWhatTheyChangeAndNoFurther)
{
    Product product;
    if (!product.database.starts_with("/"))
        GTEST_SKIP() << "PostgreSQL plans by what the tables hold";
    auto connection = sql::Database(product.database).open_reader();
    ASSERT_TRUE(connection);
    const auto plan_of = [&](const sql::Statement& statement) {
        const auto text = "EXPLAIN QUERY PLAN " + std::string(statement.text);
        const std::vector<sql::Parameter> nulls(parameters_in(statement.text));
        std::string plan;
        EXPECT_TRUE(
            connection.value()->run({statement.name, text}, nulls,
                                    [&](const sql::Row& row) { plan += row.string(3) + "\n"; }));
        return plan;
    };
    for (const auto* statement : {&store::queries::due_notices, &store::queries::notice_not_yet_due,
                                  &store::queries::end_notices_sent_with}) {
        const auto plan = plan_of(*statement);
        EXPECT_NE(plan.find("notice_waiting (owner_id=? AND channel=? AND address=?"), plan.npos)
            << statement->name << "\n"
            << plan;
    }
    // In the writer: of all problems only those that may be the one.
    for (const auto& [statement, index] :
         {std::pair{&store::queries::problem_closed_by_person,
                    "problem_ended (name=? AND unit=? AND about=?)"},
          std::pair{&store::queries::gap_closed_by_person, "problem_ended (name=? AND unit=?)"},
          std::pair{&store::queries::deliveries_too_few_can_open,
                    "problem_found_once (name=? AND unit=?"}}) {
        const auto found = plan_of(*statement);
        EXPECT_NE(found.find(index), found.npos) << statement->name << "\n" << found;
    }
    const auto plan = plan_of(store::queries::wake_told_by);
    EXPECT_EQ(plan.find("SCAN obligation"), plan.npos) << plan;
    EXPECT_NE(plan.find("notice_escalation_by_notice"), plan.npos) << plan;
}

}  // namespace
}  // namespace varde::test
