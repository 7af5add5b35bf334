#include "acts/change_duty.hpp"

#include "acts/change_access.hpp"
#include "acts/conflicts.hpp"
#include "acts/coverage_guard.hpp"
#include "acts/duty_event.hpp"
#include "acts/sealed_words.hpp"
#include "acts/watch_duty.hpp"

namespace varde::acts {
namespace {

using domain::DutyChange;
using domain::DutyEntry;

/// One that will be appended, with what was made for it ahead.
struct Prepared {
    DutyEntry entry;
    SealedNote note;
};

struct Entering {
    DutyRequest request;
    DutyChange change;
    domain::By by;
    std::vector<Prepared> all;
    std::string override_reason;
};

/// The same local times, so many weeks later. The first week is taken as it was given.
domain::Span weeks_later(const packs::Calendar& calendar, const domain::Span& first, int weeks)
{
    const auto moved = [&](Timestamp at) {
        return calendar.instant(calendar.day_of(at) + std::chrono::days(7 * weeks),
                                calendar.local(at).minute_of_day);
    };
    return weeks == 0 ? first : domain::Span{moved(first.from), moved(first.until)};
}

Result<std::vector<Prepared>> prepare(Services& services, const DutyEntry& first, int weeks,
                                      Timestamp now)
{
    std::vector<Prepared> all;
    for (int week = 0; week < weeks; ++week) {
        Prepared prepared{.entry = first};
        auto& entry = prepared.entry;
        entry.id.uuid = make_uuid(now, services.random);
        entry.series = all.empty() ? entry.id : all.front().entry.id;
        entry.planned = weeks_later(services.pack.calendar, first.planned, week);
        entry.entered_at = now;
        TRY(domain::check_entry(entry.planned, now));
        prepared.note = TRY(seal_note(services, entry.id, "{}", now));
        all.push_back(std::move(prepared));
    }
    return all;
}

/// "Anna Example has a shift from … until …", in the words of the pack's calendar.
Error taken(const Services& services, const store::DutyRow& row, std::string_view what)
{
    const auto& calendar = services.pack.calendar;
    const auto& planned = row.entry.planned;
    return {.code = ErrorCode::conflict,
            .message = row.name + " has " + std::string(what) + " from " +
                       calendar.in_words(planned.from, "en") + " until " +
                       calendar.in_words(planned.until, "en") +
                       ". Cancel that first; nothing was "
                       "stored.",
            .problem = "overlap"};
}

Status check_person(store::Transaction& tx, const DutyEntry& entry)
{
    for (const auto& [person, span] : TRY(tx.readers_of(entry.unit)))
        if (person == entry.person && span.overlaps(entry.planned))
            return ok();
    return Error{.code = ErrorCode::invalid,
                 .message = "This person cannot open anything in the unit at that time, so they "
                            "cannot have its duty.",
                 .faults = {{"/person", "has no access in this unit at that time"}}};
}

Status check_free(const Services& services, store::Transaction& tx, DutyChange change,
                  const DutyEntry& entry)
{
    const bool leave = change == DutyChange::leave_added;
    const auto rows = leave ? TRY(tx.leave_of(entry.unit, entry.planned))
                            : TRY(tx.shifts_of(entry.unit, entry.planned));
    for (const auto& row : rows)
        if (domain::overlapping({row.entry}, entry))
            return taken(services, row, leave ? "leave" : "a shift");
    return ok();
}

/// Whoever is away opens nothing.
Status guard_leave(Services& services, store::Transaction& tx, const Entering& entering,
                   const DutyEntry& entry)
{
    return guard_coverage(services, tx, entering.request.actor,
                          {.person = entry.person,
                           .unit = entry.unit,
                           .span = entry.planned,
                           .grant = {},
                           .substitute = {},
                           .override_reason = entering.override_reason},
                          entry.entered_at);
}

Status watch(Services& services, store::Transaction& tx, const UnitId& unit, Timestamp now)
{
    TRY(watch_unit(services, tx, unit, now));
    TRY(watch_coverage(services, tx, unit, now));
    return watch_conflicts(services, tx, unit, now);
}

/// In the writer. Gives the series: the one made now, or by the same request before.
Result<domain::DutyId> enter_all(Services& services, store::Transaction& tx,
                                 const Entering& entering)
{
    const auto& first = entering.all.front().entry;
    const auto before =
        TRY(entered_before(services, tx, entering.request.key, entering.request.request, first.id));
    if (!before.is_nil())
        return before;
    for (const auto& [entry, note] : entering.all) {
        TRY(check_person(tx, entry));
        TRY(check_free(services, tx, entering.change, entry));
        if (entering.change == DutyChange::leave_added)
            TRY(guard_leave(services, tx, entering, entry));
        TRY(enter(services, tx, entering.change, entry, entering.by, note,
                  seal_words({{"override_reason", entering.override_reason}})));
    }
    TRY(watch(services, tx, first.unit, first.entered_at));
    return first.id;
}

/// Decides access and times, prepares, and appends in the writer.
void begin(Services& services, DutyRequest request, DutyChange change, domain::Action action,
           const DutyEntry& first, int weeks, std::string override_reason,
           Done<domain::DutyId> done)
{
    const auto now = services.clock.now();
    const auto decision =
        domain::decide(request.actor, action, duty_of(services, first.unit, first.person), {now});
    if (!decision)
        return done(denied(request.actor, decision));
    auto prepared = prepare(services, first, weeks, now);
    if (!prepared)
        return done(std::move(prepared).error());
    Entering entering{std::move(request), change, decision.as, std::move(prepared).value(),
                      std::move(override_reason)};
    services.store.write<domain::DutyId>(
        [&services, entering = std::move(entering)](store::Transaction& tx) {
            return enter_all(services, tx, entering);
        },
        [done = std::move(done)](Result<domain::DutyId> id, const store::Committed&) mutable {
            done(std::move(id));
        });
}

/// In the writer.
Status cancel(Services& services, store::Transaction& tx, const domain::Actor& actor,
              DutyChange change, const std::optional<store::DutyRow>& row, Timestamp now)
{
    const bool leave = change == DutyChange::leave_cancelled;
    if (!row)
        return Error{ErrorCode::not_found,
                     leave ? "There is no such leave." : "There is no such shift."};
    const auto& entry = row->entry;
    const auto decision =
        domain::decide(actor, leave ? domain::Action::enter_leave : domain::Action::plan_duty,
                       duty_of(services, entry.unit, entry.person), {now});
    if (!decision)
        return denied(actor, decision);
    if (entry.cancelled_at)
        return ok();
    if (entry.planned.until <= now)
        return Error{ErrorCode::conflict,
                     "It is over: who was on duty then stays as it was. Nothing was changed."};
    const auto key = TRY(report_key(services, tx, {entry.id.uuid}));
    TRY(tx.append(domain::duty_event(change, entry, decision.as, now), key, services.random));
    return watch(services, tx, entry.unit, now);
}

}  // namespace

void add_shifts(Services& services, DutyRequest request, NewShift shift,
                Done<std::vector<store::DutyRow>> done)
{
    const DutyEntry first{.unit = shift.unit,
                          .person = shift.person,
                          .planned = shift.planned,
                          .replaces = shift.replaces};
    begin(services, std::move(request),
          shift.replaces ? DutyChange::replacement_added : DutyChange::shift_added,
          domain::Action::plan_duty, first, shift.repeat_weeks, {},
          [&services, done = std::move(done)](Result<domain::DutyId> series) mutable {
              if (!series)
                  return done(std::move(series).error());
              done(services.store.read(
                  [&](store::Reading& reading) { return reading.shifts_of(series.value()); }));
          });
}

void add_leave(Services& services, DutyRequest request, NewLeave leave, Done<store::DutyRow> done)
{
    const DutyEntry first{.unit = leave.unit, .person = leave.person, .planned = leave.planned};
    begin(services, std::move(request), DutyChange::leave_added, domain::Action::enter_leave, first,
          1, std::move(leave.override_reason),
          [&services, done = std::move(done)](Result<domain::DutyId> id) mutable {
              if (!id)
                  return done(std::move(id).error());
              if (auto counted = count_coverage(services); !counted)
                  return done(std::move(counted).error());
              done(services.store.read([&](store::Reading& reading) -> Result<store::DutyRow> {
                  auto row = TRY(reading.leave(id.value()));
                  CHECK(row);  // Never deleted.
                  return std::move(*row);
              }));
          });
}

void cancel_shift(Services& services, const domain::Actor& actor, domain::DutyId id,
                  Done<Nothing> done)
{
    services.store.write<Nothing>(
        [&services, actor, id](store::Transaction& tx) -> Status {
            return cancel(services, tx, actor, DutyChange::shift_cancelled, TRY(tx.shift(id)),
                          services.clock.now());
        },
        [done = std::move(done)](Result<Nothing> outcome, const store::Committed&) mutable {
            done(std::move(outcome));
        });
}

void cancel_leave(Services& services, const domain::Actor& actor, domain::DutyId id,
                  Done<Nothing> done)
{
    services.store.write<Nothing>(
        [&services, actor, id](store::Transaction& tx) -> Status {
            return cancel(services, tx, actor, DutyChange::leave_cancelled, TRY(tx.leave(id)),
                          services.clock.now());
        },
        [&services, done = std::move(done)](Result<Nothing> outcome,
                                            const store::Committed&) mutable {
            if (outcome)
                outcome = count_coverage(services);
            done(std::move(outcome));
        });
}

}  // namespace varde::acts
