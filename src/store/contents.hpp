// Sealed content on its way into the batch: ciphertext only, written once for all reports of it.
#pragma once

#include "sql/connection.hpp"

#include <vector>

namespace varde::store {

/// Where a report's sealed content stands.
struct ContentPlace {
    std::int64_t batch = 0;  ///< A row of content_batch.
    std::int64_t at = 0;     ///< From 0.
    std::int64_t bytes = 0;
};

/// The writer thread's alone. What is kept can be read once the batch is sealed.
class Contents {
public:
    /// Finds out which number comes next.
    Status load(sql::Connection& connection);
    ContentPlace keep(ByteView sealed);

    // As in sql::BatchHooks.
    void turn_begins() { turn_start_ = places_end(); }
    void turn_undone();
    Status seal(sql::Connection& connection);
    void committed();
    void undone() { rows_.clear(); }

private:
    struct End {
        std::size_t rows = 0;
        std::size_t bytes = 0;  // Of the last row.
    };
    End places_end() const { return {rows_.size(), rows_.empty() ? 0 : rows_.back().size()}; }

    std::vector<Bytes> rows_;  // Of this batch; numbered from next_number_ on.
    End turn_start_;
    std::int64_t next_number_ = 1;
};

}  // namespace varde::store
