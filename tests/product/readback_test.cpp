// Stored means read back: what a unit's case system fetches, proves, loses and is asked again.
#include "support/case_system.hpp"
#include "support/staffed_unit.hpp"

namespace varde::test {
namespace {

const std::string pull = "/api/v1/channels/no.5001/deliveries";
const std::string challenges = "/api/v1/channels/no.5001/challenges";

struct Readback : StaffedUnit {
    Answer send_one(const std::string& more = "")
    {
        auto sent = school.post("/api/v1/reports", report_to("5001", more));
        EXPECT_EQ(sent.status, 201) << sent.body;
        return sent;
    }
    Answer fetch(int after = 0)
    {
        return system.get(pull + "?after_seq=" + std::to_string(after));
    }
    static std::string stored(const std::string& delivery)
    {
        return "/api/v1/deliveries/" + delivery + "/stored";
    }
    Answer prove(const Answer& page, const std::string& item = "/items/0")
    {
        return system.post(stored(page.text(item + "/delivery_id")),
                           proof_of(page.text(item + "/nonce"), bytes_in(page, item)));
    }
    /// Fetches and proves all that has come, as an honest system does.
    void keep_up()
    {
        for (;;) {
            const auto page = fetch(confirmed);
            EXPECT_EQ(page.status, 200) << page.body;
            if (page.size("/items") == 0)
                return;
            held[page.text("/items/0/delivery_id")] = bytes_in(page, "/items/0");
            const auto proved = prove(page);
            EXPECT_EQ(proved.status, 200) << proved.body;
            ++confirmed;
        }
    }
    /// Answers every challenge from what it holds; returns how many there were.
    std::size_t answer_challenges()
    {
        const auto asked = system.get(challenges);
        EXPECT_EQ(asked.status, 200) << asked.body;
        for (std::size_t i = 0; i < asked.size("/items"); ++i) {
            const auto item = "/items/" + std::to_string(i);
            const auto delivery = asked.text(item + "/delivery_id");
            system.post(stored(delivery), proof_of(asked.text(item + "/nonce"), held[delivery]));
        }
        return asked.size("/items");
    }
    std::int64_t standing()
    {
        return product.count("problem WHERE name = 'readback_failed' AND closed_at_us IS NULL");
    }
    std::int64_t events(const std::string& name)
    {
        return product.count("event WHERE name = '" + name + "'");
    }
    /// What the leader reads in the first problem that stands.
    std::string told()
    {
        const auto lena = product.sign_in("lena");
        const auto list = lena.get("/api/v1/problems?unit=no.5001");
        return lena.get("/api/v1/problems/" + list.text("/items/0/id")).body;
    }
    std::string state(const std::string& delivery)
    {
        return product.sign_in("anna").get("/api/v1/deliveries/" + delivery).text("/readback/state");
    }

    Caller system = add_case_system(product, "no.5001");
    std::map<std::string, std::string> held;
    int confirmed = 0;
};

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
    send_one();
    keep_up();
    const auto delivery = held.begin()->first;
    const auto never =
        system.post(stored(delivery), proof_of(std::string(64, 'a'), held[delivery]));
    EXPECT_EQ(never.problem(), "nonce-unknown");
    const auto first = fetch().text("/items/0/nonce");  // Asks again for what it had: asked anew.
    product.advance(25 * hours);
    challenge(product);
    const auto late = system.post(stored(delivery), proof_of(first, held[delivery]));
    EXPECT_EQ(late.problem(), "nonce-expired") << late.body;
    EXPECT_EQ(events("delivery.stored"), 1);
    std::string names;
    for (const auto& event : product.events(fetch(1).status == 200
                                                ? fetch(0).text("/items/0/report_id")
                                                : ""))
        if (event.name == domain::EventName::readback_failed)
            names += event.facts.name + " ";
    EXPECT_EQ(names.substr(0, 38), "nonce_unknown regressed nonce_expired ");
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
    EXPECT_EQ(product.sign_in("lena").get("/api/v1/readbacks?unit=no.5001").text("/failing/0/state"),
              "missing");
    const auto again = system.get(pull + "/" + delivery);
    EXPECT_EQ(again.status, 200) << again.body;
    EXPECT_EQ(system
                  .post(stored(delivery),
                        proof_of(again.text("/nonce"), bytes_in(again, "")))
                  .status,
              200);
    challenge(product);
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

TEST_F(Readback, SeesAGapAndARegressionApart)
{
    for (int i = 0; i < 3; ++i)
        send_one();
    const auto page = fetch();
    ASSERT_EQ(page.size("/items"), 3u);
    EXPECT_EQ(prove(page, "/items/0").status, 200);
    EXPECT_EQ(prove(page, "/items/2").status, 200);
    const auto skipped = page.text("/items/1/delivery_id");
    EXPECT_EQ(fetch(3).status, 200);  // "I hold all up to 3."
    EXPECT_EQ(state(skipped), "skipped");
    challenge(product);
    EXPECT_EQ(standing(), 1);
    EXPECT_NE(told().find(skipped), std::string::npos);
    EXPECT_EQ(system.get(challenges).text("/items/0/delivery_id"), skipped);
    EXPECT_EQ(prove(page, "/items/1").status, 200);
    challenge(product);
    EXPECT_EQ(standing(), 0);
    const auto anew = fetch(1);  // As if it were restored from when it held one.
    EXPECT_EQ(anew.size("/items"), 2u);
    EXPECT_EQ(state(skipped), "regressed");
    challenge(product);
    EXPECT_EQ(standing(), 1);
    prove(anew, "/items/0");
    prove(anew, "/items/1");
    challenge(product);
    EXPECT_EQ(standing(), 0);
    EXPECT_EQ(fetch(4).problem(), "after-seq-ahead");
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

TEST_F(Readback, CountsWhatIsFetchedAgainAsLost)
{
    send_one();
    keep_up();
    const auto delivery = held.begin()->first;
    const auto again = system.get(pull + "/" + delivery);
    EXPECT_EQ(again.status, 200);
    EXPECT_EQ(state(delivery), "missing") << "whoever holds it need not ask for it";
    EXPECT_EQ(standing(), 1);
    system.post(stored(delivery), proof_of(again.text("/nonce"), bytes_in(again, "")));
    challenge(product);
    EXPECT_EQ(standing(), 0);
    EXPECT_EQ(product.count("problem WHERE name = 'readback_failed'"), 1);
}

TEST_F(Readback, RecordsEachHandingOutAndThatNobodyOpenedIt)
{
    send_one();
    fetch();
    EXPECT_EQ(events("delivery.read"), 1);
    EXPECT_EQ(events("delivery.opened"), 0);
    fetch();
    EXPECT_EQ(events("delivery.read"), 2);
}

TEST_F(Readback, HoldsACallThatWaitsWithoutAThreadUntilSomethingComes)
{
    http::Request request{{.method = http::Method::get,
                           .path = pull,
                           .query = "after_seq=0&wait=60",
                           .headers = system.headers}};
    auto waiting = product.serve(std::move(request));
    auto& polls = product.api().polls();
    polls.look(product.services());
    EXPECT_NE(waiting.wait_for(std::chrono::seconds(0)), std::future_status::ready);
    send_one();
    while (waiting.wait_for(std::chrono::seconds(0)) != std::future_status::ready)
        polls.look(product.services());
    EXPECT_EQ(waiting.get().size("/items"), 1u);
}

TEST_F(Readback, AnswersACallThatWaitedInVainAndAllWhenTheServerEnds)
{
    const auto ask = [&] {
        http::Request request{{.method = http::Method::get,
                               .path = pull,
                               .query = "after_seq=0&wait=30",
                               .headers = system.headers}};
        return product.serve(std::move(request));
    };
    auto& polls = product.api().polls();
    auto first = ask();
    while (product.count("case_system WHERE pulled_us IS NOT NULL") == 0)
        continue;
    while (first.wait_for(std::chrono::seconds(0)) != std::future_status::ready) {
        product.advance(1);
        polls.look(product.services());
    }
    EXPECT_EQ(first.get().size("/items"), 0u);
    auto second = ask();
    polls.end();
    EXPECT_EQ(second.get().status, 200);
}

TEST_F(Readback, ComparesBothEndsOfEachChannel)
{
    send_one();
    send_one();
    keep_up();
    const auto page = fetch(0);
    std::string lines;
    for (const auto* item : {"/items/0", "/items/1"})
        lines += page.at(std::string(item) + "/channel_seq").to_text() + " " +
                 page.text(std::string(item) + "/delivery_id") + "\n";
    prove(page, "/items/0");
    prove(page, "/items/1");
    EXPECT_EQ(fetch(2).status, 200);
    const auto body = [&](int count, const std::string& text) {
        return R"({"after_seq":2,"channels":[{"channel":")" + page.text("/items/0/channel") +
               R"(","highest":2,"count":)" + std::to_string(count) + R"(,"sha256":")" +
               to_hex(crypto::sha256(bytes_of(text))) + R"("}]})";
    };
    const auto compare = "/api/v1/channels/no.5001/compare";
    const auto agreed = system.post(compare, body(2, lines));
    EXPECT_EQ(agreed.text("/outcome"), "agreed") << agreed.body;
    EXPECT_EQ(standing(), 0);
    const auto differs = system.post(compare, body(1, lines.substr(lines.find('\n') + 1)));
    EXPECT_EQ(differs.text("/outcome"), "different") << differs.body;
    EXPECT_EQ(differs.size("/channels/0/deliveries"), 2u);
    EXPECT_EQ(standing(), 1);
    EXPECT_EQ(system.get(challenges).size("/items"), 2u) << "each is asked for at once";
    challenge(product);
    EXPECT_EQ(standing(), 1);
    EXPECT_EQ(system.post(compare, body(2, lines)).text("/outcome"), "agreed");
    EXPECT_EQ(standing(), 0);
    EXPECT_EQ(events("channel.compared"), 3);
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
