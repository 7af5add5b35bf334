#include "packs/csv.hpp"

#include "base/text.hpp"

#include <optional>

namespace varde::packs {
namespace {

/// Takes the text up to the next line feed, without a carriage return before it.
std::string_view take_line(std::string_view& text)
{
    const auto end = text.find('\n');
    auto line = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    if (line.ends_with('\r'))
        line.remove_suffix(1);
    return line;
}

/// Takes a cell in quotes; `text` begins after the first one. Nothing when the last is missing.
std::optional<std::string> take_quoted(std::string_view& text)
{
    std::string cell;
    for (;;) {
        const auto quote = text.find('"');
        if (quote == std::string_view::npos)
            return std::nullopt;
        cell += text.substr(0, quote);
        text.remove_prefix(quote + 1);
        if (!text.starts_with('"'))
            return cell;
        cell += '"';
        text.remove_prefix(1);
    }
}

struct Split {
    std::vector<std::string> cells;
    std::string fault;  ///< Empty when the line is well-formed.
};

Split split(std::string_view line)
{
    Split split;
    for (;;) {
        if (line.starts_with('"')) {
            line.remove_prefix(1);
            auto cell = take_quoted(line);
            if (!cell)
                return {.fault = "a quotation mark is not closed"};
            if (!line.empty() && line.front() != ',')
                return {.fault = "text after a closing quotation mark"};
            split.cells.push_back(std::move(*cell));
        } else {
            const auto cell = line.substr(0, line.find(','));
            if (cell.find('"') != std::string_view::npos)
                return {.fault = "a quotation mark inside a cell without quotation marks"};
            split.cells.emplace_back(cell);
            line.remove_prefix(cell.size());
        }
        if (line.empty())
            return split;
        line.remove_prefix(1);
    }
}

std::string joined(std::span<const std::string_view> columns)
{
    std::string text;
    for (const auto column : columns)
        text += (text.empty() ? "" : ",") + std::string(column);
    return text;
}

std::string fault_of_row(const Split& row, std::size_t columns)
{
    if (!row.fault.empty())
        return row.fault;
    if (row.cells.size() != columns)
        return std::to_string(row.cells.size()) + " cells instead of " + std::to_string(columns);
    for (const std::string& cell : row.cells) {
        if (cell.starts_with(' ') || cell.ends_with(' '))
            return "\"" + cell + "\" begins or ends with a space";
    }
    return {};
}

}  // namespace

std::vector<CsvRow> read_csv(const PackFile& file, std::span<const std::string_view> columns,
                             Faults& faults)
{
    std::string_view text = file.text;
    if (text.starts_with("\xEF\xBB\xBF"))
        text.remove_prefix(3);
    int line_number = 1;
    if (take_line(text) != joined(columns)) {
        faults.add(file.path, line_number, "the first line must be " + joined(columns));
        return {};
    }
    std::vector<CsvRow> rows;
    while (!text.empty()) {
        const auto line = take_line(text);
        ++line_number;
        if (line.empty())
            continue;
        if (!is_utf8(line) || !is_single_line(line)) {
            faults.add(file.path, line_number, "not plain text in UTF-8");
            continue;
        }
        Split row = split(line);
        if (auto fault = fault_of_row(row, columns.size()); !fault.empty())
            faults.add(file.path, line_number, std::move(fault));
        else
            rows.push_back({line_number, std::move(row.cells)});
    }
    return rows;
}

}  // namespace varde::packs
