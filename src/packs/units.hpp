// The units of a pack: derived by rule from its places, then changed by units.toml.
#pragma once

#include "packs/places.hpp"
#include "packs/rules.hpp"

namespace varde::packs {

/// One child-protection unit for each municipality, or for each of its districts where it has
/// any; one guard for each row of guards.csv; one oversight unit for each county; one sorting
/// unit. Needs places and rules without faults.
std::vector<domain::Unit> make_units(const std::string& pack_id, const Places& places,
                                     const Rules& rules);

/// Applies `units.toml`: a name, phone or hours of a unit's own.
void override_units(const PackFile& file, std::vector<domain::Unit>& units, Faults& faults);

}  // namespace varde::packs
