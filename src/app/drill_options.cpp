#include "app/drill.hpp"

#include <CLI/CLI.hpp>

namespace varde::app {
namespace {

void add_common(CLI::App& command, DrillOptions& options)
{
    add_person_options(command, options.person);
    command.add_option("--unit", options.unit, "The unit's id, such as no.4601.02")->required();
    command.add_flag("--json", options.json, "Answer as one JSON line");
}

void add_start(CLI::App& drill, int& exit_code)
{
    auto* command = drill.add_subcommand("start", "Start a drill that a person must open");
    auto options = std::make_shared<DrillOptions>();  // Owners: these flags and callback.
    add_common(*command, *options);
    command->add_option("--kind", options->kind, "Kind of report, such as concern.child")
        ->required();
    command->footer("Example:\n  varde drill start --url https://varde.example --login kari \\\n"
                    "      --password-file kari.password --unit no.4601.02 --kind concern.child");
    command->callback([options, &exit_code] { exit_code = drill_start(*options); });
}

void add_list(CLI::App& drill, int& exit_code)
{
    auto* command = drill.add_subcommand("list", "Show how a unit's drills came out");
    auto options = std::make_shared<DrillOptions>();  // Owners: these flags and callback.
    add_common(*command, *options);
    command->footer("Example:\n  varde drill list --url https://varde.example --login kari \\\n"
                    "      --password-file kari.password --unit no.4601.02\n"
                    "Exit code 0 means: the newest of each kind came through.");
    command->callback([options, &exit_code] { exit_code = drill_list(*options); });
}

}  // namespace

void add_drill(CLI::App& program, int& exit_code)
{
    auto* command = program.add_subcommand("drill", "Start drills and see how they came out");
    command->require_subcommand(1);
    command->footer("For the unit's leader and director. `varde drill start --help` shows an "
                    "example.");
    add_start(*command, exit_code);
    add_list(*command, exit_code);
}

}  // namespace varde::app
