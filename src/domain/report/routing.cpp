#include "domain/report/routing.hpp"

#include "base/check.hpp"

namespace varde::domain {
namespace {

/// The unit that the address means, before anything is said about the moment.
const Unit* addressed(const Directory& directory, const Address& address,
                      std::vector<Warning>& warnings)
{
    if (address.unit) {
        if (const auto* unit = directory.find(*address.unit))
            return unit;
        warnings.push_back({"unit_unknown",
                            "There is no unit \"" + address.unit->text + "\". The report went to " +
                                directory.sorting().name + ", which finds the right one.",
                            "/unit"});
        return &directory.sorting();
    }
    if (!address.place || address.place->municipality.empty()) {
        warnings.push_back({"place_missing",
                            "No municipality was given. The report went to " +
                                directory.sorting().name + ", which finds the right unit.",
                            "/place"});
        return &directory.sorting();
    }
    const auto& place = *address.place;
    if (!directory.knows_municipality(place.municipality)) {
        warnings.push_back({"place_unknown",
                            "There is no municipality \"" + place.municipality +
                                "\". The report went to " + directory.sorting().name +
                                ", which finds the right unit.",
                            "/place/municipality"});
        return &directory.sorting();
    }
    if (const auto* unit = directory.child_protection_of(place))
        return unit;
    if (!directory.has_districts(place.municipality)) {
        warnings.push_back({"district_ignored",
                            "This municipality has no districts; \"" + place.district +
                                "\" was kept in the report but not used.",
                            "/place/district"});
        return directory.child_protection_of({place.municipality, ""});
    }
    // A divided city without a usable district: its guard knows all of its districts.
    const Unit* any = nullptr;
    for (const auto& unit : directory.units())
        if (unit.municipality == place.municipality && unit.service == Service::child_protection &&
            !any)
            any = &unit;
    CHECK(any && !any->fallbacks.empty());
    const auto* guard = directory.find(any->fallbacks.front());
    CHECK(guard);
    warnings.push_back(
        {place.district.empty() ? "district_missing" : "district_unknown",
         (place.district.empty() ? std::string("No district was given")
                                 : "There is no district \"" + place.district + "\"") +
             " in this municipality. The report went to " + guard->name +
             ", which finds the right district.",
         "/place/district"});
    return guard;
}

/// The first of the unit's fallbacks that `fits`, or null.
const Unit* fallback_of(const Directory& directory, const Unit& unit,
                        const std::function<bool(const Unit&)>& fits)
{
    for (const auto& id : unit.fallbacks)
        if (const auto* next = directory.find(id); next && fits(*next))
            return next;
    return nullptr;
}

std::string by_phone(const Unit& unit)
{
    return unit.phone.empty() ? unit.name : unit.name + " (" + unit.phone + ")";
}

bool takes(const Moment& moment, const Unit& unit)
{
    return moment.is_live(unit) && moment.readers(unit) > 0;
}

/// Of a closed unit: what is urgent goes to a guard that can read it, and the sender is told.
void route_around_hours(const Directory& directory, bool urgent, const Moment& moment,
                        Routed& routed)
{
    const auto* guard = fallback_of(directory, *routed.unit, [&](const Unit& unit) {
        return moment.is_open(unit) && moment.readers(unit) > 0;
    });
    const auto opens = moment.opens_in_words(*routed.unit);
    if (urgent && guard) {
        routed.warnings.push_back({"unit_closed",
                                   routed.unit->name + " is closed until " + opens +
                                       ". Because it is urgent the report went to " +
                                       by_phone(*guard) + ".",
                                   ""});
        if (!takes(moment, *routed.unit))
            routed.passed_over = routed.unit;
        routed.unit = guard;
        return;
    }
    const auto* number =
        guard ? guard : fallback_of(directory, *routed.unit, [&](const Unit& unit) {
            return moment.is_open(unit);
        });
    routed.warnings.push_back(
        {"unit_closed",
         routed.unit->name + " is closed until " + opens + "." +
             (takes(moment, *routed.unit) ? " The report waits there." : "") +
             (number ? " If a child is in danger now, call " + by_phone(*number) + "." : ""),
         ""});
}

/// Past a unit that is not live for the kind, or where nobody can open it.
void route_around_silence(const Directory& directory, const Moment& moment, Routed& routed)
{
    const auto& meant = *routed.unit;
    const bool readable = moment.readers(meant) > 0;
    const auto* able =
        fallback_of(directory, meant, [&](const Unit& unit) { return moment.readers(unit) > 0; });
    if (!able && &meant != &directory.sorting() && moment.readers(directory.sorting()) > 0)
        able = &directory.sorting();
    routed.warnings.push_back(
        {readable ? "unit_not_live" : "nobody_can_open",
         (readable ? meant.name + " has not opened its intake of this kind in Varde. "
                   : "Nobody in " + meant.name + " can open this now. ") +
             (able ? "The report went to " + by_phone(*able) + ", and " + meant.name +
                         " is told that it waits there."
                   : "It is kept there and waits; call " + by_phone(meant) + "."),
         ""});
    if (!able)
        return;
    routed.passed_over = &meant;
    routed.unit = able;
}

}  // namespace

Routed route(const Directory& directory, const Address& address, Service service, bool urgent,
             const Moment& moment)
{
    Routed routed;
    routed.unit = addressed(directory, address, routed.warnings);
    CHECK(routed.unit);
    if (address.unit && routed.unit->service != service &&
        routed.unit->service == Service::oversight)
        routed.warnings.push_back({"unit_not_for_kind",
                                   routed.unit->name +
                                       " oversees units and does not handle "
                                       "reports itself; it was sent there as asked.",
                                   "/unit"});
    const auto* meant = routed.unit;
    if (!moment.is_open(*meant))
        route_around_hours(directory, urgent, moment, routed);
    // Whoever stands behind a unit takes what comes past it, live or not: somebody can read there.
    if (routed.unit == meant && !takes(moment, *meant))
        route_around_silence(directory, moment, routed);
    return routed;
}

}  // namespace varde::domain
