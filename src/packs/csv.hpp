// Strict reading of a pack's CSV files (RFC 4180): a header, then one record a line.
#pragma once

#include "packs/faults.hpp"
#include "packs/pack.hpp"

#include <span>

namespace varde::packs {

struct CsvRow {
    int line = 0;
    std::vector<std::string> cells;  ///< As many as there are columns.
};

/// The rows that are well-formed; each of the others is a fault. The first line must name exactly
/// `columns`. Empty lines and a byte-order mark are skipped, because spreadsheets write them.
std::vector<CsvRow> read_csv(const PackFile& file, std::span<const std::string_view> columns,
                             Faults& faults);

}  // namespace varde::packs
