// Stored means read back: what a unit's case system fetches, proves, loses and is asked again.
#include "support/readback_unit.hpp"

namespace varde::test {
namespace {

using Readback = ReadbackUnit;

TEST_F(Readback, MakesItStoredOnlyByTheRightDigestOverTheBytesThatWereGiven)
{
    const auto sent = send_one();
    const auto page = fetch();
    ASSERT_EQ(page.size("/items"), 1u) << page.body;
    EXPECT_EQ(page.number("/items/0/seq"), 1);
    EXPECT_EQ(page.number("/items/0/channel_seq"), 1);
    EXPECT_EQ(page.text("/items/0/report_id"), sent.text("/id"));
    const auto delivery = page.text("/items/0/delivery_id");
    const auto version = product.sign_in("anna").get("/api/v1/deliveries/" + delivery);
    EXPECT_EQ(events("delivery.stored"), 0);
    const auto proved = prove(page);
    EXPECT_EQ(proved.status, 200) << proved.body;
    EXPECT_EQ(proved.text("/state"), "stored");
    EXPECT_EQ(events("delivery.stored"), 1);
    const auto seen = school.get("/api/v1/reports/" + sent.text("/id"));
    EXPECT_NE(seen.each("/milestones", "name").find("stored"), std::string::npos) << seen.body;
    const auto receipts = school.get("/api/v1/reports/" + sent.text("/id") + "/receipts");
    EXPECT_NE(receipts.body.find("stored"), std::string::npos) << receipts.body;
    const auto after = product.sign_in("anna").get("/api/v1/deliveries/" + delivery);
    EXPECT_EQ(after.text("/version"), version.text("/version")) << "people's views stay good";
    EXPECT_EQ(after.text("/readback/connector"), "example-cases/4.2");
    EXPECT_EQ(after.text("/state"), "unopened") << "a machine opens nothing";
}

TEST_F(Readback, TakesTheSameProofAgainAndStoresItOnce)
{
    send_one();
    const auto page = fetch();
    EXPECT_EQ(prove(page).status, 200);
    EXPECT_EQ(prove(page).status, 200);
    EXPECT_EQ(events("delivery.stored"), 1);
    const auto again = fetch();
    EXPECT_TRUE(again.flag("/items/0/held"));
    EXPECT_FALSE(again.at("/items/0/document").exists()) << "it has its own";
}

TEST_F(Readback, CoversTheFilesToo)
{
    const auto upload = school.upload("image/jpeg", "picture").text("/id");
    send_one(R"("attachments":[{"upload":")" + upload + R"(","name":"yard.jpg"}])");
    const auto page = fetch();
    const auto file = system.get(page.text("/items/0/attachments/0/url"));
    EXPECT_EQ(file.status, 200);
    EXPECT_EQ(file.body, "picture");
    const auto path = stored(page.text("/items/0/delivery_id"));
    const auto nonce = page.text("/items/0/nonce");
    const auto document = bytes_in(page, "/items/0");
    EXPECT_EQ(system.post(path, proof_of(nonce, document)).problem(), "wrong-digest");
    EXPECT_EQ(system.post(path, proof_of(nonce, document + "picture")).status, 200);
    EXPECT_EQ(events("delivery.stored"), 1);
}

TEST_F(Readback, SaysOfAWrongDigestThatItIsAndTellsPeopleUntilARightOneComes)
{
    send_one();
    const auto page = fetch();
    const auto delivery = page.text("/items/0/delivery_id");
    const auto wrong = system.post(stored(delivery), proof_of(page.text("/items/0/nonce"), "cut"));
    EXPECT_EQ(wrong.status, 409);
    EXPECT_EQ(wrong.problem(), "wrong-digest");
    EXPECT_EQ(events("delivery.stored"), 0);
    EXPECT_EQ(events("readback.failed"), 1);
    EXPECT_EQ(state(delivery), "wrong_digest");
    challenge(product);
    challenge(product);
    EXPECT_EQ(standing(), 1);
    EXPECT_NE(told().find(delivery), std::string::npos) << told();
    EXPECT_EQ(prove(page).status, 200);
    challenge(product);
    EXPECT_EQ(standing(), 0);
    EXPECT_EQ(events("delivery.stored"), 1);
}

TEST_F(Readback, TellsNoncesApartThatWereNeverGivenOrAreOver)
{
    const auto sent = send_one();
    keep_up();
    const auto delivery = held.begin()->first;
    const auto never =
        system.post(stored(delivery), proof_of(std::string(64, 'a'), held[delivery]));
    EXPECT_EQ(never.problem(), "nonce-unknown");
    product.advance(hours);
    challenge(product);
    const auto first = system.get(challenges).text("/items/0/nonce");
    product.advance(25 * hours);
    challenge(product);  // Nobody answered…
    challenge(product);  // …so another question is asked.
    const auto late = system.post(stored(delivery), proof_of(first, held[delivery]));
    EXPECT_EQ(late.problem(), "nonce-expired") << late.body;
    EXPECT_EQ(events("delivery.stored"), 1);
    std::string names;
    for (const auto& event : product.events(sent.text("/id")))
        if (event.name == domain::EventName::readback_failed)
            names += event.facts.name + " ";
    EXPECT_EQ(names, "nonce_unknown silent nonce_expired ");
}

TEST_F(Readback, AsksAgainAfterAnHourAndEachNightAndFindsWhatWasLost)
{
    send_one();
    keep_up();
    challenge(product);
    EXPECT_EQ(answer_challenges(), 0u);
    product.advance(hours);
    challenge(product);
    EXPECT_EQ(answer_challenges(), 1u);
    for (int night = 0; night < 20; ++night) {
        product.advance(days);
        challenge(product);
        EXPECT_EQ(answer_challenges(), 1u) << night;
    }
    EXPECT_EQ(standing(), 0);
    EXPECT_EQ(events("delivery.stored"), 1) << "what is well is no event each night";
    const auto delivery = held.begin()->first;
    product.advance(days);
    challenge(product);
    const auto asked = system.get(challenges);
    const auto gone = system.post(stored(delivery), R"({"nonce":")" + asked.text("/items/0/nonce") +
                                                        R"(","missing":true})");
    EXPECT_EQ(gone.text("/state"), "missing") << gone.body;
    challenge(product);
    EXPECT_EQ(standing(), 1);
    const auto listed = product.sign_in("lena").get("/api/v1/readbacks?unit=no.5001");
    EXPECT_EQ(listed.text("/failing/0/state"), "missing");
    EXPECT_EQ(system.get(pull + "/" + delivery).status, 200);
    EXPECT_EQ(settle(), 1u);
    EXPECT_EQ(standing(), 0);
    EXPECT_EQ(events("delivery.stored"), 2) << "stored again, after it was lost";
}

TEST_F(Readback, TellsOfASystemThatNeverComesAndOfOneThatNoLongerAnswers)
{
    send_one();
    challenge(product);
    EXPECT_EQ(standing(), 0);
    product.advance(hours);
    challenge(product);
    EXPECT_EQ(standing(), 1);
    EXPECT_NE(told().find("ikke svart"), std::string::npos) << told();
    keep_up();
    challenge(product);
    EXPECT_EQ(standing(), 0);
    product.advance(hours);
    challenge(product);  // Asks again…
    product.advance(hours);
    challenge(product);  // …and nobody answered.
    EXPECT_EQ(standing(), 1);
    EXPECT_EQ(events("readback.failed"), 2);
}

TEST_F(Readback, ExpectsNothingOfUnitsWithoutACaseSystemNorOfWhatCameBeforeIt)
{
    school.post("/api/v1/reports", report_to("1103"));
    product.advance(days);
    challenge(product);
    EXPECT_EQ(product.count("readback"), 0);
    const auto later = add_case_system(product, "no.1103");
    challenge(product);
    EXPECT_EQ(later.get("/api/v1/channels/no.1103/deliveries").size("/items"), 0u);
    EXPECT_EQ(standing(), 0);
}

TEST_F(Readback, ExpectsNothingOnceTheKeyIsRevoked)
{
    send_one();
    product.advance(hours);
    challenge(product);
    EXPECT_EQ(standing(), 1);
    ASSERT_TRUE(product.sql("UPDATE api_key SET revoked_at_us = 1 WHERE role = 'case_system'"));
    challenge(product);
    EXPECT_EQ(standing(), 0);
    product.advance(30 * days);
    send_one();
    challenge(product);
    EXPECT_EQ(standing(), 0);
}

TEST_F(Readback, IsForTheUnitsOwnSystemAlone)
{
    send_one();
    const auto delivery = fetch().text("/items/0/delivery_id");
    const auto other = add_case_system(product, "no.1103");
    for (const auto& caller : {other, school, product.sign_in("lena")}) {
        EXPECT_EQ(caller.get(pull, {{"user-agent", "a/1"}}).status, 403);
        EXPECT_EQ(caller.get(challenges, {{"user-agent", "a/1"}}).status, 403);
        EXPECT_EQ(caller.get(pull + "/" + delivery, {{"user-agent", "a/1"}}).status, 403);
        EXPECT_EQ(caller
                      .post(stored(delivery), proof_of(std::string(64, 'a'), "x"),
                            {{"user-agent", "a/1"}})
                      .status,
                  403);
    }
    EXPECT_EQ(product.anyone().get(pull).status, 401);
    EXPECT_EQ(events("access.refused"), 6) << "each refusal on a delivery is recorded";
    EXPECT_EQ(system.get(pull, {{"user-agent", "curl"}}).status, 400);
}

TEST_F(Readback, TellsOfManyInOneProblemWhichEndsWithTheLast)
{
    send_one();
    product.advance(hours);
    challenge(product);
    EXPECT_EQ(standing(), 1);
    send_one();
    product.advance(hours);
    challenge(product);
    EXPECT_EQ(standing(), 1) << "the second joins it";
    EXPECT_EQ(product.count("readback WHERE told = 'silent'"), 2);
    const auto page = fetch();
    prove(page, "/items/0");
    challenge(product);
    EXPECT_EQ(standing(), 1);
    prove(page, "/items/1");
    challenge(product);
    EXPECT_EQ(standing(), 0);
    EXPECT_EQ(product.count("problem WHERE name = 'readback_failed'"), 1);
}

TEST_F(Readback, TellsAgainEachDayOfWhatSomebodyClosedThoughItFails)
{
    send_one();
    product.advance(hours);
    challenge(product);
    const auto lena = product.sign_in("lena");
    const auto list = lena.get("/api/v1/problems?unit=no.5001");
    const auto closed = lena.post("/api/v1/problems/" + list.text("/items/0/id") + "/close",
                                  R"({"reason":"The vendor knows."})");
    ASSERT_EQ(closed.status, 200) << closed.body;
    challenge(product);
    EXPECT_EQ(standing(), 0);
    product.advance(days);
    challenge(product);
    EXPECT_EQ(standing(), 1);
    EXPECT_EQ(product.count("readback WHERE told = 'silent'"), 1);
    EXPECT_NE(told().find(fetch().text("/items/0/delivery_id")), std::string::npos) << told();
}

TEST_F(Readback, TellsAgainUnderAnotherKey)
{
    send_one();
    product.advance(hours);
    challenge(product);
    ASSERT_TRUE(product.sql("UPDATE api_key SET revoked_at_us = 1 WHERE role = 'case_system'"));
    product.advance(days);
    challenge(product);
    EXPECT_EQ(standing(), 0);
    add_case_system(product, "no.5001");
    challenge(product);
    EXPECT_EQ(standing(), 1);
}

TEST_F(Readback, AsksAnotherQuestionWhenACopyOfOursRepeatsARound)
{
    send_one();
    const auto page = fetch();
    ASSERT_TRUE(product.sql("UPDATE readback SET asked_us = asked_us + 1"));
    EXPECT_EQ(prove(page).problem(), "nonce-expired");
    EXPECT_EQ(events("delivery.stored"), 0);
    EXPECT_EQ(prove(fetch()).status, 200);
}

TEST_F(Readback, NamesTheSystemThatTookItAndProvedNothing)
{
    const auto sent = send_one();
    fetch();
    product.advance(hours);
    challenge(product);
    std::string connectors;
    for (const auto& event : product.events(sent.text("/id")))
        if (event.name == domain::EventName::readback_failed)
            connectors += event.facts.connector;
    EXPECT_EQ(connectors, "example-cases/4.2");
}

TEST_F(Readback, GoesOnAfterARestart)
{
    send_one();
    product.reopen();
    const auto page = fetch();
    ASSERT_EQ(page.size("/items"), 1u);
    product.reopen();
    EXPECT_EQ(prove(page).status, 200);
    product.reopen();
    product.advance(hours);
    challenge(product);
    product.reopen();
    EXPECT_EQ(system.get(challenges).size("/items"), 1u);
}

}  // namespace
}  // namespace varde::test
