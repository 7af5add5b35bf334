// What ladders.toml says: who is told next, and when, while an obligation is neither met nor over.
#pragma once

#include "packs/toml_table.hpp"

namespace varde::packs {

/// A ladder that could climb nowhere is a fault: one without steps, one that ends in the unit.
std::vector<domain::Ladder> read_ladders(const PackFile& file, Faults& faults);

}  // namespace varde::packs
