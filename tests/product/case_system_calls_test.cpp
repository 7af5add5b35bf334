// Calls of a case system that wait, and the daily comparison of both ends.
#include "support/readback_unit.hpp"

namespace varde::test {
namespace {

using CaseSystemCalls = ReadbackUnit;

TEST_F(CaseSystemCalls, HoldsACallThatWaitsWithoutAThreadUntilSomethingComes)
{
    http::Request request{{.method = http::Method::get,
                           .path = pull,
                           .query = "after_seq=0&wait=60",
                           .headers = system.headers}};
    auto waiting = product.serve(std::move(request));
    auto& polls = product.api().polls();
    polls.look(product.services());
    EXPECT_NE(waiting.wait_for(std::chrono::seconds(0)), std::future_status::ready);
    send_one();
    while (waiting.wait_for(std::chrono::seconds(0)) != std::future_status::ready)
        polls.look(product.services());
    EXPECT_EQ(waiting.get().size("/items"), 1u);
}

TEST_F(CaseSystemCalls, HoldsACallForWhichThereIsOnlyWhatItWasGiven)
{
    send_one();
    keep_up();
    fetch(1);
    fetch(0);
    http::Request request{{.method = http::Method::get,
                           .path = pull,
                           .query = "after_seq=0&wait=60",
                           .headers = system.headers}};
    auto waiting = product.serve(std::move(request));
    send_one();
    while (waiting.wait_for(std::chrono::seconds(0)) != std::future_status::ready)
        product.api().polls().look(product.services());
    const auto page = waiting.get();
    EXPECT_TRUE(page.flag("/items/0/given_again")) << page.body;
    EXPECT_TRUE(page.at("/items/1/nonce").exists()) << "the other that came";
}

TEST_F(CaseSystemCalls, AnswersACallThatWaitedInVainAndAllWhenTheServerEnds)
{
    const auto ask = [&] {
        http::Request request{{.method = http::Method::get,
                               .path = pull,
                               .query = "after_seq=0&wait=30",
                               .headers = system.headers}};
        return product.serve(std::move(request));
    };
    auto& polls = product.api().polls();
    auto first = ask();
    while (product.count("case_system WHERE pulled_us IS NOT NULL") == 0)
        continue;
    while (first.wait_for(std::chrono::seconds(0)) != std::future_status::ready) {
        product.advance(1);
        polls.look(product.services());
    }
    EXPECT_EQ(first.get().size("/items"), 0u);
    auto second = ask();
    polls.end();
    EXPECT_EQ(second.get().status, 200);
}

TEST_F(CaseSystemCalls, GivesNothingToACallWhoseKeyWasRevokedWhileItWaited)
{
    http::Request request{{.method = http::Method::get,
                           .path = pull,
                           .query = "after_seq=0&wait=60",
                           .headers = system.headers}};
    auto waiting = product.serve(std::move(request));
    while (product.count("case_system WHERE pulled_us IS NOT NULL") == 0)
        continue;
    const auto key = system.headers["authorization"].substr(std::string_view("Bearer ").size());
    std::promise<bool> revoked;
    acts::revoke_key(product.services(), key,
                     [&](Result<Nothing> done) { revoked.set_value(bool(done)); });
    ASSERT_TRUE(revoked.get_future().get());
    send_one();
    while (waiting.wait_for(std::chrono::seconds(0)) != std::future_status::ready)
        product.api().polls().look(product.services());
    EXPECT_EQ(waiting.get().status, 401);
    EXPECT_EQ(events("delivery.read"), 0);
}

TEST_F(CaseSystemCalls, ComparesBothEndsOfEachChannel)
{
    send_one();
    send_one();
    keep_up();
    const auto page = fetch(0);
    std::string lines;
    for (const auto* item : {"/items/0", "/items/1"})
        lines += page.at(std::string(item) + "/channel_seq").to_text() + " " +
                 page.text(std::string(item) + "/delivery_id") + "\n";
    EXPECT_EQ(settle(), 2u);  // What it asked for again was told, and is over.
    EXPECT_EQ(fetch(2).status, 200);
    const auto body = [&](int count, const std::string& text) {
        return R"({"after_seq":2,"channels":[{"channel":")" + page.text("/items/0/channel") +
               R"(","highest":2,"count":)" + std::to_string(count) + R"(,"sha256":")" +
               to_hex(crypto::sha256(bytes_of(text))) + R"("}]})";
    };
    const auto compare = "/api/v1/channels/no.5001/compare";
    const auto agreed = system.post(compare, body(2, lines));
    EXPECT_EQ(agreed.text("/outcome"), "agreed") << agreed.body;
    EXPECT_EQ(standing(), 0);
    const auto differs = system.post(compare, body(1, lines.substr(lines.find('\n') + 1)));
    EXPECT_EQ(differs.text("/outcome"), "different") << differs.body;
    EXPECT_EQ(differs.size("/channels/0/deliveries"), 2u);
    EXPECT_EQ(standing(), 1);
    EXPECT_EQ(system.get(challenges).size("/items"), 2u) << "each is asked for at once";
    challenge(product);
    EXPECT_EQ(standing(), 1);
    EXPECT_EQ(system.post(compare, body(2, lines)).text("/outcome"), "agreed");
    EXPECT_EQ(standing(), 0);
    EXPECT_EQ(events("channel.compared"), 4) << "and that it went back";
}

TEST_F(CaseSystemCalls, ComparesWithWhatWasErasedHereInIt)
{
    const auto sent = send_one();
    const auto act = [&](const std::string& who, const std::string& path, const std::string& body) {
        const auto answer = product.sign_in(who).post("/api/v1" + path, body);
        EXPECT_LT(answer.status, 300) << path << " " << answer.body;
    };
    const auto path = "/deliveries/" + sent.text("/delivery/id");
    const auto report = "\"" + sent.text("/id") + "\"";
    act("anna", path + "/open", "{}");
    act("anna", path + "/assess", R"({"outcome":"investigate"})");
    act("anna", path + "/close", R"({"reason":"handled"})");
    act("anna", "/retention/archive", R"({"report":)" + report + R"(,"reference":"2026/17"})");
    product.advance((2 * 365 + 2) * days);
    const auto these = R"({"reports":[)" + report + "]";
    act("anna", "/retention/proposals", these + R"(,"reason":"Time has run."})");
    act("berit", "/retention/approvals", these + "}");
    send_one();
    const auto page = fetch();  // By a system that comes only now.
    ASSERT_EQ(page.size("/items"), 2u) << page.body;
    EXPECT_TRUE(page.flag("/items/0/erased")) << page.body;
    EXPECT_EQ(prove(page, "/items/1").status, 200);
    std::string lines;
    for (const auto* item : {"/items/0", "/items/1"})
        lines += page.at(std::string(item) + "/channel_seq").to_text() + " " +
                 page.text(std::string(item) + "/delivery_id") + "\n";
    const auto compared =
        system.post("/api/v1/channels/no.5001/compare",
                    R"({"after_seq":2,"channels":[{"channel":")" + page.text("/items/0/channel") +
                        R"(","highest":2,"count":2,"sha256":")" +
                        to_hex(crypto::sha256(bytes_of(lines))) + R"("}]})");
    EXPECT_EQ(compared.text("/outcome"), "agreed") << compared.body;
    EXPECT_EQ(standing(), 0);
}

}  // namespace
}  // namespace varde::test
