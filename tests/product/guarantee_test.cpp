// P6 through the whole product: in every combination of people who are away, cannot be reached or
// have lost their access, some human or the top of the ladder is told within the limit.
#include "support/deadlines.hpp"
#include "support/post.hpp"

#include <gtest/gtest.h>

#include <set>

namespace varde::test {
namespace {

using domain::Role;

enum class State { at_work, on_leave, unreachable, revoked };
constexpr std::size_t states = 4;

struct Member {
    const char* login;
    Role role;
    const char* unit;
    bool on_duty = false;
};
constexpr std::array members{Member{"anna", Role::caseworker, "no.5001", true},
                             Member{"berit", Role::caseworker, "no.5001", true},
                             Member{"lena", Role::unit_leader, "no.5001"},
                             Member{"dora", Role::director, "no.5001"},
                             Member{"olga", Role::oversight, "no.oversight.50"}};

std::string address(const Member& member) { return std::string(member.login) + "@varde.example"; }

/// Takes messages to those who can be reached.
class Mail final : public notify::Sender {
public:
    domain::Attempt send(const notify::Message& message) override
    {
        if (broken.contains(message.address))
            return {domain::Attempt::Outcome::undeliverable, "550 no such user"};
        reached.insert(message.address);
        return {domain::Attempt::Outcome::sent, "250 taken"};
    }
    std::set<std::string> broken, reached;
};

struct Guarantee : testing::Test {
    Guarantee()
    {
        for (const auto& member : members) {
            const auto id = product.add_person({.organisation = "Organisation",
                                                .login = member.login,
                                                .name = member.login,
                                                .grants = {{.role = member.role,
                                                            .unit = {member.unit},
                                                            .from = product.clock.now()}},
                                                .contacts = {.email = address(member)}});
            people.push_back("x'" + to_hex(id.uuid.bytes) + "'");
            if (member.on_duty)
                enter("shift", "replaces, ", "0, ", people.size() - 1, "9000000000000000");
        }
    }

    /// A row that nobody can enter by the API in one go: years of duty, leave that begins now.
    void enter(const std::string& table, const std::string& more_names,
               const std::string& more_values, std::size_t member, const std::string& until)
    {
        const auto now = std::to_string(product.clock.now().unix_us);
        const auto id = "x'" + to_hex(post.fresh_id().bytes) + "'";
        run("INSERT INTO " + table + " (id, series, unit, person_id, from_us, until_us, " +
            more_names + "entered_at_us) VALUES (" + id + ", " + id + ", '" + members[member].unit +
            "', " + people[member] + ", " + now + ", " + until + ", " + more_values + now + ")");
    }

    void run(const std::string& statements)
    {
        const auto done = product.sql(statements);
        EXPECT_TRUE(done) << done.error().message;
    }

    /// The next time the unit has just opened, with everybody's state as the number says and
    /// nothing left of the world before.
    void begin(std::size_t world)
    {
        const auto* unit = norway().directory.find({"no.5001"});
        const auto opens = norway().calendar.next_opening(
            unit->hours, product.clock.now().plus_seconds(12 * 3600));
        product.clock.set(opens.plus_seconds(3600));
        run("DELETE FROM obligation; DELETE FROM escalation_listener;"
            "UPDATE escalation SET newest = 0; UPDATE notice SET due_us = NULL;"
            "UPDATE contact SET dead_at_us = NULL; UPDATE person SET disabled_at_us = NULL;");
        mail.broken.clear();
        mail.reached.clear();
        named.clear();
        at_work.clear();
        for (std::size_t i = 0; i < members.size(); ++i, world /= states) {
            const auto state = State(world % states);
            named += std::string(named.empty() ? "" : ", ") + members[i].login + " is " +
                     std::array{"at work", "on leave", "unreachable", "revoked"}[world % states];
            if (state == State::at_work)
                at_work.insert(address(members[i]));
            if (state == State::unreachable)
                mail.broken.insert(address(members[i]));
            if (state == State::revoked)
                ASSERT_TRUE(
                    product.sql("UPDATE person SET disabled_at_us = 1 WHERE id = " + people[i]));
            const auto later = product.clock.now().plus_seconds(9 * 24 * 3600).unix_us;
            if (state == State::on_leave)
                enter("leave_of_absence", "", "", i, std::to_string(later));
        }
    }

    bool top_was_told()
    {
        return product.count("escalation WHERE newest = 1 AND listener = 'oversight'") > 0;
    }

    /// Somebody at work has a message; `beside_duty`: somebody who is not on duty.
    bool human_was_told(bool beside_duty)
    {
        for (std::size_t i = 0; i < members.size(); ++i)
            if (at_work.contains(address(members[i])) &&
                mail.reached.contains(address(members[i])) && !(beside_duty && members[i].on_duty))
                return true;
        return false;
    }

    std::int64_t seconds_until_due(const Answer& sent)
    {
        const auto subject = *parse_uuid(sent.text("/delivery/id"));
        const auto owed = product.store().read(
            [&](store::Reading& reading) { return reading.obligations_of(subject); });
        CHECK(owed);
        for (const auto& each : owed.value())
            if (each.rule.starts_with("open"))
                return (each.due->unix_us - product.clock.now().unix_us) / 1'000'000;
        return 0;
    }

    /// Goes through every world: a report comes, and nobody acts.
    void expect_in_every_world(const std::string& more)
    {
        // Where statements go to a server it looks at some: the rules are the same on both engines.
        const std::size_t stride = engine() == sql::Dialect::sqlite ? 1 : 31;
        for (std::size_t world = 0; world < 1024 && !HasFailure(); world += stride) {
            if (world % states > world / states % states)
                continue;  // Anna and Berit are the same to each other.
            begin(world);
            SCOPED_TRACE(named);
            const auto sent = school.post("/api/v1/reports", report_to("5001", more));
            ASSERT_EQ(sent.status, 201) << sent.body;
            const auto limit = seconds_until_due(sent);
            for (const bool beside_duty : {false, true}) {
                const auto told = [&] {
                    while (post.make_round())
                        continue;
                    return human_was_told(beside_duty) || top_was_told();
                };
                // Of what does not press the first are told after a quarter of an hour.
                const std::int64_t at_first = more.empty() ? 15 * 60 : 0;
                deadlines.pass(beside_duty ? limit : at_first, told);
                EXPECT_TRUE(told()) << (beside_duty ? "in time, besides who owes it" : "at first");
            }
            EXPECT_EQ(product.count("escalation_listener l JOIN person p ON p.id = l.person_id "
                                    "WHERE p.disabled_at_us IS NOT NULL"),
                      0);
        }
    }

    Product product;
    Deadlines deadlines{product};
    Mail mail;
    Post post{product, domain::NoticeChannel::email, mail};
    std::vector<std::string> people;  ///< Ids as SQL writes them.
    std::set<std::string> at_work;    ///< Addresses.
    std::string named;                ///< The world, for failures.
    Caller school = product.add_sender("Example school");
};

TEST_F(Guarantee, AnUrgentReportReachesAHumanOrTheTopWithinTheHour)
{
    expect_in_every_world(R"("urgent":true)");
}

TEST_F(Guarantee, AnyReportReachesAHumanOrTheTopWithinItsLimit) { expect_in_every_world(""); }

}  // namespace
}  // namespace varde::test
