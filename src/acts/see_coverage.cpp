#include "acts/see_coverage.hpp"

#include "acts/intake_gate.hpp"
#include "store/access.hpp"

#include <algorithm>

namespace varde::acts {
namespace {

constexpr std::int64_t day_seconds = 86'400;

domain::Decision may_watch(const Services& services, const domain::Actor& actor, const UnitId& unit)
{
    return domain::decide(actor, domain::Action::watch, duty_of(services, unit),
                          {services.clock.now()});
}

std::string role_in_words(domain::Role role, bool nb)
{
    if (role == domain::Role::unit_leader)
        return nb ? "Leder" : "Leader";
    return nb ? "Saksbehandler" : "Caseworker";
}

std::string able_in_words(const Services& services, const domain::Able& able,
                          std::string_view language)
{
    const bool nb = language == "nb";
    auto text = role_in_words(able.role, nb) + (nb ? " her" : " here");
    if (able.until)
        text += (nb ? " til " : " until ") + services.pack.calendar.in_words(*able.until, language);
    return text + ".";
}

std::string unable_in_words(const Services& services, const domain::Able& able,
                            std::string_view language)
{
    using domain::Ability;
    const bool nb = language == "nb";
    const auto when = [&](std::optional<Timestamp> at) {
        return at ? services.pack.calendar.in_words(*at, language) : std::string();
    };
    switch (able.ability) {
    case Ability::on_leave:
        return (nb ? "Borte til " : "On leave until ") + when(able.until) + ".";
    case Ability::disabled:
        return nb ? "Kontoen er stengt." : "The account is disabled.";
    case Ability::other_kind:
        return nb ? "Tilgangen gjelder andre slags meldinger." : "The access is for other kinds.";
    case Ability::not_yet:
        return (nb ? "Tilgangen begynner " : "The access begins ") + when(able.from) + ".";
    case Ability::ended:
        return nb ? "Tilgangen er over." : "The access has ended.";
    case Ability::able:
    case Ability::no_reader:
        break;
    }
    return nb ? "Rollen ser ikke innhold." : "The role sees no content.";
}

/// Whether somebody belongs into a unit's list of those who cannot: those who have left long ago do
/// not.
bool is_of_interest(const domain::UnitPerson& person, Timestamp now)
{
    return std::ranges::any_of(person.grants, [&](const domain::HeldGrant& held) {
        return !held.grant.until || now < *held.grant.until;
    });
}

Status add_people(const Services& services, store::Reading& reading, const UnitCoverage& coverage,
                  Timestamp now, std::string_view language, CellView& view)
{
    store::AccessRecords records(reading);
    for (const auto& person : coverage.people) {
        const auto able = domain::ability_of(person, {coverage.unit, view.kind}, now);
        const NamedPerson named{person.person, person.name};
        if (able.ability == domain::Ability::able) {
            const auto contact = TRY(records.contact_of(person.person));
            view.people.push_back(
                {.person = named,
                 .role = able.role,
                 .why = able_in_words(services, able, language),
                 .last_used = TRY(records.last_use(person.person, coverage.unit, view.kind)),
                 .contact = std::string(store::name_of(contact))});
        } else if (is_of_interest(person, now)) {
            view.unable.push_back({named, unable_in_words(services, able, language)});
        }
    }
    return ok();
}

Status add_problem(store::Reading& reading, const UnitId& unit, CellView& view)
{
    for (const auto name : {domain::ProblemName::coverage_none, domain::ProblemName::coverage_low})
        if (const auto row = TRY(reading.problem_found(name, unit, view.kind.text));
            row && !view.problem)
            view.problem = {row->problem.id, row->problem.number};
    return ok();
}

Result<CellView> view_cell(const Services& services, store::Reading& reading,
                           const UnitCoverage& coverage,
                           const std::vector<store::KindCount>& waiting, const KindName& kind,
                           std::string_view language)
{
    const auto now = services.clock.now();
    CellView view{.kind = kind, .live = coverage.is_live(kind)};
    if (view.live)
        view.live_since = coverage.intake_of(kind)->since;
    view.missing = TRY(missing_to_go_live(services, reading, coverage, kind, now, language));
    TRY(add_people(services, reading, coverage, now, language, view));
    view.next_gap = next_gap(coverage, kind, services.pack.people_needed, now);
    view.timeline = coverage.over(kind, {now, now.plus_seconds(coverage_days_shown * day_seconds)});
    view.drills = TRY(last_drills(reading, coverage.unit, kind));
    if (const auto* passed = coverage.passed_on_of(kind))
        view.passed_on = *passed;
    if (const auto found = std::ranges::find(waiting, kind, &store::KindCount::kind);
        found != waiting.end())
        view.waiting = *found;
    TRY(add_problem(reading, coverage.unit, view));
    return view;
}

Result<UnitCells> view_unit(const Services& services, store::Reading& reading,
                            const domain::Actor& actor, const UnitId& unit,
                            std::string_view language)
{
    const auto now = services.clock.now();
    const auto coverage = TRY(coverage_of(reading, unit, now));
    const auto waiting = TRY(reading.open_by_kind(unit));
    auto decision = domain::decide(actor, domain::Action::set_intake,
                                   duty_of(services, unit, actor.person), {now});
    UnitCells cells{.unit = unit, .name = unit_name(services, unit)};
    cells.acts = {{"set_intake", decision.allowed, std::move(decision.reason)}};
    for (const auto& kind : kinds_in(services.pack, coverage))
        cells.kinds.push_back(TRY(view_cell(services, reading, coverage, waiting, kind, language)));
    return cells;
}

/// Who can give access, nearest first: its leaders, then its directors, then those above it.
Result<std::vector<SelfCheck::Asked>> whom_to_ask(const Services& services, store::Reading& reading,
                                                  const domain::Actor& actor, const UnitId& unit)
{
    using domain::Role;
    const auto now = services.clock.now();
    std::vector<SelfCheck::Asked> asked;
    const auto add = [&](const UnitId& where, Role role) -> Status {
        for (const auto& row : TRY(reading.people_of(where)))
            if (row.grant.role == role && row.grant.active_at(now) && row.person != actor.person)
                asked.push_back({{row.person, row.name}, role});
        return ok();
    };
    TRY(add(unit, Role::unit_leader));
    TRY(add(unit, Role::director));
    for (const auto& above : domain::overseers_of(services.pack.directory, unit))
        if (asked.empty())
            TRY(add(above, Role::oversight));
    return asked;
}

bool is_of_unit(const domain::Actor& actor, const UnitId& unit, Timestamp now)
{
    return std::ranges::any_of(actor.grants, [&](const domain::Grant& grant) {
        return grant.unit == unit && grant.active_at(now);
    });
}

/// What `decide` cannot know: when somebody is away, and until when it lasts.
void look_at_leave(const Services& services, const UnitCoverage& coverage, const PersonId& person,
                   SelfCheck& check)
{
    const auto found = std::ranges::find(coverage.people, person, &domain::UnitPerson::person);
    if (found == coverage.people.end())
        return;
    const auto able = domain::ability_of(*found, {coverage.unit, check.kind}, services.clock.now());
    if (able.ability == domain::Ability::on_leave) {
        check.able = false;
        check.reason = "You are on leave here until " +
                       services.pack.calendar.in_words(*able.until, "en") + ".";
    }
    check.until = able.until;
}

Status check_unit(const Services& services, store::Reading& reading, const domain::Actor& actor,
                  const UnitId& unit, const KindName& only, std::vector<SelfCheck>& checks)
{
    const auto now = services.clock.now();
    const auto coverage = TRY(coverage_of(reading, unit, now));
    const auto waiting = TRY(reading.open_by_kind(unit));
    const auto ask = TRY(whom_to_ask(services, reading, actor, unit));
    for (const auto& kind : kinds_in(services.pack, coverage)) {
        if (!only.text.empty() && kind != only)
            continue;
        SelfCheck check{.unit = unit, .unit_name = unit_name(services, unit), .kind = kind};
        const auto decision =
            domain::decide(actor, domain::Action::open,
                           {.kind = kind, .unit = unit, .unit_name = check.unit_name}, {now});
        check.able = decision.allowed;
        check.reason = decision.reason;
        look_at_leave(services, coverage, actor.person, check);
        check.last_used = TRY(store::AccessRecords(reading).last_use(actor.person, unit, kind));
        check.ask = ask;
        if (is_of_unit(actor, unit, now)) {
            const auto found = std::ranges::find(waiting, kind, &store::KindCount::kind);
            check.waiting = found == waiting.end() ? store::KindCount{.kind = kind} : *found;
        }
        checks.push_back(std::move(check));
    }
    return ok();
}

}  // namespace

Result<std::vector<UnitCells>> see_coverage(const Services& services, const domain::Actor& actor,
                                            const UnitId& unit, std::string_view language)
{
    std::vector<UnitId> units;
    if (unit.text.empty()) {
        for (const auto& each : services.pack.directory.units())
            if (!kinds_of(services.pack, each.id).empty() && may_watch(services, actor, each.id))
                units.push_back(each.id);
    } else {
        if (!services.pack.directory.find(unit))
            return Error{ErrorCode::not_found, "There is no such unit."};
        if (const auto decision = may_watch(services, actor, unit); !decision)
            return Error{ErrorCode::forbidden, decision.reason};
        units.push_back(unit);
    }
    return services.store.read([&](store::Reading& reading) -> Result<std::vector<UnitCells>> {
        std::vector<UnitCells> all;
        for (const auto& each : units)
            all.push_back(TRY(view_unit(services, reading, actor, each, language)));
        return all;
    });
}

Result<std::vector<SelfCheck>> check_self(const Services& services, const domain::Actor& actor,
                                          const UnitId& unit, const KindName& kind)
{
    if (!unit.text.empty() && !services.pack.directory.find(unit))
        return Error{ErrorCode::not_found, "There is no such unit."};
    if (!kind.text.empty() && !services.pack.find_kind(kind.text))
        return Error{ErrorCode::not_found, "There is no such kind."};
    return services.store.read([&](store::Reading& reading) -> Result<std::vector<SelfCheck>> {
        std::vector<UnitId> units{unit};
        if (unit.text.empty())
            units = TRY(store::IntakeRecords(reading).units_of(actor.person));
        std::vector<SelfCheck> checks;
        for (const auto& each : units)
            TRY(check_unit(services, reading, actor, each, kind, checks));
        return checks;
    });
}

Result<WhatIf> what_if(const Services& services, const domain::Actor& actor, AbilityChange change)
{
    const auto now = services.clock.now();
    if (!change.unit.text.empty()) {
        if (!services.pack.directory.find(change.unit))
            return Error{ErrorCode::not_found, "There is no such unit."};
        if (const auto decision = may_watch(services, actor, change.unit); !decision)
            return Error{ErrorCode::forbidden, decision.reason};
    }
    return services.store.read([&](store::Reading& reading) -> Result<WhatIf> {
        WhatIf answer{.change = std::move(change), .drops = {}};
        answer.drops = TRY(drops_of(services, reading, answer.change, now));
        std::erase_if(answer.drops, [&](const CoverageDrop& drop) {
            return !may_watch(services, actor, drop.cell.unit);
        });
        return answer;
    });
}

}  // namespace varde::acts
