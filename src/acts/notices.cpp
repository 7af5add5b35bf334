#include "acts/notices.hpp"

#include "acts/dead_addresses.hpp"

#include <algorithm>

namespace varde::acts {
namespace {

using domain::Attempt;

constexpr std::int64_t test_pause_seconds = 60;
constexpr std::int64_t pause_seconds = 600;  ///< Between two messages, where nothing is urgent.

Result<bool> is_disabled(store::Transaction& tx, const Uuid& owner)
{
    const auto person = TRY(tx.person(PersonId{owner}));
    return person && person->disabled;
}

store::Notice notice_to(Services& services, const store::Contact& contact, Timestamp now)
{
    return {.id = make_uuid(now, services.random),
            .owner = contact.owner,
            .channel = contact.channel,
            .address = contact.address,
            .language = contact.language,
            .made_at = now,
            .due = now};
}

/// When it may leave. What can wait waits for more to come where the last one has just gone out, so
/// that a hundred things in an hour are not a hundred messages.
Result<Timestamp> due_of(store::Transaction& tx, const store::Contact& contact,
                         const NewNotice& notice, Timestamp now)
{
    auto due = std::max(now, notice.not_before.value_or(now));
    if (!notice.can_wait)
        return due;
    const auto last = TRY(store::Notices(tx).last_that_told(contact));
    if (last && last->sent_at)
        due = std::max(due, last->sent_at->plus_seconds(pause_seconds));
    return due;
}

/// The message that will tell it: one that waits already, or a new one.
Result<Uuid> put_into_outbox(Services& services, store::Transaction& tx,
                             const store::Contact& contact, const NewNotice& notice, Timestamp now)
{
    store::NoticeChanges changes(tx);
    const auto due = TRY(due_of(tx, contact, notice, now));
    if (auto waiting = TRY(store::Notices(tx).not_yet_due(contact, now))) {
        waiting->urgent = notice.urgent;
        waiting->other = notice.other;
        waiting->due = std::min(*waiting->due, due);
        TRY(changes.change(*waiting));
        return waiting->id;
    }
    auto made = notice_to(services, contact, now);
    made.urgent = notice.urgent;
    made.other = notice.other;
    made.due = due;
    TRY(changes.add(made));
    return made.id;
}

/// What the notice is after the attempt.
store::Notice after(store::Notice notice, const Attempt& attempt, Timestamp now)
{
    ++notice.tries;
    notice.began_at = notice.began_at.value_or(now);
    if (attempt.outcome == Attempt::Outcome::sent)
        notice.sent_at = now;
    else if (attempt.outcome == Attempt::Outcome::undeliverable)
        notice.failed_at = now;
    else if (const auto next = domain::next_attempt(*notice.began_at, notice.tries, now))
        notice.due = next;
    else
        notice.failed_at = now;
    return notice;
}

/// The ledger says that somebody was told, when and by which channel; never under which address.
/// Its commitment stands for the evidence, which only the database holds: nobody can guess it
/// without the opening.
Status append_event(store::Transaction& tx, const store::Notice& notice, std::string_view evidence,
                    ByteView opening, Timestamp now)
{
    domain::Event event{.name = notice.sent_at ? domain::EventName::notice_sent
                                               : domain::EventName::notice_failed,
                        .report = {notice.id},
                        .at = now};
    event.facts.subject = notice.id;
    event.facts.name = domain::name_of(notice.channel);
    const bool is_person = TRY(tx.person(PersonId{notice.owner})).has_value();
    if (is_person)
        event.facts.people = {PersonId{notice.owner}};
    else
        event.facts.sender = OrganisationId{notice.owner};
    return tx.append(event, {.commitment = crypto::sha256({opening, bytes_of(evidence)})});
}

/// What a message that went out says of its address and of our way out.
Status see_alive(Services& services, store::Transaction& tx, const store::Notice& notice,
                 Timestamp now)
{
    if (TRY(store::NoticeChanges(tx).mark_alive(notice)))
        TRY(end_dead_address(services, tx, notice.owner, notice.channel, now));
    return end_stuck_notices(services, tx, notice.channel, now);
}

/// An address that is dead already, or was changed meanwhile, is no news.
Status see_failed(Services& services, store::Transaction& tx, const store::Notice& notice,
                  const Attempt& attempt, Timestamp now)
{
    TRY(tx.wake_told_by(notice.id, now));  // Its ladders go on at once.
    if (attempt.outcome == Attempt::Outcome::not_possible)
        return raise_stuck_notices(services, tx, notice.channel, now);
    if (!TRY(store::NoticeChanges(tx).mark_dead(notice, now)))
        return ok();
    return raise_dead_address(services, tx, notice.owner, notice.channel, now);
}

}  // namespace

Result<int> queue_notice(Services& services, store::Transaction& tx, const NewNotice& notice)
{
    if (TRY(is_disabled(tx, notice.owner)))
        return 0;
    const auto now = services.clock.now();
    int queued = 0;
    for (const auto& contact : TRY(store::Notices(tx).contacts_of(notice.owner))) {
        if (contact.dead_at || !services.notice_channels.has(contact.channel))
            continue;
        const auto id = TRY(put_into_outbox(services, tx, contact, notice, now));
        for (const auto& escalation : notice.escalations)
            TRY(store::NoticeChanges(tx).tell(escalation, id));
        ++queued;
    }
    return queued;
}

Status queue_tests(Services& services, store::Transaction& tx, const Uuid& owner)
{
    const auto now = services.clock.now();
    store::Notices notices(tx);
    int queued = 0;
    for (const auto& contact : TRY(notices.contacts_of(owner))) {
        const auto last = TRY(notices.last_to(contact));
        if (last && last->is_test && now < last->made_at.plus_seconds(test_pause_seconds))
            return Error{ErrorCode::conflict, "A test was sent less than a minute ago. Nothing "
                                              "more was sent."};
        if (!services.notice_channels.has(contact.channel))
            continue;
        auto made = notice_to(services, contact, now);
        made.is_test = true;
        TRY(store::NoticeChanges(tx).add(made));
        ++queued;
    }
    if (queued == 0)
        return Error{ErrorCode::conflict, "There is no address of yours that this server can send "
                                          "to. Nothing was sent."};
    return ok();
}

Status record_attempt(Services& services, store::Transaction& tx, const Uuid& id,
                      const Attempt& attempt)
{
    const auto now = services.clock.now();
    const auto found = TRY(store::Notices(tx).notice(id));
    if (!found || !found->due)
        return ok();
    const auto notice = after(*found, attempt, now);
    std::array<std::uint8_t, 32> opening;
    services.random.fill(opening);
    const bool ended = notice.sent_at || notice.failed_at;
    TRY(store::NoticeChanges(tx).record(notice, attempt, now,
                                        ended ? ByteView(opening) : ByteView()));
    if (!ended)
        return ok();
    TRY(append_event(tx, notice, attempt.evidence, opening, now));
    return notice.sent_at ? see_alive(services, tx, notice, now)
                          : see_failed(services, tx, notice, attempt, now);
}

Result<store::StepReach> reach_of(store::Reading& reading, const Uuid& escalation)
{
    return store::Notices(reading).reach_of(escalation);
}

}  // namespace varde::acts
