// A pack's counties, municipalities, districts and guards, as their CSV files list them.
#pragma once

#include "packs/faults.hpp"
#include "packs/pack.hpp"

namespace varde::packs {

/// Who takes over outside office hours, and where.
struct Guard {
    std::string id;  ///< Last part of the unit's id: `no.guard.<id>`.
    std::string name;
    std::string phone;
};

struct Places {
    std::vector<County> counties;
    std::vector<Municipality> municipalities;
    std::vector<District> districts;
    std::vector<Guard> guards;
    std::map<std::string, std::string> guard_of_county;        ///< Number to guard's id.
    std::map<std::string, std::string> guard_of_municipality;  ///< Goes before the county's.

    const std::string& guard_of(const Municipality& municipality) const;
};

/// Reads the four files. What is returned is consistent only if there were no faults.
Places read_places(const std::vector<PackFile>& files, Faults& faults);

/// The file at `path`; a missing one is a fault, and null.
const PackFile* find_file(const std::vector<PackFile>& files, std::string_view path,
                          Faults& faults);

}  // namespace varde::packs
