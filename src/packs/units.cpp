#include "packs/units.hpp"

#include "packs/opening_hours.hpp"

#include <algorithm>
#include <set>

namespace varde::packs {
namespace {

using domain::Service;
using domain::Unit;

std::string filled(std::string text, std::string_view place, std::string_view with)
{
    if (const auto at = text.find(place); at != std::string::npos)
        text.replace(at, place.size(), with);
    return text;
}

/// Names and ids that the units of one pack share.
class Maker {
public:
    Maker(const std::string& pack_id, const Places& places, const Rules& rules)
        : pack_id_(pack_id), places_(places), rules_(rules)
    {
        for (const County& county : places.counties)
            counties_[county.number] = &county;
        for (const Municipality& municipality : places.municipalities)
            ++times_named_[municipality.name];
        for (const District& district : places.districts)
            districts_[district.municipality].push_back(&district);
    }

    std::vector<Unit> all() const
    {
        std::vector<Unit> units;
        for (const Municipality& municipality : places_.municipalities)
            add_child_protection(municipality, units);
        for (const Guard& guard : places_.guards)
            units.push_back(guard_unit(guard));
        for (const County& county : places_.counties)
            units.push_back(oversight_unit(county));
        units.push_back(unit(Service::sorting, sorting_id(), rules_.unit_names.sorting));
        return units;
    }

private:
    Unit unit(Service service, UnitId id, std::string name) const
    {
        return {.id = std::move(id),
                .name = std::move(name),
                .service = service,
                .hours = rules_.hours[index_of(service)]};
    }

    void add_child_protection(const Municipality& municipality, std::vector<Unit>& units) const
    {
        const std::string& name = municipality.name;
        // Two municipalities may share a name; the county tells them apart.
        const auto county = times_named_.at(name) > 1
                                ? " (" + counties_.at(municipality.county)->name + ")"
                                : std::string();
        const auto districts = districts_.find(municipality.number);
        if (districts == districts_.end()) {
            auto made =
                unit(Service::child_protection, {pack_id_ + "." + municipality.number},
                     filled(rules_.unit_names.child_protection, "{municipality}", name) + county);
            units.push_back(placed(std::move(made), municipality, ""));
            return;
        }
        for (const District* district : districts->second) {
            const auto full = filled(filled(rules_.unit_names.district, "{municipality}", name),
                                     "{district}", district->name);
            auto made = unit(Service::child_protection,
                             {pack_id_ + "." + municipality.number + "." + district->number},
                             full + county);
            units.push_back(placed(std::move(made), municipality, district->number));
        }
    }

    Unit placed(Unit made, const Municipality& municipality, const std::string& district) const
    {
        made.municipality = municipality.number;
        made.district = district;
        made.county = municipality.county;
        made.fallbacks = {guard_id(places_.guard_of(municipality)),
                          oversight_id(municipality.county), sorting_id()};
        return made;
    }

    Unit guard_unit(const Guard& guard) const
    {
        auto made = unit(Service::guard, guard_id(guard.id), guard.name);
        made.phone = guard.phone;
        made.county = county_of(guard);
        if (!made.county.empty())
            made.fallbacks.push_back(oversight_id(made.county));
        made.fallbacks.push_back(sorting_id());
        return made;
    }

    Unit oversight_unit(const County& county) const
    {
        auto made = unit(Service::oversight, oversight_id(county.number), county.oversight);
        made.county = county.number;
        made.fallbacks = {sorting_id()};
        return made;
    }

    /// Of a guard that stands in one county alone; empty for one that covers more.
    std::string county_of(const Guard& guard) const
    {
        std::set<std::string> counties;
        for (const auto& [county, id] : places_.guard_of_county) {
            if (id == guard.id)
                counties.insert(county);
        }
        for (const Municipality& municipality : places_.municipalities) {
            const auto own = places_.guard_of_municipality.find(municipality.number);
            if (own != places_.guard_of_municipality.end() && own->second == guard.id)
                counties.insert(municipality.county);
        }
        return counties.size() == 1 ? *counties.begin() : std::string();
    }

    UnitId guard_id(const std::string& id) const { return {pack_id_ + ".guard." + id}; }
    UnitId oversight_id(const std::string& county) const
    {
        return {pack_id_ + ".oversight." + county};
    }
    UnitId sorting_id() const { return {pack_id_ + ".sorting"}; }

    const std::string& pack_id_;
    const Places& places_;
    const Rules& rules_;
    std::map<std::string, const County*> counties_;
    std::map<std::string, int> times_named_;
    std::map<std::string, std::vector<const District*>> districts_;
};

}  // namespace

std::vector<Unit> make_units(const std::string& pack_id, const Places& places, const Rules& rules)
{
    return Maker(pack_id, places, rules).all();
}

void override_units(const PackFile& file, std::vector<Unit>& units, Faults& faults)
{
    const auto value = parse_toml(file, faults);
    if (!value)
        return;
    TomlTable root(*value, file, faults);
    std::set<std::string> known;
    for (const TomlValue* item : root.tables("units")) {
        TomlTable table(*item, file, faults);
        const auto id = table.text("id");
        const auto name = table.optional_text("name");
        const auto phone = table.optional_text("phone");
        const TomlValue* hours_table = table.optional_table("hours");
        const auto hours =
            hours_table ? read_hours(*hours_table, file, faults) : domain::OpeningHours{};
        table.finish();
        if (id.empty())
            continue;
        const auto unit =
            std::ranges::find_if(units, [&](const Unit& each) { return each.id.text == id; });
        if (unit == units.end())
            table.fault("id", "\"" + id + "\" is not a unit of this pack");
        else if (!known.insert(id).second)
            table.fault("id", "\"" + id + "\" stands twice");
        else {
            unit->name = name.empty() ? unit->name : name;
            unit->phone = phone.empty() ? unit->phone : phone;
            unit->hours = hours_table ? hours : unit->hours;
        }
    }
    root.finish();
}

}  // namespace varde::packs
