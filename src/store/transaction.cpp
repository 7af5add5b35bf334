#include "store/transaction.hpp"

#include "store/access.hpp"
#include "store/book.hpp"
#include "store/drills.hpp"
#include "store/escalations.hpp"
#include "store/facts.hpp"
#include "store/intake.hpp"
#include "store/obligations.hpp"
#include "store/queries.hpp"
#include "store/reconciliations.hpp"
#include "store/resends.hpp"
#include "store/retention.hpp"
#include "store/rows.hpp"

namespace varde::store {
Result<std::optional<ClaimedKey>> Transaction::claim(const KeyMac& mac, const Hash& request,
                                                     const ReportId& report, Timestamp at)
{
    return parts_.keys.claim(connection_, mac, request, report, at);
}

Result<std::int64_t> Transaction::forget_keys_before(Timestamp at)
{
    return RetryKeys::forget_before(connection_, at);
}

Result<std::int64_t> Transaction::next_sequence(const domain::Channel& channel)
{
    return parts_.sequences.next(connection_, channel);
}

Status Transaction::keep(const ReportId& report, ByteView sealed, const vault::Wrap& wrap)
{
    const auto place = parts_.contents.keep(sealed);
    return put(queries::insert_content_key, report, wrap.epoch, wrap.bytes, place.batch, place.at,
               place.bytes);
}

Status Transaction::attach(const ReportId& report, int number, const Upload& upload)
{
    const auto changed = TRY(change(queries::insert_attachment, report, number, upload.id));
    if (changed != 1)
        return Error{ErrorCode::not_found, "the upload is no longer there"};
    return ok();
}

Status Transaction::append(const domain::Event& event, const SealedFact& fact)
{
    StoredEvent stored{.event = event, .commitment = fact.commitment};
    const auto leaf = ledger::leaf_hash(stored.entry());
    const auto position = parts_.ledger->append(leaf);
    positions_.push_back(position);
    TRY(put(queries::insert_event, std::int64_t(position), event.at, domain::name_of(event.name),
            event.report, event.delivery, event.unit.text, domain::name_of(event.by.role),
            event.by.unit.text, event.by.person, event.by.organisation, event.channel,
            event.sequence, to_json(event.facts), fact.commitment, fact.sealed, leaf));
    return project(event, position);
}

Status Transaction::append(domain::Event event, const ReportKey& key, Random& random)
{
    const auto committed =
        to_json(event.facts) + "\n" + (event.sealed.empty() ? "{}" : event.sealed) + "\n";
    return append(event, seal_fact(key, event.report, committed, {}, random));
}

Status Transaction::save(const domain::Delivery& d, Timestamp next_due)
{
    return put(queries::save_delivery, d.id, d.report, d.unit.text, d.kind.text, d.urgent,
               int(domain::danger_of(d)), d.channel, d.sequence, d.received_at,
               domain::name_of(d.standing), d.owner, d.offered_to, d.offered_unit.text,
               d.offered_as, d.from_unit.text, d.from_delivery, d.case_id, d.opened_at, d.filed_at,
               d.assessed_at, d.answered_at, d.closed_at, d.immediate_follow_up, d.version,
               next_due);
}

Status Transaction::project(const domain::Event& event, std::uint64_t position)
{
    using domain::EventName;
    TRY(project_obligations(connection_, event));
    TRY(project_escalations(connection_, event));
    TRY(project_access(connection_, event));
    TRY(project_intake(connection_, event));
    TRY(project_retention(connection_, event));
    TRY(project_drill(connection_, event));
    TRY(project_balance(connection_, event));
    TRY(project_resends(connection_, event));
    TRY(project_reconciliation(connection_, event));
    if (event.name == EventName::duty_changed)
        return project_duty(event);
    if (domain::is_of_problem(event.name))
        return project_problem(event, position);
    if (event.name == EventName::report_withdrawn)
        return put(queries::withdraw_report, event.report, event.at);
    if (event.name == EventName::report_accepted) {
        const auto& facts = event.facts;
        const auto reference = facts.sender_reference_mac.empty()
                                   ? std::nullopt
                                   : std::optional(ByteView(facts.sender_reference_mac));
        if (reference)
            parts_.references.add(*reference, position, event.at);
        parts_.accepted.add({.position = position,
                             .at = event.at,
                             .report = event.report,
                             .unit = event.unit,
                             .sequence = event.sequence,
                             .sender = facts.sender});
        TRY(put(queries::insert_report, event.report, std::int64_t(position), facts.kind.text,
                facts.pack, facts.sender, reference, domain::name_of(facts.medium), facts.urgent,
                event.at, facts.occurred_at, facts.captured_at));
    }
    if (event.name == EventName::report_accepted || event.name == EventName::delivery_offered)
        return save(domain::fold({}, event), first_due(event));
    if (event.delivery.is_nil())
        return ok();
    if (!event.facts.started.empty() || !event.facts.ended.empty())
        TRY(put(queries::refresh_next_due, event.delivery));
    if (event.name == EventName::access_refused || event.name == EventName::delivery_read)
        return ok();
    auto delivery = TRY(this->delivery(event.delivery));
    CHECK(delivery);
    return save(domain::fold(std::move(*delivery), event), {});
}

Status Transaction::wake_obligation(const Uuid& subject, const domain::Obligation& obligation,
                                    std::optional<Timestamp> at, bool urgent)
{
    return put(queries::wake_obligation, subject.view(), obligation.rule, obligation.since, at,
               urgent);
}

Status Transaction::wake_told_by(const Uuid& notice, Timestamp at)
{
    return put(queries::wake_told_by, notice.view(), at);
}

Status Transaction::wake_subject(const Uuid& subject, Timestamp at)
{
    return put(queries::wake_subject, subject.view(), at);
}

Status Transaction::save_swept_rules(const Hash& digest, Timestamp at)
{
    return put(queries::save_swept_rules, digest, at);
}

Status Transaction::add_upload(const Upload& u)
{
    return put(queries::insert_upload, u.id, u.owner_mac, u.media_type, std::int64_t(u.bytes),
               u.sha256, u.wrap.epoch, u.wrap.bytes, u.made_at);
}

Result<bool> Transaction::remove_unused_upload(const UploadId& id)
{
    return TRY(change(queries::delete_unused_upload, id)) == 1;
}

Result<CaseId> Transaction::case_for(const UnitId& unit, ByteView reference_mac,
                                     const CaseId& fresh, Timestamp at)
{
    TRY(change(queries::claim_case, fresh, unit.text, reference_mac, at));
    const auto found = TRY(sql::one(
        connection_, [](const sql::Row& row) { return row.id<CaseId>(0); },
        queries::case_by_reference, unit.text, reference_mac));
    CHECK(found);
    return *found;
}

Status Transaction::add_organisation(const domain::Organisation& organisation, Timestamp at)
{
    return put(queries::insert_organisation, organisation.id, organisation.name,
               domain::name_of(organisation.sector), at);
}

Status Transaction::add_person(const Person& person, const std::string& password_hash, Timestamp at)
{
    return put(queries::insert_person, person.id, person.organisation.id, person.login, person.name,
               password_hash, at);
}

Status Transaction::add_api_key(ByteView key_hash, const OrganisationId& organisation,
                                domain::Role role, const std::string& label, Timestamp at)
{
    return put(queries::insert_api_key, key_hash, organisation, domain::name_of(role), label, at);
}

Status Transaction::revoke_api_key(ByteView key_hash, Timestamp at)
{
    parts_.api_keys_changed = true;
    return put(queries::revoke_api_key, key_hash, at);
}

Status Transaction::add_session(ByteView token_hash, const PersonId& person,
                                const std::string& csrf, Timestamp at)
{
    return put(queries::insert_session, token_hash, person, csrf, at);
}

Status Transaction::touch_session(ByteView token_hash, Timestamp at)
{
    return put(queries::touch_session, token_hash, at);
}

Status Transaction::remove_session(ByteView token_hash)
{
    return put(queries::delete_session, token_hash);
}

Status Transaction::remove_sessions_before(Timestamp seen, Timestamp made)
{
    return put(queries::delete_sessions_before, seen, made);
}

Status Transaction::touch_probe(Timestamp at) { return put(queries::touch_probe, at); }

}  // namespace varde::store
