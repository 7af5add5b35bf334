#include "app/bench.hpp"

#include <CLI/CLI.hpp>

namespace varde::app {
namespace {

void add_overload(CLI::App& bench, int& exit_code)
{
    auto* overload = bench.add_subcommand(
        "overload", "Accept small reports while thousands of others idle, trickle and flood");
    auto options = std::make_shared<OverloadOptions>();  // Owners: the flags and the callback.
    overload->add_option("--seconds", options->seconds, "Length of each phase")
        ->check(CLI::Range(1.0, 86'400.0))
        ->capture_default_str();
    overload->add_option("--rounds", options->rounds, "Rounds of overload and calm; 40 are a soak")
        ->check(CLI::Range(1U, 100'000U))
        ->capture_default_str();
    overload
        ->add_option("--connections", options->connections,
                     "Connections that only idle, trickle or do not read")
        ->check(CLI::Range(4U, 9'000U))
        ->capture_default_str();
    overload->add_option("--data", options->folder, "Folder for the temporary store")
        ->check(CLI::ExistingDirectory)
        ->capture_default_str();
    overload->add_flag("--json", options->json, "Answer as one JSON line");
    overload->footer(
        "Examples:\n  varde bench overload\n  varde bench overload --rounds 40 --json");
    overload->callback([options, &exit_code] { exit_code = bench_overload(*options); });
}

void add_grow(CLI::App& bench, int& exit_code)
{
    auto* grow = bench.add_subcommand(
        "grow", "Build a store of five years and say what an act costs at each size");
    auto options = std::make_shared<GrowOptions>();  // Owners: the flags and the callback.
    grow->add_option("--to", options->to, "Reports in the end; each takes about 5 KB of disk")
        ->check(CLI::Range(std::uint64_t{1'000}, std::uint64_t{100'000'000}))
        ->capture_default_str();
    grow->add_option("--seconds", options->seconds, "How long to accept at each size")
        ->check(CLI::Range(1.0, 600.0))
        ->capture_default_str();
    grow->add_option("--svg", options->svg, "File that a figure is written to");
    grow->add_option("--data", options->folder, "Folder for the temporary store")
        ->check(CLI::ExistingDirectory)
        ->capture_default_str();
    grow->add_flag("--json", options->json, "Answer as one JSON line");
    grow->footer("Examples:\n  varde bench grow --to 100000\n  varde bench grow --svg growth.svg");
    grow->callback([options, &exit_code] { exit_code = bench_grow(*options); });
}

}  // namespace

void add_bench(CLI::App& program, int& exit_code)
{
    auto* bench = program.add_subcommand("bench", "Measure this machine with Varde on it");
    bench->require_subcommand(1);
    auto* accept = bench->add_subcommand(
        "accept", "Accept reports over HTTP into a temporary store and say what each costs");
    auto options = std::make_shared<BenchOptions>();  // Owners: the command's flags and callback.
    accept->add_option("--seconds", options->seconds, "How long to send")
        ->check(CLI::Range(0.1, 86'400.0))
        ->capture_default_str();
    accept->add_option("--connections", options->connections, "Connections kept busy")
        ->check(CLI::Range(1U, 5'000U))
        ->capture_default_str();
    accept->add_option("--rate", options->rate, "Reports a second; 0: as fast as answers come")
        ->check(CLI::NonNegativeNumber)
        ->capture_default_str();
    accept->add_option("--bytes", options->bytes, "Size of a request's body")
        ->check(CLI::Range(std::size_t{512}, std::size_t{1'000'000}))
        ->capture_default_str();
    accept
        ->add_option("--data", options->folder,
                     "Folder for the temporary store; its disk is measured")
        ->check(CLI::ExistingDirectory)
        ->capture_default_str();
    accept
        ->add_option("--store", options->store,
                     "sqlite, or postgres: in a PostgreSQL server of its own, beside pgbench")
        ->check(CLI::IsMember({"sqlite", "postgres"}))
        ->capture_default_str();
    accept->add_flag("--json", options->json, "Answer as one JSON line");
    accept->footer("Examples:\n  varde bench accept --connections 64\n  varde bench accept --rate "
                   "500 --seconds 30 --json\n  varde bench accept --store postgres\nOn tmpfs "
                   "nothing is durable: choose a folder on a "
                   "real disk.");
    accept->callback([options, &exit_code] { exit_code = bench_accept(*options); });
    add_overload(*bench, exit_code);
    add_grow(*bench, exit_code);
}

}  // namespace varde::app
