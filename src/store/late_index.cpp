#include "store/late_index.hpp"

#include "store/queries.hpp"

namespace varde::store {
namespace {

// After a start there may be twice as many: then no batch does more than this beyond its own.
constexpr std::size_t surplus_max = 64;

}  // namespace

MacStart start_of(ByteView mac)
{
    MacStart start;
    CHECK(mac.size() >= start.size());
    std::copy_n(mac.begin(), start.size(), start.begin());
    return start;
}

Result<std::int64_t> LateIndex::mark(sql::Connection& connection) const
{
    const auto found = TRY(sql::one(
        connection, [](const sql::Row& row) { return row.integer(0); }, queries::index_mark,
        name_));
    return found.value_or(0);
}

void LateIndex::begin(std::int64_t next_number)
{
    next_number_ = next_number;
    sweep_.begun = next_number;
}

void LateIndex::add(const IndexEntry& entry)
{
    added_.push_back(entry);
    const std::lock_guard lock(mutex_);
    pending_.insert(entry);
}

std::vector<std::int64_t> LateIndex::find(const MacStart& mac) const
{
    std::vector<std::int64_t> numbers;
    const std::lock_guard lock(mutex_);
    constexpr auto lowest = std::numeric_limits<std::int64_t>::min();
    for (auto at = pending_.begin(); at != pending_.end();) {
        const auto span = at->span;
        for (at = pending_.lower_bound({span, mac, lowest});
             at != pending_.end() && at->span == span && at->mac == mac; ++at)
            numbers.push_back(at->number);
        at = pending_.lower_bound({span + 1, {}, lowest});
    }
    return numbers;
}

Status LateIndex::insert(sql::Connection& connection, const IndexEntry& entry)
{
    if (!spans_.contains(entry.span)) {
        TRY(sql::run(connection, queries::insert_index_span, name_, entry.span));
        spans_.insert(entry.span);
    }
    TRY(sql::run(connection, insert_, entry.span, entry.mac, entry.number));
    leaving_.push_back(entry);
    return ok();
}

Status LateIndex::seal(sql::Connection& connection)
{
    next_sweep_ = sweep_;
    if (pending_.size() <= pending_max_ || added_.empty())
        return ok();
    const auto count = std::min(pending_.size() - pending_max_, added_.size() + surplus_max);
    auto at = pending_.upper_bound(sweep_.last);
    while (leaving_.size() < count) {
        if (at == pending_.end()) {
            // Round once: what stood here when the sweep began is inserted by now.
            TRY(sql::run(connection, queries::move_index_mark, name_, next_sweep_.begun));
            next_sweep_.begun = next_number_;
            at = pending_.begin();
        }
        TRY(insert(connection, *at));
        next_sweep_.last = *at++;
    }
    return ok();
}

void LateIndex::committed()
{
    for (const auto& entry : added_)
        next_number_ = std::max(next_number_, entry.number + 1);
    sweep_ = next_sweep_;
    if (!leaving_.empty()) {
        const std::lock_guard lock(mutex_);
        for (const auto& entry : leaving_)
            pending_.erase(entry);
    }
    leaving_.clear();
    added_.clear();
}

void LateIndex::undone()
{
    {
        const std::lock_guard lock(mutex_);
        for (const auto& entry : added_)
            pending_.erase(entry);
    }
    added_.clear();
    leaving_.clear();
    spans_.clear();  // Those that this batch made are gone with it.
}

}  // namespace varde::store
