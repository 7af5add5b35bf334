// What happened, as facts that are never changed: the leaves of the ledger.
//
// Everything in an Event but `sealed` is clear and enough to rebuild every projection; `sealed` is
// JSON with what only readers may see (reasons, answers, names) and is stored under the report's
// key, so it goes when the key goes.
#pragma once

#include "domain/access/actor.hpp"
#include "domain/obligation/obligation.hpp"

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
    log_opened,            ///< The log goes on under a new origin; see app/recover.hpp.
    obligation_breached,   ///< Its time has passed and nobody did what it demands.
    obligation_swept,      ///< Changed rules oblige somebody from earlier on, or no longer.
    escalation_raised,     ///< The next on the ladder were told.
    escalation_acknowledged,
    notice_sent,    ///< A channel took a notice, with evidence.
    notice_failed,  ///< …or will never take it.
    duty_changed,   ///< A shift or a leave was entered or cancelled.
    problem_raised,
    problem_answered,
    problem_closed,
    problem_read,       ///< Somebody read what was written.
    handover_read,      ///< Somebody read a page of hand-over notes.
    access_changed,     ///< A grant was given or ended, an account disabled or enabled.
    conflict_declared,  ///< A person must not read this report…
    conflict_lifted,    ///< …or may after all.
    intake_changed,     ///< A unit takes a kind from now on, or pauses.
    report_held,        ///< Nothing of it may be erased…
    report_released,    ///< …as far as this hold goes.
    report_archived,    ///< Handed to the archive: what must be archived may be erased then.
    erasure_proposed,
    erasure_withdrawn,
    erasure_refused,  ///< Somebody tried to erase what may not be erased.
    report_erased,    ///< The tombstone: its keys are gone.
    key_destroyed,    ///< A month's erasure key, after what survives has moved to another.
    drill_ended,      ///< It was a drill, and this came of it.
    ledger_beat,      ///< Nothing happened: the log is alive.
    delivery_stored,  ///< The unit's case system proved that it can read the content back.
    readback_failed,  ///< …or that it cannot, or did not answer.
    channel_compared,     ///< Both ends of a channel said what they have of it.
    reconciliation_made,  ///< A sender's or a unit's own list was compared with ours.
    resend_asked,         ///< The sender was asked to send a report again.
    balance_struck        ///< What was accepted is the sum over what became of it, or is not.
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
    // delivery_offered
    UnitId from_unit;          ///< Who offers…
    DeliveryId from_delivery;  ///< …and out of which delivery.
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
    // Whatever begins or ends obligations: the act decides, this records it.
    std::vector<StartedObligation> started;
    std::vector<EndedObligation> ended;
    std::optional<bool> anonymous;  ///< report_accepted: whether the reporter gave no name.
    /// delivery_assessed: whether the child needs help at once; nothing: not judged.
    std::optional<bool> immediate_follow_up;
    // access_changed
    std::vector<KindName> kinds;  ///< Empty: every kind. Of a hold too.
    Uuid delegated_from;          ///< The grant that it ends with.
    // obligation_breached, escalation_…, notice_…, duty_changed, problem_…, access_changed, …
    std::string rule;                ///< Of which obligation…
    std::optional<Timestamp> since;  ///< …which began then.
    Uuid subject;          ///< The escalation, notice, shift, leave, oldest note, grant or hold.
    int step = 0;          ///< On the ladder, from 1.
    std::string listener;  ///< Whom the step tells.
    std::vector<PersonId> people;  ///< Who was told, or whose shift it is.
    std::optional<Timestamp> from, until;
    std::string name;  ///< Of the problem, the channel, the change, the hold or the outcome.
    // problem_raised; report_accepted: the unit that it was meant for, if that was passed over
    UnitId about_unit;  ///< What it is about; the event's own unit is who must act on it.
    std::string about;  ///< access_changed: the role.
    bool confidential = false;
    ReportId earlier;            ///< report_accepted: the lost one that it repeats.
    std::string connector;       ///< delivery_stored, readback_failed: `name/version` of the system.
    std::vector<std::int64_t> counts;  ///< channel_compared, reconciliation_made, balance_struck.
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
