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
#include <vector>

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
    /// Once `sorted_min` entries wait they are sorted and inserted while as many come: the more
    /// there are, the more neighbours share a page. Each takes 32 bytes of memory, twice.
    LateIndex(std::string_view name, const sql::Statement& insert, std::size_t sorted_min = 12'288)
        : name_(name), insert_(insert), sorted_min_(sorted_min)
    {
    }

    /// At the start: from which number on entries must be added again, and adding them.
    Result<std::int64_t> mark(sql::Connection& connection) const;
    void add_again(const IndexEntry& entry) { fresh_.push_back(entry); }

    /// Adds one of the batch under way. Its number must not be below any earlier one.
    void add(const IndexEntry& entry);
    /// The numbers of what is not inserted yet, of whatever span. May be called from any thread.
    /// Whoever looks into the table too asks here first, and begins to read after that.
    std::vector<std::int64_t> find(const MacStart& mac) const;

    Status seal(sql::Connection& connection);
    void committed();
    void undone();

private:
    void sort_fresh();
    Status insert(sql::Connection& connection, const IndexEntry& entry);

    const std::string_view name_;
    const sql::Statement& insert_;
    const std::size_t sorted_min_;
    mutable std::mutex mutex_;  // Guards changes of the three below, and the reading in `find`.
    std::vector<IndexEntry> sorted_;  // Those from next_ on are to be inserted, in order.
    std::size_t next_ = 0;
    std::vector<IndexEntry> fresh_;  // Younger than all of sorted_; the batch's own come last.
    std::size_t added_ = 0;          // By this batch.
    std::size_t inserted_ = 0;       // By this batch.
    std::set<std::int64_t> spans_;   // Known to stand in index_span.
};

}  // namespace varde::store
