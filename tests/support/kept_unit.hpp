// A unit whose reports have been dealt with, and the years after.
#pragma once

#include "jobs/rounds.hpp"
#include "support/product.hpp"

#include <gtest/gtest.h>

namespace varde::test {

/// Trondheim: Anna and Berit work there, Lena leads, Olga oversees the county; Bo works elsewhere.
struct KeptUnit : testing::Test {
    KeptUnit()
    {
        add("anna", domain::Role::caseworker);
        add("berit", domain::Role::caseworker);
        add("lena", domain::Role::unit_leader);
        add("olga", domain::Role::oversight, "no.oversight.50");
        add("bo", domain::Role::caseworker, "no.1103");
    }
    void add(const std::string& login, domain::Role role, const std::string& unit = "no.5001")
    {
        people[login] = product.add_person(
            {.organisation = "Organisation of " + unit,
             .login = login,
             .name = "Name of " + login,
             .grants = {{.role = role, .unit = {unit}, .from = product.clock.now()}}});
    }
    Caller as(const std::string& login) { return product.sign_in(login); }

    Answer send(const std::string& more = "", const std::string& retry = "")
    {
        auto sent = school.post("/api/v1/reports", report_to("5001", more),
                                retry.empty() ? Headers{} : key(retry));
        EXPECT_EQ(sent.status, 201) << sent.body;
        return sent;
    }
    Answer send_with_file()
    {
        const auto upload = school.upload("image/jpeg", "picture").text("/id");
        return send(R"("attachments":[{"upload":")" + upload + R"(","name":"yard.jpg"}])");
    }
    static std::string delivery(const Answer& sent)
    {
        return "/api/v1/deliveries/" + sent.text("/delivery/id");
    }
    void act(const std::string& who, const std::string& path, const std::string& body = "{}",
             int status = 200)
    {
        const auto answer = as(who).post(path, body);
        EXPECT_EQ(answer.status, status) << path << " " << answer.body;
    }
    void close(const Answer& sent)
    {
        act("anna", delivery(sent) + "/open");
        act("anna", delivery(sent) + "/assess", R"({"outcome":"investigate"})");
        act("anna", delivery(sent) + "/close", R"({"reason":"handled"})");
    }
    void archive(const Answer& sent)
    {
        act("anna", "/api/v1/retention/archive",
            R"({"report":")" + sent.text("/id") + R"(","reference":"2026/17"})", 204);
    }
    void let_time_run() { product.advance((2 * 365 + 2) * 24 * 3600); }
    /// Closed, archived, and kept for long enough.
    Answer due(const std::string& more = "")
    {
        auto sent = send(more);
        close(sent);
        archive(sent);
        let_time_run();
        return sent;
    }

    static std::string reports(const Answer& sent, bool reason = true)
    {
        return R"({"reports":[")" + sent.text("/id") + "\"]" +
               (reason ? R"(,"reason":"Time has run."})" : "}");
    }
    Answer propose(const std::string& who, const Answer& sent)
    {
        return as(who).post("/api/v1/retention/proposals", reports(sent));
    }
    Answer approve(const std::string& who, const Answer& sent)
    {
        return as(who).post("/api/v1/retention/approvals", reports(sent, false));
    }
    void erase(const Answer& sent)
    {
        const auto proposed = propose("anna", sent);
        EXPECT_EQ(proposed.size("/proposed"), 1u) << proposed.body;
        const auto erased = approve("berit", sent);
        EXPECT_EQ(erased.size("/erased"), 1u) << erased.body;
    }
    /// `unread unassessed not_closed`
    static std::string why_not(const Answer& outcome)
    {
        std::string names;
        const auto listed = outcome.at("/refused/0/why_names");
        for (std::size_t i = 0; i < listed.size(); ++i)
            names += (names.empty() ? "" : " ") + std::string(listed.at(i).text().value_or(""));
        return names;
    }
    std::string state_of(const Answer& sent)
    {
        const auto listed = as("anna").get("/api/v1/retention?unit=no.5001&limit=200");
        for (std::size_t i = 0; i < listed.size("/items"); ++i) {
            const auto item = listed.at("/items").at(i);
            if (item.member("report").text() == sent.text("/id"))
                return std::string(item.member("state").text().value_or(""));
        }
        return "";
    }
    void make_round()
    {
        jobs::make_round(product.services(), [] { return false; });
    }

    Product product;
    std::map<std::string, PersonId> people;
    Caller school = product.add_sender("Example school");
};

}  // namespace varde::test
