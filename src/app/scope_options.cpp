#include "app/scope.hpp"

#include <CLI/CLI.hpp>

namespace varde::app {
namespace {

void add_question(CLI::App& command, std::map<std::string, std::string>& asked)
{
    const auto add = [&](const char* option, const char* member, const char* text) {
        command.add_option(option, asked[member], text);
    };
    add("--unit", "unit", "A unit's id, such as no.4601.02");
    add("--municipality", "municipality", "A municipality's number, such as 4601");
    add("--kind", "kind", "Kind of report");
    add("--sender", "sender", "An organisation's id, or public");
    add("--connector", "connector",
        "A case system that proved to have it: a name, or name/version");
    add("--from", "from", "Came from this time on");
    add("--until", "until", "Came before this time");
    add("--older-than", "older_than", "Came longer ago than this: 90m, 72h, 7d");
    add("--present", "present",
        "These milestones are there, such as opened,stored: routed, notified, opened, filed, "
        "assessed, answered, forwarded, returned, withdrawn, closed, stored, erased; and "
        "readback_failed, drill");
    add("--absent", "absent", "These milestones are missing, such as opened");
    add("--state", "state", "State, such as unopened");
}

void add_balance(CLI::App& program, int& exit_code)
{
    auto* command = program.add_subcommand(
        "balance", "Show that what was accepted is the sum over what became of it");
    auto options = std::make_shared<BalanceOptions>();  // Owners: this command's flags, callback.
    add_asker_options(*command, options->asker);
    command->add_option("--as-at", options->as_at, "At this time; now unless given");
    auto* unit = command->add_option("--unit", options->unit, "Of one recipient");
    command->add_option("--sender", options->sender, "Of one sender's id, or public")
        ->excludes(unit);
    command->add_flag("--json", options->json, "Answer as one JSON line");
    command->footer("Examples:\n  varde balance --url https://varde.example --login olga\n  varde "
                    "balance --url https://varde.example --login olga \\\n      --as-at "
                    "2026-12-31T23:59:59+01:00 --unit no.4601.02\nExit code 0 means: it balances, "
                    "and did when it was held against the tables last, within 26 hours.");
    command->callback([options, &exit_code] { exit_code = balance(*options); });
}

}  // namespace

void add_scope(CLI::App& program, int& exit_code)
{
    auto* command =
        program.add_subcommand("scope", "Whom a fault affects: which reports, since when");
    auto options = std::make_shared<ScopeOptions>();  // Owners: this command's flags and callback.
    add_asker_options(*command, options->asker);
    add_question(*command, options->asked);
    auto* notice =
        command->add_flag("--notice", options->notice, "The facts of a breach notice instead");
    command
        ->add_option("--resend", options->resend_reason,
                     "Ask the senders to send these again, for this reason")
        ->excludes(notice);
    command
        ->add_flag("--people", options->people,
                   "Name whom the reports are about, of those that you may open and that have been "
                   "opened; each is recorded as read by you")
        ->excludes(notice);
    command->add_flag("--all", options->all, "Every report, not just the first 200");
    auto* csv = command->add_flag("--csv", options->csv, "The reports as a table for spreadsheets");
    command->add_flag("--json", options->json, "Answer as JSON, one line for each page")
        ->excludes(csv);
    command->footer(
        "Examples:\n  varde scope --url https://varde.example --login olga --absent opened \\\n"
        "      --older-than 72h\n  varde scope --url https://varde.example --login olga "
        "\\\n      --connector casebook/2.1 --from 2026-09-01T00:00:00Z --absent stored\n  varde "
        "scope --url https://varde.example --login lena --unit no.4601.02 \\\n      --from "
        "2026-11-01T00:00:00Z --resend 'Our case system lost them'\n  varde scope --url "
        "https://varde.example --login olga --municipality 4601 --notice\n  varde scope --url "
        "https://varde.example --login kari --unit no.4601.02 \\\n      --absent stored --people "
        "--csv --all > affected.csv");
    command->callback([options, &exit_code] { exit_code = scope(*options); });
    add_balance(program, exit_code);
}

}  // namespace varde::app
