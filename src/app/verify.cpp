#include "app/verify.hpp"

#include "app/commands.hpp"
#include "app/held_receipt.hpp"
#include "app/verify_store.hpp"
#include "json/writer.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

namespace varde::app {
namespace {

constexpr std::string_view too_few_witnesses = "too-few-witnesses";

Result<Trust> read_trust(const VerifyOptions& options)
{
    Trust trust;
    if (!options.key.empty() && !options.policy.empty())
        return Error{ErrorCode::invalid, "Give either --key or --policy: a policy names the logs "
                                         "that it trusts. Nothing was checked."};
    if (!options.key.empty())
        trust.key = TRY(read_key(options.key));
    if (!options.policy.empty()) {
        const auto text = TRY(contents_of(options.policy));
        trust.policy = TRY(ledger::parse_policy(text));
    }
    return trust;
}

Result<std::vector<CheckedHolding>> check_all(const VerifyOptions& options, const Trust& trust)
{
    std::optional<Hash> body;
    if (!options.report.empty()) {
        const auto sent = TRY(contents_of(options.report));
        body = crypto::sha256(bytes_of(sent));
    }
    std::vector<CheckedHolding> checked;
    for (const auto& receipt : TRY(read_held_receipts(options.receipt)))
        checked.push_back(TRY(check_holding(receipt, trust, body)));
    if (body && std::ranges::none_of(checked, &CheckedHolding::about_body))
        return Error{ErrorCode::invalid,
                     "What is here holds, but none of it is the receipt of an accepted report: "
                     "only that one says what was sent. Use the answer to the report itself."};
    if (trust.policy)
        for (const auto& each : checked)
            if (!each.seen.quorum)
                return Error{.code = ErrorCode::invalid,
                             .message = "The receipt holds, but fewer witnesses than the policy "
                                        "asks for have signed its checkpoint. Fetch the receipt "
                                        "again later, when they have.",
                             .problem = std::string(too_few_witnesses)};
    return checked;
}

void print(const CheckedHolding& checked)
{
    fmt::print("Holds: entry {} of {} is {} of {}, {}.\n", checked.index,
               checked.seen.checkpoint.origin, checked.entry.event,
               to_hex(checked.entry.object.bytes), rfc3339_seconds(checked.entry.time));
    if (checked.opens)
        fmt::print("  It stands for the manifest{}.\n",
                   checked.about_body ? " and for exactly this report"
                                      : ", which says by SHA-256 what was sent");
    for (const auto& [name, at] : checked.seen.witnesses)
        fmt::print("  Seen by {} at {}{}.\n", name, rfc3339_seconds(at),
                   checked.trusted_witnesses ? "" : ", by a key that came with the receipt");
    if (!checked.trusted_log)
        fmt::print("  The key came with the receipt: this shows that it fits itself. Name the "
                   "log's key with --key, from a place that you trust.\n");
}

void print_json(const std::vector<CheckedHolding>& all)
{
    json::Writer w;
    w.object([&] {
        w.array("receipts", [&] {
            for (const auto& each : all)
                w.object([&] {
                    w("origin", each.seen.checkpoint.origin);
                    w("index", std::int64_t(each.index))("event", each.entry.event);
                    w("object", to_string(each.entry.object))("time", each.entry.time);
                    w("trusted_log", each.trusted_log)("trusted_witnesses",
                                                        each.trusted_witnesses);
                    w("opens", each.opens);
                    w.array("witnesses", [&] {
                        for (const auto& [name, at] : each.seen.witnesses)
                            w.object([&] { w("name", name)("at", at); });
                    });
                });
        });
    });
    fmt::print("{}\n", w.take());
}

void add_store_options(CLI::App& command, VerifyOptions& options)
{
    auto* store = command.add_option(
        "--store", options.store,
        "Look through a store: a data folder, a backup, or postgres://… Nothing is changed. It "
        "may be served meanwhile, but only by this same program: never open a served store's file "
        "with another SQLite. Exit codes: 1 something is wrong in it; 2 a key or policy cannot be "
        "used; 6 there is no store to look at");
    command
        .add_option("--keys", options.keys,
                    "Folder of the store's keys, where it is not in the data folder")
        ->needs(store);
    command
        .add_flag("--deep", options.deep,
                  "Also make every table again from the events, and read every content and file "
                  "back. A served store's log grows meanwhile: prefer a backup")
        ->needs(store);
}

void add_log_options(CLI::App& command, VerifyOptions& options)
{
    auto* log = command.add_option(
        "--log", options.log,
        "Follow a ledger at its address, such as https://varde.example/api/v1/ledger. Needs --key "
        "or --policy, and --state. Exit codes: 1 tiles, entries or rules are wrong; 2 its "
        "checkpoint is not signed by that key; 3 silent for more than five minutes, or older than "
        "seen; 4 fewer witnesses than the policy asks for; 5 forked or rolled back; 6 nobody "
        "answered");
    command
        .add_option("--state", options.state,
                    "Folder that remembers what was seen of the ledger, and keeps the evidence of "
                    "a fork")
        ->needs(log);
    log->needs("--state");
    command
        .add_option("--auditor-key", options.auditor_key,
                    "API key of an auditor (better: VARDE_KEY): every entry is read, kept and "
                    "checked too")
        ->envname("VARDE_KEY");
    command
        .add_option("--ca", options.ca_file, "PEM with the authority of the server's certificate")
        ->check(CLI::ExistingFile);
}

int verify_what_was_named(const VerifyOptions& options)
{
    const bool receipt = !options.receipt.empty(), store = !options.store.empty(),
               log = !options.log.empty();
    if (receipt + store + log != 1)
        throw CLI::RequiredError("One of RECEIPT, --store and --log");
    if (log && options.key.empty() && options.policy.empty())
        throw CLI::RequiredError("--log: --key or --policy");
    return log ? verify_log(options) : store ? verify_store(options) : verify(options);
}

}  // namespace

Result<std::string> contents_of(const std::string& path)
{
    std::ifstream file(path, std::ios::binary);
    std::string text{std::istreambuf_iterator<char>(file), {}};
    if (!file)
        return Error{ErrorCode::invalid, "Cannot read " + path + "."};
    return text;
}

Result<ledger::VerifierKey> read_key(std::string text)
{
    if (std::filesystem::exists(text)) {
        auto file = TRY(contents_of(text));
        text = std::move(file);
    }
    while (text.ends_with('\n'))
        text.pop_back();
    auto key = ledger::parse_verifier_key(text);
    if (!key)
        return Error{ErrorCode::invalid,
                     "--key is neither a vkey (name+id+key) nor a file that holds one."};
    return key;
}

int verify(const VerifyOptions& options)
{
    const auto trust = read_trust(options);
    if (!trust) {
        fail(trust.error(), options.json);
        return 2;
    }
    const auto checked = check_all(options, trust.value());
    if (!checked) {
        fail(checked.error(), options.json);
        return checked.error().problem == too_few_witnesses ? 4 : 1;
    }
    if (options.json)
        print_json(checked.value());
    else
        for (const auto& each : checked.value())
            print(each);
    return 0;
}

void add_verify(CLI::App& program, int& exit_code)
{
    auto* command = program.add_subcommand(
        "verify", "Check a receipt, a whole store, or another's ledger, today and in twenty years");
    auto options = std::make_shared<VerifyOptions>();  // Owners: these flags and callback.
    command
        ->add_option("RECEIPT", options->receipt,
                     "A server's answer as a file, or a folder of varde send --save-receipt or of "
                     "varde evidence. Exit codes: 1 it does not hold; 2 a key or policy cannot be "
                     "used; 4 it holds, but fewer witnesses than the policy asks for have signed")
        ->check(CLI::ExistingPath);
    command->add_option("--key", options->key,
                        "The log's key (vkey), or a file with it, from a place that you trust");
    command
        ->add_option(
            "--policy", options->policy,
            "Trust policy: which logs, and how many witnesses must have signed. With --store: "
            "the witnesses whose signatures are checked")
        ->check(CLI::ExistingFile);
    command
        ->add_option("--report", options->report,
                     "The body that was sent, byte for byte: is the receipt about it?")
        ->check(CLI::ExistingFile);
    add_store_options(*command, *options);
    add_log_options(*command, *options);
    command->add_flag("--json", options->json, "Answer as one JSON line");
    command->footer("Examples:\n  varde verify answer.json --key varde.vkey --report report.json\n"
                    "  varde verify receipts/2026-17 --policy trust.policy\n"
                    "  varde verify --store /var/lib/varde\n"
                    "  varde verify --store /backup/2026-11-22 --keys /safe/keys --deep\n"
                    "  varde verify --log https://varde.example/api/v1/ledger --key varde.vkey \\\n"
                    "      --state /var/lib/auditor/varde");
    command->callback([options, &exit_code] { exit_code = verify_what_was_named(*options); });
}

}  // namespace varde::app
