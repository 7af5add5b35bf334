#include "app/bench.hpp"
#include "app/commands.hpp"
#include "app/connector/connector_command.hpp"
#include "app/drill.hpp"
#include "app/erase.hpp"
#include "app/grant.hpp"
#include "app/keep.hpp"
#include "app/reconcile.hpp"
#include "app/scope.hpp"
#include "app/send.hpp"
#include "app/sweep.hpp"
#include "app/verify.hpp"
#include "app/witness.hpp"
#include "base/log.hpp"

#include <CLI/CLI.hpp>

namespace varde::app {
namespace {

void add_init(CLI::App& program, int& exit_code)
{
    auto* command = program.add_subcommand("init", "Make a data folder with its keys");
    struct Options {
        std::string data;
        Settings settings;
        bool json = false;
    };
    auto options = std::make_shared<Options>();  // Owners: this command's flags and callback.
    command->add_option("--data", options->data, "Folder to make")->required();
    command
        ->add_option("--origin", options->settings.origin,
                     "The log's name, which stands in every receipt for ever: the address "
                     "where it will be published, a country and a year")
        ->capture_default_str();
    command->add_option("--store", options->settings.store,
                        "An empty PostgreSQL database, as postgres://user@host/name; without it a "
                        "file in the folder. Leave the password to ~/.pgpass");
    command->add_option("--lock", options->settings.lock,
                        "Path of the checkpoint lock, best on another device than the data; "
                        "default: in the data folder");
    command->add_option("--journal", options->settings.journal,
                        "Folder of the intake journal, on another device: everything is written "
                        "there too before it is acknowledged, so that losing the data folder's "
                        "disk loses nothing");
    command->add_flag("--json", options->json, "Answer as one JSON line");
    command->footer("Examples:\n  varde init --data /var/lib/varde --origin "
                    "varde.bergen.example/no/2026\n  varde init --data /var/lib/varde --lock "
                    "/mnt/second/varde.lock \\\n      --journal /mnt/second/varde\n  varde init "
                    "--data /var/lib/varde --store postgres://varde@db1.example,db2.example/varde");
    command->callback([options, &exit_code] {
        exit_code = init(options->data, options->settings, options->json);
    });
}

void add_serve(CLI::App& program, int& exit_code)
{
    auto* command = program.add_subcommand("serve", "Serve a data folder over HTTP");
    auto options = std::make_shared<ServeOptions>();  // Owners: this command's flags and callback.
    auto& http = options->http;
    command->add_option("--data", options->data, "Data folder made by varde init")
        ->required()
        ->envname("VARDE_DATA");
    command->add_option("--address", http.address, "Address to listen on")
        ->capture_default_str()
        ->envname("VARDE_ADDRESS");
    command->add_option("--port", http.port, "Port; 0 takes a free one")
        ->capture_default_str()
        ->envname("VARDE_PORT");
    auto* certificate =
        command->add_option("--tls-certificate", http.tls_certificate, "PEM chain; enables TLS")
            ->check(CLI::ExistingFile)
            ->envname("VARDE_TLS_CERTIFICATE");
    auto* key = command->add_option("--tls-key", http.tls_key, "PEM key of the certificate")
                    ->check(CLI::ExistingFile)
                    ->envname("VARDE_TLS_KEY");
    certificate->needs(key);
    key->needs(certificate);
    command->add_flag("--plain-everywhere", options->plain_everywhere,
                      "Allow plain HTTP on addresses other than loopback");
    add_notice_options(*command, options->notices);
    command
        ->add_option("--heartbeat-url", options->heartbeat_url,
                     "An https:// address that gets a POST each minute while all is well, and "
                     "alarms when none comes")
        ->envname("VARDE_HEARTBEAT_URL");
    command
        ->add_option("--policy", options->policy,
                     "Trust policy: this log's key, and the witnesses that are asked to sign what "
                     "the ledger shows; see docs/guides/ledger.md")
        ->check(CLI::ExistingFile)
        ->envname("VARDE_POLICY");
    command->add_flag("--public-entries", options->public_entries,
                      "Let anyone read the ledger's entries, not auditors' keys alone");
    command->add_flag("--json", options->json, "Print the address as one JSON line");
    command->footer("Examples:\n  varde serve --data /var/lib/varde\n  varde serve --data "
                    "/var/lib/varde --address 0.0.0.0 --port 443 \\\n      --tls-certificate "
                    "chain.pem --tls-key key.pem\n  varde serve --data "
                    "/var/lib/varde --smtp smtp://mail.example:587 \\\n      --mail-from "
                    "varde@kommune.example --public-url https://varde.kommune.example");
    command->callback([options, &exit_code] { exit_code = serve(*options); });
}

void add_demo(CLI::App& program, int& exit_code)
{
    auto* command = program.add_subcommand("demo", "Serve a made-up country's last five weeks");
    auto options = std::make_shared<DemoOptions>();  // Owners: this command's flags and callback.
    command->add_option("--dir", options->folder,
                        "Folder to make the demo in, or to find it in; without it a temporary "
                        "one, removed at the end");
    command->add_option("--port", options->port, "Port on 127.0.0.1; 0 takes a free one")
        ->capture_default_str();
    command->add_flag("--json", options->json,
                      "Print address, accounts and API keys as one JSON line, once it is ready");
    command->footer("Examples:\n  varde demo\n  varde demo --dir /tmp/my-demo --port 0 --json");
    command->callback([options, &exit_code] { exit_code = demo_command(*options); });
}

}  // namespace

int run_command_line(int argc, char** argv)
{
    CLI::App program("Varde: reports of concern arrive for certain, at a named person who acts.",
                     "varde");
    program.require_subcommand(1);
    program.footer("See `varde COMMAND --help` for examples. Exit code 0 means success, 1 that "
                   "it could not be done, 2 that something was asked for wrongly.");
    int exit_code = 0;
    add_init(program, exit_code);
    add_serve(program, exit_code);
    add_demo(program, exit_code);
    add_grant(program, exit_code);
    add_drill(program, exit_code);
    add_keep(program, exit_code);
    add_sweep(program, exit_code);
    add_send(program, exit_code);
    add_status(program, exit_code);
    add_evidence(program, exit_code);
    add_connector(program, exit_code);
    add_reconcile(program, exit_code);
    add_scope(program, exit_code);
    add_erase(program, exit_code);
    add_verify(program, exit_code);
    add_witness(program, exit_code);
    add_bench(program, exit_code);
    try {
        program.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return program.exit(error) == 0 ? 0 : 2;
    }
    return exit_code;
}

}  // namespace varde::app
