#include "app/backup_progress.hpp"
#include "app/clock.hpp"
#include "app/commands.hpp"
#include "app/keep.hpp"
#include "crypto/crypto.hpp"
#include "sql/sqlite.hpp"
#include "store/checkpoint_lock.hpp"
#include "store/journal.hpp"
#include "store/restore_proof.hpp"
#include "json/writer.hpp"

#include <fmt/format.h>

#include <filesystem>

namespace varde::app {
namespace {

void print_proof(const store::RestoreProof& proof, const std::string& what)
{
    fmt::print("{} can be relied on:\n"
               "  {} entries give the tree that was signed, root {}\n"
               "  {} receipts verify, {} reports open under their keys, {} files are whole\n",
               what, proof.tree.size, to_base64(proof.tree.root), proof.receipts, proof.contents,
               proof.attachments);
}

Result<store::RestoreProof> prove_backup(const std::string& folder, const std::string& keys)
{
    crypto::start();
    crypto::SystemRandom random;
    const ShownProgress progress;
    const auto data = TRY(store::read_manifest(folder, "data"));
    TRY(store::check_files(data, folder, progress.teller()));
    if (std::filesystem::exists(keys + "/manifest.json")) {  // Or they are a server's own.
        const auto manifest = TRY(store::read_manifest(keys, "keys"));
        TRY(store::check_files(manifest, keys, nullptr));
    }
    auto proof = TRY(store::prove(folder, keys, random));
    if (proof.tree.size != data.entries)
        return Error{ErrorCode::conflict, folder + "/manifest.json speaks of another tree than "
                                                   "varde.db holds."};
    return proof;
}

int verify(const BackupOptions& options)
{
    const auto proof = prove_backup(options.verify, options.keys_from);
    if (!proof)
        return fail(proof.error(), options.json);
    if (options.json)
        fmt::print("{}\n", proof_json(proof.value()));
    else
        print_proof(proof.value(), options.verify);
    return 0;
}

/// What a start of the server would say; it may be running.
Result<std::optional<store::Recovery>> why_in_recovery(const std::string& data,
                                                       const Settings& settings)
{
    crypto::SystemRandom random;
    const auto vault = TRY(vault::Vault::open(data + "/keys", random));
    const auto lock = TRY(store::CheckpointLock::read(lock_path(data, settings)));
    auto connection = TRY(sql::open_sqlite(data + "/varde.db", sql::SqliteUse::reader));
    store::Reading reading(*connection);
    const auto note = TRY(reading.last_note());
    return store::compare_with_lock(
        reading, note ? note->size : 0, lock,
        ledger::verifier_key(settings.origin, vault->ledger_key().public_key()));
}

/// From here on the intake journal begins with this backup; what is older in it goes.
Status trim_journal(const BackupOptions& options, const store::Manifest& manifest,
                    const Settings& settings)
{
    const auto& journal = settings.journal;
    if (journal.empty())
        return Error{ErrorCode::invalid, "This store has no intake journal."};
    TRY(prove_backup(options.to, options.data + "/keys"));
    if (const auto why = TRY(why_in_recovery(options.data, settings)))
        return Error{ErrorCode::conflict, "The journal was left as it is, because it may hold what "
                                          "this store does not: " +
                                              why->reason};
    return store::begin_journal_with(journal, options.to + "/varde.db", manifest.journal_batch);
}

}  // namespace

int backup(const BackupOptions& options)
{
    if (!options.verify.empty())
        return verify(options);
    crypto::start();
    const auto settings = read_settings(options.data);
    if (!settings)
        return fail(settings.error(), options.json);
    if (!options.keys && !std::filesystem::exists(options.data + "/varde.db"))
        return fail({ErrorCode::unavailable,
                     options.data + " holds no varde.db. A store in PostgreSQL is copied with the "
                                    "cluster's own tools: see docs/operations.md. Nothing was "
                                    "copied."},
                    options.json);
    const store::BackupFrom from{.data = options.data,
                                 .origin = settings.value().origin,
                                 .settings = portable_text(settings.value())};
    const ShownProgress progress;
    const auto now = SystemClock::system_now();
    const auto made = options.keys ? store::back_up_keys(from, options.to, now)
                                   : store::back_up_data(from, options.to, now, progress.teller());
    if (!made)
        return fail(made.error(), options.json);
    if (options.trim_journal)
        if (auto trimmed = trim_journal(options, made.value(), settings.value()); !trimmed)
            return fail(trimmed.error(), options.json);
    if (options.json) {
        json::Writer w;
        w.object([&] {
            w("to", options.to)("of", made.value().of)("files", made.value().files.size());
            w("entries", made.value().entries)("journal_batch", made.value().journal_batch);
        });
        fmt::print("{}\n", w.take());
    } else if (options.keys) {
        fmt::print("Copied the keys to {}. Keep them apart from every backup of the data.\n",
                   options.to);
    } else {
        fmt::print("Copied {} files with {} ledger entries to {}.\n"
                   "Prove it: varde backup --verify {} --keys KEYS\n",
                   made.value().files.size(), made.value().entries, options.to, options.to);
    }
    return 0;
}

int restore(const RestoreOptions& options)
{
    crypto::start();
    const auto proof = restore_into(options);
    if (!proof)
        return fail(proof.error(), options.json);
    if (options.json) {
        fmt::print("{}\n", proof_json(proof.value()));
        return 0;
    }
    print_proof(proof.value(), options.data);
    fmt::print("\nThe checkpoint lock is in no backup. Where the lock of the lost server still "
               "exists,\ngive it with --lock, and the next start finds out whether anything is "
               "missing.\nWithout it, the start is in recovery mode until you decide: varde "
               "recover --help\n");
    return 0;
}

}  // namespace varde::app
