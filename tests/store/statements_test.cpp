// Every statement that the store may run is one that the schema allows.
#include "sql/sqlite.hpp"
#include "store/queries.hpp"
#include "support/product.hpp"

#include <gtest/gtest.h>

namespace varde::test {
namespace {

TEST(Statements, AllOfThemFitTheSchema)
{
    Product product;
    auto connection =
        sql::open_sqlite(product.folder.path() + "/varde.db", sql::SqliteUse::reader).value()
}

}  // namespace
}  // namespace varde::test
