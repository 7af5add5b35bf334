#include "app/sweep.hpp"

#include "acts/sweep_obligations.hpp"
#include "app/commands.hpp"
#include "app/node.hpp"
#include "json/writer.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <unistd.h>

namespace varde::app {
namespace {

Result<acts::Swept> sweep_folder(const SweepOptions& options)
{
    auto node = TRY(Node::open(options.data));
    if (const auto recovery = node->services().store.recovery(); recovery && !options.dry_run)
        return Error{ErrorCode::conflict, "This store is in recovery mode and takes nothing new: " +
                                              recovery->reason + ". Nothing was changed."};
    const bool shown = ::isatty(STDERR_FILENO) == 1;
    auto swept = acts::sweep_obligations(
        node->services(),
        {.dry_run = options.dry_run, .progress = [shown](const acts::Swept& so_far) {
             if (shown)
                 fmt::print(stderr, "\r{} deliveries and problems looked at", so_far.subjects);
         }});
    if (shown)
        fmt::print(stderr, "\n");
    return swept;
}

void print(const acts::Swept& swept, const SweepOptions& options)
{
    if (options.json) {
        json::Writer w;
        w.object([&] {
            w("subjects", swept.subjects)("started", swept.started)("missed", swept.missed);
            w("ended", swept.ended)("failed", swept.failed)("dry_run", options.dry_run);
        });
        fmt::print("{}\n", w.take());
        return;
    }
    fmt::print("Looked at {} deliveries and problems. {} {} obligations with their original start, "
               "{} of them "
               "missed or still open; {} fall away.\n",
               swept.subjects, options.dry_run ? "The rules would bring" : "Recorded",
               swept.started, swept.missed, swept.ended);
    if (options.dry_run)
        fmt::print("Nothing was changed. `varde serve` records this by itself after its start.\n");
}

}  // namespace

int sweep(const SweepOptions& options)
{
    const auto swept = sweep_folder(options);
    if (!swept)
        return fail(swept.error(), options.json);
    print(swept.value(), options);
    if (swept.value().failed == 0)
        return 0;
    return fail({ErrorCode::unavailable,
                 std::to_string(swept.value().failed) +
                     " reports could not be compared; the log names them. The others are done."},
                options.json);
}

void add_sweep(CLI::App& program, int& exit_code)
{
    auto* command = program.add_subcommand(
        "sweep", "Bring what is owed in line with rules that have changed, also in the past");
    auto options = std::make_shared<SweepOptions>();  // Owners: these flags and callback.
    command->add_option("--data", options->data, "Data folder; no server may use it meanwhile")
        ->required()
        ->envname("VARDE_DATA");
    command->add_flag("--dry-run", options->dry_run, "Only count what would appear");
    command->add_flag("--json", options->json, "Answer as one JSON line");
    command->footer("A server does this by itself after its start, when its pack has other rules "
                    "than before.\nExamples:\n  varde sweep --data /var/lib/varde --dry-run\n"
                    "  varde sweep --data /var/lib/varde");
    command->callback([options, &exit_code] { exit_code = sweep(*options); });
}

}  // namespace varde::app
