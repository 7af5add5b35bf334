// What a decision may do inside the batch. Acceptance uses only the narrow verbs: claim,
// next_sequence, keep, attach, append.
#pragma once

#include "store/batch_parts.hpp"
#include "store/reading.hpp"
#include "store/sealed_fact.hpp"

namespace varde::store {

class Transaction : public Reading {
public:
    Transaction(sql::Connection& connection, BatchParts& parts) : Reading(connection), parts_(parts)
    {
    }

    /// Makes the key ours, or returns whose it is already (perhaps of this very batch).
    Result<std::optional<ClaimedKey>> claim(const KeyMac& mac, const Hash& request,
                                            const ReportId& report, Timestamp at);
    /// Forgets some of the keys last used before `at`; returns how many rows went. Call it again
    /// until none does.
    Result<std::int64_t> forget_keys_before(Timestamp at);
    /// The next number of a channel, from 1, without gaps: undone with the turn.
    Result<std::int64_t> next_sequence(const domain::Channel& channel);
    /// Sealed content and the wrap of its key.
    Status keep(const ReportId& report, ByteView sealed, const vault::Wrap& wrap);
    /// `not_found` when the upload has gone meanwhile.
    Status attach(const ReportId& report, int number, const Upload& upload);
    /// Adds the leaf and folds the event into the projections.
    Status append(const domain::Event& event, const SealedFact& fact);
    /// The same for acts that know what they seal only now: under the report's key.
    Status append(domain::Event event, const ReportKey& key, Random& random);

    /// When the deadline clock looks at it again; it does nothing to one that has ended.
    Status wake_obligation(const Uuid& subject, const domain::Obligation& obligation,
                           std::optional<Timestamp> at, bool urgent);
    /// The deadline clock looks at once at what this notice tells of: it failed.
    Status wake_told_by(const Uuid& notice, Timestamp at);
    /// The clock looks at all that is open of a subject at `at`, if not before.
    Status wake_subject(const Uuid& subject, Timestamp at);
    Status save_swept_rules(const Hash& digest, Timestamp at);

    Status add_upload(const Upload& upload);
    /// False when a report uses it after all.
    Result<bool> remove_unused_upload(const UploadId& id);
    /// The unit's case with this reference: the one that exists, or `fresh` from now on.
    Result<CaseId> case_for(const UnitId& unit, ByteView reference_mac, const CaseId& fresh,
                            Timestamp at);

    Status add_organisation(const domain::Organisation& organisation, Timestamp at);
    Status add_person(const Person& person, const std::string& password_hash, Timestamp at);
    Status add_api_key(ByteView key_hash, const OrganisationId& organisation, domain::Role role,
                       const std::string& label, Timestamp at);
    /// Nobody enters with this key once the batch has committed.
    Status revoke_api_key(ByteView key_hash, Timestamp at);
    Status add_session(ByteView token_hash, const PersonId& person, const std::string& csrf,
                       Timestamp at);
    Status touch_session(ByteView token_hash, Timestamp at);
    Status remove_session(ByteView token_hash);
    Status remove_sessions_before(Timestamp seen, Timestamp made);
    Status touch_probe(Timestamp at);

    /// Of the events appended.
    std::vector<std::uint64_t> take_positions() { return std::move(positions_); }
    /// Whether a statement has changed the database.
    bool changed() const { return changed_; }

private:
    // Tables with a class of their own.
    friend class NoticeChanges;
    friend class AccessChanges;
    friend class IntakeChanges;
    friend class RetentionChanges;
    friend class DrillChanges;
    friend class SilenceChanges;
    friend class PublicationChanges;
    friend class ReadbackChanges;
    friend class BookChanges;
    template <class... Values>
    Result<std::int64_t> change(const sql::Statement& statement, const Values&... values)
    {
        auto rows = sql::run(connection_, statement, values...);
        changed_ = changed_ || (rows && rows.value() > 0);
        return rows;
    }
    /// For statements of which only success matters.
    template <class... Values>
    Status put(const sql::Statement& statement, const Values&... values)
    {
        changed_ = true;
        return sql::post(connection_, statement, values...);
    }
    /// `next_due` counts for a delivery's first event alone.
    Status save(const domain::Delivery& delivery, Timestamp next_due);
    Status project(const domain::Event& event, std::uint64_t position);
    Status project_duty(const domain::Event& event);
    Status project_problem(const domain::Event& event, std::uint64_t position);
    BatchParts& parts_;
    bool changed_ = false;
    std::vector<std::uint64_t> positions_;  // Of the events appended in this turn.
};

}  // namespace varde::store
