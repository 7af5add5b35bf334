// What a case system is given again, and what cannot be given to it: when it is asked then, who is
// told, and what is recorded.
#include "support/readback_unit.hpp"

#include <filesystem>
#include <fstream>

namespace varde::test {
namespace {

using GivenAgain = ReadbackUnit;

TEST_F(GivenAgain, SeesAGapAndARegressionApart)
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
    EXPECT_FALSE(anew.at("/items/0/nonce").exists());
    EXPECT_EQ(state(skipped), "regressed");
    challenge(product);
    EXPECT_EQ(standing(), 1);
    hold(page);
    EXPECT_EQ(settle(), 3u);
    EXPECT_EQ(standing(), 0);
    EXPECT_EQ(fetch(4).problem(), "after-seq-ahead");
}

TEST_F(GivenAgain, CountsWhatIsFetchedAgainAsLost)
{
    send_one();
    keep_up();
    const auto delivery = held.begin()->first;
    const auto again = system.get(pull + "/" + delivery);
    EXPECT_EQ(again.status, 200);
    EXPECT_EQ(state(delivery), "missing") << "whoever holds it need not ask for it";
    EXPECT_EQ(standing(), 1);
    EXPECT_EQ(settle(), 1u);
    EXPECT_EQ(standing(), 0);
    EXPECT_EQ(product.count("problem WHERE name = 'readback_failed'"), 1);
}

TEST_F(GivenAgain, AsksOnlyWhenWhatWasFetchedAgainHasSettled)
{
    send_one();
    keep_up();
    const auto delivery = held.begin()->first;
    product.advance(hours);
    challenge(product);
    const auto open = system.get(challenges).text("/items/0/nonce");
    const auto again = system.get(pull + "/" + delivery);
    EXPECT_FALSE(again.at("/document").text().value_or("").empty());
    EXPECT_FALSE(again.at("/nonce").exists()) << "no question stands beside content";
    EXPECT_EQ(system.get(challenges).size("/items"), 0u);
    const auto passing = system.post(stored(delivery), proof_of(open, bytes_in(again, "")));
    EXPECT_EQ(passing.problem(), "nonce-expired") << passing.body;
    product.advance(hours - minutes);
    challenge(product);
    EXPECT_EQ(system.get(pull + "/" + delivery).status, 200);
    product.advance(minutes);
    challenge(product);
    EXPECT_EQ(system.get(challenges).size("/items"), 0u) << "an hour after the last time";
    EXPECT_EQ(state(delivery), "missing");
    EXPECT_EQ(standing(), 1);
    EXPECT_EQ(settle(), 1u);
    EXPECT_EQ(standing(), 0);
}

TEST_F(GivenAgain, RecordsThatAnotherVersionOfTheSystemProvedItAndIsAskedByThat)
{
    const auto sent = send_one();
    keep_up();
    product.advance(hours);
    challenge(product);
    const auto delivery = held.begin()->first;
    const auto nonce = system.get(challenges).text("/items/0/nonce");
    EXPECT_EQ(in_version("4.3").post(stored(delivery), proof_of(nonce, held[delivery])).status,
              200);
    EXPECT_EQ(events("delivery.stored"), 2);
    const auto seen = school.get("/api/v1/reports/" + sent.text("/id"));
    const auto names = seen.each("/milestones", "name");
    EXPECT_NE(names.find("stored"), names.npos);
    EXPECT_EQ(names.find("stored"), names.rfind("stored")) << "its sender sees that once";
    EXPECT_EQ(school.get("/api/v1/reports/" + sent.text("/id") + "/receipts").size("/items"), 2u);
    const auto in_scope = [&](const std::string& version) {
        return product.sign_in("olga")
            .get("/api/v1/scope?connector=example-cases/" + version)
            .number("/total");
    };
    EXPECT_EQ(in_scope("4.3"), 1);
    EXPECT_EQ(in_scope("4.2"), 0);
}

TEST_F(GivenAgain, CountsAsLostWhatIsGivenAgainAndTheRestWhenItIsReached)
{
    for (int i = 0; i < 3; ++i)
        send_one();
    keep_up();
    EXPECT_EQ(system.get(pull + "?after_seq=0&limit=2").size("/items"), 2u);
    EXPECT_EQ(product.count("readback WHERE state = 'regressed'"), 2);
    const auto rest = fetch(2);
    EXPECT_EQ(product.count("readback WHERE state = 'regressed'"), 3);
    EXPECT_FALSE(bytes_in(rest, "/items/0").empty());
    EXPECT_EQ(standing(), 1);
    EXPECT_EQ(fetch(2).status, 200);
    EXPECT_EQ(events("channel.compared"), 2) << "each step back is one, however often it asks";
    EXPECT_EQ(product.count(R"(event WHERE name = 'channel.compared'
                               AND facts LIKE '%regressed%[0,3,1,2,2]%')"),
              1);
}

TEST_F(GivenAgain, GoesOnWithTheOthersWhenOneCannotBeRead)
{
    send_one();
    const std::string guard = "DROP TRIGGER content_stays_in_its_place";
    ASSERT_TRUE(product.sql(guard) || product.sql(guard + " ON content_key"));
    ASSERT_TRUE(product.sql("UPDATE content_key SET content_at = content_at + 1 "
                            "WHERE report_id IN (SELECT report_id FROM event "
                            "WHERE name = 'report.accepted')"));
    send_one();
    const auto page = fetch();
    ASSERT_EQ(page.size("/items"), 2u) << page.body;
    EXPECT_TRUE(page.flag("/items/0/unavailable"));
    EXPECT_FALSE(page.at("/items/0/nonce").exists());
    EXPECT_EQ(prove(page, "/items/1").status, 200);
    EXPECT_EQ(standing(), 1);
    EXPECT_NE(told().find("Varde selv kan ikke lese"), std::string::npos) << told();
    EXPECT_NE(told().find(page.text("/items/0/delivery_id")), std::string::npos);
    const auto read = events("delivery.read");
    EXPECT_TRUE(fetch().flag("/items/0/unavailable"));
    EXPECT_EQ(events("delivery.read"), read) << "nothing was given";
    product.advance(25 * hours);
    challenge(product);
    EXPECT_EQ(standing(), 1);
    EXPECT_EQ(system.get(challenges).size("/items"), 1u) << "of the first nothing is asked";
    ASSERT_TRUE(product.sql("UPDATE content_key SET content_at = content_at - 1 "
                            "WHERE report_id IN (SELECT report_id FROM event "
                            "WHERE name = 'report.accepted' AND sequence = 1)"));
    product.advance(10 * minutes);
    challenge(product);
    EXPECT_EQ(standing(), 0) << "the fault was ours, and is over";
    EXPECT_EQ(prove(fetch()).status, 200) << "as if it came now";
    EXPECT_EQ(events("readback.failed"), 0);
}

TEST_F(GivenAgain, GoesOnWithTheOthersWhenAKeyIsDamaged)
{
    send_one();
    break_keys();
    send_one();
    const auto page = fetch();
    ASSERT_EQ(page.size("/items"), 2u) << page.body;
    EXPECT_TRUE(page.flag("/items/0/unavailable"));
    EXPECT_EQ(prove(page, "/items/1").status, 200);
    EXPECT_EQ(product.count("readback WHERE state = 'unavailable'"), 1);
    EXPECT_EQ(standing(), 1);
    EXPECT_EQ(fetch().status, 200);
    EXPECT_EQ(product.count("problem WHERE name = 'readback_failed'"), 1);
    const auto one = system.get(pull + "/" + page.text("/items/0/delivery_id"));
    EXPECT_TRUE(one.flag("/unavailable")) << one.body;
}

TEST_F(GivenAgain, StillLooksAtTheOthersWhenAKeyIsDamaged)
{
    send_one();
    keep_up();
    break_keys();
    send_one();
    keep_up();
    product.advance(hours);
    challenge(product);
    EXPECT_EQ(product.count("readback WHERE state = 'unavailable'"), 1);
    EXPECT_EQ(system.get(challenges).size("/items"), 1u) << "the other is asked for";
    EXPECT_EQ(standing(), 1);
}

TEST_F(GivenAgain, DoesNotBlameTheSystemForWhatItCannotReadItself)
{
    send_one();
    const auto page = fetch();
    break_keys();
    const auto answer = prove(page);
    EXPECT_EQ(answer.problem(), "not-judged") << answer.body;
    EXPECT_EQ(product.count("readback WHERE state = 'unavailable'"), 1);
    EXPECT_EQ(standing(), 1);
    EXPECT_EQ(events("readback.failed"), 0);
}

TEST_F(GivenAgain, RecordsEachReadingOnceInARoundAndThatNobodyOpenedIt)
{
    const auto upload = school.upload("image/jpeg", "picture").text("/id");
    send_one(R"("attachments":[{"upload":")" + upload + R"(","name":"yard.jpg"}])");
    const auto page = fetch();
    EXPECT_EQ(events("delivery.read"), 1);
    EXPECT_EQ(events("delivery.opened"), 0);
    EXPECT_EQ(system.get(page.text("/items/0/attachments/0/url")).status, 200);
    EXPECT_EQ(fetch().size("/items"), 1u);
    EXPECT_EQ(events("delivery.read"), 1) << "the same to the same, while the question stands";
    in_version("4.3").get(pull);
    EXPECT_EQ(events("delivery.read"), 2) << "to another";
    in_version("4.4").get(page.text("/items/0/attachments/0/url"));
    EXPECT_EQ(events("delivery.read"), 3) << "to a third, though only a file";
    in_version("4.4").get(pull + "/" + page.text("/items/0/delivery_id"));
    EXPECT_EQ(events("delivery.read"), 3);
    product.advance(hours);
    in_version("4.4").get(pull);
    EXPECT_EQ(events("delivery.read"), 4) << "for another hour";
    product.advance(25 * hours);
    challenge(product);
    challenge(product);
    in_version("4.4").get(pull);
    EXPECT_EQ(events("delivery.read"), 5) << "with another question";
}

TEST_F(GivenAgain, IsAskedHoweverOftenItIsFetchedFromBelow)
{
    send_one();
    keep_up();
    EXPECT_EQ(fetch(1).size("/items"), 0u);  // "I hold it."
    EXPECT_FALSE(fetch(0).at("/items/0/given_again").exists()) << "and from below, the content";
    std::size_t asked = 0;
    for (int i = 0; i < 9 && asked == 0; ++i) {
        product.advance(10 * minutes);
        challenge(product);
        const auto page = fetch(0);
        EXPECT_TRUE(page.flag("/items/0/given_again")) << page.body;
        EXPECT_FALSE(page.at("/items/0/document").exists());
        asked = answer_challenges();
    }
    EXPECT_EQ(asked, 1u);
    EXPECT_EQ(state(held.begin()->first), "stored");
}

TEST_F(GivenAgain, TellsAgainEachDayThoughItIsFetchedAllTheTime)
{
    send_one();
    keep_up();
    const auto delivery = held.begin()->first;
    EXPECT_EQ(system.get(pull + "/" + delivery).status, 200);
    const auto lena = product.sign_in("lena");
    const auto list = lena.get("/api/v1/problems?unit=no.5001");
    const auto closed = lena.post("/api/v1/problems/" + list.text("/items/0/id") + "/close",
                                  R"({"reason":"The vendor knows."})");
    ASSERT_EQ(closed.status, 200) << closed.body;
    EXPECT_EQ(standing(), 0);
    for (int i = 0; i < 31 && standing() == 0; ++i) {
        product.advance(50 * minutes);
        challenge(product);
        EXPECT_EQ(system.get(pull + "/" + delivery).status, 200);
        EXPECT_EQ(system.get(challenges).size("/items"), 0u);
    }
    challenge(product);
    EXPECT_EQ(standing(), 1);
}

TEST_F(GivenAgain, DoesNotBlameTheSystemForAFileThatIsCut)
{
    const auto upload = school.upload("image/jpeg", std::string(3'000'000, 'x')).text("/id");
    send_one(R"("attachments":[{"upload":")" + upload + R"(","name":"yard.jpg"}])");
    fetch();
    const auto files = files_below(product.folder.path() + "/attachments");
    ASSERT_EQ(files.size(), 1u);
    const auto& [path, bytes] = *files.begin();
    std::filesystem::resize_file(path, bytes.size() / 2);
    product.advance(hours);
    challenge(product);
    EXPECT_EQ(product.count("readback WHERE state = 'unavailable'"), 1);
    EXPECT_EQ(events("readback.failed"), 0);
    EXPECT_EQ(standing(), 1);
    std::ofstream(path, std::ios::binary) << bytes;
    product.advance(10 * minutes);
    challenge(product);
    EXPECT_EQ(product.count("readback WHERE state = 'waiting'"), 1);
    EXPECT_EQ(standing(), 0);
}

TEST_F(GivenAgain, DoesNotBlameTheSystemForAFileThatTheDiskCannotRead)
{
    const auto upload = school.upload("image/jpeg", "picture").text("/id");
    send_one(R"("attachments":[{"upload":")" + upload + R"(","name":"yard.jpg"}])");
    const auto page = fetch();
    const auto path = files_below(product.folder.path() + "/attachments").begin()->first;
    std::filesystem::remove(path);
    std::filesystem::create_directory(path);  // It opens, and cannot be read.
    EXPECT_EQ(prove(page).problem(), "not-judged");
    EXPECT_EQ(product.count("readback WHERE state = 'unavailable'"), 1);
    std::filesystem::remove(path);
}

}  // namespace
}  // namespace varde::test
