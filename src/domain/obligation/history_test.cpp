#include "domain/obligation/history.hpp"

#include <gtest/gtest.h>

namespace varde::domain {
namespace {

const RuleSet rules{{.name = "open",
                     .starts = {"report.accepted", "delivery.offered"},
                     .met_by = {"delivery.opened"},
                     .cancelled_by = {"delivery.transferred", "delivery.returned"}}};
const DeliveryId first{Uuid{{1}}}, second{Uuid{{2}}};

Event event(EventName name, DeliveryId delivery, std::int64_t at)
{
    return {.name = name, .delivery = delivery, .at = Timestamp{at}};
}

/// What is still owed for each of the two, after these events.
std::vector<std::string> owed(std::vector<Event> events)
{
    std::vector<Event> before;
    std::vector<std::string> open;
    for (auto& each : events) {
        record_changes(rules, before, each);
        for (const auto& started : each.facts.started)
            open.push_back(started.rule + (subject_of(each) == first.uuid ? " 1" : " 2"));
        for (const auto& ended : each.facts.ended)
            std::erase(open, ended.rule + (subject_of(each) == first.uuid ? " 1" : " 2"));
        before.push_back(each);
    }
    return open;
}

using Open = std::vector<std::string>;

TEST(History, LeavesWhatIsOwedWithWhoeverIsAccountable)
{
    const auto accepted = event(EventName::report_accepted, first, 1);
    const auto offered = event(EventName::delivery_offered, second, 2);
    EXPECT_EQ(owed({accepted, offered}), (Open{"open 1", "open 2"}));

    // Given back before it was taken: the one who offered it owes it as before, the other nothing.
    EXPECT_EQ(owed({accepted, offered, event(EventName::delivery_returned, second, 3),
                    event(EventName::delivery_declined, first, 3)}),
              (Open{"open 1"}));
    EXPECT_EQ(owed({accepted, offered, event(EventName::delivery_taken, second, 3),
                    event(EventName::delivery_transferred, first, 3)}),
              (Open{"open 2"}));
}

TEST(History, TakesNothingFromWhoOnlyOffersItBack)
{
    auto back = event(EventName::delivery_returned, second, 4);
    back.facts.to_delivery = DeliveryId{Uuid{{3}}};
    EXPECT_EQ(owed({event(EventName::delivery_offered, second, 2), back}), (Open{"open 2"}));
}

}  // namespace
}  // namespace varde::domain
