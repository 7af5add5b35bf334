// Whatever arrives: a problem that says what was kept, nothing half stored, and the next good
// request works.
#include "support/product.hpp"

#include <gtest/gtest.h>

namespace varde::test {
namespace {

std::string nested(std::size_t levels)
{
    return std::string(levels, '[') + std::string(levels, ']');
}

std::string with_content(const std::string& content)
{
    return R"({"kind":"concern.child","place":{"municipality":"5001"},"content":)" + content + "}";
}

struct Bad {
    const char* name;
    std::string body;
    int status;
    const char* problem;
    const char* content_type = "application/json";
};

std::vector<Bad> bad_bodies()
{
    const auto good = report_to("5001");
    return {
        {"not JSON", "Dear sir or madam", 400, "malformed"},
        {"empty", " ", 400, "malformed"},
        {"truncated", good.substr(0, good.size() / 2), 400, "malformed"},
        {"text after the end", good + "x", 400, "malformed"},
        {"two documents", good + good, 400, "malformed"},
        {"a list", "[" + good + "]", 400, "malformed"},
        {"a number", "17", 400, "malformed"},
        {"wrong content type", good, 415, "wrong-content-type", "text/plain"},
        {"form content type", "a=b", 415, "wrong-content-type",
         "application/x-www-form-urlencoded"},
        {"a key twice", R"({"kind":"concern.child","kind":"concern.police"})", 400, "malformed"},
        {"a key twice, deep", with_content(R"({"children":[{"name":"a","name":"b"}]})"), 400,
         "malformed"},
        {"10 000 nested arrays", with_content(nested(10'000)), 400, "malformed"},
        {"33 levels", with_content(nested(33)), 400, "malformed"},
        {"invalid UTF-8", with_content("{\"concern\":\"\xff\xfe\"}"), 400, "malformed"},
        {"overlong UTF-8", with_content("{\"concern\":\"\xc0\xaf\"}"), 400, "malformed"},
        {"half a surrogate", with_content(R"({"concern":"\ud800"})"), 400, "malformed"},
        {"a raw control character", with_content("{\"concern\":\"a\x01z\"}"), 400, "malformed"},
        {"a raw NUL", with_content(std::string("{\"concern\":\"a\0z\"}", 17)), 400, "malformed"},
        {"a comment", "/* */" + good, 400, "malformed"},
        {"a trailing comma", R"({"kind":"concern.child",})", 400, "malformed"},
        {"NaN", with_content(R"({"concern":NaN})"), 400, "malformed"},
        {"no kind", R"({"content":{}})", 422, "invalid"},
        {"kind is a number", R"({"kind":7})", 422, "invalid"},
        {"kind is null", R"({"kind":null})", 422, "invalid"},
        {"kind is empty", R"({"kind":""})", 422, "invalid"},
        {"kind is endless", R"({"kind":")" + std::string(5'000, 'k') + "\"}", 422, "invalid"},
        {"unknown kind", report_to("5001", "", "concern.cat"), 422, "unknown-kind"},
        {"unknown member", report_to("5001", R"("priority":1)"), 422, "invalid"},
        {"attachments are no list", report_to("5001", R"("attachments":{})"), 422, "invalid"},
        {"an attachment is text", report_to("5001", R"("attachments":["a"])"), 422, "invalid"},
    };
}

struct BadInput : testing::Test {
    BadInput() { product.add_caseworker("no.5001", "anna"); }
    /// The parts that every problem has.
    static void expect_problem(const Answer& answer, int status, const std::string& context)
    {
        EXPECT_EQ(answer.status, status) << context << answer.body;
        EXPECT_EQ(answer.content_type, "application/problem+json") << context;
        EXPECT_FALSE(answer.problem().empty()) << context;
        EXPECT_FALSE(answer.text("/title").empty()) << context;
        EXPECT_EQ(answer.number("/status"), status) << context;
        EXPECT_FALSE(answer.text("/detail").empty()) << context;
        ASSERT_TRUE(answer.at("/kept").boolean()) << context << answer.body;
        EXPECT_FALSE(answer.flag("/kept")) << context;
        EXPECT_EQ(answer.body.find("/work"), std::string::npos) << context;
    }
    Product product;
    Caller school = product.add_sender("Example school");
};

TEST_F(BadInput, IsAnsweredWithAProblemAndChangesNothing)
{
    const auto bodies = bad_bodies();
    for (const auto& bad : bodies) {
        const auto answer = school.post(
            "/api/v1/reports", bad.body,
            {{"content-type", bad.content_type}, {"idempotency-key", "one key for all"}});
        expect_problem(answer, bad.status, bad.name);
        EXPECT_EQ(answer.problem(), bad.problem) << bad.name << answer.body;
        EXPECT_LT(answer.body.size(), 8'000u) << bad.name;
    }
    for (const auto* table :
         {"report", "event WHERE name <> 'access.changed'", "content", "retry_batch", "channel"})
        EXPECT_EQ(product.count(table), 0) << table;
    // Not even the key was used up.
    EXPECT_EQ(school.post("/api/v1/reports", report_to("5001"), key("one key for all")).status,
              201);
}

TEST_F(BadInput, IsRefusedAlikeToAnyone)
{
    for (const auto& bad : bad_bodies()) {
        if (std::string_view(bad.content_type) != "application/json")
            continue;
        const auto answer = product.anyone().post("/api/v1/public/reports", bad.body);
        expect_problem(answer, bad.status, bad.name);
        product.advance(60);
    }
    EXPECT_EQ(product.count("event WHERE name <> 'access.changed'"), 0);
}

TEST_F(BadInput, NamesTheFieldThatIsWrong)
{
    const auto answer = school.post("/api/v1/reports", report_to("5001", R"("priority":1)"));
    EXPECT_EQ(answer.text("/errors/0/pointer"), "/priority");
    const auto kind = school.post("/api/v1/reports", report_to("5001", "", "concern.cat"));
    EXPECT_NE(kind.text("/detail").find("concern.police"), std::string::npos);
}

TEST_F(BadInput, OfAKnownFieldNeverCostsTheReport)
{
    const std::vector<std::string> values{"7",
                                          "-1e300",
                                          "true",
                                          "[]",
                                          "{}",
                                          "[[1]]",
                                          "\"\\u0000\"",
                                          "123456789012345678901234567890",
                                          "\"" + std::string(3'000, 'x') + "\""};
    int sent = 0;
    for (const auto* field : {"place", "unit", "sender_reference", "occurred_at", "captured_at",
                              "urgent", "channel", "content"}) {
        for (const auto& value : values) {
            const std::string start = R"({"kind":"concern.child")";
            const auto answer =
                school.post("/api/v1/reports", start + ",\"" + field + "\":" + value + "}",
                            key(std::to_string(++sent)));
            EXPECT_EQ(answer.status, 201) << field << "=" << value << answer.body;
            EXPECT_GT(answer.size("/warnings"), 0u) << field << "=" << value;
        }
    }
    EXPECT_EQ(product.count("report"), sent);
}

TEST_F(BadInput, OfHugeNumbersIsReadableForTheUnit)
{
    product.add_caseworker("no.sorting", "sorter");
    const auto sent = school.post(
        "/api/v1/reports",
        with_content(R"({"concern":"c","history":1e308,"x":123456789012345678901234567890})"),
        key("k"));
    ASSERT_EQ(sent.status, 201) << sent.body;
    const auto opened = product.sign_in("anna").post(
        "/api/v1/deliveries/" + sent.text("/delivery/id") + "/open", "");
    EXPECT_EQ(opened.status, 200) << opened.body;
    EXPECT_EQ(opened.text("/content/concern"), "c");
}

TEST_F(BadInput, InAddressesIsNotFound)
{
    const auto anna = product.sign_in("anna");
    for (const auto& path : std::vector<std::string>{
             "/api/v1/reports/../../etc/passwd", std::string("/api/v1/reports/\0", 17),
             "/api/v1/nothing", "/api/v2/reports", "/api/v1/reports/", "//api/v1/reports",
             "/api/v1/deliveries/" + std::string(5'000, '9'), "/api/v1/deliveries//open",
             "/app/../keys/kek", "/keys/kek"}) {
        const auto answer = anna.get(path);
        expect_problem(answer, 404, path);
    }
}

TEST_F(BadInput, OfTheWrongMethodSaysSo)
{
    const auto anna = product.sign_in("anna");
    expect_problem(anna.post("/api/v1/kinds", ""), 405, "POST /kinds");
    expect_problem(anna.remove("/api/v1/reports"), 405, "DELETE /reports");
    expect_problem(anna.get("/api/v1/public/follow-up"), 405, "GET /public/follow-up");
}

TEST_F(BadInput, AgainstAStatedDigestIsRefused)
{
    const auto body = report_to("5001");
    const auto digest = "sha-256=:" + to_base64(crypto::sha256(bytes_of(body))) + ":";
    const auto other = "sha-256=:" + to_base64(crypto::sha256(bytes_of("x"))) + ":";
    const auto refused =
        school.post("/api/v1/reports", body, {{"content-digest", other}, {"idempotency-key", "k"}});
    EXPECT_GE(refused.status, 400);
    EXPECT_LT(refused.status, 500);
    expect_problem(refused, refused.status, "digest");
    EXPECT_EQ(product.count("report"), 0);
    EXPECT_EQ(
        school.post("/api/v1/reports", body, {{"content-digest", digest}, {"idempotency-key", "k"}})
            .status,
        201);
}

TEST_F(BadInput, InSignInIsAProblemToo)
{
    for (const auto* body : {"[]", "{", R"({"login":7,"password":"p"})", R"({"login":"anna"})",
                             R"({"login":"anna","password":"password","admin":true})"}) {
        const auto answer = product.anyone().post("/api/v1/session", body);
        expect_problem(answer, answer.status, body);
        EXPECT_TRUE(answer.status == 400 || answer.status == 422) << body;
    }
    EXPECT_EQ(product.count("session"), 0);
}

}  // namespace
}  // namespace varde::test
