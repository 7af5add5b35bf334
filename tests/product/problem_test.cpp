// "Something is wrong here": taken from anybody, numbered, and never closed by whom it is about.
#include "acts/raise_problem.hpp"
#include "support/product.hpp"

#include <gtest/gtest.h>

namespace varde::test {
namespace {

using domain::EventName;
using domain::ProblemName;
using domain::Role;

struct Problems : testing::Test {
    Problems()
    {
        product.add_caseworker("no.5001", "anna");
        leader_id = add("leif", Role::unit_leader, "no.5001");
        add("tora", Role::oversight, "no.oversight.50");
        add("odd", Role::oversight, "no.oversight.11");
        add("sofie", Role::caseworker, "no.sorting");
    }
    PersonId add(const std::string& login, Role role, const std::string& unit)
    {
        return product.add_person(
            {.organisation = "Organisation of " + login,
             .login = login,
             .name = "Name of " + login,
             .grants = {{.role = role, .unit = {unit}, .from = product.clock.now()}}});
    }
    Answer report(const std::string& more = "", Headers headers = {})
    {
        return product.anyone().post("/api/v1/problems",
                                     R"({"text":"Nobody answers.","unit":"no.5001")" + more + "}",
                                     std::move(headers));
    }
    static std::string numbers_in(const Answer& list)
    {
        std::string numbers;
        for (std::size_t i = 0; i < list.size("/items"); ++i)
            numbers += (i > 0 ? " " : "") +
                       std::to_string(list.number("/items/" + std::to_string(i) + "/number"));
        return numbers;
    }
    std::string numbers(const std::string& login, const std::string& query = "")
    {
        return numbers_in(product.sign_in(login).get("/api/v1/problems" + query));
    }
    Answer act(const std::string& login, const std::string& id, const std::string& verb)
    {
        return product.sign_in(login).post("/api/v1/problems/" + id + "/" + verb,
                                           verb == "close" ? R"({"reason":"It is mended."})"
                                                           : R"({"text":"We look at it."})");
    }
    Result<acts::RaisedProblem> raise(acts::NewProblem problem)
    {
        return write<acts::RaisedProblem>([this, problem](store::Transaction& tx) {
            return acts::raise_problem(product.services(), tx, problem, product.clock.now());
        });
    }
    Result<bool> end(ProblemName name, const std::string& about)
    {
        return write<bool>([this, name, about](store::Transaction& tx) {
            return acts::end_problem(product.services(), tx, name, {"no.5001"}, about,
                                     product.clock.now());
        });
    }
    template <class T, class Decide>
    Result<T> write(Decide decide)
    {
        std::promise<Result<T>> done;
        product.store().write<T>(decide, [&](Result<T> result, const store::Committed&) {
            done.set_value(std::move(result));
        });
        return done.get_future().get();
    }

    Product product;
    PersonId leader_id;
};

TEST_F(Problems, AreTakenFromAnybodyAndNumberedWithoutGaps)
{
    const auto first = report();
    ASSERT_EQ(first.status, 201) << first.body;
    EXPECT_EQ(first.number("/number"), 1);
    EXPECT_EQ(report(R"(,"colour":1)").status, 422);
    const auto anna = product.sign_in("anna");
    EXPECT_EQ(anna.post("/api/v1/problems", R"({"text":"x"})").number("/number"), 2);
    const auto school = product.add_sender("Example school");
    EXPECT_EQ(school.post("/api/v1/problems", R"({"text":"x"})").number("/number"), 3);
    EXPECT_EQ(raise({.name = ProblemName::duty_gap, .unit = {"no.5001"}}).value().number, 4);
    const auto events = product.events(first.text("/id"));
    ASSERT_EQ(events.size(), 1u);
    EXPECT_EQ(events[0].sequence, 1);
    EXPECT_EQ(numbers("tora"), "4 3 2 1");
    EXPECT_EQ(numbers("tora", "?unit=no.5001"), "4 1");
    EXPECT_EQ(product.count("problem"), 4);
}

TEST_F(Problems, GoOnWithoutAnUnknownUnitOrPerson)
{
    const auto taken = product.anyone().post(
        "/api/v1/problems", R"({"text":"x","unit":"no.such","about_person":"nobody"})");
    ASSERT_EQ(taken.status, 201) << taken.body;
    EXPECT_EQ(taken.each("/warnings", "code"), "unit_unknown person_unknown");
    // Who sorts what cannot be routed answers; any oversight closes.
    EXPECT_EQ(act("sofie", taken.text("/id"), "answer").status, 200);
    EXPECT_EQ(act("sofie", taken.text("/id"), "close").status, 403);
    EXPECT_EQ(act("odd", taken.text("/id"), "close").status, 200);
}

TEST_F(Problems, GiveTheSameAnswerToTheSameRequest)
{
    const auto first = report("", key("k")), again = report("", key("k"));
    EXPECT_EQ(again.status, 201);
    EXPECT_EQ(again.body, first.body);
    const auto other = report(R"(,"confidential":true)", key("k"));
    EXPECT_EQ(other.status, 409);
    EXPECT_EQ(other.problem(), "idempotency-key-reused");
    EXPECT_EQ(product.count("problem"), 1);
    const auto leif = product.sign_in("leif");
    const auto answer = [&] {
        return leif.post("/api/v1/problems/" + first.text("/id") + "/answer", R"({"text":"We."})",
                         key("a"));
    };
    answer();
    EXPECT_EQ(answer().size("/answers"), 1u);
}

TEST_F(Problems, AreClosedByNobodyWhomTheyAreAbout)
{
    const auto id = report(R"(,"about_person":")" + to_string(leader_id) + "\"").text("/id");
    EXPECT_EQ(act("leif", id, "close").status, 404);
    EXPECT_EQ(act("anna", id, "close").status, 404) << "nor do colleagues learn of it";
    const auto about_unit = report().text("/id");
    for (const auto* login : {"leif", "anna"}) {
        const auto refused = act(login, about_unit, "close");
        EXPECT_EQ(refused.status, 403) << login;
        EXPECT_NE(refused.text("/detail").find("nobody closes a problem"), std::string::npos);
    }
    EXPECT_EQ(act("odd", about_unit, "close").status, 403);
    const auto author =
        product.sign_in("anna").post("/api/v1/problems", R"({"text":"x","unit":"no.5001"})");
    EXPECT_EQ(act("anna", author.text("/id"), "close").status, 403);
    EXPECT_EQ(product.count("problem WHERE closed_at_us IS NOT NULL"), 0);
    EXPECT_EQ(product.event_count(EventName::access_refused), 6u);

    const auto closed = act("tora", about_unit, "close");
    EXPECT_EQ(closed.text("/state"), "closed") << closed.body;
    EXPECT_EQ(closed.text("/closed/text"), "It is mended.");
    EXPECT_EQ(act("tora", id, "close").status, 200);
    EXPECT_EQ(act("tora", id, "close").status, 409);
}

TEST_F(Problems, AboutSomebodyWithOversightAreClosedByAnotherWhoHasIt)
{
    const auto subject = add("trine", Role::oversight, "no.oversight.50");
    const auto id = report(R"(,"about_person":")" + to_string(subject) + "\"").text("/id");
    EXPECT_EQ(product.sign_in("trine").get("/api/v1/problems/" + id).status, 404);
    EXPECT_EQ(act("trine", id, "close").status, 404);
    EXPECT_EQ(numbers("trine"), "");
    EXPECT_EQ(act("tora", id, "close").status, 200);
}

TEST_F(Problems, ThatAreAnsweredStayOpen)
{
    const auto sent = report();
    const auto id = sent.text("/id");
    for (const auto* login : {"anna", "leif", "tora"})
        EXPECT_EQ(act(login, id, "answer").text("/state"), "answered") << login;
    const auto status = product.anyone().post("/api/v1/problems/follow-up",
                                              R"({"code":")" + sent.text("/code") + "\"}");
    ASSERT_EQ(status.status, 200) << status.body;
    EXPECT_EQ(status.size("/answers"), 3u);
    EXPECT_EQ(status.text("/answers/0/text"), "We look at it.");
    EXPECT_EQ(status.body.find("Name of"), std::string::npos) << "an author gets no names";
    EXPECT_EQ(status.each("/obligations", "state"), "met open");
    EXPECT_EQ(product.anyone()
                  .post("/api/v1/public/follow-up", R"({"code":")" + sent.text("/code") + "\"}")
                  .status,
              404);
}

TEST_F(Problems, ThatAreConfidentialDoNotExistForTheUnit)
{
    const auto open = report();
    const auto secret = report(R"(,"confidential":true)").text("/id");
    for (const auto* login : {"anna", "leif", "odd", "sofie"}) {
        EXPECT_EQ(product.sign_in(login).get("/api/v1/problems/" + secret).status, 404) << login;
        EXPECT_EQ(act(login, secret, "answer").status, 404) << login;
        EXPECT_EQ(act(login, secret, "close").status, 404) << login;
        EXPECT_EQ(numbers(login).find('2'), std::string::npos) << login;
    }
    EXPECT_EQ(numbers("leif"), "1");
    EXPECT_EQ(numbers("anna", "?unit=no.5001"), "1");
    EXPECT_EQ(numbers("odd"), "");
    EXPECT_EQ(numbers("tora"), "2 1");
    // What it obliges somebody to hangs on whoever oversees, not on the unit.
    EXPECT_EQ(product.count("problem WHERE handler = 'no.oversight.50'"), 1);
    EXPECT_EQ(product.count("obligation WHERE owed_by <> 'oversight'"), 1);
    EXPECT_EQ(product.sign_in("tora").get("/api/v1/problems/" + secret).text("/text"),
              "Nobody answers.");
}

TEST_F(Problems, AboutALeaderAreNotTheLeadersToActOn)
{
    const auto caseworker = product.add_caseworker("no.5001", "berit");
    report(R"(,"about_person":")" + to_string(leader_id) + "\"");
    report(R"(,"about_person":")" + to_string(caseworker) + "\"");
    EXPECT_EQ(product.count("problem WHERE handler = 'no.oversight.50' AND number = 1"), 1);
    EXPECT_EQ(numbers("leif"), "2");
    EXPECT_EQ(numbers("anna"), "");
    EXPECT_EQ(numbers("berit"), "");
    EXPECT_EQ(numbers("tora"), "2 1");
}

TEST_F(Problems, ShowTheirAuthorToOversightOnly)
{
    const auto id = product.sign_in("anna")
                        .post("/api/v1/problems",
                              R"({"text":"x","unit":"no.5001","page":"/app/","contact":"by post"})")
                        .text("/id");
    const auto by_leader = product.sign_in("leif").get("/api/v1/problems/" + id);
    EXPECT_EQ(by_leader.text("/text"), "x");
    EXPECT_EQ(by_leader.body.find("Name of anna"), std::string::npos);
    EXPECT_EQ(by_leader.body.find("by post"), std::string::npos);
    const auto by_oversight = product.sign_in("tora").get("/api/v1/problems/" + id);
    EXPECT_EQ(by_oversight.text("/raised_by/name"), "Name of anna");
    EXPECT_EQ(by_oversight.text("/contact"), "by post");
    EXPECT_EQ(by_oversight.text("/page"), "/app/");
    EXPECT_EQ(product.event_count(EventName::problem_read), 2u);
}

TEST_F(Problems, ThatVardeFindsAreOneUntilTheyHaveEnded)
{
    const acts::NewProblem gap{
        .name = ProblemName::duty_gap, .unit = {"no.5001"}, .about = "2026-12-24", .text = "x"};
    auto other = gap;
    other.about = "2026-12-25";
    const auto first = raise(gap), again = raise(gap);
    ASSERT_TRUE(first && again);
    EXPECT_TRUE(first.value().fresh);
    EXPECT_FALSE(again.value().fresh);
    EXPECT_EQ(again.value().id, first.value().id);
    EXPECT_TRUE(raise(other).value().fresh);
    EXPECT_EQ(product.count("problem"), 2);
    EXPECT_EQ(product.sign_in("anna")
                  .get("/api/v1/problems/" + to_string(first.value().id))
                  .each("/obligations", "name"),
              "mend_problem");
    EXPECT_TRUE(end(ProblemName::duty_gap, "2026-12-24").value());
    EXPECT_FALSE(end(ProblemName::duty_gap, "2026-12-24").value());
    EXPECT_FALSE(end(ProblemName::address_dead, "2026-12-25").value());
    EXPECT_EQ(product.count("obligation WHERE met_at_us IS NOT NULL"), 1);
    const auto later = raise(gap);
    EXPECT_TRUE(later.value().fresh);
    EXPECT_EQ(later.value().number, 3);
    EXPECT_EQ(act("anna", to_string(later.value().id), "close").status, 403);
    EXPECT_EQ(act("leif", to_string(later.value().id), "close").status, 200);
    EXPECT_EQ(numbers("leif", "?state=open"), "2");
}

TEST_F(Problems, AreRefusedWhereTheySayNothingOrTooMuch)
{
    const auto post = [&](const std::string& text) {
        return product.anyone().post("/api/v1/problems", R"({"text":")" + text + "\"}");
    };
    for (const auto& text : {std::string(" \\n "), std::string(20'001, 'x')}) {
        const auto refused = post(text);
        EXPECT_EQ(refused.status, 422);
        EXPECT_EQ(refused.text("/errors/0/pointer"), "/text");
    }
    std::string longest;
    for (int i = 0; i < 20'000; ++i)
        longest += "ø";
    EXPECT_EQ(post(longest).status, 201);
    EXPECT_EQ(product.count("problem"), 1);
}

TEST_F(Problems, AreSaidUnderASessionOnlyByOurOwnPages)
{
    auto anna = product.sign_in("anna");
    anna.headers.erase("x-csrf-token");
    EXPECT_EQ(anna.post("/api/v1/problems", R"({"text":"x"})").problem(), "csrf-token");
    EXPECT_EQ(product.count("problem"), 0);
}

TEST_F(Problems, AreListedInPages)
{
    for (int i = 0; i < 5; ++i)
        report();
    const auto leif = product.sign_in("leif");
    const auto first = leif.get("/api/v1/problems?limit=2");
    EXPECT_EQ(numbers_in(first), "5 4");
    const auto second = leif.get("/api/v1/problems?limit=2&after=" + first.text("/next"));
    EXPECT_EQ(numbers_in(second), "3 2");
    const auto last = leif.get("/api/v1/problems?limit=2&after=" + second.text("/next"));
    EXPECT_EQ(numbers_in(last), "1");
    EXPECT_TRUE(last.text("/next").empty());
    EXPECT_EQ(leif.get("/api/v1/problems?after=x").status, 422);
    EXPECT_EQ(leif.get("/api/v1/problems?state=x").status, 422);
}

TEST_F(Problems, FollowFromTheirEventsAlone)
{
    const auto id = report(R"(,"confidential":true)").text("/id");
    act("tora", id, "answer");
    act("tora", report().text("/id"), "close");
    ASSERT_TRUE(raise({.name = ProblemName::duty_gap, .unit = {"no.5001"}, .about = "x"}));
    const auto checked = product.store().read([](store::Reading& reading) -> Result<std::size_t> {
        std::map<ReportId, domain::Problem> folded;
        for (const auto& stored : TRY(reading.events_from(0, 100'000)))
            if (domain::is_of_problem(stored.event.name)) {
                auto& problem = folded[stored.event.report];
                problem = domain::fold_problem(std::move(problem), stored.event);
            }
        for (const auto& [as_report, problem] : folded) {
            const auto row = TRY(reading.problem({as_report.uuid}));
            EXPECT_TRUE(row && row->problem == problem) << problem.number;
        }
        return folded.size();
    });
    EXPECT_EQ(checked.value(), 3u);
}

}  // namespace
}  // namespace varde::test
