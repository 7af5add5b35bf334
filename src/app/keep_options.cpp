#include "app/commands.hpp"
#include "app/keep.hpp"

#include <CLI/CLI.hpp>

namespace varde::app {
namespace {

void add_backup(CLI::App& program, int& exit_code)
{
    auto* command = program.add_subcommand("backup", "Copy a store while it is served, or prove "
                                                     "that a copy can be relied on");
    auto options = std::make_shared<BackupOptions>();  // Owners: these flags and callback.
    auto* data = command->add_option("--data", options->data, "Data folder")->envname("VARDE_DATA");
    auto* to = command->add_option("--to", options->to, "New folder for the copy");
    auto* keys = command->add_option("--keys", options->keys_from,
                                     "Alone: copy the keys instead of the data, to a place of "
                                     "their own. With --verify: the copy of the keys");
    keys->expected(0, 1);
    auto* trim = command->add_flag("--trim-journal", options->trim_journal,
                                   "Prove the copy, and let the intake journal begin with it");
    auto* verify = command->add_option("--verify", options->verify, "Copy to prove");
    command->add_flag("--json", options->json, "Answer as one JSON line");
    to->needs(data)->excludes(verify);
    verify->needs(keys);
    trim->needs(to)->excludes(keys);
    command->footer("Examples:\n  varde backup --data /var/lib/varde --to /backup/2026-11-22\n"
                    "  varde backup --data /var/lib/varde --keys --to /safe/keys-2026-11-22\n"
                    "  varde backup --verify /backup/2026-11-22 --keys /safe/keys-2026-11-22");
    command->callback([options, keys, to, &exit_code] {
        options->keys = keys->count() > 0;
        if (options->verify.empty() && to->count() == 0)
            throw CLI::RequiredError("--to or --verify");
        exit_code = backup(*options);
    });
}

void add_restore(CLI::App& program, int& exit_code)
{
    auto* command = program.add_subcommand("restore", "Make a data folder from backups of data and "
                                                      "keys, and prove it");
    auto options = std::make_shared<RestoreOptions>();  // Owners: these flags and callback.
    command->add_option("--from", options->from, "Backup of the data")->required();
    command->add_option("--keys", options->keys, "Backup of the keys")->required();
    command->add_option("--data", options->data, "Folder to make")->required();
    command->add_option("--lock", options->lock,
                        "Path of the checkpoint lock, if not in the folder; the lost server's, if "
                        "it still exists");
    command->add_option("--journal", options->journal, "Folder of the intake journal, if any");
    command->add_flag("--json", options->json, "Answer as one JSON line");
    command->footer("Example:\n  varde restore --from /backup/2026-11-22 --keys "
                    "/safe/keys-2026-11-22 \\\n      --data /var/lib/varde --lock "
                    "/mnt/second/varde.lock --journal /mnt/second/varde");
    command->callback([options, &exit_code] { exit_code = restore(*options); });
}

void add_recover(CLI::App& program, int& exit_code)
{
    auto* command = program.add_subcommand(
        "recover", "Say why a store is in recovery mode, or decide how it goes on");
    auto options = std::make_shared<RecoverOptions>();  // Owners: these flags and callback.
    command->add_option("--data", options->data, "Data folder")->required()->envname("VARDE_DATA");
    auto* accept = command->add_flag(
        "--accept-restored", options->accept_restored,
        "Only after a restore without its lock, and only if you know that nothing was accepted "
        "after the backup: takes the restored checkpoint as the newest");
    command
        ->add_option("--new-origin", options->new_origin,
                     "What is missing is lost: closes this log with a signed statement and goes "
                     "on as the log of this name")
        ->excludes(accept);
    command->add_option("--list", options->list,
                        "Write the accepted reports that are missing to this file, as CSV");
    command->add_flag("--json", options->json, "Answer as one JSON line");
    command->footer("Examples:\n  varde recover --data /var/lib/varde\n  varde recover --data "
                    "/var/lib/varde --new-origin varde.bergen.example/no/2026b");
    command->callback([options, &exit_code] { exit_code = recover(*options); });
}

}  // namespace

void add_keep(CLI::App& program, int& exit_code)
{
    add_backup(program, exit_code);
    add_restore(program, exit_code);
    add_recover(program, exit_code);
}

}  // namespace varde::app
