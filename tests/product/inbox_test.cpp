// A unit's inbox: what waits, in the order in which it should be taken.
#include "support/product.hpp"

#include <gtest/gtest.h>

#include <set>

namespace varde::test {
namespace {

struct Inbox : testing::Test {
    Inbox() { product.add_caseworker("no.5001", "anna"); }
    std::string send(bool urgent, const std::string& kind = "concern.child")
    {
        const auto body = report_to("5001", urgent ? R"("urgent":true)" : "", kind);
        const auto sent = kind == "concern.child.public"
                              ? product.anyone().post("/api/v1/public/reports", body)
                              : school.post("/api/v1/reports", body);
        EXPECT_EQ(sent.status, 201) << sent.body;
        product.advance(1);
        return sent.text("/delivery/id");
    }
    static std::vector<std::string> ids(const Answer& page)
    {
        std::vector<std::string> found;
        for (std::size_t i = 0; i < page.size("/items"); ++i)
            found.push_back(page.text("/items/" + std::to_string(i) + "/delivery_id"));
        return found;
    }
    std::vector<std::string> all_pages(const Caller& who, const std::string& query)
    {
        std::vector<std::string> seen;
        std::string after;
        do {
            const auto page = who.get("/api/v1/inbox?unit=no.5001" + query + after);
            EXPECT_EQ(page.status, 200) << page.body;
            const auto here = ids(page);
            seen.insert(seen.end(), here.begin(), here.end());
            after = page.text("/next").empty() ? "" : "&after=" + page.text("/next");
        } while (!after.empty() && seen.size() < 1'000);
        return seen;
    }
    Product product;
    Caller school = product.add_sender("Example school");
};

TEST_F(Inbox, ShowsUrgentFirstThenOldestFirst)
{
    const auto a = send(false), b = send(true), c = send(false), d = send(true);
    const auto page = product.sign_in("anna").get("/api/v1/inbox?unit=no.5001");
    EXPECT_EQ(ids(page), (std::vector{b, d, a, c}));
    EXPECT_TRUE(page.flag("/items/0/urgent"));
    EXPECT_EQ(page.text("/items/0/state"), "unopened");
    EXPECT_EQ(page.text("/items/0/kind"), "concern.child");
    EXPECT_EQ(page.text("/items/0/sender/name"), "Example school");
    EXPECT_EQ(page.text("/items/0/owner/role"), "duty");
    EXPECT_EQ(page.text("/items/0/next_deadline/name"), "open_urgent");
    EXPECT_EQ(page.text("/items/0/danger"), "urgent");
    EXPECT_EQ(page.text("/items/0/next_deadline/state"), "open");
    EXPECT_EQ(page.number("/closed_to_you/count"), 0);
    EXPECT_FALSE(page.at("/next").exists());
    EXPECT_EQ(page.body.find("Kari"), std::string::npos);
}

TEST_F(Inbox, PagesWithoutGapsOrRepeats)
{
    std::set<std::string> sent;
    for (int i = 0; i < 120; ++i) {
        sent.insert(send(i % 7 == 0));
        if (i % 3 != 0)  // Some arrive in the same microsecond.
            product.clock.set(product.clock.now().plus_seconds(-1));
    }
    const auto anna = product.sign_in("anna");
    const auto whole = all_pages(anna, "&limit=200");
    ASSERT_EQ(whole.size(), 120u);
    EXPECT_EQ(std::set(whole.begin(), whole.end()), sent);
    EXPECT_EQ(all_pages(anna, "&limit=50"), whole);
    EXPECT_EQ(all_pages(anna, "&limit=7"), whole);
    EXPECT_EQ(all_pages(anna, "&limit=1"), whole);
}

TEST_F(Inbox, KeepsItsPlaceWhileThingsCome)
{
    for (int i = 0; i < 6; ++i)
        send(false);
    const auto anna = product.sign_in("anna");
    const auto before = all_pages(anna, "");
    const auto page = anna.get("/api/v1/inbox?unit=no.5001&limit=3");
    send(true);
    const auto rest = ids(anna.get("/api/v1/inbox?unit=no.5001&after=" + page.text("/next")));
    EXPECT_EQ(rest, (std::vector(before.begin() + 3, before.end())));
}

TEST_F(Inbox, AnnouncesWhatIsClosedToTheReader)
{
    product.add_caseworker("no.5001", "paul", {{"concern.child.public"}});
    const auto oldest = rfc3339(product.clock.now());
    send(false);
    send(true);
    const auto shown = send(false, "concern.child.public");
    const auto page = product.sign_in("paul").get("/api/v1/inbox?unit=no.5001");
    EXPECT_EQ(ids(page), std::vector{shown});
    EXPECT_EQ(page.number("/closed_to_you/count"), 2);
    EXPECT_EQ(page.text("/closed_to_you/oldest"), oldest);
}

TEST_F(Inbox, PagesAlsoForWhoSeesOnlySomeOfIt)
{
    product.add_caseworker("no.5001", "paul", {{"concern.child.public"}});
    std::set<std::string> visible;
    for (int i = 0; i < 20; ++i) {
        send(i % 2 == 0);
        if (i % 4 == 0)
            visible.insert(send(false, "concern.child.public"));
    }
    const auto seen = all_pages(product.sign_in("paul"), "&limit=3");
    EXPECT_EQ(std::set(seen.begin(), seen.end()), visible);
    EXPECT_EQ(seen.size(), visible.size());
}

TEST_F(Inbox, KeepsEndedOnesApartNewestFirst)
{
    const auto anna = product.sign_in("anna");
    std::vector<std::string> closed;
    for (int i = 0; i < 5; ++i) {
        closed.push_back(send(false));
        const auto delivery = "/api/v1/deliveries/" + closed.back();
        anna.post(delivery + "/open", "");
        anna.post(delivery + "/assess", R"({"outcome":"investigate"})");
        ASSERT_EQ(anna.post(delivery + "/close", R"({"reason":"handled"})").status, 200);
    }
    const auto open = send(false);
    EXPECT_EQ(all_pages(anna, ""), std::vector{open});
    std::reverse(closed.begin(), closed.end());
    EXPECT_EQ(all_pages(anna, "&state=closed&limit=2"), closed);
}

TEST_F(Inbox, IsForThePeopleOfTheUnit)
{
    product.add_caseworker("no.1103", "bo");
    const auto bo = product.sign_in("bo");
    EXPECT_EQ(bo.get("/api/v1/inbox?unit=no.5001").status, 403);
    EXPECT_EQ(bo.get("/api/v1/inbox?unit=no.1103").status, 200);
    EXPECT_EQ(bo.get("/api/v1/inbox?unit=no.9999").status, 403);
    EXPECT_EQ(bo.get("/api/v1/inbox").status, 403);
    const auto anna = product.sign_in("anna");
    for (const auto* after : {"x", "1.2", "1.2.3", "1..", "-"})
        EXPECT_EQ(anna.get(std::string("/api/v1/inbox?unit=no.5001&after=") + after).status, 422)
            << after;
}

}  // namespace
}  // namespace varde::test
