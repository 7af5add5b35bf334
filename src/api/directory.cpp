#include "api/directory.hpp"

#include "acts/list_inbox.hpp"
#include "api/show.hpp"
#include "api/show_coverage.hpp"
#include "base/text.hpp"

namespace varde::api {
namespace {

constexpr std::size_t units_shown_max = 50;

std::string_view word_for(domain::Audience audience)
{
    switch (audience) {
    case domain::Audience::anyone:
        return "anyone";
    case domain::Audience::professional:
        return "professional";
    case domain::Audience::police:
        break;
    }
    return "police";
}

std::string_view word_for(domain::Service service)
{
    switch (service) {
    case domain::Service::child_protection:
        return "child_protection";
    case domain::Service::guard:
        return "guard";
    case domain::Service::oversight:
        return "oversight";
    case domain::Service::sorting:
        break;
    }
    return "sorting";
}

std::string_view word_for(packs::FieldType type)
{
    constexpr std::array<std::string_view, 7> words{"line",   "paragraph", "choice", "choices",
                                                    "yes_no", "date",      "number"};
    return words.at(std::size_t(type));
}

std::string language_of(const Call& call)
{
    const auto asked = call.query("language");
    const auto& known = call.site.services.pack.languages;
    return std::find(known.begin(), known.end(), asked) == known.end() ? known.front() : asked;
}

void show_kind(json::Writer& w, const packs::Kind& kind, std::string_view language)
{
    w("name", kind.name.text)("title", kind.title.in(language));
    w("description", kind.description.in(language))("audience", word_for(kind.audience));
}

void show_field(json::Writer& w, const packs::Field& field, std::string_view language)
{
    w("path", field.path)("type", word_for(field.type))("label", field.label.in(language));
    show_optional(w, "hint", field.hint.in(language));
    if (!field.choices.empty())
        w.array("choices", [&] {
            for (const auto& choice : field.choices)
                w.object([&] { w("value", choice.value)("label", choice.label.in(language)); });
        });
    w("required", field.required);
}

void show_form(json::Writer& w, const packs::Form& form, std::string_view language)
{
    w("id", form.id);
    w.array("pages", [&] {
        for (const auto& page : form.pages)
            w.object([&] {
                w("id", page.id)("title", page.title.in(language));
                show_optional(w, "intro", page.intro.in(language));
                show_optional(w, "repeat", page.repeat);
                w.array("fields", [&] {
                    for (const auto& field : page.fields)
                        w.object([&] { show_field(w, field, language); });
                });
            });
    });
}

const packs::Municipality* municipality_of(const packs::Pack& pack, const domain::Unit& unit)
{
    for (const auto& municipality : pack.municipalities)
        if (municipality.number == unit.municipality)
            return &municipality;
    return nullptr;
}

bool matches(const packs::Pack& pack, const domain::Unit& unit, const std::string& wanted,
             const std::string& place)
{
    if (!place.empty() && unit.municipality != place)
        return false;
    if (wanted.empty() || folded(unit.name).find(wanted) != std::string::npos ||
        unit.municipality == wanted || folded(unit.id.text) == wanted)
        return true;
    const auto* municipality = municipality_of(pack, unit);
    return municipality && folded(municipality->name).find(wanted) != std::string::npos;
}

void show_unit_row(json::Writer& w, const packs::Pack& pack, const domain::Unit& unit)
{
    w("id", unit.id.text)("name", unit.name)("service", word_for(unit.service));
    if (const auto* municipality = municipality_of(pack, unit))
        w.object("municipality",
                 [&] { w("number", municipality->number)("name", municipality->name); });
    show_optional(w, "district", unit.district);
    show_optional(w, "phone", unit.phone);
}

}  // namespace

void list_kinds(Call call)
{
    const auto language = language_of(call);
    json::Writer w;
    w.object([&] {
        w("pack", call.services().pack.label());
        w.array("items", [&] {
            for (const auto& kind : call.services().pack.kinds)
                w.object([&] { show_kind(w, kind, language); });
        });
    });
    call.answer(json_response(w.take()));
}

void see_kind(Call call)
{
    const auto& pack = call.services().pack;
    const auto* kind = pack.find_kind(call.path_value("kind"));
    if (!kind)
        return call.answer(problem_response({ErrorCode::not_found, "There is no such kind."}));
    const auto language = language_of(call);
    const auto& form = pack.forms.find(kind->form)->second;
    json::Writer w;
    w.object([&] {
        show_kind(w, *kind, language);
        w("pack", pack.label());
        w.object("form", [&] { show_form(w, form, language); });
        w.key("schema").raw(form.schema_text);
    });
    call.answer(json_response(w.take()));
}

void list_units(Call call)
{
    const auto& pack = call.services().pack;
    const auto wanted = folded(call.query("q"));
    const auto place = call.query("place");
    const auto* kind = pack.find_kind(call.query("kind"));
    json::Writer w;
    std::size_t shown = 0, found = 0;
    w.object([&] {
        w.array("items", [&] {
            for (const auto& unit : pack.directory.units()) {
                if ((kind && unit.service != kind->service) ||
                    !matches(pack, unit, wanted, place) || ++found > units_shown_max)
                    continue;
                ++shown;
                w.object([&] { show_unit_row(w, pack, unit); });
            }
        });
        w("not_shown", found - shown);
    });
    call.answer(json_response(w.take()));
}

void see_people(Call call)
{
    call.answer(acts::colleagues(call.services(), call.actor(), UnitId{call.path_value("unit")}),
                [](const auto& people) {
                    json::Writer w;
                    w.object([&] {
                        w.array("items", [&] {
                            for (const auto& person : people)
                                w.object([&] {
                                    w("id", person.id)("name", person.name);
                                    w("role", domain::name_of(person.role));
                                });
                        });
                    });
                    return json_response(w.take());
                });
}

void see_reachability(Call call)
{
    call.answer(acts::reach_unit(call.services(), call.actor(), UnitId{call.path_value("unit")},
                                 KindName{call.query("kind")}),
                [](const acts::Reachability& reach) {
                    json::Writer w;
                    w.object([&] {
                        show_unit(w, "unit", reach.unit->id, reach.unit->name);
                        w("open_now", reach.open_now);
                        if (reach.opens_at)
                            w("opens_at", *reach.opens_at);
                        w("people", reach.people)("needed", reach.needed)("live", reach.live);
                        if (reach.next_gap)
                            w.object("next_gap", [&] { show_gap(w, *reach.next_gap); });
                        show_warnings(w, reach.warnings);
                        show_optional(w, "phone", reach.unit->phone);
                        w.array("fallbacks", [&] {
                            for (const auto* unit : reach.fallbacks)
                                w.object([&] {
                                    w("id", unit->id.text)("name", unit->name);
                                    show_optional(w, "phone", unit->phone);
                                });
                        });
                    });
                    return json_response(w.take());
                });
}

}  // namespace varde::api
