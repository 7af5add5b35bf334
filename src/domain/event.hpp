// What happened, as facts that are never changed: the leaves of the ledger.
//
// Everything in an Event but `sealed` is clear and enough to rebuild every projection; `sealed` is
// JSON with what only readers may see (reasons, answers, names) and is stored under the report's
// key, so it goes when the key goes.
#pragma once

#include "domain/access/actor.hpp"

#include <array>
#include <string>
#include <string_view>

namespace varde::domain {

enum class EventName {
    report_accepted,   ///< Stored, routed and numbered: the delivery's first event.
    report_withdrawn,  ///< The sender says so; stops nothing and hides nothing.
    delivery_opened,   ///< A named person read the content for the first time.
    delivery_read,     ///< …and each time after that.
    delivery_filed,    ///< Put on a case.
    delivery_assessed,
    delivery_answered,  ///< The reporter was answered.
    delivery_closed,
    delivery_forwarded,    ///< Offered to another unit; the owner stays.
    delivery_returned,     ///< Given back, or offered back, to the unit it came from.
    delivery_offered,      ///< A delivery's first event when it comes from another unit.
    delivery_taken,        ///< The owner has moved: to this unit, or to this person.
    delivery_transferred,  ///< The other unit took it: this delivery has ended.
    delivery_declined,     ///< The other unit gave it back before taking it.
    delivery_assigned,     ///< Offered to a colleague; the owner stays.
    access_refused,        ///< Somebody asked for content and was told no.
    log_opened             ///< The log goes on under a new origin; see app/recover.hpp.
};
std::string_view name_of(EventName name);  ///< Lower-case dotted: `report.accepted`.
std::optional<EventName> event_named(std::string_view name);

/// How a report reached us.
enum class Medium { api, form, phone, letter, meeting, email, other };
std::string_view name_of(Medium medium);
std::optional<Medium> medium_named(std::string_view name);

enum class CloseReason { handled, dismissed, transferred, duplicate };
std::string_view name_of(CloseReason reason);
std::optional<CloseReason> close_reason_named(std::string_view name);

using Channel = std::array<std::uint8_t, 8>;

/// The clear facts of an event; each event has those that its name calls for.
struct Facts {
    // report_accepted
    KindName kind;
    std::string pack;            ///< `no@2026.1`
    OrganisationId sender;       ///< Nil: nobody signed in.
    Bytes sender_reference_mac;  ///< Empty: none was given.
    Medium medium = Medium::api;
    bool urgent = false;
    std::optional<Timestamp> occurred_at;
    std::optional<Timestamp> captured_at;
    // report_accepted, delivery_offered
    std::optional<Timestamp> open_due;  ///< When it must have been opened.
    UnitId from_unit;                   ///< delivery_offered: who offers.
    DeliveryId from_delivery;           ///< …and out of which delivery.
    // delivery_forwarded, delivery_returned
    UnitId to_unit;
    DeliveryId to_delivery;
    // delivery_assigned, delivery_taken
    PersonId to_person;
    // delivery_filed
    CaseId case_id;
    // delivery_closed
    CloseReason close_reason = CloseReason::handled;
    // access_refused
    std::string action;
};

struct Event {
    EventName name = EventName::report_accepted;
    ReportId report;
    DeliveryId delivery;
    UnitId unit;  ///< Whose delivery it is.
    By by;
    Timestamp at;
    Channel channel{};
    std::int64_t sequence = 0;
    Facts facts;
    std::string sealed;  ///< JSON object, or empty.
};

}  // namespace varde::domain
