#include "store/store.hpp"

#include "base/log.hpp"
#include "sql/database.hpp"
#include "sql/sqlite.hpp"
#include "store/journal.hpp"
#include "store/kept_batch.hpp"
#include "store/migrations.hpp"
#include "store/publication.hpp"
#include "store/queries.hpp"

#include <filesystem>

namespace varde::store {

namespace {

std::string database_path(const std::string& folder) { return folder + "/varde.db"; }

}  // namespace

struct Store::State {
    StoreOptions options;
    sql::Database database;
    RecoveryMode recovery;
    std::atomic<std::uint64_t> confirmed =
        0;  // The tree's size after the last batch that is durable.
    std::unique_ptr<BatchParts> parts;
    std::unique_ptr<CheckpointLock> lock;
    std::uint64_t roll_from = 0;  // Where a roll begins that is not there: the lock at the start.
    std::unique_ptr<KeptBatch> batch;
    std::unique_ptr<sql::ReadPool> pool;
    std::unique_ptr<sql::Writer> writer;  // Last: stops before what it uses goes.

    /// With a journal the loss of the database is no reason not to start.
    Status find_database()
    {
        if (options.journal.empty())
            return ok();
        if (database.dialect() != sql::Dialect::sqlite)
            return Error{ErrorCode::invalid,
                         "The intake journal is for the embedded database. PostgreSQL has "
                         "synchronous standbys for the same: see docs/operations.md."};
        return bring_back_base(options.journal, database_path(options.folder));
    }

    /// Runs what the journal has and the database lacks, and journals from then on.
    Status follow_journal(std::unique_ptr<sql::Connection>& connection,
                          const crypto::PublicKey& log)
    {
        if (options.journal.empty())
            return forget_journal(*connection);
        TRY(begin_journal(*connection, options.journal, database_path(options.folder)));
        const auto replay = TRY(replay_journal(*connection, options.journal, log));
        if (replay.batches > 0)
            log::warning("brought back from the intake journal",
                         {{"batches", std::int64_t(replay.batches)}});
        if (replay.cut)
            log::warning("the intake journal's last record was torn: nobody had been told of it");
        if (!replay.damage.empty()) {
            recovery.enter({Recovery::Cause::journal_damaged,
                            "The intake journal cannot be followed: " + replay.damage});
            return ok();
        }
        auto files = TRY(JournalFiles::open(options.journal, log, replay.last + 1));
        connection = std::make_unique<JournaledConnection>(std::move(connection), std::move(files),
                                                           replay.last);
        return ok();
    }

    /// Compares the database with its lock, and with the roll beside that; whatever does not fit is
    /// recovery mode.
    Status hold_lock(sql::Connection& connection, const vault::Vault& vault)
    {
        const auto found = TRY(CheckpointLock::read(options.lock));
        const auto key = ledger::verifier_key(options.origin, vault.ledger_key().public_key());
        const auto size = parts->ledger->next_position();
        lock = std::make_unique<CheckpointLock>(options.lock, found ? found->note : "",
                                                ledger::to_text(key));
        batch = std::make_unique<KeptBatch>(*parts, *lock, recovery, confirmed);
        Reading reading(connection);
        auto why = TRY(compare_with_lock(reading, size, found, key));
        if (!why)
            why = TRY(compare_with_roll(reading, size, lock->roll()));
        if (why) {
            why->reason += ". " + in_words(store::missing_reports(reading, lock->roll()), size);
            recovery.enter(std::move(*why));
        }
        return recovery.on() ? ok() : bring_up(reading, TRY(ledger::verify_note(found->note, key)));
    }

    /// A kill, or batches that came back from the journal, may have left lock and roll behind.
    Status bring_up(Reading& reading, const ledger::Checkpoint& locked)
    {
        roll_from = locked.size;
        const auto accepted = [&](std::uint64_t from, int at_once) {
            return Publication(reading).accepted_from(from, at_once);
        };
        if (const auto kept = lock->catch_up_roll(roll_from, accepted); !kept)
            log::error("the roll of accepted reports was not brought up",
                       {{"reason", kept.error().message}});
        if (auto newest = TRY(reading.last_note()))
            lock->note(std::move(newest->text));
        if (const auto kept = lock->bring_up(); !kept)
            log::error("the checkpoint lock was not brought up",
                       {{"reason", kept.error().message}});
        return ok();
    }
};

Result<std::unique_ptr<Store>> Store::open(StoreOptions options, const vault::Vault& vault,
                                           Clock& clock)
{
    TRY(sql::check_sqlite_version());
    if (!options.journal.empty() &&
        sql::Database(options.database).dialect() == sql::Dialect::postgres)
        return Error{ErrorCode::invalid,
                     "An intake journal goes with the embedded database. With PostgreSQL, a "
                     "synchronous standby keeps the second copy: see docs/operations.md."};
    std::error_code error;
    std::filesystem::create_directories(options.folder + "/attachments", error);
    if (error)
        return Error{ErrorCode::unavailable,
                     "cannot make the folder " + options.folder + ": " + error.message()};
    std::unique_ptr<State> state(
        new State{.database = sql::Database(options.database.empty() ? options.folder + "/varde.db"
                                                                     : options.database)});
    state->options = std::move(options);
    TRY(state->find_database());
    auto writer = TRY(state->database.open_writer());
    if (state->options.through)
        writer = state->options.through(std::move(writer));
    TRY(migrate(*writer, clock.now()));
    TRY(state->follow_journal(writer, vault.ledger_key().public_key()));
    TRY(writer->begin());
    state->parts = std::make_unique<BatchParts>(
        TRY(LedgerBatch::load(*writer, state->options.origin, vault.ledger_key(), clock)));
    TRY(state->parts->load(*writer));
    TRY(writer->commit());
    TRY(state->hold_lock(*writer, vault));
    std::vector<std::unique_ptr<sql::Connection>> readers;
    for (unsigned i = 0; i < state->options.readers; ++i)
        readers.push_back(TRY(state->database.open_reader()));
    state->pool = std::make_unique<sql::ReadPool>(std::move(readers));
    state->writer = std::make_unique<sql::Writer>(std::move(writer), *state->batch,
                                                  state->options.post, state->options.writer);
    state->confirmed = state->parts->ledger->next_position();
    return std::unique_ptr<Store>(new Store(std::move(state)));
}

Store::Store(std::unique_ptr<State> state) : state_(std::move(state)) {}

Store::~Store()
{
    state_->writer->stop();  // Its last answers may still want to write: they are refused.
    if (auto kept = bring_up_lock(); !kept)
        log::error("the checkpoint lock was not brought up", {{"reason", kept.error().message}});
}

void Store::submit(std::unique_ptr<sql::Job> job)
{
    if (mode().on())
        return job->done(refused_in_recovery());
    state_->writer->submit(std::move(job));
}

Status Store::bring_up_lock()
{
    const auto accepted = [&](std::uint64_t from, int at_once) {
        return read(
            [&](Reading& reading) { return Publication(reading).accepted_from(from, at_once); });
    };
    if (state_->lock->roll().behind() && !mode().on())  // The lock's `bring_up` says the trouble.
        static_cast<void>(state_->lock->catch_up_roll(state_->roll_from, accepted));
    auto kept = state_->lock->bring_up();
    if (!kept && kept.error().code == ErrorCode::conflict)
        enter_recovery({Recovery::Cause::lock_unusable, kept.error().message});
    return kept;
}

void Store::post(std::move_only_function<void()> work) { state_->options.post(std::move(work)); }

RecoveryMode& Store::mode() const { return state_->recovery; }
bool Store::lock_stuck() const { return state_->lock->stuck(); }
bool Store::roll_stuck() const { return state_->lock->roll().stuck(); }

Result<MissingReports> Store::missing_reports()
{
    return read(
        [&](Reading& reading) { return store::missing_reports(reading, state_->lock->roll()); });
}

BatchParts& Store::parts() const { return *state_->parts; }
sql::ReadPool& Store::pool() { return *state_->pool; }
std::uint64_t Store::confirmed() const { return state_->confirmed; }

Result<std::optional<ApiKey>> Store::api_key(const Hash& key_hash)
{
    auto& keys = parts().api_keys;
    if (auto known = keys.find(key_hash))
        return known;
    const auto version = keys.version();
    auto found = TRY(read([&](Reading& reading) { return reading.api_key(key_hash); }));
    if (found)
        keys.remember(key_hash, *found, version);
    return found;
}

std::vector<std::int64_t> Store::recent_references(ByteView reference_mac) const
{
    return parts().references.recent(reference_mac);
}

Status Store::learn_keys()
{
    KeyFilter filter;
    const auto number = [](const sql::Row& row) { return row.integer(0); };
    const auto spans = TRY(pool().lend([&](sql::Connection& connection) {
        return sql::all(connection, number, queries::index_spans, "retry");
    }));
    // Span by span: a long reading keeps the write-ahead log from beginning anew.
    for (const auto span : spans)
        TRY(pool().lend([&](sql::Connection& connection) {
            return sql::each(
                connection, [&](const sql::Row& row) { filter.add(start_of(row.bytes(0))); },
                queries::retry_index_of_span, span);
        }));
    write<Nothing>(
        [this, filter = std::move(filter)](Transaction&) mutable -> Status {
            parts().keys.know(std::move(filter));
            return ok();
        },
        [](Result<Nothing>, const Committed&) {});
    return ok();
}

bool Store::failed() const { return state_->writer->failed(); }
std::size_t Store::waiting() const { return state_->writer->waiting(); }
const std::string& Store::origin() const { return state_->options.origin; }

std::string Store::attachment_folder() const { return state_->options.folder + "/attachments"; }

std::string Store::attachment_copy_folder() const
{
    const auto& journal = state_->options.journal;
    return journal.empty() ? "" : journal + "/attachments";
}

std::string Store::attachment_path(const UploadId& id) const
{
    return attachment_folder() + "/" + to_string(id);
}

std::uint64_t Store::bytes_on_disk() const
{
    const auto bytes = state_->pool->lend(
        [this](sql::Connection& connection) { return state_->database.bytes_on_disk(connection); });
    return bytes ? bytes.value() : 0;
}

}  // namespace varde::store
