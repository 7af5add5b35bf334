// Many at once: nothing is lost, doubled or given to two.
#include "support/product.hpp"

#include <gtest/gtest.h>

#include <set>
#include <thread>

namespace varde::test {
namespace {

/// Runs `body(i)` on `count` threads and waits for all.
template <class Body>
void at_once(int count, Body body)
{
    std::vector<std::thread> threads;
    for (int i = 0; i < count; ++i)
        threads.emplace_back([&body, i] { body(i); });
    for (auto& thread : threads)
        thread.join();
}

TEST(ManyAtOnce, AreAllAcceptedAndNumberedWithoutGaps)
{
    Product product;
    product.add_caseworker("no.5001", "anna");
    const auto school = product.add_sender("Example school");
    const auto anna = product.sign_in("anna");
    std::mutex mutex;  // Guards the two below.
    std::set<std::string> ids;
    std::set<std::int64_t> sequences;
    at_once(6, [&](int thread) {
        for (int i = 0; i < 20; ++i) {
            const auto name = std::to_string(thread) + "-" + std::to_string(i);
            const auto sent = school.post("/api/v1/reports", report_to("5001"), key(name));
            EXPECT_EQ(sent.status, 201) << sent.body;
            EXPECT_EQ(school.get("/api/v1/reports/" + sent.text("/id")).status, 200);
            if (i % 5 == 0) {
                EXPECT_EQ(anna.get("/api/v1/inbox?unit=no.5001").status, 200);
                EXPECT_EQ(school.upload("image/jpeg", "picture").status, 201);
            }
            const std::lock_guard lock(mutex);
            ids.insert(sent.text("/id"));
            sequences.insert(sent.number("/delivery/sequence"));
        }
    });
    EXPECT_EQ(ids.size(), 120u);
    EXPECT_EQ(sequences.size(), 120u);
    EXPECT_EQ(*sequences.begin(), 1);
    EXPECT_EQ(*sequences.rbegin(), 120);
}

TEST(ManyAtOnce, WithOneKeyMakeOneReport)
{
    Product product;
    product.add_caseworker("no.5001", "anna");
    const auto school = product.add_sender("Example school");
    std::mutex mutex;  // Guards bodies.
    std::set<std::string> bodies;
    at_once(8, [&](int) {
        const auto sent = school.post("/api/v1/reports", report_to("5001"), key("k"));
        EXPECT_EQ(sent.status, 201);
        const std::lock_guard lock(mutex);
        bodies.insert(sent.body);
    });
    EXPECT_EQ(bodies.size(), 1u);
    EXPECT_EQ(product.count("report"), 1);
}

TEST(ManyAtOnce, CannotBothTakeIt)
{
    Product product;
    std::vector<Caller> people;
    for (const auto* login : {"anna", "berit", "carl", "dina"}) {
        product.add_caseworker("no.5001", login);
        people.push_back(product.sign_in(login));
    }
    const auto school = product.add_sender("Example school");
    for (int round = 0; round < 10; ++round) {
        const auto sent =
            school.post("/api/v1/reports", report_to("5001"), key(std::to_string(round)));
        const auto take = "/api/v1/deliveries/" + sent.text("/delivery/id") + "/take";
        std::atomic<int> taken = 0;
        at_once(4, [&](int i) {
            const auto answer = people[std::size_t(i)].post(take, "");
            EXPECT_TRUE(answer.status == 200 || answer.status == 409) << answer.body;
            taken += answer.status == 200;
        });
        EXPECT_EQ(taken, 1);
    }
}

}  // namespace
}  // namespace varde::test
