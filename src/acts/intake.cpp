#include "acts/intake.hpp"

#include "acts/coverage_guard.hpp"
#include "acts/duty.hpp"
#include "acts/duty_event.hpp"
#include "acts/intake_gate.hpp"
#include "acts/raise_problem.hpp"
#include "acts/sealed_words.hpp"

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

/// What a change of intake is stored under, and when; drawn before the transaction.
struct Fresh {
    ReportId change;
    domain::ProblemId problem;  ///< Of whatever oversight is told.
    Timestamp now;
};

Fresh draw(Services& services)
{
    const auto now = services.clock.now();
    return {{make_uuid(now, services.random)}, {make_uuid(now, services.random)}, now};
}

/// In the writer: that the unit takes the kind from now on, or pauses; why stands sealed.
Status record_intake(Services& services, store::Transaction& tx, const domain::Cell& cell,
                     bool live, const domain::By& by, std::string_view reason, const Fresh& fresh)
{
    domain::Event event{.name = domain::EventName::intake_changed,
                        .report = fresh.change,
                        .unit = cell.unit,
                        .by = by,
                        .at = fresh.now};
    event.facts.kind = cell.kind;
    event.facts.name = live ? "live" : "paused";
    event.sealed = seal_words({{"reason", reason}});
    const auto note = TRY(seal_note(services, {event.report.uuid}, "{}", fresh.now));
    TRY(tx.keep(event.report, note.content, note.wrap));
    return tx.append(std::move(event), note.key, services.random);
}

/// In the writer. Those that it does not take yet; `fresh` has one for each kind.
Result<std::vector<KindName>> open_all(Services& services, store::Transaction& tx,
                                       const UnitId& unit, const std::vector<KindName>& kinds,
                                       std::string_view because, const std::vector<Fresh>& fresh)
{
    const auto rows = TRY(store::IntakeRecords(tx).of(unit));
    for (std::size_t i = 0; i < kinds.size(); ++i) {
        const domain::Cell cell{unit, kinds[i]};
        const bool live = std::ranges::any_of(
            rows, [&](const store::IntakeRow& row) { return row.cell == cell && row.live; });
        if (!live)
            TRY(record_intake(services, tx, cell, true, {}, because, fresh[i]));
    }
    TRY(watch_coverage(services, tx, unit, fresh.front().now));
    return kinds;
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

/// What was missing and why it goes live all the same: for oversight, not for the unit, to act on.
Status tell_oversight(Services& services, store::Transaction& tx, const IntakeRequest& request,
                      const domain::By& by, const std::vector<std::string>& missing,
                      const Fresh& fresh)
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
    TRY(raise_problem(services, tx,
                      {.id = fresh.problem,
                       .unit = request.cell.unit,
                       .past_the_unit = true,
                       .by = by,
                       .text = text},
                      fresh.now));
    return ok();
}

/// In the writer.
Status set_live(Services& services, store::Transaction& tx, const IntakeRequest& request,
                const Fresh& fresh)
{
    const auto now = fresh.now;
    const auto by = TRY(may_set(services, request, now));
    const auto& cell = request.cell;
    if (TRY(done_before(services, tx, request.key, request.request, fresh.change)))
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
                      override ? request.override_reason : request.reason, fresh));
    if (!missing.empty())
        TRY(tell_oversight(services, tx, request, by, missing, fresh));
    return watch_coverage(services, tx, cell.unit, now);
}

/// In the writer.
Status set_paused(Services& services, store::Transaction& tx, const IntakeRequest& request,
                  const Fresh& fresh)
{
    const auto by = TRY(may_set(services, request, fresh.now));
    const auto& cell = request.cell;
    if (TRY(done_before(services, tx, request.key, request.request, fresh.change)) ||
        !TRY(coverage_of(tx, cell.unit, fresh.now)).is_live(cell.kind))
        return ok();
    TRY(record_intake(services, tx, cell, false, by, request.reason, fresh));
    return watch_coverage(services, tx, cell.unit, fresh.now);
}

using Setting = Status(Services&, store::Transaction&, const IntakeRequest&, const Fresh&);

void set(Services& services, IntakeRequest request, Setting* setting, Done<Nothing> done)
{
    services.store.write<Nothing>(
        [&services, setting, request = std::move(request),
         fresh = draw(services)](store::Transaction& tx) {
            return setting(services, tx, request, fresh);
        },
        [&services, done = std::move(done)](Result<Nothing> outcome,
                                            const store::Committed&) mutable {
            if (outcome)
                outcome = count_coverage(services);
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
    std::vector<Fresh> fresh;  // At least one: no kind at all is refused above.
    for (std::size_t i = 0; i < meant.value().size(); ++i)
        fresh.push_back(draw(services));
    services.store.write<std::vector<KindName>>(
        [&services, unit = std::move(unit), kinds = std::move(meant).value(),
         because = std::move(because), fresh = std::move(fresh)](store::Transaction& tx) {
            return open_all(services, tx, unit, kinds, because, fresh);
        },
        [&services, done = std::move(done)](Result<std::vector<KindName>> opened,
                                            const store::Committed&) mutable {
            if (opened)
                if (auto counted = count_coverage(services); !counted)
                    return done(std::move(counted).error());
            done(std::move(opened));
        });
}

}  // namespace varde::acts
