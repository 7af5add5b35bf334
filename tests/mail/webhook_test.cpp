// Notices as signed webhooks to a real HTTP server, whose answers say what becomes of them.
#include "http/test_server.hpp"
#include "notify/webhook.hpp"
#include "support/post.hpp"
#include "json/value.hpp"

#include <gtest/gtest.h>

#include <mutex>

#include <openssl/evp.h>
#include <openssl/hmac.h>

namespace varde::test {
namespace {

using Outcome = domain::Attempt::Outcome;

constexpr std::string_view secret_bytes = "an SMS gateway and Varde know this";

std::string base64(std::string_view bytes)
{
    std::string text(4 * ((bytes.size() + 2) / 3) + 1, '\0');
    text.resize(std::size_t(::EVP_EncodeBlock(reinterpret_cast<unsigned char*>(text.data()),
                                              reinterpret_cast<const unsigned char*>(bytes.data()),
                                              int(bytes.size()))));
    return text;
}

/// As a gateway would compute it, without anything of ours.
std::string signature_of(const http::Request& request)
{
    const auto text = std::string(request.header("webhook-id")) + "." +
                      std::string(request.header("webhook-timestamp")) + "." + request.body;
    unsigned char mac[EVP_MAX_MD_SIZE];
    unsigned size = 0;
    ::HMAC(EVP_sha256(), secret_bytes.data(), int(secret_bytes.size()),
           reinterpret_cast<const unsigned char*>(text.data()), text.size(), mac, &size);
    return "v1," + base64({reinterpret_cast<const char*>(mac), size});
}

/// A gateway that keeps what it was sent and answers what the test says.
class Gateway {
public:
    Gateway()
    {
        handler_.on_serve = [this](http::Request request, http::Reply reply) {
            std::lock_guard lock(mutex_);
            requests_.push_back(std::move(request));
            http::Response response{.status = status, .content_type = "text/plain", .body = answer};
            if (!location.empty())
                response.headers.emplace_back("Location", location);
            reply(std::move(response));
        };
        server_.emplace(handler_);
    }
    std::string url() { return "http://127.0.0.1:" + std::to_string((*server_)->port()) + "/sms"; }
    std::vector<http::Request> requests()
    {
        std::lock_guard lock(mutex_);
        return requests_;
    }
    int status = 202;
    std::string answer = "taken as 17";
    std::string location;

private:
    std::mutex mutex_;  // Guards requests_.
    std::vector<http::Request> requests_;
    http::TestHandler handler_;
    std::optional<http::TestServer> server_;
};

struct Webhook : testing::Test {
    Webhook()
    {
        crypto::start();
        auto made = notify::make_webhook_sender(
            {.url = gateway.url(), .secret = "whsec_" + base64(secret_bytes)}, stopping);
        CHECK(made);
        sender = std::move(made).value();
    }
    domain::Attempt send(int status)
    {
        gateway.status = status;
        return sender->send(message);
    }
    Gateway gateway;
    std::atomic<bool> stopping{false};
    std::unique_ptr<notify::Sender> sender;
    notify::Message message{.id = *parse_uuid("01930000-0000-7000-8000-000000000001"),
                            .channel = domain::NoticeChannel::sms,
                            .address = "+4700000000",
                            .text = "Varde: 1 hastesak venter; logg inn på \"Varde\"",
                            .at = *parse_rfc3339("2026-11-23T09:00:00.500Z")};
};

TEST_F(Webhook, IsSignedAsStandardWebhooksSays)
{
    const auto attempt = send(202);
    EXPECT_EQ(attempt.outcome, Outcome::sent) << attempt.evidence;
    EXPECT_EQ(attempt.evidence, "HTTP 202 taken as 17");
    const auto requests = gateway.requests();
    ASSERT_EQ(requests.size(), 1u);
    const auto& request = requests[0];
    EXPECT_EQ(request.path, "/sms");
    EXPECT_EQ(request.header("content-type"), "application/json");
    EXPECT_EQ(request.header("webhook-id"), "01930000-0000-7000-8000-000000000001");
    EXPECT_EQ(request.header("webhook-timestamp"), "1795424400");
    EXPECT_EQ(request.header("webhook-signature"), signature_of(request));
    const auto body = json::Document::parse(request.body);
    ASSERT_TRUE(body);
    EXPECT_EQ(body.value().root().size(), 5u);
    const auto text = [&](std::string_view name) {
        return body.value().root().member(name).text();
    };
    EXPECT_EQ(text("type"), "notice");
    EXPECT_EQ(text("channel"), "sms");
    EXPECT_EQ(text("to"), message.address);
    EXPECT_EQ(text("text"), message.text);
    EXPECT_EQ(text("id"), "01930000-0000-7000-8000-000000000001");
}

TEST_F(Webhook, HasTheSameIdAtEachAttemptAndASignatureOfItsOwn)
{
    send(503);
    message.at = message.at.plus_seconds(15);
    send(200);
    const auto requests = gateway.requests();
    ASSERT_EQ(requests.size(), 2u);
    EXPECT_EQ(requests[0].header("webhook-id"), requests[1].header("webhook-id"));
    EXPECT_NE(requests[0].header("webhook-signature"), requests[1].header("webhook-signature"));
    EXPECT_EQ(requests[1].header("webhook-signature"), signature_of(requests[1]));
}

TEST_F(Webhook, ThatIsNotTakenSaysWhetherItIsTheNumberOrTheGateway)
{
    for (const int status : {200, 201, 204})
        EXPECT_EQ(send(status).outcome, Outcome::sent) << status;
    EXPECT_EQ(send(422).outcome, Outcome::undeliverable);
    for (const int status : {408, 429})
        EXPECT_EQ(send(status).outcome, Outcome::try_later) << status;
    for (const int status : {301, 307, 400, 401, 403, 404, 409, 410, 413, 451, 500, 502, 503})
        EXPECT_EQ(send(status).outcome, Outcome::not_possible) << status;
}

TEST_F(Webhook, FollowsNobodyElsewhere)
{
    Gateway elsewhere;
    gateway.location = elsewhere.url();
    EXPECT_EQ(send(307).outcome, Outcome::not_possible);
    EXPECT_TRUE(elsewhere.requests().empty());
}

TEST_F(Webhook, ReachesAPersonWhoGaveANumber)
{
    Product product;
    Post post(product, domain::NoticeChannel::sms, *sender);
    const auto anna = add_told(product, "anna", {.sms = "+47 000 00 000"});
    const auto step = post.fresh_id();
    EXPECT_EQ(post.queue({anna.uuid, 1, 0, {step}, std::nullopt}), 1);
    post.make_round();
    EXPECT_EQ(post.reach_of(step), store::StepReach::reached);
    const auto requests = gateway.requests();
    ASSERT_EQ(requests.size(), 1u);
    EXPECT_NE(requests[0].body.find("\"text\":\"Varde: 1 hastesak venter; logg inn i Varde: "),
              std::string::npos)
        << requests[0].body;
    gateway.status = 422;
    const auto next = post.fresh_id();
    post.queue({anna.uuid, 1, 0, {next}, std::nullopt});
    post.make_round();
    EXPECT_EQ(post.reach_of(next), store::StepReach::unreachable);
    EXPECT_TRUE(post.is_dead(anna.uuid));
    EXPECT_EQ(post.problems(domain::ProblemName::address_dead), 1);
}

TEST(WebhookOptions, ThatCannotBeUsedAreRefused)
{
    const std::atomic<bool> stopping{false};
    const auto good = "whsec_" + base64(secret_bytes);
    const auto accepts = [&](const std::string& url, const std::string& secret) {
        return bool(notify::make_webhook_sender({.url = url, .secret = secret}, stopping));
    };
    EXPECT_TRUE(accepts("https://sms.example/hook", good));
    EXPECT_TRUE(accepts("http://127.0.0.1:8000/hook", good));
    EXPECT_FALSE(accepts("http://sms.example/hook", good));
    EXPECT_FALSE(accepts("https://user:secret@sms.example/hook", good));
    EXPECT_FALSE(accepts("sms.example", good));
    EXPECT_FALSE(accepts("https://sms.example/hook", base64(secret_bytes)));
    EXPECT_FALSE(accepts("https://sms.example/hook", "whsec_" + base64("too short")));
    EXPECT_FALSE(accepts("https://sms.example/hook", "whsec_%%%"));
}

}  // namespace
}  // namespace varde::test
