// Hand-over notes: content, for the people of the unit alone.
#include "support/product.hpp"

#include <gtest/gtest.h>

namespace varde::test {
namespace {

struct HandOver : testing::Test {
    HandOver()
    {
        product.add_caseworker("no.5001", "anna");
        product.add_caseworker("no.1103", "bo");
        anna.emplace(product.sign_in("anna"));
    }
    Answer write(const Caller& who, const std::string& text, Headers headers = {})
    {
        return who.post("/api/v1/duty/handovers", R"({"unit":"no.5001","text":")" + text + "\"}",
                        std::move(headers));
    }
    Product product;
    std::optional<Caller> anna;
};

TEST_F(HandOver, TellsTheNextOnesNewestFirst)
{
    const auto first = write(*anna, "Ring Test-Ola\\nbefore noon.");
    ASSERT_EQ(first.status, 201) << first.body;
    EXPECT_EQ(first.text("/by/name"), "Name of anna");
    EXPECT_EQ(first.text("/text"), "Ring Test-Ola\nbefore noon.");
    for (const auto* text : {"Second", "Third"}) {
        product.advance(60);
        ASSERT_EQ(write(*anna, text).status, 201);
    }
    const auto all = anna->get("/api/v1/duty/handovers?unit=no.5001");
    ASSERT_EQ(all.size("/items"), 3u);
    EXPECT_EQ(all.text("/items/2/text"), "Ring Test-Ola\nbefore noon.");
    EXPECT_EQ(all.each("/items", "at"), "2026-11-23T09:02:00.000Z 2026-11-23T09:01:00.000Z "
                                        "2026-11-23T09:00:00.000Z");
    const auto page = anna->get("/api/v1/duty/handovers?unit=no.5001&limit=2");
    EXPECT_EQ(page.size("/items"), 2u);
    const auto rest = anna->get("/api/v1/duty/handovers?unit=no.5001&after=" + page.text("/next"));
    EXPECT_EQ(rest.each("/items", "id"), first.text("/id"));
    EXPECT_FALSE(rest.at("/next").exists());
}

TEST_F(HandOver, IsForThePeopleOfTheUnit)
{
    write(*anna, "Not for others");
    const auto bo = product.sign_in("bo");
    EXPECT_EQ(write(bo, "From outside").status, 403);
    EXPECT_EQ(bo.get("/api/v1/duty/handovers?unit=no.5001").status, 403);
    EXPECT_EQ(bo.get("/api/v1/duty/handovers?unit=no.1103").size("/items"), 0u);
    product.add_person({.organisation = "Oversight",
                        .login = "trond",
                        .name = "Trond",
                        .grants = {{.role = domain::Role::oversight,
                                    .unit = {"no.oversight.50"},
                                    .from = product.clock.now()}}});
    EXPECT_EQ(product.sign_in("trond").get("/api/v1/duty/handovers?unit=no.5001").status, 403);
    EXPECT_EQ(product.count("handover"), 1);
}

TEST_F(HandOver, IsRecordedWheneverItIsRead)
{
    using domain::EventName;
    const std::string address = "/api/v1/duty/handovers?unit=no.5001";
    anna->get(address);
    EXPECT_EQ(product.event_count(EventName::handover_read), 0u);  // There was nothing to read.
    const auto first = write(*anna, "First");
    product.advance(60);
    const auto second = write(*anna, "Second");
    ASSERT_EQ(anna->get(address).size("/items"), 2u);
    const auto events = product.events(second.text("/id"));
    ASSERT_EQ(events.size(), 2u);
    EXPECT_EQ(events[1].name, EventName::handover_read);
    EXPECT_EQ(events[1].unit.text, "no.5001");
    EXPECT_FALSE(events[1].by.person.is_nil());
    EXPECT_EQ(to_string(events[1].facts.subject), first.text("/id"));
    anna->get(address + "&limit=1");
    EXPECT_EQ(product.event_count(EventName::handover_read), 2u);  // One for each page.
    EXPECT_EQ(product.sign_in("bo").get(address).status, 403);
    EXPECT_EQ(product.event_count(EventName::access_refused), 1u);
    EXPECT_EQ(product.event_count(EventName::handover_read), 2u);
}

TEST_F(HandOver, StandsNowhereInTheClear)
{
    write(*anna, "Zebrafinch");
    product.close();
    for (const auto& [path, bytes] : files_below(product.folder.path()))
        EXPECT_EQ(bytes.find("Zebrafinch"), std::string::npos) << path;
    product.open();
    EXPECT_EQ(
        product.sign_in("anna").get("/api/v1/duty/handovers?unit=no.5001").text("/items/0/text"),
        "Zebrafinch");
}

TEST_F(HandOver, IsWrittenOnceHoweverOftenItIsSent)
{
    const auto once = write(*anna, "Once", key("k"));
    EXPECT_EQ(write(*anna, "Once", key("k")).body, once.body);
    EXPECT_EQ(write(*anna, "Twice", key("k")).problem(), "idempotency-key-reused");
    EXPECT_EQ(product.count("handover"), 1);
    const auto events = product.events(once.text("/id"));
    ASSERT_EQ(events.size(), 1u);
    EXPECT_EQ(events[0].facts.name, "handover.written");
}

TEST_F(HandOver, HasAText)
{
    EXPECT_EQ(write(*anna, "").status, 422);
    EXPECT_EQ(write(*anna, std::string(20'001, 'x')).status, 422);
    EXPECT_EQ(anna->get("/api/v1/duty/handovers?unit=no.5001&after=x").status, 422);
    EXPECT_EQ(product.count("handover"), 0);
}

}  // namespace
}  // namespace varde::test
