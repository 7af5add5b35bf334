// What retention.toml says: how long reports of each kind are kept after the decision that closed
// them, and whether they must be handed over to an archive first.
#pragma once

#include "packs/toml_table.hpp"

namespace varde::packs {

/// A kind without a rule is no fault: its reports are never erased.
std::vector<KeepingRule> read_retention(const PackFile& file, const Calendar& calendar,
                                        const std::vector<std::string>& languages,
                                        const std::vector<Kind>& kinds, Faults& faults);

}  // namespace varde::packs
