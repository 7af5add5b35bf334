// Coverage as people see it: by name, in words, and for oneself.
#include "support/covered_unit.hpp"

namespace varde::test {
namespace {

struct CoverageView : CoveredUnit {};

TEST_F(CoverageView, ShowsByNameWhoCouldOpenWhoCouldNotAndWhenTooFewCould)
{
    EXPECT_EQ(leave("anna", "2026-11-23T08:00+01:00", "2026-11-25T16:00+01:00").status, 201);
    EXPECT_EQ(leave("berit", "2026-11-24T08:00+01:00", "2026-11-24T16:00+01:00", because).status,
              201);
    const auto answer = cell();
    ASSERT_EQ(answer.status, 200) << answer.body;
    EXPECT_EQ(answer.number("/needed"), 2);
    EXPECT_EQ(answer.text("/items/0/unit/id"), "no.5001");
    EXPECT_EQ(answer.each("/items/0/kinds", "kind"),
              "concern.child concern.child.public concern.police");
    const std::string at = "/items/0/kinds/0";
    EXPECT_TRUE(answer.flag(at + "/live"));
    EXPECT_EQ(answer.number(at + "/count"), 2);
    EXPECT_EQ(answer.each(at + "/people", "name"), "Name of berit Name of lena");
    EXPECT_EQ(answer.each(at + "/people", "contact"), "unverified unverified");
    EXPECT_EQ(answer.text(at + "/unable/0/name"), "Name of anna");
    EXPECT_EQ(answer.text(at + "/unable/0/why"),
              "On leave until Wednesday 25 November 2026 at 16:00.");
    EXPECT_EQ(answer.text(at + "/unable/1/why"), "The role sees no content.");
    EXPECT_EQ(answer.text(at + "/next_gap/from"), "2026-11-24T07:00:00.000Z");
    EXPECT_EQ(answer.text(at + "/next_gap/until"), "2026-11-24T15:00:00.000Z");
    EXPECT_EQ(answer.text(at + "/next_gap/in_words/nb"),
              "Fra tirsdag 24. november 2026 kl. 08.00 til tirsdag 24. november 2026 kl. 16.00 "
              "kan bare 1 person åpne det.");
    std::string counts;
    for (std::size_t i = 0; i < answer.size(at + "/timeline"); ++i)
        counts += std::to_string(answer.number(at + "/timeline/" + std::to_string(i) + "/count"));
    EXPECT_EQ(counts, "2123");
    EXPECT_FALSE(answer.text(at + "/problem/id").empty());
    EXPECT_TRUE(answer.flag("/items/0/acts/0/allowed"));
    EXPECT_EQ(cell("lena", "&language=nb").text(at + "/unable/0/why"),
              "Borte til onsdag 25. november 2026 kl. 16.00.");
}

TEST_F(CoverageView, IsSeenByWhoWatchesTheUnitAndByNobodyElse)
{
    add("odd", domain::Role::caseworker, "no.4204");
    EXPECT_EQ(cell("anna").status, 200);
    EXPECT_EQ(cell("dora").status, 200);
    EXPECT_EQ(cell("olga").status, 200);
    EXPECT_EQ(cell("odd").status, 403);
    EXPECT_EQ(product.sign_in("odd").get("/api/v1/coverage?unit=no.0").status, 404);
    const auto all = product.sign_in("olga").get("/api/v1/coverage");
    EXPECT_GT(all.size("/items"), 10u) << "every unit of the county, with or without people";
    const auto own = product.sign_in("odd").get("/api/v1/coverage");
    EXPECT_EQ(own.size("/items"), 1u);
    EXPECT_FALSE(own.flag("/items/0/acts/0/allowed"));
}

TEST_F(CoverageView, CountsWhatWaitsAndShowsWhoHasReadBefore)
{
    const auto sent = send();
    const auto delivery = sent.text("/delivery/id");
    EXPECT_EQ(cell().number("/items/0/kinds/0/waiting/count"), 1);
    product.sign_in("anna").post("/api/v1/deliveries/" + delivery + "/open", "{}");
    const auto answer = cell();
    EXPECT_EQ(answer.text("/items/0/kinds/0/people/0/name"), "Name of anna");
    EXPECT_FALSE(answer.text("/items/0/kinds/0/people/0/last_used").empty());
    EXPECT_TRUE(answer.text("/items/0/kinds/0/people/1/last_used").empty());
}

TEST_F(CoverageView, AnswersWhetherIMayOpenItAndWhomToAsk)
{
    const auto mine = product.sign_in("anna").get("/api/v1/coverage/mine");
    EXPECT_EQ(mine.size("/items"), 3u) << mine.body;
    EXPECT_TRUE(mine.flag("/items/0/able"));
    EXPECT_EQ(mine.text("/items/0/reason"), "You are caseworker in " + trondheim + ".");
    EXPECT_EQ(mine.number("/items/0/waiting/count"), 0);

    product.add_caseworker("no.5001", "pia", {{"concern.police"}});
    const auto pia =
        product.sign_in("pia").get("/api/v1/coverage/check?unit=no.5001&kind=concern.child");
    EXPECT_FALSE(pia.flag("/items/0/able"));
    EXPECT_EQ(pia.text("/items/0/reason"),
              "Your access in " + trondheim + " does not include concern.child.");
    EXPECT_EQ(pia.each("/items/0/ask", "name"), "Name of lena Name of dora");
    EXPECT_EQ(pia.each("/items/0/ask", "role"), "unit_leader director");

    add("odd", domain::Role::caseworker, "no.4204");
    const auto odd = product.sign_in("odd").get("/api/v1/coverage/check?unit=no.5001");
    EXPECT_EQ(odd.size("/items"), 3u);
    EXPECT_FALSE(odd.flag("/items/0/able"));
    EXPECT_FALSE(odd.at("/items/0/waiting").exists()) << "what waits there is not theirs to know";
    EXPECT_EQ(product.sign_in("odd").get("/api/v1/coverage/check").status, 422);
    EXPECT_EQ(product.sign_in("odd").get("/api/v1/coverage/check?unit=no.5001&kind=x").status, 404);

    EXPECT_EQ(leave("anna", "2026-11-23T08:00+01:00", "2026-11-25T16:00+01:00").status, 201);
    const auto away = product.sign_in("anna").get("/api/v1/coverage/mine");
    EXPECT_FALSE(away.flag("/items/0/able"));
    EXPECT_EQ(away.text("/items/0/reason"),
              "You are on leave here until Wednesday 25 November 2026 at 16:00.");
}

TEST_F(CoverageView, SaysWhatWouldFollowAndChangesNothing)
{
    const auto ask = [&](const std::string& who, const std::string& whom,
                         const std::string& more = "") {
        return product.sign_in(who).post("/api/v1/coverage/what-if",
                                         R"({"person":")" + to_string(people.at(whom)) + "\"" +
                                             more + "}");
    };
    EXPECT_EQ(ask("lena", "anna").size("/drops"), 0u);
    EXPECT_EQ(end("anna").status, 200);
    const auto before = product.count("event");
    const auto answer = ask("lena", "berit");
    EXPECT_EQ(answer.status, 200) << answer.body;
    EXPECT_EQ(answer.each("/drops", "kind"), "concern.child concern.child.public concern.police");
    EXPECT_EQ(answer.number("/drops/0/before"), 2);
    EXPECT_EQ(answer.number("/drops/0/after"), 1);
    EXPECT_EQ(answer.text("/drops/0/sentence/nb"),
              "Hvis Name of berit ikke lenger kan logge inn, kan bare 1 person åpne " + child_nb +
                  " i " + trondheim + "; 2 trengs.");
    EXPECT_EQ(product.count("event"), before);
    add("odd", domain::Role::caseworker, "no.4204");
    EXPECT_EQ(ask("odd", "berit").size("/drops"), 0u) << "of units that they may watch alone";
    EXPECT_EQ(ask("odd", "berit", R"(,"unit":"no.5001")").status, 403);
    EXPECT_EQ(ask("lena", "berit", R"(,"until":"2020-01-01T00:00:00Z")").status, 422);
}

TEST_F(CoverageView, StandsInTheMetricsOfEachKindThatAUnitTakes)
{
    const auto metrics = product.anyone().get("/metrics").body;
    EXPECT_NE(metrics.find("varde_coverage_people{unit=\"no.5001\",kind=\"concern.child\"} 3\n"),
              std::string::npos)
        << metrics;
    EXPECT_EQ(metrics.find("no.4204"), std::string::npos);
}

}  // namespace
}  // namespace varde::test
