// Finding reports by the sender's own reference.
#pragma once

#include "base/time.hpp"
#include "store/late_index.hpp"

namespace varde::store {

/// Leads from the MAC of a reference to the positions of acceptances. The reports' own rows hold
/// the whole MAC. The writer thread's alone, but for `recent`.
class References {
public:
    References();
    /// Reads the references that are not in the index yet.
    Status load(sql::Connection& connection);

    void add(ByteView mac, std::uint64_t position, Timestamp at);
    /// Positions that the table may lack. May be called from any thread; begin to read after it.
    std::vector<std::int64_t> recent(ByteView mac) const { return index_.find(start_of(mac)); }

    // As in sql::BatchHooks.
    void turn_begins() { turn_start_ = added_.size(); }
    void turn_undone() { added_.resize(turn_start_); }
    Status seal(sql::Connection& connection);
    void committed();
    void undone();

private:
    LateIndex index_;
    std::vector<IndexEntry> added_;  // By this batch.
    std::size_t turn_start_ = 0;
};

}  // namespace varde::store
