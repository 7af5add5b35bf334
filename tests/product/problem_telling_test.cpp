// Of what people say is wrong somebody is told who may see it; whom it is about never learns of it.
#include "support/staffed_unit.hpp"

namespace varde::test {
namespace {

using domain::Role;

struct ProblemTelling : StaffedUnit {
    ProblemTelling() { add("odd", Role::oversight, "no.oversight.11"); }

    Answer raise(const std::string& more)
    {
        auto sent =
            product.anyone().post("/api/v1/problems", R"({"text":"Nobody answers.")" + more + "}");
        EXPECT_EQ(sent.status, 201) << sent.body;
        deadlines.look();
        return sent;
    }
    std::string about(const std::string& login) const
    {
        return R"(,"about_person":")" + to_string(people.at(login)) + "\"";
    }
    /// Everybody whom any step told.
    std::set<std::string> told(const Answer& problem)
    {
        std::set<std::string> names;
        for (const auto& event : product.events(problem.text("/id")))
            for (const auto& [login, id] : people)
                if (event.name == domain::EventName::escalation_raised &&
                    std::ranges::find(event.facts.people, id) != event.facts.people.end())
                    names.insert(login);
        return names;
    }
    /// The steps of a problem, the newest last.
    std::vector<std::string> steps(const Answer& problem)
    {
        std::vector<std::string> ids;
        for (const auto& event : product.events(problem.text("/id")))
            if (event.name == domain::EventName::escalation_raised)
                ids.push_back(to_string(event.facts.subject));
        return ids;
    }
    Answer acknowledge(const std::string& login, const std::string& id)
    {
        return product.sign_in(login).post("/api/v1/escalations/" + id + "/acknowledge", "{}");
    }
};

using Names = std::set<std::string>;

TEST_F(ProblemTelling, OfAnOversightOfficeReachesAnotherOneAndNobodyInIt)
{
    for (const std::string more : {"", R"(,"confidential":true)"}) {
        const auto problem = raise(R"(,"unit":"no.oversight.50")" + more);
        deadlines.pass(10 * days);
        EXPECT_EQ(told(problem), Names{"odd"}) << more;
        const auto answer = product.sign_in("odd").post(
            "/api/v1/problems/" + problem.text("/id") + "/answer", R"({"text":"We look at it."})");
        EXPECT_EQ(answer.status, 200) << answer.body;
    }
    EXPECT_EQ(escalations("olga", "").size("/items"), 0u);
    while (post.make_round())
        continue;
    EXPECT_EQ(mail.to().find("olga"), std::string::npos);
}

TEST_F(ProblemTelling, ReachesAllOversightButItsSubjectWhereItIsConfidentialWithoutAUnit)
{
    const auto problem = raise(R"(,"confidential":true)" + about("olga"));
    deadlines.pass(10 * days);
    EXPECT_EQ(told(problem), Names{"odd"});
    EXPECT_EQ(told(raise(R"(,"confidential":true)")), (Names{"odd", "olga"}));
}

TEST_F(ProblemTelling, NeverReachesWhomItIsAboutEvenWhereThereIsNobodyElse)
{
    const auto problem = raise(R"(,"unit":"no.5001")" + about("olga"));
    deadlines.pass(40 * days);
    EXPECT_EQ(told(problem), Names{"lena"});
}

TEST_F(ProblemTelling, IsListedAndHeldOnlyByThoseWhoMaySeeIt)
{
    const auto problem = raise(R"(,"unit":"no.5001")" + about("anna"));
    const auto step = steps(problem).at(0);
    EXPECT_EQ(escalations("lena").size("/items"), 1u);
    const auto unknown = acknowledge("anna", to_string(post.fresh_id()));
    for (const auto* who : {"anna", "berit", "dora", "odd"}) {
        EXPECT_EQ(escalations(who, "").size("/items"), 0u) << who;
        const auto refused = acknowledge(who, step);
        EXPECT_EQ(refused.status, 404) << who;
        EXPECT_EQ(refused.text("/detail"), unknown.text("/detail")) << who;
        const auto seen = product.sign_in(who).get("/api/v1/problems/" + problem.text("/id"));
        EXPECT_EQ(seen.status, 404) << who;
    }
    for (const auto* who : {"anna", "berit", "dora"})
        EXPECT_EQ(escalations(who).size("/items"), 0u) << who;
    EXPECT_EQ(product.event_count(domain::EventName::escalation_acknowledged), 0u);
    EXPECT_EQ(acknowledge("lena", step).status, 200);
}

TEST_F(ProblemTelling, FillsPagesPastWhatIsNotToBeSeen)
{
    raise(R"(,"unit":"no.5001")");
    for (int i = 0; i < 5; ++i) {
        product.advance(1);
        raise(R"(,"unit":"no.5001")" + about("anna"));
    }
    EXPECT_EQ(escalations("lena", "?unit=no.5001&limit=2").size("/items"), 2u);
    const auto seen = escalations("berit", "?unit=no.5001&limit=2");
    EXPECT_EQ(seen.size("/items"), 1u) << seen.body;
    EXPECT_TRUE(seen.text("/next").empty());
}

}  // namespace
}  // namespace varde::test
