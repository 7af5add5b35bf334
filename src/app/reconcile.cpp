#include "app/reconcile.hpp"

#include "app/commands.hpp"
#include "app/listed_rows.hpp"
#include "app/terminal.hpp"
#include "base/durable_file.hpp"
#include "json/value.hpp"
#include "json/writer.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <span>

namespace varde::app {
namespace {

constexpr std::size_t rows_at_once = 10'000;
constexpr std::string_view lists[] = {"missing_here", "missing_there", "different", "agreed"};

std::string_view text_in(json::View view, std::string_view name)
{
    return view.member(name).text().value_or("");
}

std::string body_for(const ReconcileOptions& options, std::span<const ListedRow> rows)
{
    json::Writer w;
    w.object([&] {
        if (!options.unit.empty())
            w("unit", options.unit);
        if (!options.from.empty())
            w("from", options.from);
        if (!options.until.empty())
            w("until", options.until);
        w.array("items", [&] {
            for (const auto& row : rows)
                w.object([&] {
                    for (const auto& [name, value] : row.cells)
                        w(name, value);
                });
        });
    });
    return w.take();
}

constexpr std::string_view columns[] = {"line",   "reference", "code", "report_id", "delivery_id",
                                        "digest", "state",     "at",   "erased",    "detail"};
constexpr std::size_t erased_column = 8;

/// One row of a list: a cell for each column.
using Cells = std::vector<std::string>;

/// What came of all parts, by list.
struct Outcome {
    std::map<std::string, std::vector<Cells>> rows;
    std::vector<std::string> bodies;
    bool is_clean() const
    {
        return std::ranges::all_of(
            rows, [](const auto& list) { return list.first == "agreed" || list.second.empty(); });
    }
};

/// What the file says of it, and what the server adds.
Cells cells_of(json::View item, std::span<const ListedRow> rows)
{
    std::map<std::string_view, std::string> found;
    const auto row = item.member("row").integer();
    if (row && *row >= 0 && std::size_t(*row) < rows.size()) {
        const auto& listed = rows[std::size_t(*row)];
        for (const auto& [name, value] : listed.cells)
            found[name] = value;
        found["line"] = std::to_string(listed.line);
    }
    for (const auto* member :
         {"report_id", "delivery_id", "at", "sender_reference", "state", "detail"})
        if (const auto text = text_in(item, member); !text.empty() && found[member].empty())
            found[member] = text;
    if (item.member("erased").boolean().value_or(false))
        found["erased"] = "true";
    found["reference"] = found["sender_reference"];
    Cells cells;
    for (const auto column : columns)
        cells.push_back(found[column]);
    return cells;
}

Status compare_part(Asker& asker, const ReconcileOptions& options, std::span<const ListedRow> rows,
                    Outcome& outcome)
{
    auto body = asker.post("/api/v1/reconciliations", body_for(options, rows));
    if (!body) {
        auto error = std::move(body).error();
        for (auto& fault : error.faults) {  // `/items/17/digest` is a line of the file.
            std::size_t row = 0;
            if (std::sscanf(fault.pointer.c_str(), "/items/%zu", &row) == 1 && row < rows.size())
                fault.pointer = fmt::format("line {}", rows[row].line);
        }
        return error;
    }
    const auto document = TRY(json::Document::parse(body.value()));
    for (const auto list : lists) {
        const auto items = document.root().member(list);
        auto& found = outcome.rows[std::string(list)];
        for (std::size_t i = 0; i < items.size(); ++i)
            found.push_back(cells_of(items.at(i), rows));
    }
    outcome.bodies.push_back(std::move(body).value());
    return ok();
}

Status save(const ReconcileOptions& options, const Outcome& outcome)
{
    TRY(make_folders(options.out));
    const Cells names(std::begin(columns), std::end(columns));
    for (const auto& [list, rows] : outcome.rows) {
        auto text = csv_line(names);
        for (const auto& cells : rows)
            text += csv_line(cells);
        TRY(write_durably(options.out + "/" + list + ".csv", text));
    }
    return ok();
}

Result<Outcome> run(const ReconcileOptions& options)
{
    const auto text = TRY(options.file == "-" ? read_input() : read_file(options.file));
    auto rows = TRY(read_listed_rows(text));
    keep_own_columns(rows, !options.unit.empty());
    if (!options.from.empty() && rows.size() > rows_at_once)
        return Error{ErrorCode::invalid,
                     "With --from and --until a list may have at most 10 000 rows: compare a "
                     "shorter time at once. Nothing was compared."};
    auto asker = TRY(Asker::make(options.asker));
    Outcome outcome;
    std::size_t done = 0;
    do {
        const auto part = std::span(rows).subspan(done, std::min(rows_at_once, rows.size() - done));
        TRY(compare_part(asker, options, part, outcome));
        done += part.size();
        if (rows.size() > rows_at_once && ::isatty(STDERR_FILENO) == 1)
            fmt::print(stderr, "  {} of {}\r", done, rows.size());
    } while (done < rows.size());
    if (!options.out.empty())
        TRY(save(options, outcome));
    return outcome;
}

/// The cells that say something; a line of the file by its number.
void print_row(const Cells& cells)
{
    std::string words;
    for (std::size_t i = 0; i < cells.size(); ++i)
        if (i != erased_column && !cells[i].empty())
            words +=
                fmt::format("{}{}{}", words.empty() ? "" : "; ", i == 0 ? "line " : "", cells[i]);
    fmt::print("  {}\n", words);
}

void print(const Outcome& outcome)
{
    constexpr std::pair<std::string_view, std::string_view> titles[] = {
        {"missing_here", "On your list, not here"},
        {"missing_there", "Here, not on your list"},
        {"different", "Different"}};
    for (const auto& [list, title] : titles) {
        const auto& rows = outcome.rows.at(std::string(list));
        fmt::print("{}: {}\n", title, rows.size());
        for (const auto& cells : rows)
            print_row(cells);
    }
    const auto& agreed = outcome.rows.at("agreed");
    const auto erased = std::ranges::count_if(
        agreed, [](const Cells& cells) { return cells[erased_column] == "true"; });
    fmt::print("Agreed: {}\n", agreed.size() - std::size_t(erased));
    if (erased > 0)
        fmt::print("Erased since, so not compared: {}\n", erased);
}

}  // namespace

int reconcile(const ReconcileOptions& options)
{
    const auto outcome = run(options);
    if (!outcome)
        return fail(outcome.error(), options.json);
    if (options.json)
        for (const auto& body : outcome.value().bodies)
            fmt::print("{}\n", body);
    else
        print(outcome.value());
    return outcome.value().is_clean() ? 0 : 1;
}

void add_reconcile(CLI::App& program, int& exit_code)
{
    auto* command =
        program.add_subcommand("reconcile", "Hold your own list of reports against the server's");
    auto options = std::make_shared<ReconcileOptions>();  // Owners: this command's flags, callback.
    command
        ->add_option("file", options->file,
                     "CSV with the columns reference, code or report_id, and perhaps digest; of a "
                     "unit delivery_id and perhaps state. - is standard input")
        ->required();
    add_asker_options(*command, options->asker);
    command->add_option("--unit", options->unit, "It is this unit's list of what came to it");
    auto* from = command->add_option("--from", options->from, "The list has all from this time…");
    auto* until = command->add_option("--until", options->until, "…until before this one");
    from->needs(until);
    until->needs(from);
    command->add_option("--out", options->out, "Folder for the four lists as files");
    command->add_flag("--json", options->json, "Answer as JSON, one line for each 10 000 rows");
    command->footer("Examples:\n  varde reconcile sent.csv --url https://varde.example --key-file "
                    "school.key \\\n      --from 2026-11-01T00:00:00Z --until "
                    "2026-12-01T00:00:00Z\n  varde reconcile inbox.csv --url "
                    "https://varde.example --login kari --unit no.4601.02\nExit code 0 means: "
                    "nothing is missing on either side, and nothing differs.");
    command->callback([options, &exit_code] { exit_code = reconcile(*options); });
}

}  // namespace varde::app
