#include "store/journal.hpp"

#include "base/durable_file.hpp"
#include "base/log.hpp"
#include "sql/sqlite.hpp"
#include "store/queries.hpp"

#include <filesystem>
#include <map>

namespace varde::store {
namespace {

namespace fs = std::filesystem;

/// Kept free when the journal's base is replaced, for what is accepted meanwhile.
constexpr std::uintmax_t room_left_for_batches = 64 << 20;

std::string base_path(const std::string& folder) { return folder + "/base.db"; }

enum Kind : std::uint8_t { null, integer, text, bytes };

void put_bytes(Bytes& to, ByteView value)
{
    append_u32(to, std::uint32_t(value.size()));
    to.insert(to.end(), value.begin(), value.end());
}

void put_parameter(Bytes& to, const sql::Parameter& parameter)
{
    if (const auto* number = std::get_if<std::int64_t>(&parameter.held())) {
        to.push_back(Kind::integer);
        append_u64(to, std::uint64_t(*number));
    } else if (const auto* words = std::get_if<std::string_view>(&parameter.held())) {
        to.push_back(Kind::text);
        put_bytes(to, bytes_of(*words));
    } else if (const auto* blob = std::get_if<ByteView>(&parameter.held())) {
        to.push_back(Kind::bytes);
        put_bytes(to, *blob);
    } else {
        to.push_back(Kind::null);
    }
}

/// The first bytes of the text's hash: a statement whose text has changed is not the same one.
std::uint64_t fingerprint(std::string_view text)
{
    const auto hash = crypto::sha256(bytes_of(text));
    std::uint64_t number = 0;
    for (std::size_t i = 0; i < 8; ++i)
        number = number << 8 | hash[i];
    return number;
}

struct Known {
    const sql::Statement* statement;
    std::uint64_t fingerprint;
};

const std::map<std::string_view, Known>& known_statements()
{
    static const auto known = [] {
        std::map<std::string_view, Known> made;
        for (const auto* statement : queries::all)
            made.emplace(statement->name, Known{statement, fingerprint(statement->text)});
        return made;
    }();
    return known;
}

/// Takes a record's body apart. A body whose hash fits was written by a program of ours, so what
/// does not fit is another version's.
class BodyReader {
public:
    explicit BodyReader(ByteView body) : rest_(body) {}
    bool done() const { return rest_.empty(); }
    bool failed() const { return failed_; }
    ByteView take(std::size_t count)
    {
        if (count > rest_.size()) {
            failed_ = true;
            rest_ = {};
            return {};
        }
        const auto taken = rest_.first(count);
        rest_ = rest_.subspan(count);
        return taken;
    }
    std::uint64_t number(std::size_t count)
    {
        std::uint64_t value = 0;
        for (const auto byte : take(count))
            value = value << 8 | byte;
        return value;
    }
    ByteView sized() { return take(number(4)); }
    sql::Parameter parameter()
    {
        switch (number(1)) {
        case Kind::integer:
            return std::int64_t(number(8));
        case Kind::text:
            return text_of(sized());
        case Kind::bytes:
            return sized();
        default:
            return {};
        }
    }

private:
    ByteView rest_;
    bool failed_ = false;
};

Error not_replayable(std::uint64_t batch, std::string_view why)
{
    return {.code = ErrorCode::unavailable,
            .message =
                "batch " + std::to_string(batch) + " cannot be replayed: " + std::string(why),
            .problem = "journal-damaged"};
}

Status run_record(sql::Connection& connection, std::uint64_t batch, ByteView body)
{
    BodyReader reader(body);
    while (!reader.done()) {
        const auto name = text_of(reader.sized());
        const auto print = reader.number(8);
        const auto changed = std::int64_t(reader.number(8));
        std::vector<sql::Parameter> parameters(reader.number(1));
        for (auto& parameter : parameters)
            parameter = reader.parameter();
        const auto found = known_statements().find(name);
        if (reader.failed() || found == known_statements().end() ||
            found->second.fingerprint != print)
            return not_replayable(batch, "this program does not have its statement \"" +
                                             std::string(name) +
                                             "\"; use the program version that wrote it");
        const auto run = connection.run(*found->second.statement, parameters, nullptr);
        if (!run || (changed >= 0 && run.value() != changed))
            return not_replayable(batch, "the database does not answer \"" + std::string(name) +
                                             "\" as it did; it is not the one that was journaled");
    }
    const auto moved = TRY(
        sql::run(connection, queries::move_journal, std::int64_t(batch - 1), std::int64_t(batch)));
    if (moved != 1)
        return not_replayable(batch, "the database stands at another batch");
    return ok();
}

}  // namespace

Status JournaledConnection::begin()
{
    statements_.clear();
    turn_start_ = 0;
    return inner_->begin();
}

Status JournaledConnection::begin_turn()
{
    turn_start_ = statements_.size();
    return inner_->begin_turn();
}

Status JournaledConnection::undo_turn()
{
    statements_.resize(turn_start_);
    return inner_->undo_turn();
}

void JournaledConnection::record(const sql::Statement& statement,
                                 std::span<const sql::Parameter> parameters, std::int64_t changed)
{
    if (changed == 0 || statement.text.starts_with("SELECT"))
        return;
    const auto known = known_statements().find(statement.name);
    CHECK(known != known_statements().end());  // Otherwise it could never be replayed.
    put_bytes(statements_, bytes_of(statement.name));
    append_u64(statements_, known->second.fingerprint);
    append_u64(statements_, std::uint64_t(changed));
    statements_.push_back(std::uint8_t(parameters.size()));
    for (const auto& parameter : parameters)
        put_parameter(statements_, parameter);
}

Result<std::int64_t> JournaledConnection::run(const sql::Statement& statement,
                                              std::span<const sql::Parameter> parameters,
                                              const sql::OnRow& on_row)
{
    const auto changed = TRY(inner_->run(statement, parameters, on_row));
    record(statement, parameters, changed);
    return changed;
}

Status JournaledConnection::post(const sql::Statement& statement,
                                 std::span<const sql::Parameter> parameters)
{
    TRY(inner_->post(statement, parameters));
    record(statement, parameters, -1);
    return ok();
}

Status JournaledConnection::commit()
{
    if (statements_.empty())
        return inner_->commit();
    // Not posted: its result says that everything posted before it has succeeded as well.
    const auto moved = TRY(
        sql::run(*inner_, queries::move_journal, std::int64_t(batch_), std::int64_t(batch_ + 1)));
    CHECK(moved == 1);
    TRY(journal_->append(batch_ + 1, statements_));
    auto committed = inner_->commit();
    if (committed) {
        ++batch_;
        return committed;
    }
    if (committed.error().problem != "outcome-unknown" && !journal_->void_last()) {
        // The database does not have the batch, but the next start might bring it.
        auto error = std::move(committed).error();
        error.problem = "outcome-unknown";
        return error;
    }
    return committed;
}

Status bring_back_base(const std::string& folder, const std::string& database)
{
    std::error_code error;
    const auto bytes = fs::file_size(database, error);
    if ((!error && bytes > 0) || !fs::exists(base_path(folder)))
        return ok();
    for (const auto* rest : {"-wal", "-shm"})  // They belong to what is gone.
        fs::remove(database + rest, error);
    log::warning("the database is gone: it is made again from the intake journal");
    return copy_durably(base_path(folder), database);
}

Status begin_journal(sql::Connection& connection, const std::string& folder,
                     const std::string& database)
{
    TRY(make_folders(folder));
    std::error_code error;
    fs::permissions(folder, fs::perms::owner_all, error);
    if (JournalFiles::begun(folder))
        return ok();
    if (TRY(journaled_batch(connection)) == 0) {
        TRY(connection.begin());
        TRY(sql::run(connection, queries::move_journal, std::int64_t{0}, std::int64_t{1}));
        TRY(connection.commit());
    }
    // If we stop on the way there is still no record, and the next start begins anew.
    const auto copy = folder + "/base.copy";
    fs::remove(copy, error);
    TRY(sql::copy_sqlite(database, copy));
    TRY(copy_durably(copy, base_path(folder)));
    fs::remove(copy, error);
    return ok();
}

Status begin_journal_with(const std::string& folder, const std::string& copy, std::uint64_t batch)
{
    std::error_code error;
    const auto room = fs::space(folder, error);
    if (!error && room.available < fs::file_size(copy, error) + room_left_for_batches)
        return Error{ErrorCode::unavailable,
                     "The journal was not trimmed: its disk has no room for another copy of the "
                     "database, " +
                         std::to_string(fs::file_size(copy, error) >> 20) +
                         " MiB. The backup is whole, and the journal goes on as it was."};
    // If we stop between the two, the new copy already holds what the old files say.
    TRY(copy_durably(copy, base_path(folder)));
    TRY(JournalFiles::trim(folder, batch));
    return ok();
}

Result<std::uint64_t> journaled_batch(sql::Connection& connection)
{
    const auto found = TRY(sql::one(
        connection, [](const sql::Row& row) { return std::uint64_t(row.integer(0)); },
        queries::journal_place));
    CHECK(found);
    return *found;
}

Status forget_journal(sql::Connection& connection)
{
    const auto batch = TRY(journaled_batch(connection));
    if (batch == 0)
        return ok();
    TRY(connection.begin());
    TRY(sql::run(connection, queries::move_journal, std::int64_t(batch), std::int64_t{0}));
    return connection.commit();
}

Result<Replay> replay_journal(sql::Connection& connection, const std::string& folder,
                              const crypto::PublicKey& log)
{
    constexpr std::uint64_t batches_at_once = 256;
    Replay replay{.last = TRY(journaled_batch(connection))};
    const auto begun_at = replay.last;
    const auto end_transaction = [&] {
        return connection.in_transaction() ? connection.commit() : ok();
    };
    auto scanned = JournalFiles::read(
        folder, log, begun_at, [&](std::uint64_t batch, ByteView body) -> Status {
            if (batch <= replay.last)
                return ok();
            if (batch != replay.last + 1)
                return not_replayable(
                    batch, "the database holds batches up to " + std::to_string(replay.last) +
                               " only; restore the backup that the journal goes on from");
            if (!connection.in_transaction())
                TRY(connection.begin());
            TRY(connection.begin_turn());
            if (auto run = run_record(connection, batch, body); !run) {
                TRY(connection.undo_turn());
                return run;
            }
            TRY(connection.keep_turn());
            replay.last = batch;
            return ++replay.batches % batches_at_once == 0 ? end_transaction() : ok();
        });
    if (!scanned && scanned.error().problem == "journal-damaged") {
        replay.damage = scanned.error().message;
        TRY(end_transaction());
        return replay;
    }
    const auto scan = TRY(std::move(scanned));
    TRY(end_transaction());
    replay.cut = scan.cut;
    replay.damage = scan.damage;
    if (replay.damage.empty() && scan.last < begun_at)
        replay.damage = "the database holds " + std::to_string(begun_at) +
                        " batches and the journal only " + std::to_string(scan.last);
    return replay;
}

}  // namespace varde::store
