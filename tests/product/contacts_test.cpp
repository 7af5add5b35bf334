// Where people say that they want to be told that something waits.
#include "support/post.hpp"

#include <gtest/gtest.h>

namespace varde::test {
namespace {

constexpr auto path = "/api/v1/me/contacts";

struct Contacts : testing::Test {
    Answer put(const std::string& body)
    {
        http::Request request;
        request.method = http::Method::put;
        request.path = path;
        request.headers = anna.headers;
        request.headers["content-type"] = "application/json";
        request.body = body;
        return anna.send(std::move(request));
    }
    Product product;
    Caller anna = (product.add_caseworker("no.5001", "anna"), product.sign_in("anna"));
};

TEST_F(Contacts, AreThoseThatWereSaidLast)
{
    EXPECT_EQ(anna.get(path).size("/items"), 0u);
    const auto set = put(R"({"email":" anna@unit.example","sms":"+47 000 00 000"})");
    EXPECT_EQ(set.status, 200) << set.body;
    EXPECT_EQ(anna.get(path).each("/items", "address"), "anna@unit.example +4700000000");
    put(R"({"email":"anna@other.example","language":"en"})");
    const auto seen = anna.get(path);
    EXPECT_EQ(seen.each("/items", "address"), "anna@other.example");
    EXPECT_EQ(seen.text("/items/0/language"), "en");
}

TEST_F(Contacts, SayThroughWhichChannelsThisServerSends)
{
    product.services().notice_channels = {.email = true};
    const auto seen = anna.get(path);
    EXPECT_EQ(seen.size("/channels"), 1u);
    EXPECT_EQ(seen.text("/channels/0"), "email");
}

TEST_F(Contacts, ThatCannotBeOneAreNamedAndNothingChanges)
{
    put(R"({"email":"anna@unit.example"})");
    const auto refused = put(R"({"email":"a@b.example\r\nBcc: c@d.example","sms":"112"})");
    EXPECT_EQ(refused.status, 422) << refused.body;
    EXPECT_EQ(refused.text("/errors/0/pointer"), "/email");
    const auto short_number = put(R"({"email":"a@b.example","sms":"112"})");
    EXPECT_EQ(short_number.text("/errors/0/pointer"), "/sms");
    EXPECT_EQ(put(R"({"language":"fr"})").status, 422);
    EXPECT_EQ(anna.get(path).each("/items", "address"), "anna@unit.example");
}

TEST_F(Contacts, AreNobodyElsesToSee)
{
    put(R"({"email":"anna@unit.example"})");
    product.add_caseworker("no.5001", "bo");
    EXPECT_EQ(product.sign_in("bo").get(path).size("/items"), 0u);
    EXPECT_EQ(product.anyone().get(path).status, 401);
    EXPECT_EQ(product.add_sender("Example school").get(path).status, 403);
}

TEST_F(Contacts, AreTestedOnceAMinuteAtMost)
{
    EXPECT_EQ(anna.post("/api/v1/me/contacts/test", "").status, 409);
    put(R"({"email":"anna@unit.example"})");
    const auto queued = anna.post("/api/v1/me/contacts/test", "");
    EXPECT_EQ(queued.status, 202) << queued.body;
    EXPECT_EQ(queued.text("/items/0/last/state"), "waiting");
    EXPECT_EQ(anna.post("/api/v1/me/contacts/test", "").status, 409);
    product.advance(60);
    EXPECT_EQ(anna.post("/api/v1/me/contacts/test", "").status, 202);
}

/// Takes or refuses everything.
struct OneAnswer final : notify::Sender {
    domain::Attempt send(const notify::Message& message) override
    {
        texts += message.text;
        return {outcome, "answer"};
    }
    domain::Attempt::Outcome outcome = domain::Attempt::Outcome::undeliverable;
    std::string texts;
};

TEST_F(Contacts, ThatAreDeadSaySoAndLiveAgainWhenATestArrives)
{
    OneAnswer sender;
    Post post(product, domain::NoticeChannel::email, sender);
    put(R"({"email":"anna@unit.example"})");
    anna.post("/api/v1/me/contacts/test", "");
    post.make_round();
    const auto dead = anna.get(path);
    EXPECT_EQ(dead.text("/items/0/dead_since"), rfc3339(product.clock.now()));
    EXPECT_EQ(dead.text("/items/0/last/state"), "failed");
    EXPECT_EQ(post.problems(domain::ProblemName::address_dead), 1);
    sender.outcome = domain::Attempt::Outcome::sent;
    product.advance(60);
    anna.post("/api/v1/me/contacts/test", "");
    post.make_round();
    const auto alive = anna.get(path);
    EXPECT_EQ(alive.text("/items/0/dead_since"), "");
    EXPECT_EQ(alive.text("/items/0/last/state"), "sent");
    EXPECT_EQ(post.problems(domain::ProblemName::address_dead), 0);
    EXPECT_NE(sender.texts.find("du trenger ikke gjøre noe"), std::string::npos);
}

TEST_F(Contacts, ThatAreSaidAnewAreNotDeadAnyMore)
{
    OneAnswer sender;
    Post post(product, domain::NoticeChannel::email, sender);
    put(R"({"email":"anna@unit.example"})");
    anna.post("/api/v1/me/contacts/test", "");
    post.make_round();
    EXPECT_EQ(post.problems(domain::ProblemName::address_dead), 1);
    EXPECT_EQ(put(R"({"email":"anna@unit.example"})").text("/items/0/dead_since"), "");
    EXPECT_EQ(post.problems(domain::ProblemName::address_dead), 0);
}

}  // namespace
}  // namespace varde::test
