// Opening hours as a pack states them: `weekdays = "08:00-15:30"`, a day's own, or `always`.
#pragma once

#include "packs/toml_table.hpp"

namespace varde::packs {

/// `08:00` as minutes from midnight, up to `24:00`.
std::optional<int> minute_of(std::string_view text);

/// Reads a table of hours. `weekdays` is Monday to Friday; a day's own key goes before it.
domain::OpeningHours read_hours(const TomlValue& table, const PackFile& file, Faults& faults);

}  // namespace varde::packs
