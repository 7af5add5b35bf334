#include "api/show_coverage.hpp"

#include "acts/intake_gate.hpp"
#include "api/show.hpp"

#include <algorithm>

namespace varde::api {
namespace {

constexpr Timestamp for_ever{INT64_MAX};
constexpr std::string_view languages[] = {"nb", "en"};

void show_person(json::Writer& w, const acts::NamedPerson& person)
{
    w("id", person.id)("name", person.name);
}

void show_count(json::Writer& w, std::string_view member, const store::KindCount& counted)
{
    w.object(member, [&] {
        w("count", counted.count);
        if (counted.count > 0)
            w("oldest", counted.oldest);
    });
}

void show_people(json::Writer& w, const acts::CellView& cell)
{
    w("count", cell.people.size());
    w.array("people", [&] {
        for (const auto& able : cell.people)
            w.object([&] {
                show_person(w, able.person);
                w("role", domain::name_of(able.role))("why", able.why);
                if (able.last_used)
                    w("last_used", *able.last_used);
                w("contact", able.contact);
            });
    });
    w.array("unable", [&] {
        for (const auto& [person, why] : cell.unable)
            w.object([&] {
                show_person(w, person);
                w("why", why);
            });
    });
}

/// Of each sort the last that has ended.
void show_drills(json::Writer& w, const std::vector<acts::LastDrill>& drills)
{
    w.object("drills", [&] {
        for (const bool by_machine : {true, false}) {
            const auto found = std::ranges::find(drills, by_machine, &acts::LastDrill::by_machine);
            if (found != drills.end())
                w.object(by_machine ? "machine" : "human",
                         [&] { w("at", found->ended_at)("outcome", found->outcome); });
        }
    });
}

void show_kind(json::Writer& w, const packs::Pack& pack, const acts::CellView& cell)
{
    w("kind", cell.kind.text)("live", cell.live);
    if (cell.live_since)
        w("live_since", *cell.live_since);
    w.array("missing", [&] {
        for (const auto& sentence : cell.missing)
            w.value(sentence);
    });
    show_people(w, cell);
    if (cell.next_gap)
        w.object("next_gap", [&] {
            show_gap(w, *cell.next_gap);
            w.object("in_words", [&] {
                for (const auto language : languages)
                    w(language, acts::gap_in_words(pack.calendar, *cell.next_gap, language));
            });
        });
    w.array("timeline", [&] {
        for (const auto& segment : cell.timeline)
            w.object([&] { show_gap(w, segment); });
    });
    show_drills(w, cell.drills);
    show_count(w, "waiting", cell.waiting);
    show_count(w, "passed_on", cell.passed_on);
    if (cell.problem)
        w.object("problem", [&] { w("id", cell.problem->first)("number", cell.problem->second); });
}

void show_check(json::Writer& w, const acts::SelfCheck& check)
{
    show_unit(w, "unit", check.unit, check.unit_name);
    w("kind", check.kind.text)("able", check.able)("reason", check.reason);
    if (check.until)
        w("until", *check.until);
    if (check.last_used)
        w("last_used", *check.last_used);
    w.array("ask", [&] {
        for (const auto& [person, role] : check.ask)
            w.object([&] {
                show_person(w, person);
                w("role", domain::name_of(role));
            });
    });
    if (check.waiting)
        show_count(w, "waiting", *check.waiting);
}

}  // namespace

void show_gap(json::Writer& w, const domain::Segment& gap)
{
    w("from", gap.span.from);
    if (gap.span.until != for_ever)
        w("until", gap.span.until);
    w("count", gap.count);
}

std::string show_coverage(const packs::Pack& pack, const std::vector<acts::UnitCells>& units)
{
    json::Writer w;
    w.object([&] {
        w("needed", pack.people_needed);
        w.array("items", [&] {
            for (const auto& unit : units)
                w.object([&] {
                    show_unit(w, "unit", unit.unit, unit.name);
                    w.array("kinds", [&] {
                        for (const auto& cell : unit.kinds)
                            w.object([&] { show_kind(w, pack, cell); });
                    });
                    w.array("acts", [&] {
                        for (const auto& act : unit.acts)
                            w.object([&] {
                                w("name", act.name)("allowed", act.allowed)("reason", act.reason);
                            });
                    });
                });
        });
    });
    return w.take();
}

std::string show_cell(const packs::Pack& pack, const acts::UnitCells& unit, const KindName& kind)
{
    const auto cell = std::ranges::find(unit.kinds, kind, &acts::CellView::kind);
    CHECK(cell != unit.kinds.end());
    json::Writer w;
    w.object([&] {
        show_unit(w, "unit", unit.unit, unit.name);
        show_kind(w, pack, *cell);
    });
    return w.take();
}

std::string show_checks(const std::vector<acts::SelfCheck>& checks)
{
    json::Writer w;
    w.object([&] {
        w.array("items", [&] {
            for (const auto& check : checks)
                w.object([&] { show_check(w, check); });
        });
    });
    return w.take();
}

std::string show_what_if(const acts::Services& services, const acts::WhatIf& answer)
{
    const auto now = services.clock.now();
    json::Writer w;
    w.object([&] {
        w.array("drops", [&] {
            for (const auto& each : answer.drops)
                w.object([&] {
                    show_unit(w, "unit", each.cell.unit, acts::unit_name(services, each.cell.unit));
                    w("kind", each.cell.kind.text)("before", each.drop.before);
                    w("after", each.drop.after)("needed", services.pack.people_needed);
                    w("from", each.drop.from);
                    w.object("sentence", [&] {
                        for (const auto language : languages)
                            w(language,
                              acts::drop_in_words(services, answer.change, each, now, language));
                    });
                });
        });
    });
    return w.take();
}

}  // namespace varde::api
