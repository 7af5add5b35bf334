// Who is signed in: sessions, their cookie, their token against forged requests, their end.
#include "support/product.hpp"

#include "acts/sign_in.hpp"

#include <gtest/gtest.h>

namespace varde::test {
namespace {

struct Sessions : testing::Test {
    Sessions()
    {
        product.add_caseworker("no.5001", "anna");
        delivery = "/api/v1/deliveries/" + product.add_sender("Example school")
                                               .post("/api/v1/reports", report_to("5001"))
                                               .text("/delivery/id");
    }
    Product product;
    std::string delivery;
};

TEST_F(Sessions, BeginWithLoginAndPassword)
{
    const auto answer = product.try_sign_in("anna", "password");
    ASSERT_EQ(answer.status, 200) << answer.body;
    EXPECT_EQ(answer.text("/person/name"), "Name of anna");
    EXPECT_EQ(answer.text("/person/grants/0/unit/id"), "no.5001");
    EXPECT_FALSE(answer.text("/csrf").empty());
    EXPECT_EQ(answer.text("/time_zone"), "Europe/Oslo");
    const auto cookie = answer.header("Set-Cookie");
    EXPECT_TRUE(cookie.starts_with("varde_session=")) << cookie;
    for (const auto* attribute : {"HttpOnly", "SameSite=Strict", "Path=/"})
        EXPECT_NE(cookie.find(attribute), std::string::npos) << attribute;
}

TEST_F(Sessions, UseAHostCookieOverTls)
{
    http::Request request;
    request.method = http::Method::post;
    request.path = "/api/v1/session";
    request.secure = true;
    request.headers["content-type"] = "application/json";
    request.body = R"({"login":"anna","password":"password"})";
    const auto cookie = product.anyone().send(std::move(request)).header("Set-Cookie");
    EXPECT_TRUE(cookie.starts_with("__Host-varde_session=")) << cookie;
    EXPECT_NE(cookie.find("; Secure"), std::string::npos);
}

TEST_F(Sessions, SayTheSameForAWrongPasswordAndAnUnknownLogin)
{
    const auto wrong = product.try_sign_in("anna", "Password");
    const auto unknown = product.try_sign_in("nobody", "password");
    EXPECT_EQ(wrong.status, 401);
    EXPECT_EQ(wrong.body, unknown.body);
    EXPECT_TRUE(wrong.header("Set-Cookie").empty());
}

TEST_F(Sessions, ShowWhoIsSignedIn)
{
    const auto anna = product.sign_in("anna");
    const auto seen = anna.get("/api/v1/session");
    EXPECT_EQ(seen.text("/person/login"), "anna");
    EXPECT_EQ(seen.text("/csrf"), anna.csrf);
    EXPECT_EQ(product.anyone().get("/api/v1/session").status, 401);
}

TEST_F(Sessions, RefuseAChangeWithoutTheirToken)
{
    auto anna = product.sign_in("anna");
    for (const auto* token : {"", "0", "wrong"}) {
        anna.headers["x-csrf-token"] = token;
        const auto refused = anna.post(delivery + "/open", "");
        EXPECT_EQ(refused.status, 403) << token;
        EXPECT_EQ(refused.problem(), "csrf-token");
    }
    anna.headers.erase("x-csrf-token");
    EXPECT_EQ(anna.post(delivery + "/open", "").status, 403);
    EXPECT_EQ(product.event_count(domain::EventName::delivery_opened), 0u);
    EXPECT_EQ(anna.get("/api/v1/inbox?unit=no.5001").status, 200);  // Reading changes nothing.
}

TEST_F(Sessions, RefuseATokenOfAnotherSession)
{
    auto anna = product.sign_in("anna");
    anna.headers["x-csrf-token"] = product.sign_in("anna").csrf;
    EXPECT_EQ(anna.post(delivery + "/open", "").status, 403);
}

TEST_F(Sessions, RefuseAChangeThatComesFromAnotherSite)
{
    const auto anna = product.sign_in("anna");
    for (const auto* site : {"cross-site", "same-site"})
        EXPECT_EQ(anna.post(delivery + "/open", "", {{"sec-fetch-site", site}}).status, 403)
            << site;
    EXPECT_EQ(product.event_count(domain::EventName::delivery_opened), 0u);
    EXPECT_EQ(anna.post(delivery + "/open", "", {{"sec-fetch-site", "same-origin"}}).status, 200);
}

TEST_F(Sessions, EndWhenThePersonSignsOut)
{
    const auto anna = product.sign_in("anna"), elsewhere = product.sign_in("anna");
    const auto ended = anna.remove("/api/v1/session");
    EXPECT_EQ(ended.status, 204);
    EXPECT_NE(ended.header("Set-Cookie").find("Max-Age=0"), std::string::npos);
    EXPECT_EQ(anna.get(delivery).status, 401);
    EXPECT_EQ(elsewhere.get(delivery).status, 200);
}

TEST_F(Sessions, EndAfterAnHourWithoutUse)
{
    const auto anna = product.sign_in("anna");
    for (int i = 0; i < 5; ++i) {
        product.advance(acts::session_idle_seconds - 90);
        EXPECT_EQ(anna.get(delivery).status, 200) << i;
        // The use is noted beside the answer: a further write has waited for it.
        product.anyone().get("/readyz");
    }
    product.advance(acts::session_idle_seconds + 90);
    const auto ended = anna.get(delivery);
    EXPECT_EQ(ended.status, 401);
    EXPECT_NE(ended.text("/detail").find("has ended"), std::string::npos);
}

TEST_F(Sessions, EndAfterAWorkingDayHoweverBusy)
{
    const auto anna = product.sign_in("anna");
    for (int i = 0; i < 20; ++i) {
        product.advance(1'799);
        EXPECT_EQ(anna.get(delivery).status, 200) << i;
        product.anyone().get("/readyz");
    }
    product.advance(30);
    EXPECT_EQ(anna.get(delivery).status, 401);
}

TEST_F(Sessions, EndWithTheAccount)
{
    const auto anna = product.sign_in("anna");
    ASSERT_TRUE(product.sql("UPDATE person SET disabled_at_us = 1 WHERE login = 'anna'"));
    EXPECT_EQ(anna.get(delivery).status, 401);
    EXPECT_EQ(product.try_sign_in("anna", "password").status, 401);
}

TEST_F(Sessions, AreKeptAsHashesOnly)
{
    const auto anna = product.sign_in("anna");
    const auto token = anna.headers.at("cookie").substr(std::string("varde_session=").size());
    ASSERT_EQ(token.size(), 64u);
    for (const auto& [path, bytes] : files_below(product.folder.path()))
        EXPECT_EQ(bytes.find(token), std::string::npos) << path;
}

TEST_F(Sessions, PastTheirTimeAreSwept)
{
    product.sign_in("anna");
    product.sign_in("anna");
    product.advance(acts::session_idle_seconds + 1);
    product.sign_in("anna");
    acts::sweep_sessions(product.services());
    product.anyone().get("/readyz");  // Written after the sweep, so it has been done.
    EXPECT_EQ(product.count("session"), 1);
}

TEST_F(Sessions, OfNobodyDoNotCloseWhatIsOpenToAnyone)
{
    auto stale = product.anyone();
    stale.headers["cookie"] = "varde_session=" + std::string(64, '0');
    EXPECT_EQ(stale.get("/api/v1/kinds").status, 200);
    EXPECT_EQ(stale.get(delivery).status, 401);
    EXPECT_EQ(stale.post("/api/v1/session", R"({"login":"anna","password":"password"})").status,
              200);
}

}  // namespace
}  // namespace varde::test
