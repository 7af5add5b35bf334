// Replay: the rota is empty for Easter. The whole product with a virtual clock lives through March
// 2027 in one municipality, and tells it as it happens; `./dev test replay-easter` shows it.
#include "replay/story.hpp"
#include "support/deadlines.hpp"
#include "support/post.hpp"
#include "support/rota.hpp"

#include <gtest/gtest.h>

#include <set>

namespace varde::test {
namespace {

using domain::Role;

constexpr std::int64_t minute = 60, hour = 60 * minute;

/// A mail server that takes everything, and tells of the first to each person in a chapter.
class Mail final : public notify::Sender {
public:
    explicit Mail(Story& story) : story_(story) {}
    domain::Attempt send(const notify::Message& message) override
    {
        const auto who = message.address.substr(0, message.address.find('@'));
        sent.emplace_back(who, message.at);
        if (told_.insert(who).second)
            story_.tell("  e-mail to " + who + ": \"" + message.subject + "\"");
        text = message.text;
        return {domain::Attempt::Outcome::sent, "250 taken"};
    }
    /// When somebody was first written to from an instant on.
    std::optional<Timestamp> first_to(const std::string& who, Timestamp from = {}) const
    {
        for (const auto& [name, at] : sent)
            if (name == who && from <= at)
                return at;
        return std::nullopt;
    }
    std::int64_t count_to(const std::string& who) const
    {
        return std::ranges::count(sent, who, &std::pair<std::string, Timestamp>::first);
    }
    void begin_chapter() { told_.clear(); }
    std::vector<std::pair<std::string, Timestamp>> sent;
    std::string text;  ///< Of the last one.

private:
    std::set<std::string> told_;
    Story& story_;
};

/// Trondheim's child protection and its guard.
struct Easter : testing::Test {
    Easter()
    {
        product.clock.set(instant("2027-03-05T15:45+01:00"));
        add("anna", Role::caseworker, "no.5001");
        add("berit", Role::caseworker, "no.5001");
        add("lena", Role::unit_leader, "no.5001");
        add("dora", Role::director, "no.5001");
        add("olga", Role::oversight, "no.oversight.50");
        add("vera", Role::caseworker, "no.guard.trondheim");
        add("tor", Role::caseworker, "no.guard.trondheim");
        add("gro", Role::unit_leader, "no.guard.trondheim");
    }
    void add(const std::string& login, Role role, const std::string& unit)
    {
        people[login] = product.add_person(
            {.organisation = "Organisation of " + unit,
             .login = login,
             .name = std::string(1, char(login[0] - 32)) + login.substr(1),
             .grants = {{.role = role, .unit = {unit}, .from = product.clock.now()}},
             .contacts = {.email = login + "@varde.example", .language = domain::Language::en}});
    }
    void enter(const std::string& by, const std::string& unit, const std::string& who,
               const std::string& from, const std::string& until, const std::string& more = "")
    {
        const auto entered = product.sign_in(by).post(
            "/api/v1/duty/shifts", entry_json(unit, people.at(who), from, until, more));
        ASSERT_EQ(entered.status, 201) << entered.body;
    }
    void enter_rotas()
    {
        enter("lena", "no.5001", "anna", "2027-03-08T08:00+01:00", "2027-03-12T15:30+01:00",
              R"("repeat_weeks":2)");
        enter("lena", "no.5001", "berit", "2027-03-30T08:00+02:00", "2027-04-02T15:30+02:00",
              R"("repeat_weeks":5)");
        enter("lena", "no.5001", "anna", "2027-04-05T08:00+02:00", "2027-04-05T15:30+02:00",
              R"("repeat_weeks":5)");
        enter("gro", "no.guard.trondheim", "vera", "2027-03-05T15:30+01:00",
              "2027-04-05T15:30+02:00");
        enter("gro", "no.guard.trondheim", "tor", "2027-04-05T15:30+02:00",
              "2027-05-05T15:30+02:00");
    }
    /// What runs beside a server: it looks at rotas, at what is due and at what must be sent.
    void live_a_moment()
    {
        look_for_gaps(product);
        deadlines.look();
        while (post.make_round())
            continue;
    }
    void live_until(Timestamp end, const std::function<bool()>& enough = [] { return false; })
    {
        for (live_a_moment(); product.clock.now() < end && !enough(); live_a_moment())
            product.clock.set(std::min(end, product.clock.now().plus_seconds(step)));
    }
    std::string gaps(const std::string& who, const std::string& unit)
    {
        std::string text;
        const auto seen = product.sign_in(who).get("/api/v1/duty?unit=" + unit);
        for (std::size_t i = 0; i < seen.size("/gaps"); ++i)
            text += "\n  nobody from " +
                    local(*parse_rfc3339(seen.text("/gaps/" + std::to_string(i) + "/from"))) +
                    " until " +
                    local(*parse_rfc3339(seen.text("/gaps/" + std::to_string(i) + "/until")));
        return text;
    }
    Answer act(const std::string& who, const Answer& sent, const std::string& verb,
               const std::string& body = "{}")
    {
        auto answer = product.sign_in(who).post(
            "/api/v1/deliveries/" + sent.text("/delivery/id") + "/" + verb, body);
        EXPECT_EQ(answer.status, 200) << answer.body;
        return answer;
    }
    std::int64_t standing()
    {
        return product.count("problem WHERE name = 'duty_gap' AND closed_at_us IS NULL");
    }

    void warn();
    void go_unheeded();
    void reach_a_human();
    void end();

    Product product;
    Story story{product};
    Mail mail{story};
    Deadlines deadlines{product};
    Post post{product, domain::NoticeChannel::email, mail};
    std::map<std::string, PersonId> people;
    Caller school = product.add_sender("Example school");
    std::int64_t step = 10 * minute;
};

void Easter::warn()
{
    story.aside("Trondheim. Lena leads child protection, where Anna and Berit work; Dora directs; "
                "Olga oversees\nthe county. The guard out of hours is Vera, Tor and their leader "
                "Gro.");
    enter_rotas();
    story.tell("Lena goes home for the weekend. Her rota ends on Friday 19 March and begins\n"
               "again on Tuesday 30 March.");
    const auto gap = instant("2027-03-22T08:00+01:00");
    live_until(gap.plus_seconds(-8 * 24 * hour));
    EXPECT_TRUE(mail.sent.empty()) << "more than a week ahead is too early";
    live_until(gap.plus_seconds(-7 * 24 * hour - 1));
    EXPECT_EQ(standing(), 0);
    product.clock.set(gap.plus_seconds(-7 * 24 * hour));
    story.tell("Varde sees that nobody is on duty a week from now, and Lena is told:");
    live_a_moment();
    EXPECT_EQ(standing(), 1);
    EXPECT_EQ(mail.first_to("lena"), gap.plus_seconds(-7 * 24 * hour));
    EXPECT_EQ(mail.text.find("Trondheim"), std::string::npos) << mail.text;
    story.tell("What is written on her page for the next 14 days:" + gaps("lena", "no.5001"));
}

void Easter::go_unheeded()
{
    const auto open_until = instant("2027-03-24T15:30+01:00");
    live_until(instant("2027-03-17T08:00+01:00"));
    ASSERT_TRUE(mail.first_to("dora") && mail.first_to("olga"));
    EXPECT_LT(*mail.first_to("dora"), instant("2027-03-17T00:00+01:00"));
    story.tell("Lena is ill and nobody mends it. Dora and Olga were told after a working day;\n"
               "Olga, who stands last on the ladder, is told again each day until it is over.");
    live_until(instant("2027-03-23T10:00+01:00"));
    story.tell("A school reports a concern. The unit is open and its rota is empty:");
    const auto sent = school.post("/api/v1/reports", report_to("5001"), key("tuesday"));
    ASSERT_EQ(sent.status, 201) << sent.body;
    const auto now = product.clock.now();
    mail.begin_chapter();
    live_until(now.plus_seconds(20 * minute));
    ASSERT_TRUE(mail.first_to("anna", now)) << "whoever can open it is told within 20 minutes";
    live_until(now.plus_seconds(30 * minute));
    story.tell("Anna opens it, assesses it and answers.");
    act("anna", sent, "open");
    act("anna", sent, "assess", R"({"outcome":"investigate","immediate_follow_up":false})");
    act("anna", sent, "answer", R"({"message":"We have it."})");
    act("anna", sent, "close", R"({"reason":"handled"})");
    live_until(open_until);
    story.tell(
        fmt::format("The last hours of the gap are over. Olga was told {} times, Dora {}, Lena "
                    "{}.",
                    mail.count_to("olga"), mail.count_to("dora"), mail.count_to("lena")));
}

void Easter::reach_a_human()
{
    live_until(instant("2027-03-26T21:40+01:00"));
    story.aside("Good Friday. Everything is closed.");
    const auto now = product.clock.now();
    story.tell("A teacher reports that a child is in danger tonight. Varde's answer:");
    mail.begin_chapter();
    const auto sent =
        school.post("/api/v1/reports", report_to("5001", R"("urgent":true)"), key("friday"));
    ASSERT_EQ(sent.status, 201) << sent.body;
    EXPECT_EQ(sent.text("/delivery/unit/id"), "no.guard.trondheim");
    ASSERT_EQ(sent.each("/warnings", "code"), "unit_closed");
    auto answer = sent.text("/warnings/0/detail");
    answer.replace(answer.find(". ") + 1, 1, "\n  ");
    story.tell("  " + answer);
    step = minute;
    live_a_moment();
    EXPECT_EQ(mail.first_to("vera", now), now) << "whoever has the duty is told at once";
    story.tell("Vera has the duty. Her phone lies in another room.");
    live_until(now.plus_seconds(hour), [&] { return mail.first_to("tor", now).has_value(); });
    ASSERT_TRUE(mail.first_to("tor", now));
    live_until(product.clock.now().plus_seconds(4 * minute));
    act("tor", sent, "open");
    const auto took = (product.clock.now().unix_us - now.unix_us) / 1'000'000 / minute;
    story.tell(fmt::format("Tor opens the report, {} minutes after it was sent. The limit is one "
                           "hour.",
                           took));
    EXPECT_LE(took, 60);
    act("tor", sent, "take");
    act("tor", sent, "assess", R"({"outcome":"immediate_follow_up","immediate_follow_up":true})");
    act("tor", sent, "answer", R"({"message":"We are on our way."})");
    act("tor", sent, "close", R"({"reason":"handled"})");
    story.tell("He takes it, calls out the guard's car, and answers the teacher.");
    const auto quiet = mail.sent.size();
    live_until(now.plus_seconds(6 * hour));
    EXPECT_EQ(mail.sent.size(), quiet) << "once a human has acted, nobody is told any more";
    step = 10 * minute;
}

void Easter::end()
{
    live_until(instant("2027-03-28T12:00+02:00"));
    const auto on_duty =
        product.sign_in("olga").get("/api/v1/duty?unit=no.5001&at=2027-03-28T01:30:00Z");
    EXPECT_EQ(on_duty.text("/now/people/0/name"), "Vera");
    story.tell("The clocks went forward in the night. Who had the duty at 03:30? " +
               on_duty.text("/now/people/0/name") + ", in\n" + on_duty.text("/now/unit/name") +
               ".");
    live_until(instant("2027-03-30T08:00+02:00"));
    const auto back = product.sign_in("lena").get("/api/v1/duty?unit=no.5001");
    EXPECT_EQ(back.text("/now/people/0/name"), "Berit");
    EXPECT_FALSE(back.flag("/now/out_of_hours"));
    EXPECT_EQ(standing(), 0);
    story.tell("The unit opens after Easter; Berit has the duty, and no problem stands.");
    const auto open =
        product.count("obligation WHERE met_at_us IS NULL AND cancelled_at_us IS NULL");
    EXPECT_EQ(open, 0);
    story.aside(fmt::format("Warned 7 days ahead; a human of the guard within the hour; {} "
                            "obligations are open.",
                            open));
}

TEST_F(Easter, IsWarnedOfAWeekAheadAndReachesAHumanWithinTheHour)
{
    ASSERT_NO_FATAL_FAILURE(warn());
    ASSERT_NO_FATAL_FAILURE(go_unheeded());
    ASSERT_NO_FATAL_FAILURE(reach_a_human());
    end();
}

}  // namespace
}  // namespace varde::test
