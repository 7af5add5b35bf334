// What auditors and everybody read of the ledger tells nothing of people: a property over drawn
// reports and acts.
#include "support/ledger.hpp"

#include "json/writer.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace varde::test {
namespace {

/// Somewhere in the clear something of somebody would stand if we were careless.
struct Life {
    explicit Life(std::uint64_t seed) : product(seed), draw(seed)
    {
        for (const auto* unit : {"no.5001", "no.1103"})
            for (int i = 0; i < 2; ++i) {
                const auto login = word();
                secrets.push_back(to_string(product.add_caseworker(unit, login)));
                people.push_back({unit, product.sign_in(login)});
            }
        const auto name = word();
        school = product.add_sender(name);
        for (const auto* unit : {"no.5001", "no.1103", "no.sorting"})
            secrets.emplace_back(unit);
    }
    std::string word()
    {
        std::string text = "zq";
        for (int i = 0; i < 8; ++i)
            text += char('a' + draw.below(26));
        secrets.push_back(text);
        return text;
    }
    std::string drawn(std::initializer_list<const char*> choices)
    {
        return choices.begin()[draw.below(choices.size())];
    }
    void send()
    {
        json::Writer w;
        w.object([&] {
            w("kind", "concern.child")("urgent", draw.below(3) == 0);
            w("sender_reference", word());
            w.object("place", [&] { w("municipality", drawn({"5001", "1103", "none"})); });
            w.object("content", [&] {
                w("concern", word() + " " + word());
                w.array("children", [&] { w.object([&] { w("name", word()); }); });
            });
        });
        const auto sent = school.post("/api/v1/reports", w.take());
        ASSERT_EQ(sent.status, 201) << sent.body;
        secrets.push_back(sent.text("/delivery/id"));
        secrets.push_back(sent.text("/delivery/unit/name"));
        if (draw.below(4) == 0)
            school.post("/api/v1/reports/" + sent.text("/id") + "/withdraw",
                        R"({"reason":")" + word() + R"("})");
    }
    /// Whatever comes of it: what is refused stands in the ledger too.
    void act()
    {
        const auto& [unit, person] = people[draw.below(people.size())];
        const auto inbox = person.get("/api/v1/inbox?unit=" + unit);
        const auto count = inbox.size("/items");
        if (count == 0)
            return;
        const auto delivery =
            inbox.text("/items/" + std::to_string(draw.below(count)) + "/delivery_id");
        secrets.push_back(delivery);
        const auto verb = drawn(
            {"open", "open", "take", "file", "assess", "answer", "forward", "return", "close"});
        person.post("/api/v1/deliveries/" + delivery + "/" + verb, body_of(verb, unit));
        product.advance(std::int64_t(draw.below(60)));
    }
    std::string body_of(const std::string& verb, const std::string& unit)
    {
        const auto text = word();
        if (verb == "file")
            return R"({"reference":")" + text + R"(","title":")" + word() + R"("})";
        if (verb == "assess")
            return R"({"outcome":"dismiss","reason":")" + text + R"("})";
        if (verb == "answer")
            return R"({"message":")" + text + R"("})";
        if (verb == "forward")
            return R"({"unit":")" + std::string(unit == "no.5001" ? "no.1103" : "no.5001") +
                   R"(","reason":")" + text + R"("})";
        if (verb == "return")
            return R"({"reason":")" + text + R"("})";
        if (verb == "close")
            return R"({"reason":"handled","note":")" + text + R"("})";
        return "{}";
    }

    Product product;
    SeededRandom draw;
    std::vector<std::pair<std::string, Caller>> people;
    Caller school{product};
    std::vector<std::string> secrets;
};

void expect_nothing_of(const std::string& secret, const std::string& text)
{
    auto bare = secret;
    std::erase(bare, '-');
    EXPECT_EQ(text.find(secret), std::string::npos) << text;
    EXPECT_EQ(text.find(bare), std::string::npos) << text;
    EXPECT_EQ(text.find(to_hex(bytes_of(secret))), std::string::npos) << text;
}

class ClearFields : public testing::TestWithParam<std::uint64_t> {};

TEST_P(ClearFields, OfTheLedgerFitTheGrammarAndTellNothingOfPeople)
{
    Life life(GetParam());
    for (int i = 0; i < 240; ++i) {
        if (i % 3 == 0)
            life.send();
        life.act();
        if (i % 80 == 0)
            beat(life.product);
    }
    beat(life.product);
    life.product.api().publish_entries();
    const auto entries = LedgerReader(life.product.anyone()).entries();
    ASSERT_GT(entries.size(), 40u);
    std::size_t kinds = 0;
    std::string seen;
    for (const auto& entry : entries) {
        const auto parsed = ledger::parse_entry(entry);
        ASSERT_TRUE(parsed) << entry;
        EXPECT_TRUE(domain::event_named(parsed.value().event)) << entry;
        kinds += seen.find(parsed.value().event) == std::string::npos ? 1 : 0;
        seen += entry;
    }
    EXPECT_GT(kinds, 5u) << "a life with too little in it shows nothing";
    for (const auto& secret : life.secrets)
        if (!secret.empty())
            expect_nothing_of(secret, seen);
    for (const auto& entry : entries) {
        const auto id = ledger::parse_entry(entry).value().object;
        for (const auto* table : {"person WHERE id = x'", "organisation WHERE id = x'"})
            EXPECT_EQ(life.product.count(table + to_hex(id.bytes) + "'"), 0) << entry;
    }
}

INSTANTIATE_TEST_SUITE_P(Seeds, ClearFields, testing::Values(1, 2, 3));

}  // namespace
}  // namespace varde::test
