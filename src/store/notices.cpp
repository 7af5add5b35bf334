#include "store/notices.hpp"

#include "store/queries.hpp"

namespace varde::store {
namespace {

domain::NoticeChannel read_channel(const sql::Row& row, int column)
{
    return domain::notice_channel_named(row.text(column)).value_or(domain::NoticeChannel::email);
}

domain::Language read_language(const sql::Row& row, int column)
{
    return domain::language_named(row.text(column)).value_or(domain::Language::nb);
}

Contact read_contact(const sql::Row& row)
{
    return {.owner = uuid_of(row.bytes(0)),
            .channel = read_channel(row, 1),
            .address = row.string(2),
            .language = read_language(row, 3),
            .set_at = row.time(4),
            .dead_at = row.optional_time(5)};
}

Notice read_notice(const sql::Row& row)
{
    return {.id = uuid_of(row.bytes(0)),
            .owner = uuid_of(row.bytes(1)),
            .channel = read_channel(row, 2),
            .address = row.string(3),
            .language = read_language(row, 4),
            .is_test = row.integer(5) != 0,
            .urgent = row.integer(6),
            .other = row.integer(7),
            .made_at = row.time(8),
            .due = row.optional_time(9),
            .began_at = row.optional_time(10),
            .tries = row.integer(11),
            .sent_at = row.optional_time(12),
            .failed_at = row.optional_time(13)};
}

}  // namespace

Result<std::vector<Contact>> Notices::contacts_of(const Uuid& owner)
{
    return sql::all(reading_.connection_, read_contact, queries::contacts_of, owner.bytes);
}

Result<std::optional<Notice>> Notices::notice(const Uuid& id)
{
    return sql::one(reading_.connection_, read_notice, queries::notice, id.bytes);
}

Result<std::optional<Notice>> Notices::last_to(const Contact& contact)
{
    return sql::one(reading_.connection_, read_notice, queries::last_notice_to, contact.owner.bytes,
                    domain::name_of(contact.channel), contact.address);
}

Result<std::optional<Notice>> Notices::last_that_told(const Contact& contact)
{
    return sql::one(reading_.connection_, read_notice, queries::last_notice_that_told,
                    contact.owner.bytes, domain::name_of(contact.channel), contact.address);
}

Result<std::optional<Notice>> Notices::not_yet_due(const Contact& contact, Timestamp now)
{
    return sql::one(reading_.connection_, read_notice, queries::notice_not_yet_due,
                    contact.owner.bytes, domain::name_of(contact.channel), contact.address, now);
}

Result<std::vector<Notice>> Notices::due(domain::NoticeChannel channel, Timestamp now, int limit)
{
    return sql::all(reading_.connection_, read_notice, queries::due_notices,
                    domain::name_of(channel), now, limit);
}

Result<std::vector<NoticeAttempt>> Notices::attempts_of(const Uuid& notice)
{
    return sql::all(
        reading_.connection_,
        [](const sql::Row& row) {
            return NoticeAttempt{row.integer(0), row.time(1), row.string(2), row.string(3)};
        },
        queries::notice_attempts, notice.bytes);
}

Result<StepReach> Notices::reach_of(const Uuid& escalation)
{
    const auto reach = TRY(sql::one(
        reading_.connection_,
        [](const sql::Row& row) {
            return row.integer(0) > 0   ? StepReach::reached
                   : row.integer(1) > 0 ? StepReach::waiting
                                        : StepReach::unreachable;
        },
        queries::reach_of_escalation, escalation.bytes));
    return reach.value_or(StepReach::unreachable);
}

Status NoticeChanges::save(const Contact& contact)
{
    return tx_.put(queries::save_contact, contact.owner.bytes, domain::name_of(contact.channel),
                   contact.address, domain::name_of(contact.language), contact.set_at);
}

Status NoticeChanges::remove_contact(const Uuid& owner, domain::NoticeChannel channel)
{
    return tx_.put(queries::delete_contact, owner.bytes, domain::name_of(channel));
}

Result<bool> NoticeChanges::mark_dead(const Notice& notice, Timestamp at)
{
    return TRY(tx_.change(queries::mark_contact_dead, notice.owner.bytes,
                          domain::name_of(notice.channel), notice.address, at)) == 1;
}

Result<bool> NoticeChanges::mark_alive(const Notice& notice)
{
    return TRY(tx_.change(queries::mark_contact_alive, notice.owner.bytes,
                          domain::name_of(notice.channel), notice.address)) == 1;
}

Status NoticeChanges::add(const Notice& notice)
{
    return tx_.put(queries::insert_notice, notice.id.bytes, notice.owner.bytes,
                   domain::name_of(notice.channel), notice.address,
                   domain::name_of(notice.language), notice.is_test, notice.urgent, notice.other,
                   notice.made_at, notice.due);
}

Status NoticeChanges::change(const Notice& notice)
{
    return tx_.put(queries::add_to_notice, notice.id.bytes, notice.urgent, notice.other,
                   notice.due);
}

Status NoticeChanges::tell(const Uuid& escalation, const Uuid& notice)
{
    return tx_.put(queries::tell_escalation, escalation.bytes, notice.bytes);
}

Status NoticeChanges::record(const Notice& after, const domain::Attempt& attempt, Timestamp at,
                             ByteView opening)
{
    const auto kept = opening.empty() ? std::nullopt : std::optional(opening);
    TRY(tx_.put(queries::insert_notice_attempt, after.id.bytes, after.tries, at,
                domain::name_of(attempt.outcome), attempt.evidence, kept));
    if (after.sent_at && !after.is_test)
        TRY(tx_.put(queries::end_notices_sent_with, after.id.bytes, after.owner.bytes,
                    domain::name_of(after.channel), after.address, after.made_at, after.sent_at));
    if (after.sent_at)
        return tx_.put(queries::end_notice_sent, after.id.bytes, after.tries, after.sent_at);
    if (after.failed_at)
        return tx_.put(queries::end_notice_failed, after.id.bytes, after.tries, after.failed_at);
    return tx_.put(queries::put_notice_off, after.id.bytes, after.due, after.began_at, after.tries);
}

}  // namespace varde::store
