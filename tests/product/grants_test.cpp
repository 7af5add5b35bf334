// P9: access is given, passed on and taken away by whoever stands above a role, with a reason; each
// change takes effect at once, and none of them is forgotten.
#include "support/staffed_unit.hpp"

namespace varde::test {
namespace {

using domain::EventName;
using domain::Role;

struct Grants : StaffedUnit {
    Grants() { people["carl"] = add_colleague("carl"); }

    /// Somebody of the unit's organisation who may nothing yet.
    PersonId add_colleague(const std::string& login)
    {
        return product.add_person({.organisation = "Organisation of no.5001",
                                   .login = login,
                                   .name = "Name of " + login});
    }
    Answer give(const std::string& who, const std::string& whom, const std::string& more = "",
                const std::string& role = "caseworker")
    {
        return product.sign_in(who).post(
            "/api/v1/grants", R"({"unit":"no.5001","person":")" + to_string(people.at(whom)) +
                                  R"(","role":")" + role + R"(","reason":"Cedar")" + more + "}");
    }
    std::string grant_of(const std::string& login, const std::string& role = "caseworker")
    {
        const auto listed = product.sign_in("lena").get("/api/v1/grants?unit=no.5001");
        for (std::size_t i = 0; i < listed.size("/items"); ++i) {
            const auto at = "/items/" + std::to_string(i);
            if (listed.text(at + "/person/name") == "Name of " + login &&
                listed.text(at + "/role") == role && listed.text(at + "/state") != "ended")
                return listed.text(at + "/id");
        }
        return {};
    }
    Answer end(const std::string& who, const std::string& grant, const std::string& more = "")
    {
        return product.sign_in(who).post("/api/v1/grants/" + grant + "/end",
                                         R"({"reason":"Birch")" + more + "}");
    }
    std::string later(std::int64_t seconds)
    {
        return rfc3339(product.clock.now().plus_seconds(seconds));
    }
    int inbox_of(const Caller& caller) { return caller.get("/api/v1/inbox?unit=no.5001").status; }
};

TEST_F(Grants, AreGivenWithAReasonAndTakeEffectAtOnce)
{
    const auto carl = product.sign_in("carl");
    EXPECT_EQ(inbox_of(carl), 403);
    const auto readers = [&] {
        return carl.get("/api/v1/units/no.5001/reachability?kind=concern.child").number("/people");
    };
    const auto before = readers();
    const auto given =
        give("lena", "carl", R"(,"kinds":["concern.child"],"until":")" + later(30 * days) + "\"");
    ASSERT_EQ(given.status, 201) << given.body;
    EXPECT_EQ(given.text("/person/name"), "Name of carl");
    EXPECT_EQ(given.text("/given_by/name"), "Name of lena");
    EXPECT_EQ(given.text("/given_by/role"), "unit_leader");
    EXPECT_EQ(given.text("/reason"), "Cedar");
    EXPECT_EQ(given.text("/state"), "in_force");
    EXPECT_EQ(given.text("/kinds/0"), "concern.child");
    EXPECT_EQ(inbox_of(carl), 200);
    EXPECT_EQ(readers(), before + 1);
    product.advance(30 * days);
    EXPECT_EQ(inbox_of(product.sign_in("carl")), 403);
}

TEST_F(Grants, AreGivenByWhoStandsAboveAndNeverToOneself)
{
    EXPECT_EQ(give("anna", "carl").status, 403);
    EXPECT_EQ(give("olga", "carl").status, 403);
    EXPECT_EQ(give("carl", "carl").status, 403);
    EXPECT_EQ(give("lena", "lena").status, 403);
    EXPECT_EQ(give("lena", "carl", "", "unit_leader").status, 403);
    EXPECT_EQ(give("dora", "dora", "", "unit_leader").status, 403);
    EXPECT_EQ(give("lena", "carl", "", "oversight").status, 403);
    EXPECT_EQ(grant_of("carl"), "");
    EXPECT_EQ(give("dora", "carl", "", "unit_leader").status, 201);
    // Whoever has it until tomorrow gets more of it from somebody else, or not at all.
    add("tove", Role::unit_leader);
    EXPECT_EQ(give("dora", "tove", R"(,"until":")" + later(days) + "\"").status, 201);
    EXPECT_EQ(give("tove", "tove").status, 403);
}

TEST_F(Grants, AreRefusedForWhatDoesNotExistOrIsThereAlready)
{
    const auto lena = product.sign_in("lena");
    const auto post = [&](const std::string& body) { return lena.post("/api/v1/grants", body); };
    EXPECT_EQ(
        post(R"({"unit":"no.5001","login":"nobody","role":"caseworker","reason":"r"})").status,
        422);
    EXPECT_EQ(post(R"({"unit":"no.5001","role":"caseworker","reason":"r"})").status, 422);
    EXPECT_EQ(post(R"({"unit":"no.5001","login":"carl","role":"caseworker"})").status, 422);
    EXPECT_EQ(give("lena", "carl", R"(,"kinds":["concern.cat"])").status, 422);
    EXPECT_EQ(give("lena", "carl", R"(,"until":")" + later(-1) + "\"").status, 422);
    EXPECT_EQ(give("lena", "anna").status, 409);
    EXPECT_EQ(post(R"({"unit":"no.5001","login":"carl","role":"caseworker","reason":"r"})").status,
              201);
}

TEST_F(Grants, AreGivenOnceHoweverOftenTheRequestIsSent)
{
    const auto lena = product.sign_in("lena");
    const auto body = R"({"unit":"no.5001","login":"carl","role":"caseworker","reason":"r"})";
    const auto first = lena.post("/api/v1/grants", body, key("g"));
    const auto again = lena.post("/api/v1/grants", body, key("g"));
    EXPECT_EQ(again.status, 201);
    EXPECT_EQ(again.text("/id"), first.text("/id"));
    EXPECT_EQ(product.count("access_grant WHERE id = x'" +
                            to_hex(parse_uuid(first.text("/id"))->view()) + "'"),
              1);
}

TEST_F(Grants, EndAtOnceAndSayByWhomAndWhy)
{
    const auto berit = product.sign_in("berit");
    EXPECT_EQ(inbox_of(berit), 200);
    const auto id = grant_of("berit");
    EXPECT_EQ(end("anna", id).status, 403);
    const auto ended = end("lena", id);
    ASSERT_EQ(ended.status, 200) << ended.body;
    EXPECT_EQ(ended.text("/state"), "ended");
    EXPECT_EQ(ended.text("/ended_by/name"), "Name of lena");
    EXPECT_EQ(ended.text("/end_reason"), "Birch");
    EXPECT_EQ(inbox_of(berit), 403);
    EXPECT_EQ(end("lena", id).status, 409);
    EXPECT_EQ(end("lena", to_string(Uuid{{1}})).status, 404);
}

TEST_F(Grants, EndAtATimeThatIsSaid)
{
    ASSERT_EQ(end("lena", grant_of("berit"), R"(,"at":")" + later(hours) + "\"").status, 200);
    EXPECT_EQ(inbox_of(product.sign_in("berit")), 200);
    product.advance(hours);
    EXPECT_EQ(inbox_of(product.sign_in("berit")), 403);
}

TEST_F(Grants, LetTheSubstituteHaveTheSameInTheSameAct)
{
    const auto until = later(20 * days);
    ASSERT_EQ(give("lena", "carl", R"(,"kinds":["concern.child"],"until":")" + until + "\"").status,
              201);
    people["siv"] = add_colleague("siv");
    const auto ended =
        end("lena", grant_of("carl"), R"(,"substitute":")" + to_string(people.at("siv")) + "\"");
    ASSERT_EQ(ended.status, 200) << ended.body;
    const auto siv =
        product.sign_in("siv").get("/api/v1/grants?person=" + to_string(people.at("siv")));
    EXPECT_EQ(siv.text("/items/0/kinds/0"), "concern.child");
    EXPECT_EQ(siv.text("/items/0/until"), until);
    EXPECT_EQ(inbox_of(product.sign_in("siv")), 200);
    // Nobody becomes a substitute by naming themselves.
    EXPECT_EQ(
        end("lena", grant_of("siv"), R"(,"substitute":")" + to_string(people.at("lena")) + "\"")
            .status,
        403);
}

TEST_F(Grants, ThatWereDelegatedEndWithTheirSource)
{
    const auto delegate = [&](const std::string& who, const std::string& whom,
                              const std::string& until) {
        return give(who, whom, R"(,"delegate":true)" + until, "unit_leader");
    };
    const auto in = [&](std::int64_t seconds) { return R"(,"until":")" + later(seconds) + "\""; };
    EXPECT_EQ(delegate("lena", "anna", "").status, 422);
    EXPECT_EQ(delegate("lena", "anna", in(32 * days)).status, 422);
    const auto given = delegate("lena", "anna", in(31 * days));
    ASSERT_EQ(given.status, 201) << given.body;
    EXPECT_EQ(given.text("/delegated_from/name"), "Name of lena");
    // What was delegated is not passed on, nor does it last.
    EXPECT_EQ(delegate("anna", "berit", in(days)).status, 422);
    EXPECT_EQ(give("anna", "carl").status, 201);
    ASSERT_EQ(end("dora", grant_of("lena", "unit_leader")).status, 200);
    EXPECT_EQ(product.count("access_grant WHERE role = 'unit_leader' AND ended_at_us IS NULL"), 0);
    EXPECT_EQ(give("anna", "berit").status, 403);
}

TEST_F(Grants, OfADisabledAccountAreOfNoUseAtOnce)
{
    const auto lena = product.sign_in("lena");
    const auto berit = product.sign_in("berit");
    const auto address = "/api/v1/people/" + to_string(people.at("berit"));
    const std::string why = R"({"reason":"Has left"})";
    EXPECT_EQ(product.sign_in("anna").post(address + "/disable", why).status, 403);
    EXPECT_EQ(berit.post(address + "/disable", why).status, 403);
    ASSERT_EQ(lena.post(address + "/disable", why).status, 204);
    EXPECT_EQ(berit.get("/api/v1/inbox?unit=no.5001").status, 401);
    EXPECT_EQ(product.count("session s JOIN person p ON p.id = s.person_id "
                            "WHERE p.login = 'berit'"),
              0);
    EXPECT_EQ(product.try_sign_in("berit", "password").status, 401);
    EXPECT_EQ(give("lena", "berit", "", "caseworker").status, 409);
    ASSERT_EQ(lena.post(address + "/enable", why).status, 204);
    EXPECT_EQ(inbox_of(product.sign_in("berit")), 200);
    EXPECT_EQ(lena.post("/api/v1/people/" + to_string(people.at("lena")) + "/disable", why).status,
              403);
}

TEST_F(Grants, ThatEndedKeepNothingFromColleagues)
{
    const auto sent = send();
    const auto take = "/api/v1/deliveries/" + sent.text("/delivery/id") + "/take";
    ASSERT_EQ(product.sign_in("berit").post(take, "{}").status, 200);
    const auto anna = product.sign_in("anna");
    EXPECT_EQ(anna.post(take, "{}").status, 409);
    ASSERT_EQ(end("lena", grant_of("berit")).status, 200);
    const auto seen = anna.get("/api/v1/deliveries/" + sent.text("/delivery/id"));
    EXPECT_TRUE(seen.flag("/acts/1/allowed")) << seen.body;
    EXPECT_EQ(anna.post(take, "{}").status, 200);
}

TEST_F(Grants, ShowWhatProvesThatTheyWork)
{
    const auto row = [&](const std::string& login) {
        return product.sign_in("lena").get("/api/v1/grants?person=" + to_string(people.at(login)));
    };
    EXPECT_EQ(row("anna").text("/items/0/contact"), "unverified");
    EXPECT_EQ(row("carl").size("/items"), 0u);
    const auto sent = send();
    EXPECT_EQ(product.count("access_use"), 0);  // Nothing of it is on the way in.
    EXPECT_EQ(row("anna").text("/items/0/last_used"), "");
    product.sign_in("anna").post("/api/v1/deliveries/" + sent.text("/delivery/id") + "/open", "");
    post.make_round();
    EXPECT_EQ(row("anna").text("/items/0/last_used"), rfc3339(product.clock.now()));
    EXPECT_EQ(row("anna").text("/items/0/contact"), "verified");
    EXPECT_EQ(row("berit").text("/items/0/last_used"), "");
}

TEST_F(Grants, TellTheirReasonsToThoseWhoAnswerForThem)
{
    ASSERT_EQ(give("lena", "carl").status, 201);
    const auto all = "/api/v1/grants?unit=no.5001";
    EXPECT_NE(product.sign_in("lena").get(all).body.find("Cedar"), std::string::npos);
    EXPECT_NE(product.sign_in("dora").get(all).body.find("Cedar"), std::string::npos);
    EXPECT_NE(product.sign_in("olga").get(all).body.find("Cedar"), std::string::npos);
    EXPECT_NE(product.sign_in("carl").get(all).body.find("Cedar"), std::string::npos);
    EXPECT_EQ(product.sign_in("anna").get(all).body.find("Cedar"), std::string::npos);
    EXPECT_EQ(product.count("event WHERE facts LIKE '%Cedar%'"), 0);
    product.add_caseworker("no.1103", "bo");
    EXPECT_EQ(product.sign_in("bo").get(all).status, 403);
}

TEST_F(Grants, OfAPersonSayWhatTheyOpen)
{
    product.add_caseworker("no.5001", "paul", {{"concern.police"}});
    ASSERT_EQ(give("lena", "carl", R"(,"kinds":["concern.police"])").status, 201);
    const auto address = "/api/v1/people/" + to_string(people.at("carl")) + "/access";
    const auto own = product.sign_in("carl").get(address);
    EXPECT_EQ(own.size("/opens"), 1u) << own.body;
    EXPECT_EQ(own.text("/opens/0/kind"), "concern.police");
    EXPECT_NE(own.text("/opens/0/why").find("Is caseworker in"), std::string::npos);
    EXPECT_EQ(product.sign_in("lena").get(address).status, 200);
    EXPECT_EQ(product.sign_in("anna").get(address).status, 403);
    const auto leader =
        product.sign_in("lena").get("/api/v1/people/" + to_string(people.at("lena")) + "/access");
    EXPECT_EQ(leader.size("/opens"), 3u);
}

TEST_F(Grants, AreForPeopleWhoCanBeFound)
{
    const auto lena = product.sign_in("lena");
    EXPECT_EQ(lena.get("/api/v1/people?unit=no.5001&q=CARL").each("/items", "login"), "carl");
    EXPECT_GE(lena.get("/api/v1/people?unit=no.5001").size("/items"), 4u);
    EXPECT_EQ(lena.get("/api/v1/people?unit=no.5001&q=olga").size("/items"), 0u);
    EXPECT_EQ(product.sign_in("anna").get("/api/v1/people?unit=no.5001").status, 403);
}

TEST_F(Grants, AreNeitherDeletedNorProlongedByAnybody)
{
    ASSERT_EQ(end("lena", grant_of("berit")).status, 200);
    EXPECT_FALSE(product.sql("UPDATE access_grant SET until_us = NULL WHERE ended_at_us > 0"));
    EXPECT_FALSE(product.sql("UPDATE access_grant SET role = 'director'"));
    EXPECT_FALSE(product.sql("DELETE FROM access_grant"));
    EXPECT_EQ(inbox_of(product.sign_in("berit")), 403);
}

TEST_F(Grants, StandInTheLedgerFromTheFirstOneOn)
{
    const auto grants = product.count("access_grant");
    EXPECT_GT(grants, 0);
    EXPECT_EQ(std::int64_t(product.event_count(EventName::access_changed)), grants);
    const auto listed = product.sign_in("lena").get("/api/v1/grants?unit=no.5001");
    EXPECT_EQ(listed.text("/items/0/given_by/role"), "operator");
}

TEST_F(Grants, AreEndedByTheOperatorToo)
{
    std::promise<Result<std::size_t>> ended;
    acts::end_grants(product.services(),
                     {.login = "berit", .unit = {"no.5001"}, .because = "Has left"},
                     [&](Result<std::size_t> count) { ended.set_value(std::move(count)); });
    const auto count = ended.get_future().get();
    ASSERT_TRUE(count);
    EXPECT_EQ(count.value(), 1u);
    EXPECT_EQ(inbox_of(product.sign_in("berit")), 403);
    const auto shown =
        product.sign_in("lena").get("/api/v1/grants?person=" + to_string(people.at("berit")));
    EXPECT_EQ(shown.text("/items/0/end_reason"), "Has left");
    EXPECT_EQ(shown.text("/items/0/ended_by/role"), "operator");
}

TEST_F(Grants, GivenUpAndAskedAgainWithTheSameKeyAreGivenUpOnce)
{
    add("siv", Role::caseworker);
    const auto siv = product.sign_in("siv");
    const auto at = "/api/v1/grants/" + grant_of("siv") + "/end";
    for (int i = 0; i < 2; ++i)
        EXPECT_EQ(siv.post(at, R"({"reason":"Birch"})", key("once")).status, 200) << i;
    EXPECT_EQ(siv.post(at, R"({"reason":"Birch"})", key("another")).status, 403);
}

TEST_F(Grants, OfADirectorAreNotMadeUselessByALeader)
{
    const auto disable = [&](const std::string& who) {
        return product.sign_in(who)
            .post("/api/v1/people/" + to_string(people.at("dora")) + "/disable",
                  R"({"reason":"Birch"})")
            .status;
    };
    EXPECT_EQ(disable("lena"), 403);
    add("dina", Role::director);
    EXPECT_EQ(disable("dina"), 204);
}

}  // namespace
}  // namespace varde::test
