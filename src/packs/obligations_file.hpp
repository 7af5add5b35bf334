// What obligations.toml says: who must do what, until when, and by which law.
#pragma once

#include "packs/toml_table.hpp"

namespace varde::packs {

/// What a rule may refer to.
struct Surroundings {
    const Calendar& calendar;
    const std::vector<std::string>& languages;
    /// Null for a pack without kinds that has none: then a rule names no ladder.
    const std::vector<domain::Ladder>* ladders = nullptr;
};

std::vector<LegalRule> read_obligations(const PackFile& file, const Surroundings& surroundings,
                                        Faults& faults);

}  // namespace varde::packs
