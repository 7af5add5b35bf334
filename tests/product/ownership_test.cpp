// P2 over random lives: at each step every open report has exactly one accountable owner.
#include "support/product.hpp"

#include "domain/delivery/delivery.hpp"

#include <gtest/gtest.h>

namespace varde::test {
namespace {

using domain::Standing;

const std::vector<std::string> units{"no.5001", "no.1103", "no.1101"};

struct Colleague {
    std::string unit;
    std::string id;
    Caller caller;
};

class RandomLives {
public:
    explicit RandomLives(std::uint64_t seed) : choice_(seed)
    {
        for (const auto& unit : units)
            for (const auto* name : {" a", " b"}) {
                const auto id = product.add_caseworker(unit, unit + name);
                people_.push_back({unit, to_string(id), product.sign_in(unit + name)});
            }
        for (int i = 0; i < 4; ++i) {
            const auto sent =
                school_.post("/api/v1/reports", report_to("5001"), key(std::to_string(i)));
            reports_.push_back(sent.text("/id"));
        }
    }

    /// One random act by a random person on a random delivery. Whether it was possible is no
    /// matter: what is refused must change nothing, what is done must leave one owner.
    std::string step()
    {
        product.advance(1);
        const auto& report = reports_[choice_.below(reports_.size())];
        const auto all = deliveries(report);
        const auto& delivery = all[choice_.below(all.size())];
        const auto& person = somebody(delivery.unit.text);
        const auto [verb, body] = act();
        const auto answer =
            person.caller.post("/api/v1/deliveries/" + to_string(delivery.id) + "/" + verb, body);
        EXPECT_LT(answer.status, 500) << verb << answer.body;
        done_ += answer.status == 200;
        return person.unit + " " + verb + " " + std::to_string(answer.status);
    }

    void check(const std::string& after)
    {
        for (const auto& report : reports_) {
            std::size_t accountable = 0, closed = 0;
            const auto all = deliveries(report);
            for (const auto& delivery : all) {
                accountable += delivery.standing == Standing::owned;
                closed += delivery.standing == Standing::closed;
                if (delivery.standing == Standing::offered)
                    EXPECT_EQ(offering(all, delivery.id), 1u) << after;
                if (!delivery.offered_as.is_nil())
                    EXPECT_EQ(standing_of(all, delivery.offered_as), Standing::offered) << after;
                EXPECT_TRUE(delivery.standing != Standing::closed || delivery.opened_at) << after;
            }
            EXPECT_EQ(accountable + closed, 1u) << after;
        }
    }

    int done() const { return done_; }
    Product product;

private:
    /// Mostly somebody of the unit: others are refused.
    const Colleague& somebody(const std::string& unit)
    {
        for (int i = 0; i < 3; ++i) {
            const auto& person = people_[choice_.below(people_.size())];
            if (person.unit == unit)
                return person;
        }
        return people_[choice_.below(people_.size())];
    }
    std::vector<domain::Delivery> deliveries(const std::string& report)
    {
        auto found = product.store().read([&](store::Reading& reading) {
            return reading.deliveries_of(ReportId{*parse_uuid(report)});
        });
        CHECK(found);
        return std::move(found).value();
    }
    static std::size_t offering(const std::vector<domain::Delivery>& all, DeliveryId offered)
    {
        return std::size_t(std::count_if(all.begin(), all.end(), [&](const auto& delivery) {
            return delivery.offered_as == offered && delivery.standing == Standing::owned;
        }));
    }
    static std::optional<Standing> standing_of(const std::vector<domain::Delivery>& all,
                                               DeliveryId id)
    {
        for (const auto& delivery : all)
            if (delivery.id == id)
                return delivery.standing;
        return std::nullopt;
    }
    std::pair<std::string, std::string> act()
    {
        const auto& unit = units[choice_.below(units.size())];
        const auto& person = people_[choice_.below(people_.size())];
        const std::vector<std::pair<std::string, std::string>> acts{
            {"open", "{}"},
            {"take", "{}"},
            {"take", "{}"},
            {"file", R"({"reference":"r"})"},
            {"assess", R"({"outcome":"investigate"})"},
            {"answer", R"({"message":"m"})"},
            {"forward", R"({"reason":"r","unit":")" + unit + "\"}"},
            {"return", R"({"reason":"r"})"},
            {"assign", R"({"person":")" + person.id + "\"}"},
            {"close", R"({"reason":"handled"})"}};
        // Closing ends a life, so it is the rarest.
        const auto chosen = choice_.below(acts.size() * 3);
        return acts[chosen < acts.size() ? chosen : choice_.below(acts.size() - 1)];
    }

    SeededRandom choice_;
    Caller school_ = product.add_sender("Example school");
    std::vector<Colleague> people_;
    std::vector<std::string> reports_;
    int done_ = 0;
};

TEST(Ownership, IsExactlyOneAtEachStepOfRandomLives)
{
    for (const std::uint64_t seed : {1, 2, 3, 4}) {
        RandomLives lives(seed);
        for (int i = 0; i < 200 && !testing::Test::HasFailure(); ++i) {
            const auto what = lives.step();
            lives.check("seed " + std::to_string(seed) + " step " + std::to_string(i) + ": " +
                        what);
        }
        EXPECT_GT(lives.done(), 30) << "seed " << seed;  // Else nothing was tried.
        EXPECT_GT(lives.product.count("event WHERE name = 'delivery.transferred'"), 0);
    }
}

}  // namespace
}  // namespace varde::test
