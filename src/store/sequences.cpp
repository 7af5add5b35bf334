#include "store/sequences.hpp"

#include "store/queries.hpp"

namespace varde::store {
namespace {

constexpr std::size_t channels_max = 100'000;  // About 10 MB; all are forgotten beyond that.

}  // namespace

Result<std::int64_t> Sequences::next(sql::Connection& connection, const domain::Channel& channel)
{
    auto found = channels_.find(channel);
    if (found == channels_.end()) {
        const auto stored = TRY(sql::one(
            connection, [](const sql::Row& row) { return row.integer(0); }, queries::last_sequence,
            channel));
        const auto last = stored.value_or(0);
        found = channels_.emplace(channel, Last{last, last}).first;
    }
    turn_.push_back(channel);
    touched_.insert(channel);
    return ++found->second.given;
}

void Sequences::turn_undone()
{
    for (const auto& channel : turn_)
        --channels_.at(channel).given;
    turn_.clear();
}

Status Sequences::seal(sql::Connection& connection)
{
    for (const auto& channel : touched_)
        if (const auto& last = channels_.at(channel); last.given > last.stored)
            TRY(sql::post(connection, queries::save_sequence, channel, last.given));
    return ok();
}

void Sequences::committed()
{
    for (const auto& channel : touched_) {
        auto& last = channels_.at(channel);
        last.stored = last.given;
    }
    touched_.clear();
    if (channels_.size() > channels_max)
        channels_.clear();
}

void Sequences::undone()
{
    for (const auto& channel : touched_)
        channels_.erase(channel);
    touched_.clear();
    turn_.clear();
}

}  // namespace varde::store
