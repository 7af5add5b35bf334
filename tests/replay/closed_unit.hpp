// A unit whose people have access to one kind alone, the guard behind it, and time that passes.
#pragma once

#include "acts/watch_coverage.hpp"
#include "replay/story.hpp"
#include "support/deadlines.hpp"
#include "support/rota.hpp"

#include <gtest/gtest.h>

#include <map>
#include <set>

namespace varde::test {

/// One round of the watch over who could open what, and what it found is stored.
inline void look_at_coverage(Product& product)
{
    std::promise<Result<std::size_t>> looked;
    acts::watch_all_coverage(product.services(), [&](Result<std::size_t> result) {
        looked.set_value(std::move(result));
    });
    EXPECT_TRUE(looked.get_future().get());
}

/// Bergenhus' child protection: Anna and Berit work there, Lena leads it, Dora directs; Olga
/// oversees the county. Behind it the guard: Vera, Tor and their leader Gro.
struct ClosedUnit : testing::Test {
    static constexpr std::int64_t minute = 60, hour = 60 * minute, day = 24 * hour;
    using Role = domain::Role;

    ClosedUnit()
    {
        product.goes_live = false;
        product.clock.set(instant("2027-01-04T09:00+01:00"));
        const std::vector<KindName> professionals{{"concern.child"}};
        for (const auto* login : {"anna", "berit"})
            add(login, Role::caseworker, unit, professionals);
        add("lena", Role::unit_leader, unit, professionals);
        add("dora", Role::director, unit);
        add("olga", Role::oversight, county);
        for (const auto* login : {"vera", "tor"})
            add(login, Role::caseworker, guard);
        add("gro", Role::unit_leader, guard);
        product.go_live({guard});
    }
    void add(const std::string& login, Role role, const std::string& in,
             std::vector<KindName> kinds = {})
    {
        const auto from = product.clock.now();
        people[login] = product.add_person(
            {.organisation = "Organisation of " + in,
             .login = login,
             .name = std::string(1, char(login[0] - 32)) + login.substr(1),
             .grants = {{.role = role, .unit = {in}, .kinds = std::move(kinds), .from = from}}});
    }
    std::string name_of(const PersonId& id) const
    {
        for (const auto& [login, person] : people)
            if (person == id)
                return std::string(1, char(login[0] - 32)) + login.substr(1);
        return "somebody";
    }
    Answer ask(const std::string& who, const std::string& path, const std::string& body,
               int status = 200)
    {
        auto answer = product.sign_in(who).post("/api/v1" + path, body);
        EXPECT_EQ(answer.status, status) << path << " " << answer.body;
        return answer;
    }

    // Time passes, and what was planned is done in it.
    void plan(Timestamp at, std::function<void()> doing) { agenda.emplace(at, std::move(doing)); }
    void live_until(Timestamp end)
    {
        while (!agenda.empty() && agenda.begin()->first < end) {
            const auto next = agenda.begin();
            pass_until(next->first);
            const auto doing = std::move(next->second);
            agenda.erase(next);
            doing();
        }
        pass_until(end);
    }

    /// Six hours at most in one go, so that whatever is looked at as time passes is looked at.
    void pass_until(Timestamp end)
    {
        while (product.clock.now() < end) {
            const auto stop = std::min(end, product.clock.now().plus_seconds(6 * hour));
            deadlines.pass((stop.unix_us - product.clock.now().unix_us) / 1'000'000);
            product.clock.set(stop);
            look_for_gaps(product);
            look_at_coverage(product);
        }
    }

    std::int64_t alarms() const
    {
        return product.count("problem WHERE name = 'coverage_none' AND closed_at_us IS NULL");
    }
    /// Who was told by the item's own ladder, each for the first time.
    std::string told_of(const Uuid& subject)
    {
        std::string text;
        std::set<PersonId> told;
        for (const auto& event : product.events(to_string(subject))) {
            if (event.name != domain::EventName::escalation_raised)
                continue;
            std::string names;
            for (const auto& person : event.facts.people)
                if (told.insert(person).second)
                    names += (names.empty() ? "" : " and ") + name_of(person);
            if (!names.empty())
                text += fmt::format("{}{} ({}) {}", text.empty() ? "" : ", ", names,
                                    event.facts.listener, local(event.at));
        }
        return text.empty() ? "nobody" : text;
    }
    std::string told_of_alarms()
    {
        std::string text;
        for (const auto* kind : {"concern.police", "concern.child.public"}) {
            const auto found = product.store().read([&](store::Reading& reading) {
                return reading.problem_found(domain::ProblemName::coverage_none, {unit}, kind);
            });
            CHECK(found && found.value());
            text += fmt::format("\n  {}: {}", kind, told_of(found.value()->problem.id.uuid));
        }
        return text;
    }
    void enter(const std::string& by, const std::string& in, const std::string& who, Timestamp from,
               Timestamp until)
    {
        const auto entered = product.sign_in(by).post(
            "/api/v1/duty/shifts",
            entry_json(in, people.at(who), rfc3339(from), rfc3339(until), R"("repeat_weeks":52)"));
        ASSERT_EQ(entered.status, 201) << entered.body;
    }

    const std::string unit = "no.4601.02", guard = "no.guard.bergen", county = "no.oversight.46";
    Product product;
    Story story{product};
    Deadlines deadlines{product};
    std::map<std::string, PersonId> people;
    std::multimap<Timestamp, std::function<void()>> agenda;
};

}  // namespace varde::test
