// The book is kept behind the writer, in nobody's way; and what stops it is told to people (P6).
#include "acts/balance.hpp"
#include "acts/hand_out.hpp"
#include "acts/sign_in.hpp"
#include "acts/watch_book.hpp"
#include "jobs/book_round.hpp"
#include "support/queued_answers.hpp"
#include "support/readback_unit.hpp"

namespace varde::test {
namespace {

const auto never = [] { return false; };
constexpr std::chrono::milliseconds no_pause{0}, short_pause{50}, long_pause{10'000};

struct Book : ReadbackUnit {
    void keep()
    {
        jobs::BookKeeper keeper(product.services(), never);
        while (keeper.step() < long_pause)
            continue;
    }
    void strike() { jobs::strike_balance(product.services(), never); }
    std::int64_t booked() { return product.count("booked"); }
    std::int64_t unbooked()
    {
        return product.count("event, book_mark WHERE event.position >= book_mark.position");
    }
    std::int64_t problems(const std::string& about)
    {
        return product.count("problem WHERE name = 'balance_stalled' AND closed_at_us IS NULL AND "
                             "about = '" +
                             about + "'");
    }
    Answer ask(const std::string& path) { return product.sign_in("olga").get("/api/v1/" + path); }
    /// Makes the last acceptance unreadable, until it is put right.
    void break_last_event()
    {
        const std::string guard = "DROP TRIGGER event_is_never_changed";
        ASSERT_TRUE(product.sql(guard) || product.sql(guard + " ON event"));
        ASSERT_TRUE(product.sql("UPDATE event SET facts = 'x' || facts WHERE position = (SELECT "
                                "max(position) FROM event WHERE name = 'report.accepted')"));
    }
    void put_right()
    {
        ASSERT_TRUE(product.sql("UPDATE event SET facts = substr(facts, 2) WHERE facts LIKE 'x%'"));
    }
};

TEST_F(Book, IsReadInTasksOfItsOwnSoThatNoAnswerWaitsForIt)
{
    send_one();
    keep();
    product.advance(2 * days);
    send_one();
    QueuedAnswers answers(product);
    bool answered = false;
    acts::book_for_answer(product.services(), [&](Result<Nothing> outcome) {
        EXPECT_TRUE(outcome);
        answered = true;
    });
    ASSERT_EQ(answers.waiting(), 1u);
    answers.run_one();  // A snapshot was kept; other answers of its batch could come behind it.
    EXPECT_EQ(booked(), 1);
    ASSERT_EQ(answers.waiting(), 1u);
    answers.run_one();
    EXPECT_EQ(booked(), 2);
    answers.run_one();
    EXPECT_TRUE(answered);
}

TEST_F(Book, AndWhatACaseSystemFetchesIsReadInATaskOfItsOwnToo)
{
    send_one();
    const auto key = system.headers["authorization"].substr(std::string("Bearer ").size());
    const auto actor = acts::authenticate_key(product.services(), key);
    ASSERT_TRUE(actor);
    QueuedAnswers answers(product);
    std::size_t items = 0;
    acts::hand_out(product.services(), actor.value().actor,
                   {.unit = {"no.5001"}, .connector = "example-cases/4.2"},
                   [&](Result<acts::HandedPage> page) {
                       ASSERT_TRUE(page) << page.error().message;
                       items = page.value().items.size();
                   });
    ASSERT_EQ(answers.waiting(), 1u);
    answers.run_one();
    EXPECT_EQ(items, 0u);
    ASSERT_EQ(answers.waiting(), 1u);
    answers.run_one();
    EXPECT_EQ(items, 1u);
}

TEST_F(Book, IsKeptInSmallStepsWithPausesWhileReportsComeAndInLargeOnesElse)
{
    jobs::BookKeeper keeper(product.services(), never, {.busy = 1, .idle = 3});
    while (keeper.step() < long_pause)
        continue;
    for (int i = 0; i < 12; ++i)
        send_one();
    EXPECT_EQ(keeper.step(), short_pause) << "others write";
    EXPECT_EQ(booked(), 1) << "one batch";
    send_one();
    EXPECT_EQ(keeper.step(), short_pause);
    EXPECT_EQ(booked(), 2);
    EXPECT_EQ(keeper.step(), no_pause) << "nobody writes any more";
    EXPECT_EQ(booked(), 3);
    EXPECT_EQ(keeper.step(), no_pause);
    EXPECT_GT(booked(), 4);
    while (keeper.step() < long_pause)
        continue;
    EXPECT_EQ(unbooked(), 0);
    EXPECT_EQ(booked(), 13);
}

TEST_F(Book, SaysHowFarItIsBehindAndTellsPeopleThatItCannotGoOn)
{
    send_one();
    keep();
    send_one();
    break_last_event();
    keep();
    keep();
    EXPECT_EQ(problems("book"), 1) << "once";
    const auto behind = unbooked();
    EXPECT_GT(behind, 0);
    const auto scope = ask("scope");
    EXPECT_EQ(scope.number("/total"), 1) << scope.body;
    EXPECT_GE(scope.number("/behind"), behind);
    EXPECT_EQ(scope.number("/events") + scope.number("/behind"), product.count("event"));
    EXPECT_GE(ask("scope/notice").number("/behind"), behind);
    const auto balance = ask("balance");
    EXPECT_EQ(balance.number("/recipients/0/accepted"), 1) << balance.body;
    EXPECT_TRUE(balance.flag("/balanced"));
    EXPECT_GE(balance.number("/behind"), behind);
    put_right();
    keep();
    EXPECT_EQ(problems("book"), 0) << "it ends by itself";
    EXPECT_EQ(ask("scope").number("/behind"), 0);
    EXPECT_EQ(ask("balance").number("/behind"), 0);
}

TEST_F(Book, TellsPeopleOnceThatItsBalanceHasNotBeenStruckForMoreThanADay)
{
    send_one();
    strike();
    product.advance(25 * hours);
    send_one();
    break_last_event();
    strike();
    EXPECT_EQ(problems("strike"), 0) << "not yet";
    product.advance(2 * hours);
    strike();
    strike();
    EXPECT_EQ(problems("strike"), 1);
    put_right();
    strike();
    EXPECT_EQ(product.count("balance_strike"), 2);
    EXPECT_EQ(problems("strike"), 0) << "it ends by itself";
}

TEST_F(Book, TellsPeopleOfABalanceThatNeverWasStruck)
{
    send_one();
    keep();
    keep();
    ASSERT_TRUE(acts::watch_strikes(product.services(), never));
    EXPECT_EQ(problems("strike"), 0);
    product.advance(27 * hours);
    ASSERT_TRUE(acts::watch_strikes(product.services(), never));
    EXPECT_EQ(problems("strike"), 1);
}

}  // namespace
}  // namespace varde::test
