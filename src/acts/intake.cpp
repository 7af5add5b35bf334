#include "acts/intake.hpp"

#include "acts/coverage_guard.hpp"
#include "acts/duty.hpp"
#include "acts/duty_event.hpp"
#include "acts/intake_gate.hpp"
#include "acts/raise_problem.hpp"
#include "json/writer.hpp"

#include <algorithm>

namespace varde::acts {
namespace {

Result<std::vector<KindName>> kinds_meant(const packs::Pack& pack, const UnitId& unit,
                                          std::vector<KindName> kinds)
{
    if (!pack.directory.find(unit))
        return Error{ErrorCode::invalid, "There is no unit \"" + unit.text + "\"."};
    const auto possible = kinds_of(pack, unit);
    if (possible.empty())
        return Error{ErrorCode::invalid,
                     pack.directory.find(unit)->name + " takes no reports itself."};
    if (kinds.empty())
        return possible;
    for (const auto& kind : kinds)
        if (std::ranges::find(possible, kind) == possible.end())
            return Error{ErrorCode::invalid,
                         "\"" + kind.text + "\" is no kind that this unit can take."};
    return kinds;
}

std::string sealed_reason(std::string_view reason)
{
    json::Writer w;
    w.object([&] { w("reason", reason); });
    return w.take();
}

/// In the writer. Those that it does not take yet.
Result<std::vector<KindName>> open_all(Services& services, store::Transaction& tx,
                                       const UnitId& unit, const std::vector<KindName>& kinds,
                                       std::string_view because)
{
    const auto now = services.clock.now();
    const auto rows = TRY(store::IntakeRecords(tx).of(unit));
    for (const auto& kind : kinds) {
        const domain::Cell cell{unit, kind};
        const bool live = std::ranges::any_of(
            rows, [&](const store::IntakeRow& row) { return row.cell == cell && row.live; });
        if (!live)
            TRY(record_intake(services, tx, cell, true, {}, because, now));
    }
    TRY(watch_coverage(services, tx, unit, now));
    return kinds;
}

bool says_something(const std::string& text)
{
    return text.find_first_not_of(" \t\r\n") != std::string::npos;
}

Result<domain::By> may_set(const Services& services, const IntakeRequest& request, Timestamp now)
{
    const auto decision =
        domain::decide(request.actor, domain::Action::set_intake,
                       duty_of(services, request.cell.unit, request.actor.person), {now});
    if (!decision)
        return Error{request.actor.is_nobody() ? ErrorCode::unauthenticated : ErrorCode::forbidden,
                     decision.reason};
    if (!takes(services.pack, request.cell.unit, request.cell.kind))
        return Error{.code = ErrorCode::invalid,
                     .message = "This unit cannot take this kind.",
                     .faults = {{"/kind", "is no kind that this unit can take"}}};
    return decision.as;
}

Error not_ready(const std::vector<std::string>& missing)
{
    Error error{.code = ErrorCode::conflict,
                .message =
                    "The unit is not ready to take this kind. Put right what is named, or go "
                    "live with a reason that oversight will read.",
                .problem = "not-ready-to-go-live"};
    for (const auto& sentence : missing)
        error.faults.push_back({"/kind", sentence});
    return error;
}

/// What was missing and why it goes live all the same, said where only oversight can close it.
Status tell_oversight(Services& services, store::Transaction& tx, const IntakeRequest& request,
                      const domain::By& by, const std::vector<std::string>& missing, Timestamp now)
{
    const auto& language = services.pack.languages.front();
    const bool nb = language == "nb";
    const auto unit = unit_name(services, request.cell.unit);
    const auto kind = kind_in_words(services.pack, request.cell.kind, language);
    std::string text = nb ? unit + " tar imot " + kind + " fra nå, selv om noe mangler:"
                          : unit + " takes " + kind + " from now on, though something is missing:";
    for (const auto& sentence : missing)
        text += "\n- " + sentence;
    text += (nb ? "\nBegrunnelse: " : "\nReason: ") + request.override_reason;
    TRY(raise_problem(services, tx, {.unit = request.cell.unit, .by = by, .text = text}, now));
    return ok();
}

/// In the writer.
Status set_live(Services& services, store::Transaction& tx, const IntakeRequest& request,
                Timestamp now)
{
    const auto by = TRY(may_set(services, request, now));
    const auto& cell = request.cell;
    const ReportId fresh{make_uuid(now, services.random)};
    if (TRY(done_before(services, tx, request.key, request.request, fresh)))
        return ok();
    const auto coverage = TRY(coverage_of(tx, cell.unit, now));
    if (coverage.is_live(cell.kind))
        return ok();
    const bool override = says_something(request.override_reason);
    const auto missing = TRY(missing_to_go_live(services, tx, coverage, cell.kind, now,
                                                override ? services.pack.languages.front() : "en"));
    if (!missing.empty() && !override)
        return not_ready(missing);
    TRY(record_intake(services, tx, cell, true, by,
                      override ? request.override_reason : request.reason, now));
    if (!missing.empty())
        TRY(tell_oversight(services, tx, request, by, missing, now));
    return watch_coverage(services, tx, cell.unit, now);
}

/// In the writer.
Status set_paused(Services& services, store::Transaction& tx, const IntakeRequest& request,
                  Timestamp now)
{
    const auto by = TRY(may_set(services, request, now));
    const auto& cell = request.cell;
    const ReportId fresh{make_uuid(now, services.random)};
    if (TRY(done_before(services, tx, request.key, request.request, fresh)) ||
        !TRY(coverage_of(tx, cell.unit, now)).is_live(cell.kind))
        return ok();
    TRY(record_intake(services, tx, cell, false, by, request.reason, now));
    return watch_coverage(services, tx, cell.unit, now);
}

using Setting = Status(Services&, store::Transaction&, const IntakeRequest&, Timestamp);

void set(Services& services, IntakeRequest request, Setting* setting, Done<Nothing> done)
{
    services.store.write<Nothing>(
        [&services, setting, request = std::move(request)](store::Transaction& tx) {
            return setting(services, tx, request, services.clock.now());
        },
        [&services, done = std::move(done)](Result<Nothing> outcome,
                                            const store::Committed&) mutable {
            if (outcome)
                outcome = services.coverage.refresh(services.store);
            done(std::move(outcome));
        });
}

}  // namespace

std::vector<KindName> kinds_of(const packs::Pack& pack, const UnitId& unit)
{
    std::vector<KindName> kinds;
    for (const auto& kind : pack.kinds)
        if (takes(pack, unit, kind.name))
            kinds.push_back(kind.name);
    return kinds;
}

bool takes(const packs::Pack& pack, const UnitId& unit, const KindName& kind)
{
    const auto* found = pack.directory.find(unit);
    const auto* of = pack.find_kind(kind.text);
    if (!found || !of)
        return false;
    return found->service == of->service || found->service == domain::Service::guard ||
           found->service == domain::Service::sorting;
}

bool is_taken(const Services& services, const UnitId& unit, const KindName& kind)
{
    return services.coverage.is_live(unit, kind) || !takes(services.pack, unit, kind);
}

Status record_intake(Services& services, store::Transaction& tx, const domain::Cell& cell,
                     bool live, const domain::By& by, std::string_view reason, Timestamp now)
{
    domain::Event event{.name = domain::EventName::intake_changed,
                        .report = {make_uuid(now, services.random)},
                        .unit = cell.unit,
                        .by = by,
                        .at = now};
    event.facts.kind = cell.kind;
    event.facts.name = live ? "live" : "paused";
    event.sealed = sealed_reason(reason);
    const auto note = TRY(seal_note(services, {event.report.uuid}, "{}", now));
    TRY(tx.keep(event.report, note.content, note.wrap));
    return tx.append(std::move(event), note.key, services.random);
}

void go_live(Services& services, IntakeRequest request, Done<Nothing> done)
{
    set(services, std::move(request), set_live, std::move(done));
}

void pause_intake(Services& services, IntakeRequest request, Done<Nothing> done)
{
    if (!says_something(request.reason))
        return done(Error{.code = ErrorCode::invalid,
                          .message = "Some fields are wrong; nothing was stored.",
                          .faults = {{"/reason", "says nothing: write why"}}});
    set(services, std::move(request), set_paused, std::move(done));
}

void open_intake(Services& services, UnitId unit, std::vector<KindName> kinds, std::string because,
                 Done<std::vector<KindName>> done)
{
    auto meant = kinds_meant(services.pack, unit, std::move(kinds));
    if (!meant)
        return done(std::move(meant).error());
    services.store.write<std::vector<KindName>>(
        [&services, unit = std::move(unit), kinds = std::move(meant).value(),
         because = std::move(because)](store::Transaction& tx) {
            return open_all(services, tx, unit, kinds, because);
        },
        [&services, done = std::move(done)](Result<std::vector<KindName>> opened,
                                            const store::Committed&) mutable {
            if (opened)
                if (auto refreshed = services.coverage.refresh(services.store); !refreshed)
                    return done(std::move(refreshed).error());
            done(std::move(opened));
        });
}

}  // namespace varde::acts
