#include "app/recover.hpp"

#include "app/commands.hpp"
#include "app/keep.hpp"
#include "app/lost_reports.hpp"
#include "app/node.hpp"
#include "base/durable_file.hpp"
#include "store/checkpoint_lock.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <future>

namespace varde::app {
namespace {

namespace fs = std::filesystem;

using Cause = store::Recovery::Cause;

struct Kept {
    ledger::Checkpoint tree;  ///< What the database holds…
    std::string note;         ///< …and the note over it; empty without entries.
};

Result<Kept> what_is_kept(Node& node)
{
    return node.services().store.read([&](store::Reading& reading) -> Result<Kept> {
        Kept kept{.tree = TRY(
                      store::check_tree(reading, node.services().vault.ledger_key().public_key()))};
        if (const auto note = TRY(reading.last_note()))
            kept.note = note->text;
        return kept;
    });
}

std::string line_of(const ledger::Checkpoint& tree)
{
    return std::to_string(tree.size) + " " + to_base64(tree.root);
}

/// Which entries are lost, as far as lock or roll can tell: the roll may reach further, and neither
/// knows what came after it.
std::string lost_entries(Cause cause, std::uint64_t kept,
                         const std::optional<ledger::Checkpoint>& promised,
                         const std::optional<store::RollLine>& last)
{
    if (!promised)
        return "unknown: the checkpoint lock is lost";
    const auto from = std::to_string(kept) + " to ";
    if (cause == Cause::entries_missing && last && last->position >= std::max(kept, promised->size))
        return from + "at least " + std::to_string(last->position);
    if (promised->size > kept)
        return from + std::to_string(promised->size - 1);
    return cause == Cause::entries_missing ? from + "an unknown one"
                                           : "unknown: the entries are not those that were signed";
}

/// Lines that anyone can read, and check with the old log's key.
std::string closing_text(const ledger::Checkpoint& kept, const std::string& origin,
                         const std::optional<ledger::Checkpoint>& promised, const std::string& lost,
                         const std::string& reports, Timestamp at)
{
    return "varde-closing/1\nlog " + kept.origin + "\nkept " + line_of(kept) + "\nsigned " +
           (promised ? line_of(*promised) : "unknown") + "\nlost " + lost + "\nreports " + reports +
           "\nnext " + origin + "\ntime " + rfc3339_seconds(at) + "\n";
}

/// Where the next statement goes, without its ending.
std::string next_closing(const std::string& folder)
{
    for (int number = 1;; ++number)
        if (auto path = folder + "/" + std::to_string(number); !fs::exists(path + ".closing"))
            return path;
}

/// How many accepted reports are missing by the roll, and the digest of the list of them beside the
/// statement; and from which entry to which the roll has reports.
std::string reports_line(const store::MissingReports& missing, const std::string& list)
{
    if (!missing.known)
        return "unknown\nroll none";
    return std::to_string(missing.lines.size()) + " " + to_base64(crypto::sha256(bytes_of(list))) +
           "\nroll " + std::to_string(missing.from) + " " +
           (missing.last ? std::to_string(missing.last->position) : "empty");
}

/// The new log's first entry, which holds what closed the old one.
Status append_opening(store::Store& store, const Hash& statement, const Uuid& id, Timestamp at)
{
    std::promise<Status> done;
    store.write<Nothing>(
        [&](store::Transaction& tx) {
            return tx.append({.name = domain::EventName::log_opened, .report = {id}, .at = at},
                             {.commitment = statement});
        },
        [&](Result<Nothing> outcome, const store::Committed&) { done.set_value(outcome); });
    return done.get_future().get();
}

Status accept_restored(const std::string& folder)
{
    auto node = TRY(Node::open(folder));
    const auto why = node->services().store.recovery();
    if (!why || why->cause != Cause::lock_missing)
        return Error{ErrorCode::conflict,
                     why ? "There is a checkpoint lock, and it decides: " + why->reason
                         : "This store is not in recovery mode. Nothing was changed."};
    if (const auto missing = TRY(node->services().store.missing_reports()); !missing.lines.empty())
        return Error{ErrorCode::conflict, "Something was accepted after this backup: " +
                                              why->reason + ". Nothing was changed."};
    const auto settings = TRY(read_settings(folder));
    auto kept = TRY(what_is_kept(*node));
    if (kept.note.empty())
        kept.note = ledger::sign({settings.origin, 0, ledger::empty_root()},
                                 node->services().vault.ledger_key());
    return store::CheckpointLock::create(lock_path(folder, settings), kept.note);
}

int tell(const RecoverOptions& options)
{
    const auto node = Node::open(options.data);
    if (!node)
        return fail(node.error(), options.json);
    const auto why = node.value()->services().store.recovery();
    auto lost = why ? lost_reports(*node.value()) : LostReports{};
    if (lost && !options.list.empty())
        if (auto written = write_durably(options.list, to_csv(lost.value())); !written)
            lost = std::move(written).error();
    if (!lost)
        return fail({lost.error().code, (why ? why->reason + ". " : "") + lost.error().message},
                    options.json);
    if (options.json) {
        json::Writer w;
        w.object([&] {
            w("recovery", why ? std::string(store::name_of(why->cause)) : std::string());
            w("reason", why ? why->reason : std::string());
            if (why)
                show(w, lost.value());
        });
        fmt::print("{}\n", w.take());
    } else {
        fmt::print("{}\n", why ? "Recovery mode. " + why->reason + "."
                               : std::string("This store is whole; there is nothing to recover."));
        if (options.list.empty())
            print(lost.value());
        else
            fmt::print("{}: {} missing, {} in doubt.\n", options.list,
                       lost.value().missing.lines.size(), lost.value().in_doubt.size());
    }
    return why ? 1 : 0;
}

int done(const RecoverOptions& options, const std::string& what)
{
    if (options.json) {
        json::Writer w;
        w.object([&] { w("done", what); });
        fmt::print("{}\n", w.take());
    } else {
        fmt::print("{}\nNext: varde serve --data {}\n", what, options.data);
    }
    return 0;
}

}  // namespace

Result<std::string> open_new_log(const std::string& folder, const std::string& origin)
{
    auto settings = TRY(read_settings(folder));
    auto node = TRY(Node::open(folder));
    const auto why = node->services().store.recovery();
    if (!why || why->cause == Cause::tree_damaged || why->cause == Cause::journal_damaged ||
        origin == settings.origin)
        return Error{ErrorCode::conflict,
                     !why ? "This store is not in recovery mode. Nothing was changed."
                     : origin == settings.origin
                         ? "The new log needs a name of its own. Nothing was changed."
                         : "A new log would not help: " + why->reason};
    auto& vault = node->services().vault;
    auto kept = TRY(what_is_kept(*node));
    kept.tree.origin = settings.origin;
    const auto lock = TRY(store::CheckpointLock::read(lock_path(folder, settings)));
    std::optional<ledger::Checkpoint> promised;
    if (lock)
        if (auto read = ledger::verify_note(
                lock->note, ledger::verifier_key(settings.origin, vault.ledger_key().public_key())))
            promised = std::move(read).value();
    auto lost = TRY(lost_reports(*node));
    lost.in_doubt.clear();  // The new log keeps them.
    const auto list = to_csv(lost);
    const auto now = node->clock().now();
    const auto statement = ledger::sign_text(
        closing_text(kept.tree, origin, promised,
                     lost_entries(why->cause, kept.tree.size, promised, lost.missing.last),
                     reports_line(lost.missing, list), now),
        settings.origin, vault.ledger_key());
    const auto number = next_closing(folder);
    const auto path = number + ".closing";
    TRY(write_durably(number + ".missing.csv", list));
    TRY(write_durably(path, statement));
    // A lock of its own, beside the old log's: which of the two counts is said by the settings, so
    // the old log ends and the new one begins in one step.
    settings.lock = lock_path(folder, settings) + "." + fs::path(number).filename().string();
    settings.origin = origin;
    std::error_code ignored;  // Of an earlier try.
    fs::remove(settings.lock, ignored);
    TRY(store::CheckpointLock::create(
        settings.lock, ledger::sign({origin, kept.tree.size, kept.tree.root}, vault.ledger_key())));
    const auto id = make_uuid(now, node->services().random);
    node.reset();
    node = TRY(Node::open(folder, settings));
    if (const auto still = node->services().store.recovery())
        return Error{ErrorCode::internal, "The new log does not open: " + still->reason};
    TRY(write_settings(folder, settings));
    TRY(append_opening(node->services().store, crypto::sha256(bytes_of(statement)), id, now));
    return path;
}

int recover(const RecoverOptions& options)
{
    if (options.accept_restored) {
        const auto accepted = accept_restored(options.data);
        return accepted ? done(options, "The restored database is accepted as the newest; its "
                                        "checkpoint is the lock from now on.")
                        : fail(accepted.error(), options.json);
    }
    if (!options.new_origin.empty()) {
        const auto statement = open_new_log(options.data, options.new_origin);
        return statement ? done(options, "The old log is closed by " + statement.value() +
                                             ": publish it. The log goes on as " +
                                             options.new_origin + ".")
                         : fail(statement.error(), options.json);
    }
    return tell(options);
}

}  // namespace varde::app
