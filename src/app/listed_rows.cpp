#include "app/listed_rows.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <array>

namespace varde::app {
namespace {

/// What may stand over a column, and the API's word for it.
constexpr std::array<std::pair<std::string_view, std::string_view>, 14> known_columns{{
    {"reference", "sender_reference"},
    {"sender_reference", "sender_reference"},
    {"own reference", "sender_reference"},
    {"referanse", "sender_reference"},
    {"code", "code"},
    {"kode", "code"},
    {"report", "report_id"},
    {"report_id", "report_id"},
    {"id", "report_id"},
    {"digest", "digest"},
    {"sha256", "digest"},
    {"delivery", "delivery_id"},
    {"delivery_id", "delivery_id"},
    {"state", "state"},
}};

std::string_view trimmed(std::string_view text)
{
    constexpr std::string_view hard_space = "\xC2\xA0";
    for (;;) {
        const auto before = text.size();
        for (const auto blank : {std::string_view(" "), std::string_view("\t"), hard_space}) {
            if (text.starts_with(blank))
                text.remove_prefix(blank.size());
            if (text.ends_with(blank))
                text.remove_suffix(blank.size());
        }
        if (text.size() == before)
            return text;
    }
}

/// Takes records one by one: a record may have line ends inside quotation marks.
class Records {
public:
    Records(std::string_view text, char separator, int line)
        : text_(text), separator_(separator), line_(line)
    {
    }

    bool at_end() const { return text_.empty(); }
    int line() const { return line_; }

    /// The next record's cells. `invalid` when a quotation mark is not closed.
    Result<std::vector<std::string>> take()
    {
        std::vector<std::string> cells(1);
        bool quoted = false;
        while (!text_.empty()) {
            const char c = text_.front();
            text_.remove_prefix(1);
            if (c == '\n')
                ++line_;
            if (quoted && c == '"' && text_.starts_with('"')) {
                cells.back() += '"';
                text_.remove_prefix(1);
            } else if (c == '"' && (quoted || trimmed(cells.back()).empty())) {
                quoted = !quoted;
            } else if (!quoted && c == separator_) {
                cells.emplace_back();
            } else if (!quoted && c == '\n') {
                return cells;
            } else if (quoted || c != '\r') {
                cells.back() += c;
            }
        }
        if (quoted)
            return Error{ErrorCode::invalid, "a quotation mark is not closed"};
        return cells;
    }

private:
    std::string_view text_;
    const char separator_;
    int line_;
};

/// Takes a line that names it away: then `line` is where the names of the columns stand.
char separator_in(std::string_view& text, int& line)
{
    if (text.starts_with("sep=") && text.size() > 4) {
        const char separator = text[4];
        const auto end = text.find('\n');
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
        line = 2;
        return separator;
    }
    const auto first = text.substr(0, text.find('\n'));
    for (const char separator : {';', '\t'})
        if (first.find(separator) != std::string_view::npos)
            return separator;
    return ',';
}

/// The number of the first line that is not UTF-8; 0: all are.
int line_not_utf8(std::string_view text)
{
    for (int line = 1; !text.empty(); ++line) {
        const auto end = std::min(text.size(), text.find('\n'));
        if (!is_utf8(text.substr(0, end)))
            return line;
        text.remove_prefix(std::min(text.size(), end + 1));
    }
    return 0;
}

constexpr std::string_view begins_formula = "=+-@\t\r";

/// What stood in the cell before `csv_line` kept spreadsheets from calculating it.
std::string_view unmarked(std::string_view cell)
{
    const bool marked = cell.size() > 1 && cell.front() == '\'' && begins_formula.contains(cell[1]);
    return marked ? cell.substr(1) : cell;
}

std::string column_named(std::string_view name)
{
    const auto lower = folded(trimmed(name));
    const auto* found = std::ranges::find(known_columns, std::string_view(lower),
                                          &std::pair<std::string_view, std::string_view>::first);
    return found == known_columns.end() ? std::string{} : std::string(found->second);
}

}  // namespace

Result<std::vector<ListedRow>> read_listed_rows(std::string_view text)
{
    if (text.starts_with("\xEF\xBB\xBF"))
        text.remove_prefix(3);
    if (const int line = line_not_utf8(text); line > 0)
        return Error{.code = ErrorCode::invalid,
                     .message =
                         "The list is not UTF-8: save it as \"CSV UTF-8\". Nothing was compared.",
                     .faults = {{"line " + std::to_string(line), "is not UTF-8"}}};
    int first_line = 1;
    const char separator = separator_in(text, first_line);
    Records records(text, separator, first_line);
    std::vector<std::string> columns;
    for (const auto& name : TRY(records.take()))
        columns.push_back(column_named(name));
    if (std::ranges::all_of(columns, [](const auto& name) { return name.empty(); }))
        return Error{ErrorCode::invalid,
                     "The first line must name the columns: reference, code, report_id or "
                     "delivery_id, and perhaps digest or state. Nothing was compared."};
    std::vector<ListedRow> rows;
    Error wrong{ErrorCode::invalid, "Some lines are wrong; nothing was compared."};
    while (!records.at_end()) {
        ListedRow row{.line = records.line()};
        const auto cells = records.take();
        if (!cells) {
            wrong.faults.push_back({"line " + std::to_string(row.line), cells.error().message});
            break;
        }
        for (std::size_t i = 0; i < std::min(columns.size(), cells.value().size()); ++i)
            if (const auto cell = unmarked(trimmed(cells.value()[i]));
                !columns[i].empty() && !cell.empty())
                row.cells[columns[i]] = cell;
        const bool is_blank = std::ranges::all_of(
            cells.value(), [](const auto& cell) { return trimmed(cell).empty(); });
        if (!is_blank && row.cells.empty())
            wrong.faults.push_back({"line " + std::to_string(row.line), "names no report"});
        else if (!is_blank)
            rows.push_back(std::move(row));
    }
    if (!wrong.faults.empty())
        return wrong;
    return rows;
}

void keep_own_columns(std::vector<ListedRow>& rows, bool of_unit)
{
    for (auto& row : rows)
        std::erase_if(row.cells, [&](const auto& cell) {
            return (cell.first == "delivery_id" || cell.first == "state") != of_unit;
        });
}

std::string csv_line(std::span<const std::string> cells)
{
    std::string line;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        std::string cell = cells[i];
        if (!cell.empty() && begins_formula.contains(cell.front()))
            cell.insert(0, "'");
        const bool quoted = cell.find_first_of(";\"\r\n") != std::string::npos ||
                            trimmed(cell).size() != cell.size();
        line += i == 0 ? "" : ";";
        line += quoted ? "\"" : "";
        for (const char c : cell)
            line += c == '"' ? std::string("\"\"") : std::string(1, c);
        line += quoted ? "\"" : "";
    }
    return line + "\r\n";
}

}  // namespace varde::app
