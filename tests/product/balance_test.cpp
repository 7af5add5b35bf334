// P7: what was accepted is the sum over what became of it, at any instant, from the events; and the
// projections say the same.
#include "acts/balance.hpp"
#include "jobs/book_round.hpp"
#include "support/kept_unit.hpp"

namespace varde::test {
namespace {

const auto never = [] { return false; };

/// Over all events before a position, one by one.
domain::Balance by_hand(Product& product, std::uint64_t position)
{
    std::map<ReportId, std::vector<domain::Event>> lives;
    const auto read = [&](store::Reading& reading) { return reading.events_from(0, 100'000); };
    const auto events = product.store().read(read);
    EXPECT_TRUE(events);
    for (const auto& stored : events.value())
        if (stored.position < position)
            lives[stored.event.report].push_back(stored.event);
    domain::Balance balance;
    for (const auto& [report, life] : lives)
        for (const auto& booked : domain::book(life))
            balance.add(booked.key, 1);
    return balance;
}

struct Books : KeptUnit {
    void keep()
    {
        jobs::BookKeeper keeper(product.services(), never);
        while (keeper.step() < std::chrono::seconds(1))
            continue;
    }
    void strike() { jobs::strike_balance(product.services(), never); }
    domain::Balance balance_at(std::uint64_t position)
    {
        const auto read = [&](store::Reading& reading) {
            return store::BookRecords(reading).balance_at(position);
        };
        return product.store().read(read).value();
    }
    std::int64_t faults() { return product.count("balance_strike WHERE faults > 0"); }
    std::int64_t problems()
    {
        return product.count("problem WHERE name = 'balance_broken' AND closed_at_us IS NULL");
    }
    /// Days with reports of every fate.
    void live()
    {
        for (int day = 0; day < 6; ++day) {
            const auto sent = send();
            send();
            if (day % 2 == 0)
                act("anna", delivery(sent) + "/open");
            if (day % 3 == 0) {
                act("anna", delivery(sent) + "/forward", R"({"unit":"no.1103","reason":"r"})");
                const auto offered = as("bo")
                                         .get("/api/v1/inbox?unit=no.1103&limit=200")
                                         .text("/items/0/delivery_id");
                act("bo", "/api/v1/deliveries/" + offered + (day == 0 ? "/take" : "/return"),
                    day == 0 ? "{}" : R"({"reason":"r"})");
            } else if (day == 4) {
                close(sent);
            }
            product.advance(20 * 3600);
            if (day % 3 == 1)
                keep();
        }
    }
};

TEST_F(Books, AreAtEveryInstantWhatTheEventsSay)
{
    live();
    const auto read = [&](store::Reading& reading) {
        return store::BookRecords(reading).event_end();
    };
    const auto end = product.store().read(read).value();
    EXPECT_GE(product.count("balance_snapshot"), 1);
    EXPECT_GT(product.count("event"), product.count("event, book_mark WHERE event.position < "
                                                    "book_mark.position"))
        << "there is a tail";
    for (std::uint64_t position = 0; position <= end; ++position) {
        auto booked = balance_at(position);
        std::erase_if(booked.recipients, [](const auto& each) { return each.second.sum() == 0; });
        std::erase_if(booked.senders, [](const auto& each) { return each.second.accepted == 0; });
        EXPECT_EQ(booked, by_hand(product, position)) << position;
        // Within a batch one unit may have it already and the other still.
        if (product.count("ledger_batch WHERE size = " + std::to_string(position)) == 1)
            EXPECT_TRUE(booked.faults().empty()) << booked.faults().front();
    }
    keep();
    EXPECT_EQ(balance_at(end).accepted(), 12);
}

TEST_F(Books, AreStruckOnceADayAndSayWhereATableIsNotWhatTheEventsSay)
{
    live();
    strike();
    strike();
    EXPECT_EQ(product.count("balance_strike"), 1);
    EXPECT_EQ(faults(), 0);
    EXPECT_EQ(problems(), 0);
    ASSERT_TRUE(product.sql("UPDATE delivery SET opened_at_us = NULL WHERE id = "
                            "(SELECT id FROM delivery WHERE standing = 'closed' LIMIT 1)"));
    product.advance(24 * 3600);
    strike();
    EXPECT_EQ(product.count("balance_strike"), 2);
    EXPECT_EQ(faults(), 1);
    EXPECT_EQ(problems(), 1);
    ASSERT_TRUE(product.sql("UPDATE delivery SET opened_at_us = 1 WHERE opened_at_us IS NULL AND "
                            "standing = 'closed'"));
    product.advance(24 * 3600);
    strike();
    EXPECT_EQ(problems(), 0) << "it ends by itself";
}

TEST_F(Books, TellOfAReportThatNoEventBrought)
{
    live();
    ASSERT_TRUE(product.sql("INSERT INTO report (id, position, kind, pack, medium, urgent, "
                            "accepted_at_us) VALUES (x'00000000000000000000000000000001', 0, "
                            "'concern.child', 'no@1', 'api', 0, 0)"));
    strike();
    EXPECT_EQ(faults(), 1);
}

TEST_F(Books, TellOfCountsOverAllTimeThatAreNotThoseOfTheMonths)
{
    live();
    keep();
    const auto move = [&](const std::string& by, const std::string& standing) {
        const auto of = " WHERE grain = 'all' AND unit = 'no.5001' AND standing = '" + standing;
        return product.sql("UPDATE booked_count SET count = count " + by + of +
                           "' AND marks = (SELECT max(marks) FROM booked_count" + of + "')");
    };
    ASSERT_TRUE(move("+ 1", "closed") && move("- 1", "owned"));  // Which leaves all sums.
    strike();
    EXPECT_EQ(faults(), 1);
}

TEST_F(Books, KeepFewBalancesOfLongAgoAndStillAnswerAsAtEveryInstant)
{
    for (int day = 0; day < 100; ++day) {
        const auto sent = send();
        if (day % 9 == 0)
            act("anna", delivery(sent) + "/open");
        keep();
        product.advance(24 * 3600);
    }
    EXPECT_LE(product.count("balance_snapshot"), 66) << "each of 60 days, and of three months";
    EXPECT_GE(product.count("balance_snapshot"), 60);
    for (const std::uint64_t part : {0, 1, 7, 15, 31, 62, 99}) {
        const auto position = std::uint64_t(product.count("event")) * part / 100;
        auto booked = balance_at(position);
        std::erase_if(booked.recipients, [](const auto& each) { return each.second.sum() == 0; });
        std::erase_if(booked.senders, [](const auto& each) { return each.second.accepted == 0; });
        EXPECT_EQ(booked, by_hand(product, position)) << position;
    }
}

TEST_F(Books, AnswerAsAtAnyTimeToWhomItConcerns)
{
    const auto first = product.clock.now();
    const auto sent = send();
    product.advance(60);
    act("anna", delivery(sent) + "/open");
    const auto now = as("olga").get("/api/v1/balance");
    EXPECT_EQ(now.status, 200) << now.body;
    EXPECT_TRUE(now.flag("/balanced"));
    EXPECT_EQ(now.number("/recipients/0/states/opened"), 1) << now.body;
    const auto earlier = as("olga").get("/api/v1/balance?as_at=" + rfc3339(first.plus_seconds(1)));
    EXPECT_EQ(earlier.number("/recipients/0/states/unopened"), 1) << earlier.body;
    EXPECT_EQ(earlier.number("/recipients/0/accepted"), 1);
    EXPECT_EQ(as("olga").get("/api/v1/balance?as_at=yesterday").status, 422);
    const auto own = school.get("/api/v1/balance");
    EXPECT_EQ(own.size("/recipients"), 0u);
    EXPECT_EQ(own.number("/senders/0/accepted"), 1) << own.body;
    EXPECT_EQ(own.number("/senders/0/states/opened"), 1) << own.body;
    EXPECT_EQ(product.add_sender("Another school").get("/api/v1/balance").size("/senders"), 0u);
    EXPECT_EQ(as("bo").get("/api/v1/balance?unit=no.5001").status, 403);
}

TEST_F(Books, ShowNoSumsToWhoMayNotSeeEveryKind)
{
    send();
    product.add_caseworker("no.5001", "kim", {{"concern.child.public"}});
    const auto refused = as("kim").get("/api/v1/balance?unit=no.5001");
    EXPECT_EQ(refused.status, 403) << refused.body;
    EXPECT_NE(refused.body.find("every kind"), std::string::npos) << refused.body;
    const auto own = as("kim").get("/api/v1/balance");  // Of what kim's organisation sent.
    EXPECT_EQ(own.size("/recipients"), 0u) << own.body;
    EXPECT_EQ(as("anna").get("/api/v1/balance?unit=no.5001").number("/recipients/0/accepted"), 1);
}

TEST_F(Books, AreNotStruckWhileTheyAreFarBehind)
{
    send();
    keep();
    const auto move = [&](std::int64_t by) {
        return product.sql("UPDATE book_mark SET position = position + " + std::to_string(by));
    };
    ASSERT_TRUE(move(-60'000));  // As after an upgrade, with that many more events.
    strike();
    EXPECT_EQ(product.count("balance_strike"), 0);
    ASSERT_TRUE(move(60'000));
    strike();
    EXPECT_EQ(product.count("balance_strike"), 1);
    EXPECT_EQ(faults(), 0);
}

TEST_F(Books, AreWrittenAnewFromTheEventsWhenAnUpgradeEmptiesThem)
{
    live();
    keep();
    const auto rows = product.count("booked"), cells = product.count("booked_count");
    ASSERT_TRUE(product.sql("DELETE FROM booked; DELETE FROM booked_count; "
                            "DELETE FROM balance_snapshot; UPDATE book_mark SET position = 0"));
    keep();
    EXPECT_EQ(product.count("booked"), rows);
    EXPECT_EQ(product.count("booked_count"), cells);
    EXPECT_EQ(product.count("balance_snapshot, book_mark WHERE balance_snapshot.position > "
                            "book_mark.position"),
              0)
        << "none of what is not in the book";
    strike();
    EXPECT_EQ(faults(), 0);
}

TEST_F(Books, AreAskedForEveryStateThatTheyCount)
{
    live();
    for (const auto* who : {"olga", "bo"}) {
        std::int64_t sum = 0;
        for (const std::string state : {"unopened", "opened", "filed", "assessed", "answered",
                                        "closed", "erased", "offered", "transferred", "returned"}) {
            const auto some = as(who).get("/api/v1/scope?state=" + state);
            EXPECT_EQ(std::int64_t(some.size("/items")), some.number("/total")) << some.body;
            sum += some.number("/total");
        }
        EXPECT_EQ(sum, as(who).get("/api/v1/scope").number("/total")) << who;
        EXPECT_GT(sum, 1);
    }
    EXPECT_EQ(as("olga").get("/api/v1/scope?municipality=5001").number("/total"),
              as("olga").get("/api/v1/scope?unit=no.5001").number("/total"));
}

TEST_F(Books, CountAnErasedReportAsErased)
{
    const auto sent = send();
    close(sent);
    archive(sent);
    let_time_run();
    erase(sent);
    const auto balance = as("lena").get("/api/v1/balance?unit=no.5001");
    EXPECT_EQ(balance.number("/recipients/0/states/erased"), 1) << balance.body;
    EXPECT_TRUE(balance.flag("/balanced"));
    strike();
    EXPECT_EQ(faults(), 0);
}

}  // namespace
}  // namespace varde::test
