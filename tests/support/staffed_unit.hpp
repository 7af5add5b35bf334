// A unit with everybody whom a ladder tells, and the mail that reaches them.
#pragma once

#include "support/deadlines.hpp"
#include "support/post.hpp"
#include "support/rota.hpp"

#include <gtest/gtest.h>

#include <set>

namespace varde::test {

constexpr std::int64_t minutes = 60, hours = 3600, days = 24 * hours;

/// Takes every message but those to addresses that are broken.
class PickyMail final : public notify::Sender {
public:
    domain::Attempt send(const notify::Message& message) override
    {
        if (broken.contains(message.address))
            return {domain::Attempt::Outcome::undeliverable, "550 no such user"};
        sent.push_back(message);
        return {domain::Attempt::Outcome::sent, "250 taken"};
    }
    /// To whom, in order: `anna lena`.
    std::string to() const
    {
        std::string names;
        for (const auto& message : sent)
            names +=
                (names.empty() ? "" : " ") + message.address.substr(0, message.address.find('@'));
        return names;
    }
    std::set<std::string> broken;
    std::vector<notify::Message> sent;
};

/// Trondheim on Monday 23 November 2026, 10:00: Anna is on duty, Berit works there, Lena leads,
/// Dora directs, Olga oversees the county. Each has an e-mail address.
struct StaffedUnit : testing::Test {
    StaffedUnit()
    {
        add("anna", domain::Role::caseworker);
        add("berit", domain::Role::caseworker);
        add("lena", domain::Role::unit_leader);
        add("dora", domain::Role::director);
        add("olga", domain::Role::oversight, "no.oversight.50");
        put_on_duty("anna");
    }

    void add(const std::string& login, domain::Role role, const std::string& unit = "no.5001")
    {
        people[login] = product.add_person(
            {.organisation = "Organisation of " + unit,
             .login = login,
             .name = "Name of " + login,
             .grants = {{.role = role, .unit = {unit}, .from = product.clock.now()}},
             .contacts = {.email = login + "@varde.example"}});
    }

    void put_on_duty(const std::string& login)
    {
        const auto answer = product.sign_in("lena").post(
            "/api/v1/duty/shifts", entry_json("no.5001", people.at(login), "2026-11-23T08:00+01:00",
                                              "2026-12-20T16:00+01:00"));
        EXPECT_EQ(answer.status, 201) << answer.body;
    }

    void send_on_leave(const std::string& login)
    {
        const auto answer = product.sign_in("lena").post(
            "/api/v1/duty/leave",
            entry_json("no.5001", people.at(login), "2026-11-23T08:00+01:00",
                       "2026-11-30T16:00+01:00", R"("override_reason":"For this test")"));
        EXPECT_EQ(answer.status, 201) << answer.body;
    }

    Answer send(const std::string& more = "")
    {
        auto sent = school.post("/api/v1/reports", report_to("5001", more));
        EXPECT_EQ(sent.status, 201) << sent.body;
        deadlines.look();
        if (more.find("urgent") == std::string::npos)
            deadlines.pass(15 * minutes);  // Before that nobody is told of what does not press.
        return sent;
    }

    /// Whom the steps told so far, oldest first: `duty:anna readers:berit,lena`. Of what is urgent
    /// only the rule `open_urgent`, otherwise only `open`.
    std::string story(const Answer& sent, const std::string& rule = "open")
    {
        std::string text;
        for (const auto& event : product.events(sent.text("/id"))) {
            if (event.name != domain::EventName::escalation_raised || event.facts.rule != rule)
                continue;
            std::string told;  // In the order of their names: that of ids is the seed's.
            for (const auto& [login, id] : people)
                if (std::ranges::find(event.facts.people, id) != event.facts.people.end())
                    told += (told.empty() ? "" : ",") + login;
            text += (text.empty() ? "" : " ") + event.facts.listener + ":" + told;
        }
        return text;
    }

    Answer escalations(const std::string& who, const std::string& query = "?unit=no.5001")
    {
        return product.sign_in(who).get("/api/v1/escalations" + query);
    }

    Product product;
    Deadlines deadlines{product};
    PickyMail mail;
    Post post{product, domain::NoticeChannel::email, mail};
    std::map<std::string, PersonId> people;
    Caller school = product.add_sender("Example school");
};

}  // namespace varde::test
