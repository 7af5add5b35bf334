// A unit with everybody who is told, and a case system that fetches and proves as the test says.
#pragma once

#include "support/case_system.hpp"
#include "support/staffed_unit.hpp"

namespace varde::test {

inline const std::string pull = "/api/v1/channels/no.5001/deliveries";
inline const std::string challenges = "/api/v1/channels/no.5001/challenges";

struct ReadbackUnit : StaffedUnit {
    Answer send_one(const std::string& more = "")
    {
        auto sent = school.post("/api/v1/reports", report_to("5001", more));
        EXPECT_EQ(sent.status, 201) << sent.body;
        return sent;
    }
    Answer fetch(int after = 0) { return system.get(pull + "?after_seq=" + std::to_string(after)); }
    static std::string stored(const std::string& delivery)
    {
        return "/api/v1/deliveries/" + delivery + "/stored";
    }
    Answer prove(const Answer& page, const std::string& item = "/items/0")
    {
        return system.post(stored(page.text(item + "/delivery_id")),
                           proof_of(page.text(item + "/nonce"), bytes_in(page, item)));
    }
    /// Keeps what it is given, as an honest system does.
    void hold(const Answer& page)
    {
        for (std::size_t i = 0; i < page.size("/items"); ++i) {
            const auto item = "/items/" + std::to_string(i);
            if (page.at(item + "/document").exists())
                held[page.text(item + "/delivery_id")] = bytes_in(page, item);
        }
    }
    /// Lets so much time go by that what was given again is asked for, and answers that.
    std::size_t settle()
    {
        product.advance(hours);
        challenge(product);
        const auto asked = answer_challenges();
        challenge(product);
        return asked;
    }
    /// The same system in another version.
    Caller in_version(const std::string& version)
    {
        auto other = system;
        other.headers["user-agent"] = "example-cases/" + version;
        return other;
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
    /// The keys of all reports so far no longer open anything.
    void break_keys()
    {
        const std::string guard = "DROP TRIGGER wrap_moves_with_its_erasure_key";
        EXPECT_TRUE(product.sql(guard) || product.sql(guard + " ON content_key"));
        EXPECT_TRUE(product.sql("UPDATE content_key SET wrap = (SELECT other.wrap FROM content_key "
                                "other WHERE other.report_id <> content_key.report_id LIMIT 1) "
                                "WHERE report_id IN (SELECT report_id FROM event "
                                "WHERE name = 'report.accepted')"));
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
        const auto seen = product.sign_in("anna").get("/api/v1/deliveries/" + delivery);
        return seen.text("/readback/state");
    }

    Caller system = add_case_system(product, "no.5001");
    std::map<std::string, std::string> held;
    int confirmed = 0;
};

}  // namespace varde::test
