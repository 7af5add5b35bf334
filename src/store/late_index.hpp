// An index that random values go into late and in order: neighbours share pages, so that a value
// costs a fraction of a page and not a page of its own.
//
// Each entry leads from the first bytes of a MAC to a number that only grows (a batch, a position).
// Its durable form is elsewhere, in rows that are found by that number; so after a crash the
// entries from a stored mark on are simply added again.
#pragma once

#include "sql/connection.hpp"

#include <mutex>
#include <set>

namespace varde::store {

/// As much of a MAC as an index holds: what it finds is compared in full.
using MacStart = std::array<std::uint8_t, 8>;
MacStart start_of(ByteView mac);

struct IndexEntry {
    std::int64_t span = 0;  ///< Entries of one span of time stand together.
    MacStart mac{};
    std::int64_t number = 0;
    auto operator<=>(const IndexEntry&) const = default;
};

/// The writer thread's alone, but for `find`. Batches end as in `sql::BatchHooks`.
class LateIndex {
public:
    /// `name` is that of its rows in index_span and index_mark; `insert` takes span, mac, number.
    /// The more entries wait, the more neighbours share a page; each takes 100 bytes of memory.
    LateIndex(std::string_view name, const sql::Statement& insert,
              std::size_t pending_max = 12'288)
        : name_(name), insert_(insert), pending_max_(pending_max)
    {
    }

    /// At the start: from which number on entries must be added again, …
    Result<std::int64_t> mark(sql::Connection& connection) const;
    void add_again(const IndexEntry& entry) { pending_.insert(entry); }
    /// … and the number that comes next, once they are.
    void begin(std::int64_t next_number);
    /// Adds one of the batch under way. Its number must not be below any earlier one.
    void add(const IndexEntry& entry);
    /// The numbers of what is not inserted yet, of whatever span. May be called from any thread.
    /// Whoever looks into the table too asks here first, and begins to read after that.
    std::vector<std::int64_t> find(const MacStart& mac) const;

    /// Inserts as many as came, neighbours of each other, once there are many.
    Status seal(sql::Connection& connection);
    void committed();
    void undone();

private:
    struct Sweep {
        IndexEntry last;         // Entries up to here have had their turn.
        std::int64_t begun = 0;  // Every number below stood here when this sweep began.
    };
    Status insert(sql::Connection& connection, const IndexEntry& entry);

    const std::string_view name_;
    const sql::Statement& insert_;
    const std::size_t pending_max_;
    mutable std::mutex mutex_;  // Guards changes of pending_, and the reading in `find`.
    std::set<IndexEntry> pending_;
    std::vector<IndexEntry> added_;  // By this batch.
    std::vector<IndexEntry> leaving_;
    Sweep sweep_, next_sweep_;
    std::int64_t next_number_ = 0;
    std::set<std::int64_t> spans_;  // Known to stand in index_span.
};

}  // namespace varde::store
