// "Why can't I open this?" has an answer that somebody owes: a request for access is a problem with
// a clock and a ladder, and ends when the access is given, whichever way.
#include "support/coverage.hpp"
#include "support/staffed_unit.hpp"

namespace varde::test {
namespace {

struct AccessRequests : StaffedUnit {
    AccessRequests()
    {
        people["paul"] = product.add_caseworker("no.5001", "paul", {{"concern.police"}});
    }

    Answer ask(const std::string& who, const std::string& kind = R"(,"kind":"concern.child")")
    {
        return product.sign_in(who).post("/api/v1/access-requests",
                                         R"({"unit":"no.5001","reason":"Cedar")" + kind + "}");
    }
    Answer answer(const std::string& who, const Answer& asked, const std::string& verb,
                  const std::string& body = R"({"reason":"Birch"})")
    {
        return product.sign_in(who).post(
            "/api/v1/access-requests/" + asked.text("/id") + "/" + verb, body);
    }
    Answer mine(const std::string& who)
    {
        return product.sign_in(who).get("/api/v1/access-requests?mine=true");
    }
    Answer asked_in_unit(const std::string& who)
    {
        return product.sign_in(who).get("/api/v1/access-requests?unit=no.5001");
    }
};

TEST_F(AccessRequests, AreOwedAnAnswerByTheUnitsLeader)
{
    const auto asked = ask("paul");
    ASSERT_EQ(asked.status, 201) << asked.body;
    deadlines.look();
    post.make_round();
    EXPECT_EQ(mail.to(), "lena");
    const auto seen = asked_in_unit("lena");
    EXPECT_EQ(seen.text("/items/0/person/name"), "Name of paul");
    EXPECT_EQ(seen.text("/items/0/kind"), "concern.child");
    EXPECT_EQ(seen.text("/items/0/reason"), "Cedar");
    EXPECT_EQ(seen.text("/items/0/state"), "open");
    EXPECT_EQ(seen.text("/items/0/due"), "2026-11-24T14:30:00.000Z");
    EXPECT_EQ(asked_in_unit("olga").size("/items"), 1u);
    EXPECT_EQ(asked_in_unit("anna").status, 403);
    EXPECT_EQ(product.count("obligation"), 1);
    EXPECT_EQ(product.count("obligation WHERE rule = 'answer_access_request'"), 1);
    deadlines.pass(3 * days);
    post.make_round();
    EXPECT_NE(mail.to().find("dora"), std::string::npos) << mail.to();
    EXPECT_NE(mail.to().find("olga"), std::string::npos) << mail.to();
}

TEST_F(AccessRequests, OfOnePersonAreOneForEachKind)
{
    const auto first = ask("paul");
    EXPECT_EQ(ask("paul").text("/id"), first.text("/id"));
    EXPECT_NE(ask("paul", "").text("/id"), first.text("/id"));
    product.add_person({.organisation = "Organisation of no.5001", .login = "siv", .name = "Siv"});
    EXPECT_NE(ask("siv").text("/id"), first.text("/id"));
    EXPECT_EQ(asked_in_unit("lena").size("/items"), 3u);
    EXPECT_EQ(mine("paul").size("/items"), 2u);
}

TEST_F(AccessRequests, GiveAccessToWhatWasAskedForAndEnd)
{
    const auto sent = send();
    const auto open = "/api/v1/deliveries/" + sent.text("/delivery/id") + "/open";
    EXPECT_EQ(product.sign_in("paul").post(open, "").status, 403);
    const auto asked = ask("paul");
    EXPECT_EQ(answer("paul", asked, "grant").status, 403);
    EXPECT_EQ(answer("anna", asked, "grant").status, 403);
    const auto given = answer("lena", asked, "grant");
    ASSERT_EQ(given.status, 200) << given.body;
    EXPECT_EQ(given.text("/state"), "given");
    EXPECT_EQ(given.text("/due"), "");
    EXPECT_EQ(product.sign_in("paul").post(open, "").status, 200);
    EXPECT_EQ(mine("paul").text("/items/0/state"), "given");
    EXPECT_EQ(product.count("obligation WHERE rule = 'answer_access_request' AND met_at_us > 0"),
              1);
    EXPECT_EQ(answer("lena", asked, "grant").status, 409);
    EXPECT_EQ(ask("paul").status, 409);  // There is nothing to ask for.
}

TEST_F(AccessRequests, AreDeclinedWithAReasonThatTheAskerSees)
{
    const auto asked = ask("paul");
    EXPECT_EQ(answer("lena", asked, "decline", "{}").status, 422);
    ASSERT_EQ(answer("lena", asked, "decline").status, 200);
    EXPECT_EQ(mine("paul").text("/items/0/state"), "declined");
    EXPECT_EQ(mine("paul").text("/items/0/answer"), "Birch");
    const auto again = ask("paul");
    EXPECT_NE(again.text("/id"), asked.text("/id"));
    EXPECT_EQ(answer("olga", again, "grant").status, 403);
    EXPECT_EQ(answer("olga", again, "decline").status, 200);
}

TEST_F(AccessRequests, EndWhenTheAccessIsGivenInAnotherWay)
{
    ask("paul");
    ask("paul", "");
    const auto give = [&](const std::string& kinds) {
        return product.sign_in("lena").post(
            "/api/v1/grants", R"({"unit":"no.5001","login":"paul","role":"caseworker",)" + kinds +
                                  R"("reason":"Oak"})");
    };
    ASSERT_EQ(give(R"("kinds":["concern.child.public"],)").status, 201);
    EXPECT_EQ(mine("paul").each("/items", "state"), "open open");
    ASSERT_EQ(give(R"("kinds":["concern.child"],)").status, 201);
    EXPECT_EQ(mine("paul").each("/items", "state"), "open given");
    ASSERT_EQ(give("").status, 201);
    EXPECT_EQ(mine("paul").each("/items", "state"), "given given");
    EXPECT_EQ(product.count("obligation WHERE met_at_us IS NULL"), 0);
}

TEST_F(AccessRequests, EndWhenTheAccessBeginsAndNotWhenItIsPromised)
{
    ask("paul");
    const auto given = product.sign_in("lena").post(
        "/api/v1/grants", R"({"unit":"no.5001","login":"paul","role":"caseworker","reason":"Oak",)"
                          R"("from":")" +
                              rfc3339(product.clock.now().plus_seconds(days)) + "\"}");
    ASSERT_EQ(given.status, 201) << given.body;
    look_at_coverage(product);
    EXPECT_EQ(mine("paul").text("/items/0/state"), "open");
    product.advance(days);
    EXPECT_EQ(look_at_coverage(product), 1u);
    EXPECT_EQ(mine("paul").text("/items/0/state"), "given");
    EXPECT_EQ(product.count("obligation WHERE met_at_us IS NULL"), 0);
    EXPECT_EQ(look_at_coverage(product), 0u);
}

TEST_F(AccessRequests, AreForUnitsAndKindsThatThereAre)
{
    EXPECT_EQ(ask("paul", R"(,"kind":"concern.cat")").status, 422);
    EXPECT_EQ(
        product.sign_in("paul").post("/api/v1/access-requests", R"({"unit":"no.9999"})").status,
        422);
    EXPECT_EQ(ask("paul", R"(,"kind":"concern.police")").status, 409);
    EXPECT_EQ(product.anyone().post("/api/v1/access-requests", R"({"unit":"no.5001"})").status,
              401);
    EXPECT_EQ(product.count("problem"), 0);
}

}  // namespace
}  // namespace varde::test
