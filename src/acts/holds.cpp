#include "acts/holds.hpp"

#include "acts/delivery_view.hpp"
#include "acts/duty_event.hpp"
#include "acts/list_obligations.hpp"
#include "acts/sealed_words.hpp"

#include <algorithm>

namespace varde::acts {
namespace {

constexpr int holds_shown = 200;

domain::Object object_of(const Services& services, const UnitId& unit, KindName kind = {})
{
    return {.kind = std::move(kind),
            .unit = unit,
            .unit_name = unit_name(services, unit),
            .overseers = domain::overseers_of(services.pack.directory, unit)};
}

Error denied(const domain::Actor& actor, const domain::Decision& decision)
{
    return {actor.is_nobody() ? ErrorCode::unauthenticated : ErrorCode::forbidden, decision.reason};
}

Status check_scope(const Services& services, const NewHold& hold)
{
    if (!hold.report.is_nil())
        return ok();
    if (!services.pack.directory.find(hold.unit))
        return Error{.code = ErrorCode::invalid,
                     .message = "There is no such unit.",
                     .faults = {{"/unit", "is not a known unit"}}};
    for (const auto& kind : hold.kinds)
        if (!services.pack.find_kind(kind.text))
            return Error{.code = ErrorCode::invalid,
                         .message = "There is no such kind.",
                         .faults = {{"/kinds", "\"" + kind.text + "\" is not a known kind"}}};
    return ok();
}

/// Whether the actor may hold all of the unit: each of the kinds.
domain::Decision may_hold_unit(const Services& services, const domain::Actor& actor,
                               const UnitId& unit, std::vector<KindName> kinds, Timestamp now)
{
    if (kinds.empty())
        kinds.emplace_back();
    domain::Decision decision;
    for (const auto& kind : kinds) {
        decision = domain::decide(actor, domain::Action::place_hold,
                                  object_of(services, unit, kind), {now});
        if (!decision)
            break;
    }
    return decision;
}

/// A hold on its way into the writer.
struct Placing {
    NewHold hold;
    Uuid id;
    Timestamp at;
    std::optional<SealedNote> note;  ///< Of a unit's hold, which has a key of its own.
};

domain::Event placing_event(const Placing& placing, domain::Event event)
{
    event.facts.subject = placing.id;
    event.facts.name = std::string(domain::name_of(placing.hold.name));
    event.facts.kinds = placing.hold.kinds;
    event.sealed = seal_words({{"reason", placing.hold.reason}});
    return event;
}

Status place_on_report(Services& services, store::Transaction& tx, const Placing& placing)
{
    const auto& hold = placing.hold;
    const auto kept = TRY(kept_report(services, tx, hold.report, placing.at));
    if (!kept)
        return Error{ErrorCode::not_found, "There is no such report."};
    const auto decision = domain::decide(hold.actor, domain::Action::place_hold,
                                         kept->object(services), {placing.at});
    if (!decision)
        return denied(hold.actor, decision);
    const auto key = TRY(report_key(services, tx, hold.report));
    auto event = placing_event(
        placing, kept->event(domain::EventName::report_held, decision.as, placing.at));
    event.facts.kinds.clear();
    return tx.append(std::move(event), key, services.random);
}

Status place_on_unit(Services& services, store::Transaction& tx, const Placing& placing)
{
    const auto& hold = placing.hold;
    const auto decision = may_hold_unit(services, hold.actor, hold.unit, hold.kinds, placing.at);
    if (!decision)
        return denied(hold.actor, decision);
    const auto& note = *placing.note;
    TRY(tx.keep({placing.id}, note.content, note.wrap));
    const domain::Event event{.name = domain::EventName::report_held,
                              .report = {placing.id},
                              .unit = hold.unit,
                              .by = decision.as,
                              .at = placing.at};
    return tx.append(placing_event(placing, event), note.key, services.random);
}

Result<std::string> reason_of(const Services& services, store::Reading& reading,
                              const domain::Hold& hold)
{
    const auto report = domain::kept_under(hold);
    const auto key = TRY(report_key(services, reading, report));
    for (const auto& stored : TRY(reading.events_of(report))) {
        if (stored.event.name != domain::EventName::report_held ||
            stored.event.facts.subject != hold.id)
            continue;
        const auto fact = TRY(store::open_fact(key, report, stored.sealed));
        return word_in(fact, "reason");
    }
    return std::string{};
}

Result<HoldView> see_hold(const Services& services, const Uuid& id)
{
    return services.store.read([&](store::Reading& reading) -> Result<HoldView> {
        const auto row = TRY(store::RetentionRecords(reading).hold(id));
        CHECK(row);
        return view_hold(services, reading, row->hold, true);
    });
}

/// The hold, if the actor may release it now, and by which right.
struct Releasing {
    domain::Hold hold;
    domain::By by;
    std::optional<KeptReport> kept;  ///< Of a report's hold.
};

Result<Releasing> releasing(const Services& services, store::Reading& reading,
                            const Release& release, Timestamp now)
{
    const auto row = TRY(store::RetentionRecords(reading).hold(release.hold));
    if (!row)
        return Error{ErrorCode::not_found, "There is no such hold."};
    std::optional<KeptReport> kept;
    if (!row->hold.of_unit())
        kept = TRY(kept_report(services, reading, row->hold.report, now));
    const auto object = kept ? kept->object(services) : object_of(services, row->hold.unit);
    const auto decision =
        domain::decide(release.actor, domain::Action::release_hold, object, {now});
    if (!decision)
        return denied(release.actor, decision);
    if (row->released)
        return Error{ErrorCode::conflict, "It has been released already."};
    return Releasing{row->hold, decision.as, std::move(kept)};
}

Status release_in(Services& services, store::Transaction& tx, const Release& release)
{
    const auto now = services.clock.now();
    const auto [hold, by, kept] = TRY(releasing(services, tx, release, now));
    const auto report = domain::kept_under(hold);
    domain::Event event{.name = domain::EventName::report_released,
                        .report = report,
                        .unit = hold.unit,
                        .by = by,
                        .at = now};
    if (kept) {
        if (kept->retained.proposal && kept->retained.proposal->by == release.actor.person)
            return Error{ErrorCode::conflict,
                         "You have proposed to erase this report, so somebody else must say that "
                         "nothing holds it any more."};
        event = kept->event(domain::EventName::report_released, by, now);
    }
    event.facts.subject = hold.id;
    event.facts.name = std::string(domain::name_of(hold.name));
    event.sealed = seal_words({{"reason", release.reason}});
    const auto key = TRY(report_key(services, tx, report));
    return tx.append(std::move(event), key, services.random);
}

}  // namespace

bool may_read_reason(const Services& services, const domain::Actor& actor, const domain::Hold& hold,
                     const KeptReport* kept, Timestamp now)
{
    if (hold.of_unit())
        return may_hold_unit(services, actor, hold.unit, hold.kinds, now).allowed;
    CHECK(kept);
    const auto object = kept->object(services);
    return std::ranges::find(object.barred, actor.person) == object.barred.end() &&
           domain::decide(actor, domain::Action::place_hold, object, {now});
}

Result<HoldView> view_hold(const Services& services, store::Reading& reading,
                           const domain::Hold& hold, bool reasons)
{
    Names names(reading);
    HoldView view{.hold = hold,
                  .unit_name = unit_name(services, hold.unit),
                  .by_name = TRY(names.of(hold.by))};
    if (reasons)
        view.reason = TRY(reason_of(services, reading, hold));
    return view;
}

void place_hold(Services& services, NewHold hold, Done<HoldView> done)
{
    if (auto fits = check_scope(services, hold); !fits)
        return done(std::move(fits).error());
    const auto now = services.clock.now();
    Placing placing{.hold = std::move(hold), .id = make_uuid(now, services.random), .at = now};
    if (placing.hold.report.is_nil()) {
        auto note = seal_note(services, {placing.id}, "{}", now);
        if (!note)
            return done(std::move(note).error());
        placing.note = std::move(note).value();
    }
    services.store.write<Uuid>(
        [&services, placing = std::move(placing)](store::Transaction& tx) -> Result<Uuid> {
            const auto before = TRY(
                entered_before(services, tx, placing.hold.key, placing.hold.request, {placing.id}));
            if (!before.is_nil())
                return before.uuid;
            TRY(placing.note ? place_on_unit(services, tx, placing)
                             : place_on_report(services, tx, placing));
            return placing.id;
        },
        [&services, done = std::move(done)](Result<Uuid> id, const store::Committed&) mutable {
            if (!id)
                return done(std::move(id).error());
            done(see_hold(services, id.value()));
        });
}

void release_hold(Services& services, Release release, Done<HoldView> done)
{
    const auto id = release.hold;
    services.store.write<Nothing>(
        [&services, release = std::move(release)](store::Transaction& tx) {
            return release_in(services, tx, release);
        },
        [&services, id, done = std::move(done)](Result<Nothing> outcome,
                                                const store::Committed&) mutable {
            if (!outcome)
                return done(std::move(outcome).error());
            done(see_hold(services, id));
        });
}

Result<std::vector<HoldView>> list_holds(const Services& services, const domain::Actor& actor,
                                         const UnitId& unit)
{
    if (const auto decision = may_watch(services, actor, unit); !decision)
        return denied(actor, decision);
    const auto now = services.clock.now();
    return services.store.read([&](store::Reading& reading) -> Result<std::vector<HoldView>> {
        std::vector<HoldView> views;
        for (const auto& hold :
             TRY(store::RetentionRecords(reading).holds_in_force(unit, holds_shown))) {
            std::optional<KeptReport> kept;
            if (!hold.of_unit())
                kept = TRY(kept_report(services, reading, hold.report, now));
            const bool reasons =
                may_read_reason(services, actor, hold, kept ? &*kept : nullptr, now);
            views.push_back(TRY(view_hold(services, reading, hold, reasons)));
        }
        return views;
    });
}

}  // namespace varde::acts
