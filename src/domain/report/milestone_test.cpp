#include "domain/report/milestone.hpp"

#include <gtest/gtest.h>

namespace varde::domain {
namespace {

TEST(Milestones, AreWhatTheSenderMaySee)
{
    const std::vector<std::pair<EventName, std::vector<std::string_view>>> table{
        {EventName::report_accepted, {"accepted", "routed"}},
        {EventName::report_withdrawn, {"withdrawn"}},
        {EventName::delivery_opened, {"opened"}},
        {EventName::delivery_read, {}},
        {EventName::delivery_filed, {"filed"}},
        {EventName::delivery_assessed, {"assessed"}},
        {EventName::delivery_answered, {"answered"}},
        {EventName::delivery_closed, {"closed"}},
        {EventName::delivery_forwarded, {"forwarded"}},
        {EventName::delivery_returned, {"returned"}},
        {EventName::delivery_offered, {}},
        {EventName::delivery_taken, {}},
        {EventName::delivery_transferred, {}},
        {EventName::delivery_declined, {}},
        {EventName::delivery_assigned, {}},
        {EventName::access_refused, {}},
        {EventName::handover_read, {}},
        {EventName::report_erased, {"erased"}},
        {EventName::access_changed, {}},
        {EventName::conflict_declared, {}},
        {EventName::conflict_lifted, {}},
        {EventName::intake_changed, {}},
        {EventName::report_held, {}},
        {EventName::report_released, {}},
        {EventName::report_archived, {}},
        {EventName::erasure_proposed, {}},
        {EventName::erasure_withdrawn, {}},
        {EventName::erasure_refused, {}},
        {EventName::key_destroyed, {}},
        {EventName::drill_ended, {}},
        {EventName::ledger_beat, {}},
        {EventName::delivery_stored, {"stored"}},
        {EventName::readback_failed, {}},
        {EventName::channel_compared, {}},
        {EventName::reconciliation_made, {}},
        {EventName::resend_asked, {"resend_asked"}},
        {EventName::balance_struck, {}},
    };
    for (const auto& [name, milestones] : table)
        EXPECT_EQ(milestones_of(name), milestones) << name_of(name);
}

TEST(Milestones, KeepTimeActorAndOrder)
{
    const By sender{Role::sender, {}, {}, {}}, reader{Role::caseworker, {"x.north"}, {}, {}};
    const std::vector<Event> events{
        {.name = EventName::report_accepted, .by = sender, .at = {1}},
        {.name = EventName::access_refused, .by = reader, .at = {2}},
        {.name = EventName::delivery_opened, .by = reader, .at = {3}},
        {.name = EventName::delivery_read, .by = reader, .at = {4}},
        {.name = EventName::delivery_answered, .by = reader, .at = {5}},
        {.name = EventName::delivery_answered, .by = reader, .at = {6}},
    };
    const auto found = milestones(events);
    std::string names;
    for (const auto& milestone : found)
        names += std::string(milestone.name) + "@" + std::to_string(milestone.at.unix_us) + " ";
    EXPECT_EQ(names, "accepted@1 routed@1 opened@3 answered@5 answered@6 ");
    EXPECT_EQ(found[0].by, sender);
    EXPECT_EQ(found[2].by, reader);
}

TEST(Milestones, SayThatItIsStoredOnceUntilItFails)
{
    const DeliveryId delivery{*parse_uuid("01936f5e-0000-7000-8000-000000000003")};
    const auto event = [&](EventName name, std::string fact = {}) {
        Event made{.name = name, .delivery = delivery};
        made.facts.name = std::move(fact);
        return made;
    };
    const auto stored = event(EventName::delivery_stored);
    const auto failed = [&](std::string how) { return event(EventName::readback_failed, how); };
    EXPECT_EQ(milestones({stored, stored, failed("nonce_expired"), stored}).size(), 1u);
    EXPECT_EQ(milestones({stored, failed("missing"), stored}).size(), 2u);
}

TEST(Events, HaveNamesThatReadBack)
{
    for (int i = 0; i <= int(EventName::balance_struck); ++i) {
        const auto name = EventName(i);
        EXPECT_EQ(event_named(name_of(name)), name);
    }
    EXPECT_EQ(event_named("report.deleted"), std::nullopt);
    EXPECT_EQ(medium_named(name_of(Medium::phone)), Medium::phone);
    EXPECT_EQ(close_reason_named(name_of(CloseReason::duplicate)), CloseReason::duplicate);
    EXPECT_EQ(close_reason_named("lost"), std::nullopt);
}

}  // namespace
}  // namespace varde::domain
