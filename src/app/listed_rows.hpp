// A sender's or a unit's own list, as a spreadsheet or a case system writes it.
#pragma once

#include "base/result.hpp"

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace varde::app {

/// One row of the list: its cells by the names that the API gives them.
struct ListedRow {
    int line = 0;
    std::map<std::string, std::string> cells;
};

/// Reads CSV: separated by commas, semicolons or tabs, whichever the first line has; a byte-order
/// mark, `sep=;`, Windows line ends, quotation marks and empty lines are taken. The first line
/// names the columns, in any order and case: reference, code, report_id, digest, delivery_id,
/// state; others are left out. The apostrophe that `csv_line` puts before what would be a formula
/// is no part of a cell. `invalid` names each faulty line.
Result<std::vector<ListedRow>> read_listed_rows(std::string_view text);

/// Leaves out of each row what only a sender's list says, or only a unit's (`of_unit`): so a list
/// that we wrote, with all columns, is taken again.
void keep_own_columns(std::vector<ListedRow>& rows, bool of_unit);

/// One line of CSV with semicolons (RFC 4180), with its end. Nothing in it is a formula to a
/// spreadsheet: a cell that would begin one has an apostrophe before it.
std::string csv_line(std::span<const std::string> cells);

}  // namespace varde::app
