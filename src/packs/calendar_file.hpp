// What calendar.toml says: public holidays, hverdage, and when children are at school.
#pragma once

#include "packs/toml_table.hpp"

namespace varde::packs {

/// `municipalities` are those that a school area may be; null for a pack that lists none.
CalendarRules read_calendar(const PackFile& file, const std::vector<Municipality>* municipalities,
                            Faults& faults);

/// A key that holds a day such as `2026-11-22`; nothing, and a fault, where it holds anything else.
std::optional<Day> read_day(TomlTable& table, std::string_view key);

}  // namespace varde::packs
