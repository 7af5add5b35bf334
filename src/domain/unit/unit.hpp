// Units: who receives reports, when they are open, and who stands behind them.
#pragma once

#include "base/id.hpp"

#include <array>
#include <map>
#include <string>
#include <vector>

namespace varde::domain {

/// What a unit is for.
enum class Service {
    child_protection,  ///< A municipality's or district's child-protection service.
    guard,             ///< Out-of-hours child-protection guard (barnevernvakt).
    oversight,         ///< State administrator of a county.
    sorting            ///< Takes what cannot be routed and finds the right unit.
};

/// Minutes from local midnight; equal values mean closed that day. A unit with no open day is
/// never closed by the clock (`always_open`).
struct OpenSpan {
    int from_minute = 0;
    int to_minute = 0;
    bool operator==(const OpenSpan&) const = default;
};

struct OpeningHours {
    bool always_open = false;
    std::array<OpenSpan, 7> days{};  ///< Monday first, local time of the unit.
    bool operator==(const OpeningHours&) const = default;
};

struct Unit {
    UnitId id;
    std::string name;
    Service service = Service::child_protection;
    std::string municipality;  ///< Official number; empty for county and national units.
    std::string district;      ///< Number within the municipality, or empty.
    std::string county;        ///< Official county number, or empty.
    std::string phone;         ///< As people dial it; may be empty.
    OpeningHours hours;
    std::vector<UnitId> fallbacks;  ///< Who takes over, nearest first: guard, oversight, sorting.
};

/// Where a child lives, as the sender gave it.
struct Place {
    std::string municipality;
    std::string district;
    bool operator==(const Place&) const = default;
};

/// Every unit of a pack, found by id and by place. Immutable once loaded.
class Directory {
public:
    Directory() = default;  ///< Of a pack without units: finds nothing, has no sorting unit.
    explicit Directory(std::vector<Unit> units);
    const std::vector<Unit>& units() const { return units_; }
    const Unit* find(const UnitId& id) const;
    /// The child-protection unit of exactly this place, or null.
    const Unit* child_protection_of(const Place& place) const;
    /// Whether the municipality is divided into districts that have units of their own.
    bool has_districts(const std::string& municipality) const;
    bool knows_municipality(const std::string& municipality) const;
    /// The unit for what cannot be routed.
    const Unit& sorting() const;

private:
    std::vector<Unit> units_;
    std::map<std::string, std::size_t, std::less<>> by_id_;
    std::map<std::pair<std::string, std::string>, std::size_t> by_place_;
    std::size_t sorting_ = 0;
};

/// The units that have oversight of this one, nearest first.
std::vector<UnitId> overseers_of(const Directory& directory, const UnitId& unit);

}  // namespace varde::domain
