// Telling people that something waits: what is queued, in which order it goes, what is recorded,
// and what becomes of an address that takes nothing.
#include "support/post.hpp"

#include <gtest/gtest.h>

namespace varde::test {
namespace {

using domain::Attempt;
using domain::NoticeChannel;
using domain::ProblemName;
using Outcome = Attempt::Outcome;
using store::StepReach;

/// A way out that a test decides about, address by address, and that remembers what it was given.
class ScriptedSender final : public notify::Sender {
public:
    Attempt send(const notify::Message& message) override
    {
        messages.push_back(message);
        const auto found = outcomes.find(message.address);
        return {found == outcomes.end() ? Outcome::sent : found->second, "250 taken"};
    }
    std::size_t sent_to(const std::string& address) const
    {
        return std::size_t(std::ranges::count(messages, address, &notify::Message::address));
    }
    std::map<std::string, Outcome> outcomes;
    std::vector<notify::Message> messages;
};

struct Told : testing::Test {
    PersonId add(const std::string& login)
    {
        return add_told(product, login, {.email = login + "@unit.example"});
    }
    int queue(const PersonId& person, std::int64_t urgent, std::vector<Uuid> escalations = {})
    {
        return post.queue(
            {.owner = person.uuid, .urgent = urgent, .other = 1, .escalations = escalations});
    }
    Product product;
    ScriptedSender sender;
    Post post{product, NoticeChannel::email, sender};
    PersonId anna = add("anna");
    Uuid step = post.fresh_id();
};

TEST_F(Told, AreThoseWhoseMessageWasTakenOver)
{
    EXPECT_EQ(post.reach_of(step), StepReach::unreachable);  // Nobody was to be told yet.
    EXPECT_EQ(queue(anna, 1, {step}), 1);
    EXPECT_EQ(post.reach_of(step), StepReach::waiting);
    post.make_round();
    EXPECT_EQ(post.reach_of(step), StepReach::reached);
    ASSERT_EQ(sender.messages.size(), 1u);
    EXPECT_EQ(sender.messages[0].id, post.last_to(anna.uuid).id);
    EXPECT_FALSE(post.make_round());
    EXPECT_EQ(sender.messages.size(), 1u);
}

TEST_F(Told, StandInTheLedgerWithTheirChannelAndWithoutTheirAddress)
{
    queue(anna, 1);
    post.make_round();
    const auto notice = post.last_to(anna.uuid);
    const auto events = product.events(to_string(notice.id));
    ASSERT_EQ(events.size(), 1u);
    EXPECT_EQ(events[0].name, domain::EventName::notice_sent);
    EXPECT_EQ(events[0].facts.name, "email");
    EXPECT_EQ(events[0].facts.people, std::vector{anna});
    EXPECT_EQ(product.count("event WHERE facts LIKE '%unit.example%'"), 0);
    const auto attempts = post.attempts_of(notice);
    ASSERT_EQ(attempts.size(), 1u);
    EXPECT_EQ(attempts[0].evidence, "250 taken");
}

TEST_F(Told, OfSeveralThingsAtOnceGetOneMessageForEachChannel)
{
    const auto both =
        add_told(product, "both", {.email = "both@unit.example", .sms = "+4700000000"});
    const auto other_step = post.fresh_id();
    EXPECT_EQ(queue(both, 2, {step, other_step}), 2);
    while (post.make_round())
        continue;
    EXPECT_EQ(sender.messages.size(), 1u);  // The other waits for its own outbox.
    EXPECT_EQ(post.reach_of(step), StepReach::reached);
    EXPECT_EQ(post.reach_of(other_step), StepReach::reached);
    EXPECT_NE(sender.messages[0].text.find("2 hastesaker og 1 annen sak venter"), std::string::npos)
        << sender.messages[0].text;
}

TEST_F(Told, InTheMorningAreToldOnceOfTheWholeNight)
{
    const auto morning = product.clock.now().plus_seconds(3'600);
    const auto other_step = post.fresh_id();
    post.queue({anna.uuid, 0, 1, {step}, morning});
    post.queue({anna.uuid, 0, 3, {other_step}, morning});
    post.make_round();
    EXPECT_TRUE(sender.messages.empty());
    product.advance(3'600);
    post.make_round();
    ASSERT_EQ(sender.messages.size(), 1u);
    EXPECT_NE(sender.messages[0].text.find("3 saker venter"), std::string::npos);
    EXPECT_EQ(post.reach_of(step), StepReach::reached);
    EXPECT_EQ(post.reach_of(other_step), StepReach::reached);
}

TEST_F(Told, AfterAnOutageGetOneMessageThatStandsForAll)
{
    const auto early = post.fresh_id(), late = post.fresh_id();
    sender.outcomes["anna@unit.example"] = Outcome::not_possible;
    post.queue({anna.uuid, 0, 1, {early}, std::nullopt});
    post.make_round();
    product.advance(10);
    post.queue({anna.uuid, 0, 2, {late}, std::nullopt});
    const auto morning = product.clock.now().plus_seconds(3'600);
    const auto quiet = post.fresh_id();
    sender.outcomes.clear();
    post.make_round();
    ASSERT_EQ(sender.messages.size(), 2u);
    EXPECT_NE(sender.messages[1].text.find("2 saker venter"), std::string::npos);
    EXPECT_EQ(post.reach_of(early), StepReach::reached);
    EXPECT_EQ(post.reach_of(late), StepReach::reached);
    post.queue({anna.uuid, 0, 3, {quiet}, morning});
    queue(anna, 0);
    product.advance(600);
    post.make_round();
    EXPECT_EQ(sender.messages.size(), 3u);
    EXPECT_FALSE(post.make_round());
    EXPECT_EQ(product.event_count(domain::EventName::notice_sent), 2u);
}

TEST_F(Told, UrgentlyAreToldAtOnceWhateverWaitsForTheMorning)
{
    post.queue({anna.uuid, 0, 1, {}, product.clock.now().plus_seconds(3'600)});
    queue(anna, 1, {step});
    post.make_round();
    EXPECT_EQ(sender.messages.size(), 1u);
    EXPECT_EQ(post.reach_of(step), StepReach::reached);
}

TEST_F(Told, CannotBeWhoHasNoContactOrIsDisabled)
{
    EXPECT_EQ(queue(product.add_caseworker("no.5001", "bo"), 1, {step}), 0);
    EXPECT_EQ(post.reach_of(step), StepReach::unreachable);
    ASSERT_TRUE(product.sql("UPDATE person SET disabled_at_us = 1 WHERE login = 'anna'"));
    EXPECT_EQ(queue(anna, 1), 0);
}

TEST_F(Told, CannotBeThroughAChannelThatThisServerDoesNotHave)
{
    product.services().notice_channels = {};
    EXPECT_EQ(queue(anna, 1, {step}), 0);
    EXPECT_EQ(post.reach_of(step), StepReach::unreachable);
}

TEST_F(Told, AreTriedAgainAtGrowingPausesUnderTheSameId)
{
    sender.outcomes["anna@unit.example"] = Outcome::try_later;
    queue(anna, 1, {step});
    post.make_round();
    product.advance(14);
    EXPECT_FALSE(post.make_round());
    product.advance(1);
    EXPECT_TRUE(post.make_round());
    product.advance(29);
    EXPECT_FALSE(post.make_round());
    sender.outcomes.clear();
    product.advance(1);
    EXPECT_TRUE(post.make_round());
    EXPECT_EQ(post.reach_of(step), StepReach::reached);
    ASSERT_EQ(sender.messages.size(), 3u);
    EXPECT_EQ(sender.messages[0].id, sender.messages[2].id);
    EXPECT_EQ(product.event_count(domain::EventName::problem_raised), 0u);
}

TEST_F(Told, AtADeadAddressRaiseTheAlarmOnceAndAreNotTriedAgain)
{
    sender.outcomes["anna@unit.example"] = Outcome::undeliverable;
    queue(anna, 1, {step});
    queue(anna, 1, {step});
    for (int i = 0; i < 10; ++i)
        post.make_round();
    EXPECT_TRUE(post.is_dead(anna.uuid));
    EXPECT_EQ(post.reach_of(step), StepReach::unreachable);
    EXPECT_EQ(post.problems(ProblemName::address_dead), 1);
    EXPECT_EQ(product.count("problem WHERE unit = 'no.5001'"), 1);
    EXPECT_EQ(product.event_count(domain::EventName::notice_failed), 2u);
    EXPECT_EQ(queue(anna, 1), 0);
}

TEST_F(Told, AtAnAddressThatTakesNothingForADayAreGivenUpWithTheAddress)
{
    sender.outcomes["anna@unit.example"] = Outcome::try_later;
    queue(anna, 1, {step});
    std::int64_t seconds = 0;
    for (; post.reach_of(step) == StepReach::waiting && seconds < 200'000; seconds += 15) {
        post.make_round();
        product.advance(15);
    }
    EXPECT_NEAR(double(seconds), double(domain::notice_tried_seconds), 60.0);
    EXPECT_TRUE(post.is_dead(anna.uuid));
    EXPECT_EQ(post.problems(ProblemName::address_dead), 1);
    EXPECT_LT(sender.messages.size(), 120u);
}

TEST_F(Told, ThroughAWayOutThatIsDownForADayKeepTheirAddressAndRaiseTheAlarm)
{
    sender.outcomes["anna@unit.example"] = Outcome::not_possible;
    queue(anna, 1, {step});
    for (int i = 0; i < 110; ++i) {
        post.make_round();
        product.advance(domain::notice_pause_seconds_max);
    }
    EXPECT_EQ(post.reach_of(step), StepReach::unreachable);
    EXPECT_FALSE(post.is_dead(anna.uuid));
    EXPECT_EQ(post.problems(ProblemName::address_dead), 0);
    EXPECT_EQ(post.problems(ProblemName::notices_stuck), 1);
    sender.outcomes.clear();
    EXPECT_EQ(queue(anna, 1), 1);
    post.make_round();
    EXPECT_EQ(post.problems(ProblemName::notices_stuck), 0);
}

TEST_F(Told, AreNotHeldUpByOneWhoCannotBe)
{
    const auto bo = add("bo");
    sender.outcomes["anna@unit.example"] = Outcome::try_later;
    for (int i = 0; i < 100; ++i)
        queue(anna, 1);
    product.advance(1);
    queue(bo, 0);
    post.make_round();
    EXPECT_EQ(sender.sent_to("bo@unit.example"), 1u);
    EXPECT_EQ(sender.sent_to("anna@unit.example"), 1u);
}

TEST_F(Told, UrgentlyComeFirstHoweverLongOthersHaveWaited)
{
    const auto bo = add("bo"), carl = add("carl");
    queue(bo, 0);
    product.advance(60);
    queue(anna, 1);
    post.make_round();
    ASSERT_EQ(sender.messages.size(), 2u);
    EXPECT_EQ(sender.messages[0].address, "anna@unit.example");
    queue(carl, 0);
    product.advance(601);
    queue(anna, 1);
    post.make_round();
    ASSERT_EQ(sender.messages.size(), 4u);
    EXPECT_EQ(sender.messages[2].address, "anna@unit.example");
    EXPECT_EQ(sender.messages[3].address, "carl@unit.example");
}

TEST_F(Told, OfWhatCanWaitGetOneMessageInTenMinutesAndOfWhatIsUrgentAtOnce)
{
    const auto tell = [&](std::int64_t urgent, std::int64_t other, const Uuid& told) {
        post.queue({.owner = anna.uuid,
                    .urgent = urgent,
                    .other = other,
                    .escalations = {told},
                    .can_wait = urgent == 0});
        post.make_round();
    };
    tell(0, 1, step);
    product.advance(1);
    for (std::int64_t i = 2; i <= 100; ++i)
        tell(0, i, step);
    EXPECT_EQ(sender.messages.size(), 1u) << "the first at once, the others wait";
    product.advance(598);
    EXPECT_FALSE(post.make_round());
    product.advance(1);
    post.make_round();
    ASSERT_EQ(sender.messages.size(), 2u);
    EXPECT_NE(sender.messages[1].text.find("100 saker venter"), std::string::npos);
    const auto late = post.fresh_id(), urgent = post.fresh_id();
    tell(0, 101, late);
    EXPECT_EQ(post.reach_of(late), StepReach::waiting);
    tell(1, 101, urgent);
    ASSERT_EQ(sender.messages.size(), 3u);
    EXPECT_EQ(post.reach_of(late), StepReach::reached) << "the urgent one took it along";
    EXPECT_EQ(post.reach_of(urgent), StepReach::reached);
}

TEST_F(Told, GetWhatWasUnderWayAtACrashAgainUnderTheSameId)
{
    queue(anna, 1, {step});
    sender.send({.id = post.last_to(anna.uuid).id, .address = "anna@unit.example"});
    product.reopen();  // It was sent, and nobody wrote that down.
    Post after(product, NoticeChannel::email, sender);
    after.make_round();
    ASSERT_EQ(sender.messages.size(), 2u);
    EXPECT_EQ(sender.messages[0].id, sender.messages[1].id);
    EXPECT_EQ(after.reach_of(step), StepReach::reached);
}

TEST_F(Told, AreNotToldTwiceWhileTheWriterIsBusy)
{
    queue(anna, 1);
    std::atomic<bool> stopping{false};
    jobs::Outbox outbox(product.services(), NoticeChannel::email, sender, "", stopping);
    {
        HeldWriter held(product.store());
        EXPECT_TRUE(outbox.make_round());
        EXPECT_FALSE(outbox.make_round());
        EXPECT_EQ(sender.messages.size(), 1u);
    }
    product.anyone().get("/readyz");  // Written after what was recorded.
    post.make_round();
    EXPECT_EQ(sender.messages.size(), 1u);
    EXPECT_TRUE(post.last_to(anna.uuid).sent_at);
}

TEST(Evidence, IsLoggedWithoutTheAddressHoweverItIsWritten)
{
    EXPECT_EQ(jobs::without_address("550 <Anna@Unit.EXAMPLE> and anna@unit.example: no",
                                    "anna@unit.example"),
              "550 <-> and -: no");
    EXPECT_EQ(jobs::without_address("HTTP 400 no 4700000000, no +4700000000", "+4700000000"),
              "HTTP 400 no -, no +-");
    EXPECT_EQ(jobs::without_address("HTTP 500", ""), "HTTP 500");
}

TEST_F(Told, HearNothingOfWhatWaitsButHowMuch)
{
    queue(anna, 1);
    post.make_round();
    const auto& message = sender.messages.at(0);
    EXPECT_EQ(message.subject, "Varde: 1 hastesak og 1 annen sak venter");
    EXPECT_TRUE(message.text.starts_with("1 hastesak og 1 annen sak venter; logg inn i Varde:\n"
                                         "https://varde.example/app/\n"))
        << message.text;
}

}  // namespace
}  // namespace varde::test
