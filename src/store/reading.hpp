// What can be read, at one instant, through one connection. Sealed things come out sealed.
#pragma once

#include "domain/delivery/delivery.hpp"
#include "domain/duty/change.hpp"
#include "domain/problem/problem.hpp"
#include "ledger/entry.hpp"
#include "sql/connection.hpp"
#include "store/escalations.hpp"
#include "vault/vault.hpp"

namespace varde::store {

/// An event as it stands in the ledger.
struct StoredEvent {
    std::uint64_t position = 0;
    domain::Event event;  ///< Without `sealed`, which is…
    Bytes sealed;         ///< …this, under the report's key.
    Hash commitment{};
    std::string entry() const;  ///< The ledger entry, byte for byte.
};

struct Report {
    ReportId id;
    std::uint64_t position = 0;  ///< Of its acceptance.
    KindName kind;
    std::string pack;
    OrganisationId sender;
    domain::Medium medium = domain::Medium::api;
    bool urgent = false;
    Timestamp accepted_at;
    std::optional<Timestamp> occurred_at, captured_at, withdrawn_at;
};

struct Upload {
    UploadId id;
    Bytes owner_mac;
    std::string media_type;
    std::uint64_t bytes = 0;
    Hash sha256{};
    vault::Wrap wrap;
    Timestamp made_at;
};
struct Attachment {
    int number = 0;
    Upload upload;
};

struct ClaimedKey {
    Hash request{};  ///< Digest of the first request that used the key.
    ReportId report;
};

/// Where a page of an inbox begins: after this row. The default begins at the top.
struct InboxPlace {
    std::int64_t place_in_line = -1;  ///< As domain::Danger.
    Timestamp next_due;               ///< Of ended ones: when it was received.
    DeliveryId id;
};
struct InboxRow {
    domain::Delivery delivery;
    InboxPlace place;
};
struct SubjectToWake {
    Uuid subject;
    Timestamp wake;
};

struct KindCount {
    KindName kind;
    std::int64_t count = 0;
    Timestamp oldest;
};

struct Person {
    PersonId id;
    std::string login;
    std::string name;
    bool disabled = false;
    domain::Organisation organisation;
};
struct Login {
    PersonId person;
    std::string password_hash;
    bool disabled = false;
};
struct Session {
    PersonId person;
    std::string csrf;
    Timestamp made_at, seen_at;
};
struct ApiKey {
    domain::Role role = domain::Role::sender;
    Timestamp made_at;
    domain::Organisation organisation;
};
struct PersonGrant {
    PersonId person;
    std::string name;  ///< Only from `people_of_unit`.
    domain::Grant grant;
};

/// A shift or a leave, and the name of whose it is.
struct DutyRow {
    domain::DutyEntry entry;
    std::string name;
};
/// When somebody may open something in a unit.
struct AbleSpan {
    PersonId person;
    domain::Span span;
};
/// A hand-over note; its text stands sealed, as content of the same id.
struct HandoverRow {
    domain::DutyId id;
    PersonId person;
    std::string name;
    Timestamp at;
};

struct ProblemRow {
    domain::Problem problem;
    std::uint64_t position = 0;  ///< Of the event that raised it.
};

/// A person and one grant; whoever has several stands there several times.
struct StaffRow {
    PersonId person;
    domain::Grant grant;
};
/// Where a list of escalations goes on: before this one. Nil: from the newest.
struct EscalationPlace {
    Timestamp raised_at;
    Uuid id;
};
/// How many subjects somebody was told of that still wait.
struct WaitingForPerson {
    std::int64_t urgent = 0, other = 0;
};

/// One connection's view. Valid inside the call that was given it.
class Reading {
public:
    /// `confirmed`: the size of the tree that is known to be durable. A database with a standby
    /// shows rows before that, and a checkpoint over them must not be told.
    explicit Reading(sql::Connection& connection, std::uint64_t confirmed = UINT64_MAX)
        : connection_(connection), confirmed_(confirmed)
    {
    }

    Result<std::optional<Report>> report(const ReportId& id);
    /// Newest first, `before` excluded (nil: from the newest).
    Result<std::vector<Report>> reports_of(const OrganisationId& sender, const ReportId& before,
                                           int limit);
    /// The same of those with a reference. `recent`: from `Store::recent_references`, asked before
    /// this reading began.
    Result<std::vector<Report>> reports_of(const OrganisationId& sender, ByteView reference_mac,
                                           std::span<const std::int64_t> recent,
                                           const ReportId& before, int limit);
    Result<std::vector<StoredEvent>> events_of(const ReportId& report);
    Result<std::optional<StoredEvent>> event_at(std::uint64_t position);
    Result<std::vector<StoredEvent>> events_from(std::uint64_t position, int limit);

    Result<std::optional<Bytes>> content(const ReportId& report);
    Result<std::optional<vault::Wrap>> content_key(const ReportId& report);
    Result<std::optional<Upload>> upload(const UploadId& id);
    Result<std::vector<UploadId>> unused_uploads_before(Timestamp at);
    Result<std::vector<Attachment>> attachments(const ReportId& report);

    Result<std::optional<domain::Delivery>> delivery(const DeliveryId& id);
    Result<std::vector<domain::Delivery>> deliveries_of(const ReportId& report);
    /// Deliveries somebody must act on, in the order of domain::comes_before.
    Result<std::vector<InboxRow>> inbox(const UnitId& unit, const InboxPlace& after, int limit);
    /// Ended ones, newest first.
    Result<std::vector<InboxRow>> ended(const UnitId& unit, const InboxPlace& before, int limit);
    /// Closed ones through which somebody is still owed something.
    Result<std::vector<domain::Delivery>> closed_owing(const UnitId& unit, int limit);
    Result<std::vector<DeliveryId>> deliveries_after(const DeliveryId& id, int limit);

    /// All that a subject (a delivery or a problem) ever obliged somebody to, oldest first.
    Result<std::vector<domain::Obligation>> obligations_of(const Uuid& subject);
    /// What the deadline clock must look at by now, longest waiting first; a subject may come more
    /// than once.
    Result<std::vector<SubjectToWake>> subjects_to_wake(Timestamp now, int limit,
                                                        bool urgent_only = false);
    Result<std::optional<Timestamp>> next_wake();
    /// The digest of the rules that obligations were last brought in line with; empty: none.
    Result<Bytes> swept_rules();
    Result<std::vector<KindCount>> open_by_kind(const UnitId& unit);

    Result<std::optional<Login>> login(const std::string& login);
    Result<std::optional<Person>> person(const PersonId& id);
    Result<std::vector<domain::Grant>> grants_of(const PersonId& person);
    Result<std::vector<PersonGrant>> readers();  ///< Every grant that can open content.
    Result<std::vector<PersonGrant>> people_of(const UnitId& unit);
    Result<std::optional<domain::Organisation>> organisation(const OrganisationId& id);
    Result<std::optional<domain::Organisation>> organisation_named(const std::string& name);
    Result<std::optional<ApiKey>> api_key(ByteView key_hash);
    Result<std::optional<Session>> session(ByteView token_hash);

    /// Those that overlap `within`, cancelled ones too, in order of their beginning.
    Result<std::vector<DutyRow>> shifts_of(const UnitId& unit, const domain::Span& within);
    Result<std::vector<DutyRow>> leave_of(const UnitId& unit, const domain::Span& within);
    /// Those that were entered together.
    Result<std::vector<DutyRow>> shifts_of(const domain::DutyId& series);
    Result<std::optional<DutyRow>> shift(const domain::DutyId& id);
    Result<std::optional<DutyRow>> leave(const domain::DutyId& id);
    Result<std::vector<UnitId>> units_with_shifts();  ///< With any, whenever it was.
    /// Who may open something in the unit, could, or will; those who have left too.
    Result<std::vector<AbleSpan>> readers_of(const UnitId& unit);
    /// When a person last closed a problem that says that nobody is on duty in this unit.
    Result<std::optional<Timestamp>> gap_closed_by_person(const UnitId& unit);
    Result<std::optional<HandoverRow>> handover(const domain::DutyId& id);
    /// Newest first, `before` excluded (nil: from the newest).
    Result<std::vector<HandoverRow>> handovers_of(const UnitId& unit, const domain::DutyId& before,
                                                  int limit);

    Result<std::optional<ProblemRow>> problem(const domain::ProblemId& id);
    /// The one that Varde has found and that has not ended.
    Result<std::optional<ProblemRow>> problem_found(domain::ProblemName name, const UnitId& unit,
                                                    const std::string& about);
    /// Newest first, from below the number `before`.
    Result<std::vector<ProblemRow>> problems(std::int64_t before, int limit);
    Result<std::vector<ProblemRow>> problems_of(const UnitId& handler, std::int64_t before,
                                                int limit);

    /// The checkpoint of the batch that holds `position`, and of the newest batch.
    struct Note {
        std::uint64_t size = 0;
        std::string text;
    };
    Result<std::optional<Note>> note_holding(std::uint64_t position);
    Result<std::optional<Note>> last_note();
    /// The audit path of `position` in the tree of `size` leaves.
    Result<std::vector<Hash>> inclusion_proof(std::uint64_t position, std::uint64_t size);
    /// Leaf hashes from `from` up to `to`, as many as there are.
    Result<std::vector<Hash>> leaves(std::uint64_t from, std::uint64_t to);
    /// The root over the first `size` leaves, from tiles.
    Result<Hash> tree_root(std::uint64_t size);

    Result<std::optional<Escalation>> escalation(const Uuid& id);
    /// All of a subject, oldest first; or those of one of its obligations.
    Result<std::vector<Escalation>> escalations_of(const Uuid& subject);
    Result<std::vector<Escalation>> escalations_of(const Uuid& subject, const std::string& rule,
                                                   Timestamp since);
    /// The newest one of each obligation that has not ended: of a unit, or of which this person was
    /// told by any step. Newest first.
    Result<std::vector<Escalation>> escalations_of(const UnitId& unit,
                                                   const EscalationPlace& before, int limit);
    Result<std::vector<Escalation>> escalations_of(const PersonId& person,
                                                   const EscalationPlace& before, int limit);
    /// Whether they were told of its obligation, by any step, and it has not ended.
    Result<bool> listens(const PersonId& person, const Escalation& escalation);
    /// Whether messages were made of it and each has failed for good.
    Result<bool> failed_to_tell(const Uuid& escalation);
    Result<WaitingForPerson> waiting_for(const PersonId& person);
    /// Every grant in a unit, whatever its role and time, of people who are not disabled.
    Result<std::vector<StaffRow>> staff_of(const UnitId& unit);
    /// The same of people who may send for an organisation.
    Result<std::vector<StaffRow>> senders_of(const OrganisationId& organisation);

protected:
    sql::Connection& connection_;

private:
    // Tables with a class of their own.
    friend class Notices;
    friend class AccessRecords;
    friend class IntakeRecords;
    friend class RetentionRecords;
    friend class DrillRecords;
    friend class SilenceRecords;
    friend class Publication;
    friend class ReadbackRecords;
    friend class BookRecords;
    friend class ResendRecords;
    friend class ReconciliationRecords;
    Result<std::optional<Note>> told(Result<std::optional<Note>> note) const;
    std::uint64_t confirmed_;
};

}  // namespace varde::store
