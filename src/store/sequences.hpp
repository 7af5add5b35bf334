// The numbers of channels, held in memory: the database is asked once for each channel, and told
// once for each batch.
#pragma once

#include "domain/event.hpp"
#include "sql/connection.hpp"

#include <map>
#include <set>

namespace varde::store {

/// Gapless in each channel: what a turn or a batch took goes back with it. The writer thread's
/// alone. Turns begin and end as in `sql::BatchHooks`.
class Sequences {
public:
    /// From 1.
    Result<std::int64_t> next(sql::Connection& connection, const domain::Channel& channel);

    void turn_begins() { turn_.clear(); }
    void turn_undone();
    /// After the batch's events, before the ledger's head moves: the database compares the two.
    Status seal(sql::Connection& connection);
    void committed();
    void undone();

private:
    struct Last {
        std::int64_t given = 0;
        std::int64_t stored = 0;
    };
    std::map<domain::Channel, Last> channels_;
    std::vector<domain::Channel> turn_;  // One for each number that the turn took.
    std::set<domain::Channel> touched_;  // In this batch.
};

}  // namespace varde::store
