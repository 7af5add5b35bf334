// Every address asks for what its line in the table of routes says.
#include "support/product.hpp"

#include "api/routes.hpp"

#include <gtest/gtest.h>

namespace varde::test {
namespace {

/// The route's path with something in each place.
std::string filled(std::string_view pattern)
{
    std::string path;
    while (!pattern.empty()) {
        const auto open = pattern.find('{');
        path += pattern.substr(0, open);
        if (open == std::string_view::npos)
            break;
        const auto close = pattern.find('}');
        const auto name = pattern.substr(open + 1, close - open - 1);
        path += name == "unit"     ? "no.5001"
                : name == "kind"   ? "concern.child"
                : name == "number" ? "1"
                                   : "00000000-0000-7000-8000-000000000000";
        pattern.remove_prefix(close + 1);
    }
    return path;
}

struct Routes : testing::Test {
    Routes() { product.add_caseworker("no.5001", "anna"); }
    /// Sends the least that the route takes, the way in which http would.
    Answer call(const api::Route& route, const Caller& who)
    {
        http::Request request;
        request.method = route.method;
        request.path = filled(route.path);
        request.headers = who.headers;
        request.peer = "127.0.0.1";
        if (route.method != http::Method::get)
            request.headers["content-type"] = route.serve ? "application/json" : "image/png";
        if (product.api().plan(request).streamed) {
            auto sink = product.api().open_sink(request);
            EXPECT_FALSE(sink) << route.path;
            return Answer(sink ? http::Response{} : product.api().problem(sink.error()));
        }
        return who.send(std::move(request));
    }
    Product product;
};

TEST_F(Routes, ForPeopleAndSystemsAreClosedToNobody)
{
    std::size_t closed = 0;
    for (const auto& route : api::routes()) {
        if (route.entry == api::Entry::anyone)
            continue;
        const auto answer = call(route, product.anyone());
        EXPECT_EQ(answer.status, 401) << route.path << answer.body;
        EXPECT_EQ(answer.content_type, "application/problem+json") << route.path;
        EXPECT_EQ(answer.header("WWW-Authenticate"), "Bearer") << route.path;
        ++closed;
    }
    EXPECT_GE(closed, 20u);
    EXPECT_EQ(product.count("event WHERE name <> 'access.changed'"), 0);
}

TEST_F(Routes, ThatChangeSomethingAskForTheTokenOfTheSession)
{
    auto anna = product.sign_in("anna");
    anna.headers.erase("x-csrf-token");
    std::size_t asked = 0;
    for (const auto& route : api::routes()) {
        if (route.method == http::Method::get || route.entry == api::Entry::anyone)
            continue;
        const auto answer = call(route, anna);
        EXPECT_EQ(answer.status, 403) << route.path << answer.body;
        EXPECT_EQ(answer.problem(), "csrf-token") << route.path;
        ++asked;
    }
    EXPECT_GE(asked, 12u);
    EXPECT_EQ(anna.get("/api/v1/session").status, 200);  // DELETE was among them.
}

TEST_F(Routes, ForPeopleAreClosedToSystems)
{
    const auto school = product.add_sender("Example school");
    for (const auto& route : api::routes()) {
        if (route.entry != api::Entry::person)
            continue;
        const auto answer = call(route, school);
        EXPECT_EQ(answer.status, 403) << route.path << answer.body;
        EXPECT_NE(answer.text("/detail").find("named person"), std::string::npos) << route.path;
    }
}

TEST_F(Routes, GiveEveryAnswerTheHeadersThatProtectItsReader)
{
    const auto anna = product.sign_in("anna");
    product.api().pulse().round_made(product.clock.now());
    product.api().pulse().deadlines_looked_at(product.clock.now());
    for (const auto& route : api::routes()) {
        if (route.method != http::Method::get)
            continue;
        const auto answer = call(route, anna);
        EXPECT_LT(answer.status, 500) << route.path << answer.body;
        EXPECT_EQ(answer.header("X-Content-Type-Options"), "nosniff") << route.path;
        EXPECT_FALSE(answer.header("Referrer-Policy").empty()) << route.path;
        const auto policy = answer.header("Content-Security-Policy");
        EXPECT_NE(policy.find("default-src"), std::string::npos) << route.path;
        EXPECT_EQ(policy.find("unsafe"), std::string::npos) << route.path;
    }
}

TEST_F(Routes, AreKnownByMethodAndByPath)
{
    for (const auto& route : api::routes()) {
        const auto match = api::find_route(route.method, filled(route.path));
        EXPECT_EQ(match.route, &route) << route.path;
        EXPECT_FALSE(route.summary.empty()) << route.path;
        const auto other = api::find_route(http::Method::other, filled(route.path));
        EXPECT_EQ(other.route, nullptr) << route.path;
        EXPECT_TRUE(other.path_known) << route.path;
    }
    EXPECT_FALSE(api::find_route(http::Method::get, "/api/v1/reports/a/b/c").path_known);
    EXPECT_NE(api::find_route(http::Method::head, "/livez").route, nullptr);
}

TEST_F(Routes, ForOperatorsSayHowItStands)
{
    const auto anyone = product.anyone();
    EXPECT_EQ(anyone.get("/livez").body, "ok\n");
    EXPECT_EQ(anyone.get("/readyz").status, 200);
    EXPECT_GT(product.count("probe WHERE at_us > 0"), 0);
    product.add_sender("School").post("/api/v1/reports", report_to("5001"));
    const auto metrics = anyone.get("/metrics");
    EXPECT_NE(metrics.body.find("\nvarde_reports_accepted_total 1\n"), std::string::npos);
    // A unit is named for how many could open something there, and for nothing that has come.
    EXPECT_NE(
        metrics.body.find("\nvarde_coverage_people{unit=\"no.5001\",kind=\"concern.child\"} 1\n"),
        std::string::npos);
    EXPECT_EQ(metrics.body.find("no.5001"), metrics.body.find("no.5001\",kind="));
}

}  // namespace
}  // namespace varde::test
