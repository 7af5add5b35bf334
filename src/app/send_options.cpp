#include "app/send.hpp"

#include <CLI/CLI.hpp>

namespace varde::app {
namespace {

void add_server(CLI::App& command, ServerOptions& server)
{
    command.add_option("--url", server.url, "Where the Varde is")->required()->envname("VARDE_URL");
    auto* key =
        command.add_option("--key", server.key, "API key (better: VARDE_KEY or --key-file)")
            ->envname("VARDE_KEY");
    auto* file = command.add_option("--key-file", server.key_file, "File whose first line is it")
                     ->check(CLI::ExistingFile);
    file->excludes(key);
    command
        .add_option("--ca", server.ca_file, "PEM with the authority of the server's certificate")
        ->check(CLI::ExistingFile);
}

void add_receipt(CLI::App& command, SendOptions& options)
{
    command.add_option("--retry-key", options.retry_key,
                       "Idempotency-Key; the same key stores the same report once");
    command.add_option("--save-receipt", options.save_receipt,
                       "Folder for the files entry, manifest, proof and vkey");
    command.add_option("--vkey", options.vkey_file, "File with the log's key that you trust")
        ->check(CLI::ExistingFile);
    command.add_flag("--json", options.json, "Answer as one JSON line");
}

}  // namespace

void add_send(CLI::App& program, int& exit_code)
{
    auto* command = program.add_subcommand("send", "Send a report and check its receipt");
    auto options = std::make_shared<SendOptions>();  // Owners: this command's flags and callback.
    add_server(*command, options->server);
    command->add_option("--kind", options->kind,
                        "Kind of report: concern.child unless given, or concern.child.public "
                        "where no key is given");
    auto* municipality =
        command->add_option("--municipality", options->municipality, "Its number, such as 4601");
    command->add_option("--district", options->district, "Its number in the municipality")
        ->needs(municipality);
    command->add_option("--unit", options->unit, "The unit's id, instead of a place")
        ->excludes(municipality);
    command->add_flag("--urgent", options->urgent, "A child may be in danger now");
    command->add_option("--reference", options->reference, "Your own reference");
    auto* what = command->add_option_group("content");
    what->add_option("--concern", options->concern, "What the concern is");
    what->add_option("--content", options->content_file,
                     "File with the form's content as JSON; - is standard input");
    what->require_option(1);
    command->add_option("--attach", options->attachments, "File to send along; may be given again")
        ->check(CLI::ExistingFile);
    add_receipt(*command, *options);
    command->footer("Examples:\n"
                    "  varde send --url http://127.0.0.1:8080 --key-file school.key \\\n"
                    "      --municipality 4601 --district 02 --concern 'Test-Ola fryser.'\n"
                    "  varde send --url https://varde.example --key-file school.key \\\n"
                    "      --unit no.4601.02 --content report.json --attach notes.pdf \\\n"
                    "      --save-receipt receipts/1\n"
                    "Exit code 0 means: stored, and the receipt is about exactly what was sent.");
    command->callback([options, &exit_code] { exit_code = send(*options); });
}

void add_status(CLI::App& program, int& exit_code)
{
    auto* command = program.add_subcommand("status", "Ask what became of a report");
    auto options = std::make_shared<StatusOptions>();  // Owners: this command's flags and callback.
    add_server(*command, options->server);
    auto* which = command->add_option_group("report");
    which->add_option("report", options->report, "The report's id, with the sender's key");
    which->add_option("--code", options->code, "The code on the receipt, without a key");
    which->require_option(1);
    command->add_flag("--json", options->json, "Answer as one JSON line");
    command->footer("Examples:\n"
                    "  varde status --url http://127.0.0.1:8080 --key-file school.key \\\n"
                    "      0190b2c4-7d3e-7a10-9c55-0f6d2e8b41aa\n"
                    "  varde status --url http://127.0.0.1:8080 --code "
                    "7K3M-9QXC-02TD-VW5H-R8EN-4ZJA");
    command->callback([options, &exit_code] { exit_code = status(*options); });
}

void add_evidence(CLI::App& program, int& exit_code)
{
    auto* command = program.add_subcommand(
        "evidence",
        "Write a folder that proves a report's history without us, in twenty years too");
    auto options = std::make_shared<EvidenceOptions>();  // Owners: these flags and callback.
    add_server(*command, options->server);
    command->add_option("report", options->report, "The report's id")->required();
    command->add_option("--to", options->to, "New folder")->required();
    auto* login =
        command->add_option("--login", options->login, "Sign in as a person instead of with a key");
    command
        ->add_option("--password-file", options->password_file,
                     "File whose first line is the password; otherwise it is read from standard "
                     "input, or asked on a terminal")
        ->check(CLI::ExistingFile)
        ->needs(login);
    command->add_flag("--json", options->json, "Answer as one JSON line");
    command->footer("Examples:\n"
                    "  varde evidence --url https://varde.example --key-file school.key \\\n"
                    "      --to evidence-17 0190b2c4-7d3e-7a10-9c55-0f6d2e8b41aa\n"
                    "  sh evidence-17/verify.sh\n  varde verify evidence-17 --key varde.vkey");
    command->callback([options, &exit_code] { exit_code = evidence(*options); });
}

}  // namespace varde::app
