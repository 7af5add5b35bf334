// P7: what is shown is a fold over what happened, and nothing else.
#include "domain/delivery/delivery.hpp"
#include "support/product.hpp"

#include <gtest/gtest.h>

namespace varde::test {
namespace {

/// Lives of every sort: untouched, forwarded, declined, taken, given back, closed, refused.
void live(Product& product)
{
    product.add_caseworker("no.5001", "anna");
    const auto berit = product.add_caseworker("no.5001", "berit");
    product.add_caseworker("no.1103", "bo");
    const auto school = product.add_sender("Example school");
    const std::map<std::string, Caller> people{{"anna", product.sign_in("anna")},
                                               {"berit", product.sign_in("berit")},
                                               {"bo", product.sign_in("bo")}};
    const std::map<std::string, std::string> bodies{
        {"file", R"({"reference":"r"})"},
        {"assess", R"({"outcome":"investigate"})"},
        {"answer", R"({"message":"m"})"},
        {"forward", R"({"unit":"no.1103","reason":"r"})"},
        {"return", R"({"reason":"r"})"},
        {"assign", R"({"person":")" + to_string(berit) + "\"}"},
        {"close", R"({"reason":"duplicate"})"}};
    // `bo:take` acts on what was last offered to bo's unit.
    const std::vector<std::vector<std::string>> lives{
        {},
        {"anna:open", "anna:file", "anna:assess", "anna:answer", "anna:answer", "anna:close"},
        {"anna:open", "anna:take", "anna:assign", "berit:take", "bo:open"},
        {"anna:forward", "bo:open", "bo:return", "anna:forward", "bo:take", "bo:return"},
        {"anna:open", "anna:assess", "anna:forward", "bo:take", "bo:open", "bo:assess", "bo:close"},
    };
    int number = 0;
    for (const auto& acts : lives) {
        const auto sent = school.post("/api/v1/reports", report_to("5001", R"("urgent":true)"),
                                      key(std::to_string(++number)));
        for (const auto& step : acts) {
            product.advance(1);
            const auto& who = people.at(step.substr(0, step.find(':')));
            const auto verb = step.substr(step.find(':') + 1);
            const auto offered =
                who.get("/api/v1/inbox?unit=no.1103&limit=200").text("/items/0/delivery_id");
            const auto body = bodies.find(verb);
            who.post("/api/v1/deliveries/" +
                         (offered.empty() ? sent.text("/delivery/id") : offered) + "/" + verb,
                     body == bodies.end() ? "{}" : body->second);
        }
        school.post("/api/v1/reports/" + sent.text("/id") + "/withdraw", "{}");
    }
}

TEST(Projections, AreWhatTheEventsAloneSay)
{
    Product product;
    live(product);
    const auto checked = product.store().read([](store::Reading& reading) -> Result<std::size_t> {
        std::map<DeliveryId, domain::Delivery> folded;
        std::map<ReportId, std::optional<Timestamp>> withdrawn;
        for (const auto& stored : TRY(reading.events_from(0, 100'000))) {
            const auto& event = stored.event;
            if (event.name == domain::EventName::report_withdrawn)
                withdrawn[event.report] = event.at;
            else if (!event.delivery.is_nil())
                folded[event.delivery] = domain::fold(std::move(folded[event.delivery]), event);
        }
        for (const auto& [id, delivery] : folded) {
            const auto stored = TRY(reading.delivery(id));
            EXPECT_TRUE(stored && *stored == delivery)
                << to_string(id) << " " << domain::state_word(delivery);
            const auto report = TRY(reading.report(delivery.report));
            EXPECT_TRUE(report && report->withdrawn_at == withdrawn[delivery.report]);
        }
        return folded.size();
    });
    ASSERT_TRUE(checked);
    EXPECT_EQ(std::int64_t(checked.value()), product.count("delivery"));
    for (const auto* standing : {"owned", "offered", "transferred", "returned", "closed"})
        EXPECT_GT(product.count(std::string("delivery WHERE standing = '") + standing + "'"), 0)
            << standing;
    EXPECT_EQ(product.count("report"), product.count("event WHERE name = 'report.accepted'"));
}

}  // namespace
}  // namespace varde::test
