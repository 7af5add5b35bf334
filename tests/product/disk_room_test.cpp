// A disk that fills up takes files first, and text as long as possible.
#include "support/product.hpp"

#include <gtest/gtest.h>

namespace varde::test {
namespace {

struct DiskRoom : testing::Test {
    Product product;
    Caller sender = product.add_sender("School");
};

TEST_F(DiskRoom, RefusesFilesBeforeText)
{
    product.store().set_room(store::Room::text_only);
    const auto refused = sender.upload("image/png", "a picture");
    EXPECT_EQ(refused.status, 503);
    EXPECT_EQ(refused.problem(), "no-room-for-files");
    EXPECT_FALSE(refused.header("Retry-After").empty());
    EXPECT_EQ(sender.post("/api/v1/reports", report_to("5001")).status, 201);
}

TEST_F(DiskRoom, IsToldToWhoeverAsksWhetherTheServerIsReady)
{
    EXPECT_EQ(product.anyone().get("/readyz").body, "ready\n");
    product.store().set_room(store::Room::low);
    const auto ready = product.anyone().get("/readyz");
    EXPECT_EQ(ready.status, 200);
    EXPECT_NE(ready.body.find("less than a tenth"), std::string::npos) << ready.body;
}

}  // namespace
}  // namespace varde::test
