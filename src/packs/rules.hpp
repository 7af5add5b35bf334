// What pack.toml says: the pack itself, how units are named and staffed, its kinds.
#pragma once

#include "packs/toml_table.hpp"

#include <array>
#include <optional>

namespace varde::packs {

constexpr std::size_t service_count = 4;
constexpr std::size_t index_of(domain::Service service) { return std::size_t(service); }
/// As the files write a service, in the order of domain::Service.
constexpr std::string_view service_names[service_count] = {"child_protection", "guard", "oversight",
                                                           "sorting"};

struct UnitNames {
    std::string child_protection;  ///< With `{municipality}`.
    std::string district;          ///< With `{district}` and `{municipality}`.
    std::string sorting;
};

struct Rules {
    std::string version;
    std::string name;
    std::vector<std::string> languages;
    std::string time_zone;
    int time_zone_line = 1;
    /// Whether the pack has kinds, hours or names of units, and so must have all of them.
    bool of_reports = false;
    UnitNames unit_names;
    std::array<domain::OpeningHours, service_count> hours{};
    std::size_t people_needed = 2;
    std::vector<Kind> kinds;
    std::vector<int> kind_form_lines;  ///< Where each kind names its form, for later faults.
};

/// `pack_id` is what `id` must say.
Rules read_rules(const PackFile& file, const std::string& pack_id, Faults& faults);

}  // namespace varde::packs
