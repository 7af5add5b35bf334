#include "app/verify_store.hpp"

#include "app/bench_store.hpp"
#include "app/commands.hpp"
#include "app/entry_reader.hpp"
#include "app/shown_rate.hpp"
#include "app/store_at_rest.hpp"
#include "base/log.hpp"
#include "store/checkpoint_lock.hpp"
#include "store/migrations.hpp"
#include "vault/vault.hpp"
#include "json/writer.hpp"

#include <fmt/format.h>

#include <chrono>
#include <filesystem>

namespace varde::app {
namespace {

namespace fs = std::filesystem;

/// What is known beside the store itself.
struct Beside {
    crypto::PublicKey log{};
    std::vector<ledger::TrustedWitness>
        witnesses;                        // Of a policy; those whose lines can be checked.
    std::unique_ptr<vault::Vault> vault;  // Null: no keys are at hand.
    std::optional<std::string> lock;
};

Result<Beside> find_beside(const VerifyOptions& options, const StoreAtRest& store, Random& random)
{
    Beside beside;
    const auto keys = !options.keys.empty() ? options.keys : store.folder() + "/keys";
    if (fs::exists(keys + "/ledger.seed")) {
        beside.vault = TRY(vault::Vault::open(keys, random));
        beside.log = beside.vault->ledger_key().public_key();
    }
    if (!options.policy.empty()) {
        const auto text = TRY(contents_of(options.policy));
        beside.witnesses = TRY(ledger::parse_policy(text)).witnesses;
    }
    if (!options.key.empty())
        beside.log = TRY(read_key(options.key)).key;
    else if (!beside.vault)
        return Error{ErrorCode::invalid,
                     "Whose signatures are to be checked? Name the log's key with --key, or the "
                     "folder of the keys with --keys."};
    if (options.deep && !beside.vault)
        return Error{ErrorCode::invalid,
                     "--deep reads the content back and needs its keys: name their folder with "
                     "--keys."};
    if (store.settings()) {
        const auto lock =
            TRY(store::CheckpointLock::read(lock_path(store.folder(), *store.settings())));
        if (lock)
            beside.lock = lock->note;
    }
    return beside;
}

void add_findings(StoreVerified& verified, std::uint64_t found,
                  const std::vector<store::LedgerFinding>& findings)
{
    verified.found += found;
    verified.findings.insert(verified.findings.end(), findings.begin(), findings.end());
}

Status check_entries(const StoreAtRest& store, const Beside& beside, const VerifyOptions& options,
                     StoreVerified& verified)
{
    const auto connection = TRY(store.connect());
    auto check = TRY(store::LedgerCheck::begin(
        *connection, {.log = beside.log, .lock = beside.lock, .every_signature = options.deep}));
    const auto begun = std::chrono::steady_clock::now();
    ShownRate shown("entries", check.size(), !options.json);
    EntryReader reader(TRY(store.connect()), check.size());
    std::uint64_t seen = 0;
    for (auto scan = reader.next(); scan.from < scan.to; scan = reader.next()) {
        if (scan.entries)
            check.take(scan.entries.value());
        else
            check.take_unreadable(scan.from, scan.to, scan.entries.error());
        seen += scan.to - scan.from;
        shown.tell(seen);
    }
    check.finish();
    verified.seconds =
        std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
    verified.entries = check.size();
    verified.root = check.root();
    verified.counts = check.counts();
    verified.checkpoints = check.checkpoints();
    verified.signatures = check.signatures();
    verified.tiles = check.tiles();
    verified.all_known = check.all_known();
    add_findings(verified, check.found(), check.findings());
    return ok();
}

void add_unreadable(StoreVerified& verified, const std::string& what, const Error& error)
{
    add_findings(verified, 1, {{.rule = "unreadable", .words = what + ": " + error.message}});
}

void check_published(const StoreAtRest& store, const Beside& beside, StoreVerified& verified)
{
    auto check = [&]() -> Result<store::PublicationCheck> {
        const auto connection = TRY(store.connect());
        return store::check_publication(*connection, beside.witnesses);
    }();
    if (!check)
        return add_unreadable(verified, "what was published", check.error());
    add_findings(verified, check.value().found, check.value().findings);
    verified.publication = std::move(check).value();
}

Status check_deep(const StoreAtRest& store, const Beside& beside, const VerifyOptions& options,
                  StoreVerified& verified)
{
    const auto connection = TRY(store.connect());
    TRY(store::check_schema(*connection));
    if (verified.all_known) {
        ShownRate shown("events folded", verified.entries, !options.json);
        const auto scratch = TRY(ScratchFolder::make(fs::temp_directory_path().string()));
        verified.projections = TRY(store::check_projections(
            *connection, scratch.path(), [&](std::uint64_t events) { shown.tell(events); }));
        add_findings(verified, verified.projections->differing, verified.projections->findings);
    } else {
        add_unreadable(verified, "the tables",
                       {ErrorCode::internal, "they cannot be made again, because not every row "
                                             "was read as an event"});
    }
    ShownRate shown("contents read back", verified.counts.reports, !options.json);
    verified.contents =
        store::check_contents(*connection, verified.entries, store.folder(), *beside.vault,
                              [&](std::uint64_t contents) { shown.tell(contents); });
    add_findings(verified, verified.contents->found, verified.contents->findings);
    return ok();
}

void print(const StoreVerified& v)
{
    for (const auto& each : v.findings)
        fmt::print("WRONG [{}] entry {}{}: {}.\n", each.rule, each.position,
                   each.object.empty() ? "" : " of " + each.object, each.words);
    if (v.found > v.findings.size())
        fmt::print("… and {} more.\n", v.found - v.findings.size());
    fmt::print("{} {}\n", v.store,
               v.found == 0 ? "is whole:" : "is NOT what was promised. What was looked at:");
    fmt::print("  {} entries in {:.1f} s ({:.0f} each second), root {}\n", v.entries, v.seconds,
               v.seconds > 0 ? double(v.entries) / v.seconds : 0.0, to_base64(v.root));
    fmt::print("  {} checkpoints, {} signatures, {} tiles{}\n", v.checkpoints, v.signatures,
               v.tiles,
               v.lock_seen ? ", and the checkpoint lock" : "; no checkpoint lock was at hand");
    fmt::print("  {} reports in {} deliveries on {} channels, {} erased\n", v.counts.reports,
               v.counts.deliveries, v.counts.channels, v.counts.erased);
    if (v.counts.unopened > 0)
        fmt::print(
            "  {} deliveries came more than seven days before the last entry, and nobody has "
            "opened them\n",
            v.counts.unopened);
    if (v.publication && v.publication->cosignatures > 0)
        fmt::print("  {} lines of witnesses{}\n", v.publication->cosignatures,
                   v.publication->verified == v.publication->cosignatures
                       ? ", each with their signature"
                       : fmt::format(", {} with a signature by a key of --policy",
                                     v.publication->verified));
    if (v.projections)
        fmt::print("  {} rows of {} tables made again from {} events\n", v.projections->rows,
                   v.projections->tables, v.projections->events);
    if (v.contents)
        fmt::print("  {} contents, {} sealed facts and {} files read back, {} bytes; {} erased "
                   "reports have no key\n",
                   v.contents->contents, v.contents->events, v.contents->attachments,
                   v.contents->bytes, v.contents->erased);
    if (v.contents && v.contents->unseen > 0)
        fmt::print("  {} files were not looked at: name the data folder instead of the database\n",
                   v.contents->unseen);
}

void print_json(const StoreVerified& v)
{
    json::Writer w;
    w.object([&] {
        w("store", v.store)("whole", v.found == 0)("entries", v.entries);
        w("root", to_base64(v.root))("entries_per_s",
                                     v.seconds > 0 ? double(v.entries) / v.seconds : 0.0);
        w("checkpoints", v.checkpoints)("signatures", v.signatures)("tiles", v.tiles);
        w("lock_seen", v.lock_seen)("reports", v.counts.reports);
        w("deliveries", v.counts.deliveries)("channels", v.counts.channels);
        w("erased", v.counts.erased)("unopened_7_days", v.counts.unopened);
        if (v.publication)
            w("cosignatures", v.publication->cosignatures)("cosignatures_verified",
                                                           v.publication->verified);
        if (v.projections)
            w("rows_compared", v.projections->rows)("tables_compared", v.projections->tables);
        if (v.contents)
            w("contents", v.contents->contents)("sealed_facts", v.contents->events)(
                "files", v.contents->attachments)("files_not_seen", v.contents->unseen);
        w("found", v.found);
        w.array("findings", [&] {
            for (const auto& each : v.findings)
                w.object([&] {
                    w("rule", each.rule)("position", each.position)("object", each.object);
                    w("detail", each.words);
                });
        });
    });
    fmt::print("{}\n", w.take());
}

}  // namespace

std::string without_password(std::string store)
{
    const auto begin = store.find("://");
    const auto at = store.rfind('@');
    const auto colon = begin == std::string::npos ? begin : store.find(':', begin + 3);
    if (at != std::string::npos && colon < at)
        store.erase(colon, at - colon);
    constexpr std::string_view parameter = "password=";
    const auto word = begin == std::string::npos ? begin : store.find(parameter, begin);
    if (word != std::string::npos) {
        const auto from = word + parameter.size();
        store.erase(from, std::min(store.find('&', from), store.size()) - from);
    }
    return store;
}

Result<StoreVerified> look_through(const VerifyOptions& options)
{
    crypto::start();
    crypto::SystemRandom random;
    const auto store = TRY(StoreAtRest::open(options.store));
    const auto found = find_beside(options, store, random);
    if (!found)
        return Error{ErrorCode::invalid, found.error().message};
    const auto& beside = found.value();
    StoreVerified verified{.store = without_password(options.store),
                           .lock_seen = beside.lock.has_value()};
    if (const auto looked = check_entries(store, beside, options, verified); !looked)
        add_unreadable(verified, "the entries", looked.error());
    check_published(store, beside, verified);
    if (options.deep)
        if (const auto looked = check_deep(store, beside, options, verified); !looked)
            add_unreadable(verified, "the tables and contents", looked.error());
    return verified;
}

int verify_store(const VerifyOptions& options)
{
    log::only_errors();
    const auto verified = look_through(options);
    if (!verified) {
        fail(verified.error(), options.json);
        return verified.error().code == ErrorCode::unavailable ? 6 : 2;
    }
    options.json ? print_json(verified.value()) : print(verified.value());
    return verified.value().found == 0 ? 0 : 1;
}

}  // namespace varde::app
