#include "acts/pursue.hpp"

#include "acts/matter.hpp"
#include "acts/notices.hpp"
#include "domain/escalation/climb.hpp"
#include "packs/quiet.hpp"

#include <algorithm>

namespace varde::acts {
namespace {

using domain::EventName;
using domain::Listener;
using domain::Obligation;

/// Whom a ladder tells first: they owe it.
Listener debtor_of(const Obligation& obligation)
{
    switch (obligation.owed_by) {
    case domain::Debtor::unit:
    case domain::Debtor::guard:
        break;
    case domain::Debtor::sender:
        return Listener::sender;
    case domain::Debtor::oversight:
        return Listener::oversight;
    }
    return Listener::duty;
}

/// Messages to be queued when all steps are known: one for each person, however many steps.
struct Messages {
    std::map<Uuid, std::vector<Uuid>> escalations;  ///< By owner.
    std::map<Uuid, Timestamp> not_before;           ///< The earliest of its steps.
};

class Pursuit {
public:
    Pursuit(Services& services, store::Transaction& tx, Matter matter, Timestamp now)
        : services_(services), tx_(tx), matter_(std::move(matter)), now_(now)
    {
    }

    Status run()
    {
        for (const Obligation& obligation : TRY(tx_.obligations_of(matter_.subject)))
            if (obligation.is_open())
                TRY(pursue(obligation));
        return queue_messages();
    }

private:
    Status pursue(const Obligation& obligation)
    {
        const bool passed = obligation.due && *obligation.due <= now_;
        if (passed && !obligation.breached_at)
            TRY(append(event_of(EventName::obligation_breached, obligation)));
        auto wake = TRY(climb(obligation));
        if (obligation.due && !passed)
            wake = std::min(wake, *obligation.due);
        return tx_.wake_obligation(matter_.subject, obligation, wake, matter_.urgent);
    }

    /// Tells whoever is to be told by now; returns when the next one is.
    Result<Timestamp> climb(const Obligation& obligation)
    {
        const auto& ladder = services_.pack.ladder_of(obligation.rule, obligation.since);
        auto taken = TRY(tx_.escalations_of(matter_.subject, obligation.rule, obligation.since));
        domain::Climb climb{.since = obligation.since, .due = obligation.due};
        for (const auto& each : taken)
            climb.raised.push_back(
                {each.step - 1, each.raised_at, each.in_vain, each.acknowledged_at});
        if (!taken.empty() && !taken.back().in_vain)
            climb.raised.back().in_vain = TRY(tx_.failed_to_tell(taken.back().id));
        for (;;) {
            const auto move = domain::next_move(ladder, climb, now_);
            if (!move.tell)
                return move.at;
            taken.push_back(TRY(tell(ladder, move.step, obligation, taken)));
            climb.raised.push_back({move.step, now_, taken.back().in_vain, {}});
        }
    }

    /// Who should have acted, once the ladder has begun or the time has passed.
    std::vector<PersonId> silent_party(const Obligation& obligation,
                                       const std::vector<store::Escalation>& taken) const
    {
        const auto debtor = debtor_of(obligation);
        auto silent = matter_.concerned;
        for (const auto& each : taken)
            if (each.listener == debtor)
                silent.insert(silent.end(), each.told.begin(), each.told.end());
        const bool late = obligation.due && *obligation.due <= now_;
        if (!matter_.owner.is_nil() && (late || !taken.empty()))
            silent.push_back(matter_.owner);
        return silent;
    }

    Result<store::Escalation> tell(const domain::Ladder& ladder, int step,
                                   const Obligation& obligation,
                                   const std::vector<store::Escalation>& taken)
    {
        if (!staff_)
            staff_ = TRY(staff_around(services_, tx_, matter_, now_));
        staff_->silent = silent_party(obligation, taken);
        const auto listener = ladder.steps[std::size_t(step)].tell;
        if (listener == Listener::sender)
            staff_->of_sender = TRY(people_of_sender(services_, tx_, matter_, now_));
        const bool top = step + 1 == int(ladder.steps.size());
        auto told = domain::listeners(listener, *staff_, top, now_);
        store::Escalation escalation{.id = make_uuid(now_, services_.random),
                                     .step = step + 1,
                                     .listener = listener,
                                     .told = std::move(told.people),
                                     .in_vain = told.in_vain};
        const bool reached = TRY(message(ladder, escalation));
        // An organisation's own address is somebody, too.
        if (listener == Listener::sender && messages_.escalations.contains(matter_.sender.uuid))
            escalation.in_vain = false;
        escalation.in_vain |= !reached;
        auto event = event_of(EventName::escalation_raised, obligation);
        event.facts.subject = escalation.id;
        event.facts.step = escalation.step;
        event.facts.listener = domain::name_of(listener);
        event.facts.people = escalation.told;
        event.facts.urgent = matter_.urgent;
        if (escalation.in_vain)
            event.facts.name = store::in_vain_word;
        TRY(append(std::move(event)));
        return escalation;
    }

    /// Whether anybody can be told of it: by a message; or, where it is not urgent, on the screen,
    /// unless it is known that they are not reached any more. What is urgent cannot wait for
    /// somebody to look. Where this server sends no messages the screen is all there is.
    Result<bool> message(const domain::Ladder& ladder, const store::Escalation& escalation)
    {
        std::vector<Uuid> owners;
        for (const auto& person : escalation.told)
            owners.push_back(person.uuid);
        if (escalation.listener == Listener::sender && !matter_.sender.is_nil())
            owners.push_back(matter_.sender.uuid);
        bool reached = !services_.notice_channels.email && !services_.notice_channels.sms;
        for (const auto& owner : owners) {
            const auto way = TRY(way_to(owner));
            reached |= way == Way::message || (way == Way::screen && !matter_.urgent &&
                                               escalation.listener != Listener::sender);
            if (way != Way::message)
                continue;
            messages_.escalations[owner].push_back(escalation.id);
            const auto at =
                ladder.quiet && !matter_.urgent
                    ? packs::when_not_quiet(services_.pack.calendar, *ladder.quiet, now_)
                    : now_;
            const auto [place, fresh] = messages_.not_before.try_emplace(owner, at);
            place->second = std::min(place->second, at);
        }
        return reached;
    }

    enum class Way { message, screen, none };
    Result<Way> way_to(const Uuid& owner)
    {
        Way way = Way::screen;
        for (const auto& contact : TRY(store::Notices(tx_).contacts_of(owner))) {
            if (!services_.notice_channels.has(contact.channel))
                continue;
            if (!contact.dead_at)
                return Way::message;
            way = Way::none;
        }
        return way;
    }

    Status queue_messages()
    {
        for (auto& [owner, escalations] : messages_.escalations) {
            const auto waiting = TRY(tx_.waiting_for(PersonId{owner}));
            NewNotice notice{.owner = owner,
                             .urgent = waiting.urgent,
                             .other = waiting.other,
                             .escalations = std::move(escalations),
                             .can_wait = !matter_.urgent};
            if (notice.urgent + notice.other == 0)  // An organisation listens to nothing.
                (matter_.urgent ? notice.urgent : notice.other) = 1;
            if (const auto at = messages_.not_before.at(owner); at > now_)
                notice.not_before = at;
            TRY(queue_notice(services_, tx_, notice));
        }
        return ok();
    }

    domain::Event event_of(EventName name, const Obligation& obligation) const
    {
        auto event = matter_.about;
        event.name = name;
        event.at = now_;
        event.facts.rule = obligation.rule;
        event.facts.since = obligation.since;
        return event;
    }

    Status append(domain::Event event)
    {
        if (!key_)
            key_ = TRY(report_key(services_, tx_, matter_.about.report));
        return tx_.append(std::move(event), *key_, services_.random);
    }

    Services& services_;
    store::Transaction& tx_;
    const Matter matter_;
    const Timestamp now_;
    std::optional<domain::Staff> staff_;
    std::optional<store::ReportKey> key_;
    Messages messages_;
};

}  // namespace

Status pursue(Services& services, store::Transaction& tx, const Uuid& subject, Timestamp now)
{
    auto matter = TRY(matter_of(services, tx, subject));
    if (!matter)
        return Error{ErrorCode::internal, "obligations of nothing: " + to_string(subject)};
    return Pursuit(services, tx, std::move(*matter), now).run();
}

void pursue(Services& services, const Uuid& subject, Done<Nothing> done)
{
    services.store.write<Nothing>(
        [&services, subject](store::Transaction& tx) {
            return pursue(services, tx, subject, services.clock.now());
        },
        [done = std::move(done)](Result<Nothing> outcome, const store::Committed&) mutable {
            done(std::move(outcome));
        });
}

Timestamp first_look(const Services& services, const std::string& rule, Timestamp since,
                     std::optional<Timestamp> due)
{
    const auto& ladder = services.pack.ladder_of(rule, since);
    const auto begins = domain::next_move(ladder, {.since = since, .due = due}, since).at;
    return due ? std::min(begins, *due) : begins;
}

}  // namespace varde::acts
