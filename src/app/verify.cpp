#include "app/verify.hpp"

#include "app/commands.hpp"
#include "app/held_receipt.hpp"
#include "json/writer.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

namespace varde::app {
namespace {

Result<std::string> contents_of(const std::string& path)
{
    std::ifstream file(path, std::ios::binary);
    std::string text{std::istreambuf_iterator<char>(file), {}};
    if (!file)
        return Error{ErrorCode::invalid, "Cannot read " + path + "."};
    return text;
}

Result<Trust> read_trust(const VerifyOptions& options)
{
    Trust trust;
    if (!options.key.empty() && !options.policy.empty())
        return Error{ErrorCode::invalid, "Give either --key or --policy: a policy names the logs "
                                         "that it trusts. Nothing was checked."};
    if (!options.key.empty()) {
        auto text =
            std::filesystem::exists(options.key) ? TRY(contents_of(options.key)) : options.key;
        while (text.ends_with('\n'))
            text.pop_back();
        auto key = ledger::parse_verifier_key(text);
        if (!key)
            return Error{ErrorCode::invalid, "--key is neither a vkey (name+id+key) nor "
                                             "a file that holds one."};
        trust.key = std::move(key).value();
    }
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
                return Error{ErrorCode::invalid,
                             "The receipt holds, but fewer witnesses than the policy asks for have "
                             "signed its checkpoint. Fetch the receipt again later, when they "
                             "have."};
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
        fmt::print("  Seen by {} at {}.\n", name, rfc3339_seconds(at));
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
                    w("trusted_log", each.trusted_log)("opens", each.opens);
                    w.array("witnesses", [&] {
                        for (const auto& [name, at] : each.seen.witnesses)
                            w.object([&] { w("name", name)("at", at); });
                    });
                });
        });
    });
    fmt::print("{}\n", w.take());
}

}  // namespace

int verify(const VerifyOptions& options)
{
    const auto trust = read_trust(options);
    if (!trust)
        return fail(trust.error(), options.json);
    const auto checked = check_all(options, trust.value());
    if (!checked)
        return fail(checked.error(), options.json);
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
        "verify", "Check a receipt without any server, today and in twenty years");
    auto options = std::make_shared<VerifyOptions>();  // Owners: these flags and callback.
    command
        ->add_option("RECEIPT", options->receipt,
                     "A server's answer as a file, or a folder of varde send --save-receipt")
        ->required()
        ->check(CLI::ExistingPath);
    command->add_option("--key", options->key,
                        "The log's key (vkey), or a file with it, from a place that you trust");
    command
        ->add_option("--policy", options->policy,
                     "Trust policy: which logs, and how many witnesses must have signed")
        ->check(CLI::ExistingFile);
    command
        ->add_option("--report", options->report,
                     "The body that was sent, byte for byte: is the receipt about it?")
        ->check(CLI::ExistingFile);
    command->add_flag("--json", options->json, "Answer as one JSON line");
    command->footer("Examples:\n  varde verify answer.json --key varde.vkey --report report.json\n"
                    "  varde verify receipts/2026-17 --policy trust.policy");
    command->callback([options, &exit_code] { exit_code = verify(*options); });
}

}  // namespace varde::app
