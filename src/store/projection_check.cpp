#include "store/projection_check.hpp"

#include "sql/sqlite.hpp"
#include "store/migrations.hpp"
#include "store/queries.hpp"
#include "store/transaction.hpp"

#include <algorithm>
#include <set>

namespace varde::store {
namespace {

constexpr std::uint64_t at_once = 4'096;
constexpr std::size_t findings_max = 20;

/// A table's columns: i whole number, t text, b bytes. The first `keys` of them name the row.
struct Table {
    std::string_view name;
    const sql::Statement* rows;
    std::string_view columns;
    std::size_t keys = 1;
};
const std::array<Table, 23> tables{{
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
        NoClock clock;
        const std::array<std::uint8_t, 32> seed{};  // Nothing is signed with it.
        const crypto::SigningKey key(seed);
        TRY(scratch_.begin());
        BatchParts parts(TRY(LedgerBatch::load(scratch_, "rebuilt", key, clock)));
        Reading reading(stored_);
        while (true) {
            const auto events = TRY(reading.events_from(check.events, int(at_once)));
            Transaction transaction(scratch_, parts);
            for (const auto& stored : events) {
                TRY(check_beginning(transaction, stored));
                TRY(transaction.append(stored.event, {.commitment = stored.commitment}));
            }
            TRY(scratch_.commit());
            check.events += events.size();
            progress(check.events);
            if (events.size() < at_once)
                return ok();
            TRY(scratch_.begin());
        }
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

    ProjectionCheck check;

private:
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
    auto done = [&]() -> Status {
        TRY(rebuilt.fold(progress));
        for (const auto& table : tables)
            TRY(rebuilt.compare_table(table));
        return ok();
    }();
    connection.rollback();
    TRY(std::move(done));
    return std::move(rebuilt.check);
}

}  // namespace varde::store
