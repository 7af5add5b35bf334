#include "store/projection_check.hpp"

#include "sql/sqlite.hpp"
#include "store/book.hpp"
#include "store/migrations.hpp"
#include "store/queries.hpp"
#include "store/transaction.hpp"

#include <algorithm>
#include <map>

namespace varde::store {
namespace {

constexpr std::uint64_t at_once = 4'096, booked_at_once = 2'000;
constexpr std::size_t findings_max = 20;

/// A table's columns: i whole number, t text, b bytes. The first `keys` of them name the row.
struct Table {
    std::string_view name;
    const sql::Statement* rows;
    std::string_view columns;
    std::size_t keys = 1;
};
const std::array<Table, 25> tables{{
    {"report", &queries::rebuilt_report, "bittbbtiiiii"},
    {"delivery", &queries::rebuilt_delivery, "bbttiibiitbbtbtbbiiiiiiii"},
    {"obligation", &queries::rebuilt_obligation, "btiittiii", 3},
    {"escalation", &queries::rebuilt_escalation, "bbtiititbiiiibi"},
    {"escalation_listener", &queries::rebuilt_listener, "bbtii", 4},
    {"retention", &queries::rebuilt_retention, "bbttiiiit"},
    {"hold", &queries::rebuilt_hold, "bbttibib"},
    {"hold_kind", &queries::rebuilt_hold_kind, "bt", 2},
    {"tombstone", &queries::rebuilt_tombstone, "bbtiiiibbi"},
    {"conflict_of_interest", &queries::rebuilt_conflict, "bbbibib", 2},
    {"access_use", &queries::rebuilt_access_use, "btti", 3},
    {"access_grant", &queries::rebuilt_grant, "bbtttiibibtibb"},
    {"intake", &queries::rebuilt_intake, "ttii", 2},
    {"passed_on", &queries::rebuilt_passed_on, "btti"},
    {"drill_standing", &queries::rebuilt_drill_standing, "tttiti", 3},
    {"shift", &queries::rebuilt_shift, "bbtbiiiibib"},
    {"leave_of_absence", &queries::rebuilt_leave, "bbtbiiibib"},
    {"handover", &queries::rebuilt_handover, "btbi"},
    {"balance_strike", &queries::rebuilt_strike, "iiii"},
    {"repeated", &queries::rebuilt_repeated, "bb", 2},
    {"resend", &queries::rebuilt_resend, "bbti"},
    {"reconciliation", &queries::rebuilt_reconciliation, "bbtiiiiiiii"},
    {"problem", &queries::rebuilt_problem, "biitttbtittbbiii"},
    {"booked", &queries::rebuilt_booked, "bbttbtiti"},
    {"booked_count", &queries::rebuilt_booked_count, "tittbtiti", 8},
}};

class NoClock final : public Clock {
public:
    Timestamp now() override { return {0}; }
};

/// The same for the same values, whichever engine they come from.
Bytes cells_of(const sql::Row& row, std::string_view columns)
{
    Bytes cells;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        const int column = int(i);
        if (row.null(column)) {
            cells.push_back(0);
        } else if (columns[i] == 'i') {
            cells.push_back(1);
            append_u64(cells, std::uint64_t(row.integer(column)));
        } else {
            const auto bytes = columns[i] == 't' ? bytes_of(row.text(column)) : row.bytes(column);
            cells.push_back(2);
            append_u32(cells, std::uint32_t(bytes.size()));
            cells.insert(cells.end(), bytes.begin(), bytes.end());
        }
    }
    return cells;
}

std::string key_in_words(const sql::Row& row, const Table& table)
{
    std::string words;
    for (std::size_t i = 0; i < table.keys; ++i) {
        const int column = int(i);
        words += i == 0 ? "" : ", ";
        if (table.columns[i] == 'i')
            words += std::to_string(row.integer(column));
        else if (table.columns[i] == 't')
            words += row.text(column);
        else
            words += row.bytes(column).size() == 16 ? to_string(uuid_of(row.bytes(column)))
                                                    : to_hex(row.bytes(column));
    }
    return words;
}

struct RowDigest {
    Hash key{}, row{};
    auto operator<=>(const RowDigest&) const = default;
};

Hash key_digest(const sql::Row& row, const Table& table)
{
    return crypto::sha256(cells_of(row, table.columns.substr(0, table.keys)));
}

Result<std::vector<RowDigest>> digests(sql::Connection& connection, const Table& table)
{
    auto found = TRY(sql::all(
        connection,
        [&](const sql::Row& row) {
            return RowDigest{key_digest(row, table), crypto::sha256(cells_of(row, table.columns))};
        },
        *table.rows));
    std::ranges::sort(found);
    return found;
}

/// By key, and of which side.
using Differing = std::map<Hash, std::string_view>;

Differing compare(const std::vector<RowDigest>& stored, const std::vector<RowDigest>& rebuilt)
{
    Differing differing;
    auto a = stored.begin();
    auto b = rebuilt.begin();
    while (a != stored.end() || b != rebuilt.end()) {
        if (b == rebuilt.end() || (a != stored.end() && a->key < b->key)) {
            differing[a++->key] = "stands there, but comes from no event";
        } else if (a == stored.end() || b->key < a->key) {
            differing[b++->key] = "is missing: the events say that it is there";
        } else {
            if (a->row != b->row)
                differing[a->key] = "is not what the events say";
            ++a;
            ++b;
        }
    }
    return differing;
}

class Rebuilt {
public:
    Rebuilt(sql::Connection& stored, sql::Connection& scratch) : stored_(stored), scratch_(scratch)
    {
    }

    Status fold(const std::function<void(std::uint64_t)>& progress)
    {
        TRY(scratch_.begin());
        auto ledger = TRY(LedgerBatch::load(scratch_, "rebuilt", key_, clock_));
        parts_ = std::make_unique<BatchParts>(std::move(ledger));
        Reading reading(stored_);
        for (std::uint64_t from = 0;;) {
            const auto events = TRY(reading.events_from(from, int(at_once)));
            Transaction transaction(scratch_, *parts_);
            for (const auto& stored : events) {
                TRY(check_beginning(transaction, stored));
                TRY(transaction.append(stored.event, {.commitment = stored.commitment}));
                if (stored.event.sequence > 0)
                    count(stored.event.channel, stored.event.sequence);
                from = stored.position + 1;
            }
            TRY(scratch_.commit());
            static_cast<void>(parts_->accepted.take());  // For a roll, of which there is none here.
            check.events += events.size();
            progress(check.events);
            if (events.size() < at_once)
                return ok();
            TRY(scratch_.begin());
        }
    }

    /// The book up to where the store's is, and each balance that was kept on the way.
    Status book()
    {
        Reading stored(stored_), made(scratch_);
        BookRecords theirs(stored), ours(made);
        const auto end = TRY(theirs.mark());
        if (end > check.events)
            find("book_mark", "the book is said to hold more events than there are");
        auto balances = TRY(balances_before(theirs, std::min(end, check.events)));
        for (std::uint64_t mark = 0;;) {
            for (; !balances.empty() && balances.back() == mark; balances.pop_back())
                TRY(compare_balance(theirs, ours, mark));
            const auto until = balances.empty() ? std::min(end, check.events) : balances.back();
            if (mark >= until)
                return ok();
            const auto chunk =
                TRY(ours.next_chunk(std::min(until, mark + booked_at_once), booked_at_once));
            TRY(scratch_.begin());
            Transaction transaction(scratch_, *parts_);
            TRY(BookChanges(transaction).add(chunk));
            TRY(scratch_.commit());
            mark = chunk.to;
        }
    }

    /// The last number of each channel.
    Status compare_channels()
    {
        ++check.tables;
        TRY(sql::each(
            stored_,
            [&](const sql::Row& row) {
                ++check.rows;
                const auto pseudonym = row.bytes(0);
                domain::Channel channel{};
                if (pseudonym.size() == channel.size())
                    std::ranges::copy(pseudonym, channel.begin());
                const auto found = last_.find(channel);
                const auto last = found == last_.end() ? 0 : found->second;
                if (last != row.integer(1))
                    find("channel", "the channel " + to_hex(pseudonym) + " is said to have given " +
                                        std::to_string(row.integer(1)) +
                                        " numbers, and its deliveries have " +
                                        std::to_string(last));
                if (found != last_.end())
                    last_.erase(found);
            },
            queries::channel_counters));
        for (const auto& [channel, last] : last_)
            find("channel", "the channel " + to_hex(channel) + " is not counted, and has given " +
                                std::to_string(last) + " numbers");
        return ok();
    }

    Status compare_table(const Table& table)
    {
        const auto stored = TRY(digests(stored_, table));
        const auto rebuilt = TRY(digests(scratch_, table));
        ++check.tables;
        check.rows += stored.size();
        auto differing = compare(stored, rebuilt);
        check.differing += differing.size();
        TRY(name_rows(stored_, table, differing));
        return name_rows(scratch_, table, differing);
    }

    /// What could not be looked at is found as well. A turn of its own, since PostgreSQL answers
    /// nothing more in a transaction after an error.
    bool must_do(const std::string& what, const std::function<Status()>& step)
    {
        const auto turned = [&]() -> Status {
            TRY(stored_.begin_turn());
            if (auto done = step(); !done) {
                TRY(stored_.undo_turn());
                return done;
            }
            return stored_.keep_turn();
        };
        const auto done = turned();
        if (!done) {
            ++check.differing;
            check.findings.push_back(
                {.rule = "unreadable", .words = what + ": " + done.error().message});
        }
        return bool(done);
    }

    ProjectionCheck check;

private:
    void find(const std::string& table, std::string words)
    {
        ++check.differing;
        if (check.findings.size() < findings_max)
            check.findings.push_back(
                {.rule = "projection", .object = table, .words = std::move(words)});
    }

    void count(const domain::Channel& channel, std::int64_t sequence)
    {
        auto& last = last_[channel];
        last = std::max(last, sequence);
    }

    /// After how many events a balance was kept, the last first.
    Result<std::vector<std::uint64_t>> balances_before(BookRecords& theirs, std::uint64_t end)
    {
        std::vector<std::uint64_t> found;
        for (auto at = std::uint64_t(INT64_MAX);; --at) {
            const auto balance = TRY(theirs.snapshot_before(at));
            if (!balance)
                return found;
            at = balance->position;
            if (at > end)
                this->find("balance_snapshot", "a balance after " + std::to_string(at) +
                                                   " events is kept, which are not in the book");
            else
                found.push_back(at);
            if (at == 0)
                return found;
        }
    }

    Status compare_balance(BookRecords& theirs, BookRecords& ours, std::uint64_t position)
    {
        const auto kept = TRY(theirs.snapshot_before(position));
        ++check.rows;
        const auto made = TRY(ours.totals());
        if (!kept || kept->balance != made)
            find("balance_snapshot", "the balance that was kept after " + std::to_string(position) +
                                         " events is not what they say");
        return ok();
    }

    /// The folds rely on a delivery's first event: without it they stop the program.
    static Status check_beginning(Transaction& transaction, const StoredEvent& stored)
    {
        const auto& event = stored.event;
        const bool begins = event.name == domain::EventName::report_accepted ||
                            event.name == domain::EventName::delivery_offered;
        const bool of_problem =
            domain::is_of_problem(event.name) && event.name != domain::EventName::problem_raised;
        const auto missing = [&](const std::string& what) {
            return Error{ErrorCode::conflict, "entry " + std::to_string(stored.position) +
                                                  " is about a " + what +
                                                  " that no event before it began: the tables "
                                                  "cannot be made again from such events"};
        };
        if (!begins && !event.delivery.is_nil()) {
            const auto delivery = TRY(transaction.delivery(event.delivery));
            if (!delivery)
                return missing("delivery");
        }
        if (of_problem) {
            const auto problem = TRY(transaction.problem({event.report.uuid}));
            if (!problem)
                return missing("problem");
        }
        return ok();
    }

    /// Says which rows differ, those of this side, and takes them away.
    Status name_rows(sql::Connection& connection, const Table& table, Differing& differing)
    {
        if (differing.empty() || check.findings.size() >= findings_max)
            return ok();
        TRY(sql::each(
            connection,
            [&](const sql::Row& row) {
                const auto found = differing.find(key_digest(row, table));
                if (found == differing.end() || check.findings.size() >= findings_max)
                    return;
                check.findings.push_back({.rule = "projection",
                                          .object = std::string(table.name),
                                          .words = "the row " + key_in_words(row, table) +
                                                   " of the table " + std::string(table.name) +
                                                   " " + std::string(found->second)});
                differing.erase(found);
            },
            *table.rows));
        return ok();
    }

    sql::Connection& stored_;
    sql::Connection& scratch_;
    NoClock clock_;
    const crypto::SigningKey key_{std::array<std::uint8_t, 32>{}};  // Nothing is signed with it.
    std::unique_ptr<BatchParts> parts_;
    std::map<domain::Channel, std::int64_t> last_;  // The highest number of each channel.
};

}  // namespace

Result<ProjectionCheck> check_projections(sql::Connection& connection, const std::string& scratch,
                                          const std::function<void(std::uint64_t events)>& progress)
{
    auto fresh = TRY(sql::open_sqlite(scratch + "/rebuilt.db", sql::SqliteUse::writer));
    TRY(migrate(*fresh, {0}));
    // What is made here is thrown away, and the people whom events name are not in it.
    TRY(fresh->script("PRAGMA synchronous=OFF; PRAGMA foreign_keys=OFF;"));
    Rebuilt rebuilt(connection, *fresh);
    TRY(connection.begin());
    if (rebuilt.must_do("the events", [&] { return rebuilt.fold(progress); })) {
        rebuilt.must_do("the book", [&] { return rebuilt.book(); });
        rebuilt.must_do("the channels", [&] { return rebuilt.compare_channels(); });
        for (const auto& table : tables)
            rebuilt.must_do("the table " + std::string(table.name),
                            [&] { return rebuilt.compare_table(table); });
    }
    connection.rollback();
    return std::move(rebuilt.check);
}

}  // namespace varde::store
