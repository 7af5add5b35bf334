#include "store/late_index.hpp"

#include "store/queries.hpp"

namespace varde::store {
namespace {

// After a start more may wait than came since: no batch does more than this beyond its own share.
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

void LateIndex::add(const IndexEntry& entry)
{
    const std::lock_guard lock(mutex_);
    fresh_.push_back(entry);
    ++added_;
}

std::vector<std::int64_t> LateIndex::find(const MacStart& mac) const
{
    std::vector<std::int64_t> numbers;
    const std::lock_guard lock(mutex_);
    constexpr auto lowest = std::numeric_limits<std::int64_t>::min();
    const auto from = [&](auto begin, const IndexEntry& entry) {
        return std::lower_bound(begin, sorted_.end(), entry);
    };
    for (auto at = sorted_.begin() + std::ptrdiff_t(next_); at != sorted_.end();) {
        const auto span = at->span;
        for (at = from(at, {span, mac, lowest});
             at != sorted_.end() && at->span == span && at->mac == mac; ++at)
            numbers.push_back(at->number);
        at = from(at, {span + 1, {}, lowest});
    }
    for (const auto& entry : fresh_)
        if (entry.mac == mac)
            numbers.push_back(entry.number);
    return numbers;
}

Status LateIndex::insert(sql::Connection& connection, const IndexEntry& entry)
{
    if (!spans_.contains(entry.span)) {
        TRY(sql::post(connection, queries::insert_index_span, name_, entry.span));
        spans_.insert(entry.span);
    }
    TRY(sql::post(connection, insert_, entry.span, entry.mac, entry.number));
    ++inserted_;
    return ok();
}

void LateIndex::sort_fresh()
{
    const std::lock_guard lock(mutex_);
    const auto batch = fresh_.end() - std::ptrdiff_t(added_);
    sorted_.assign(fresh_.begin(), batch);
    fresh_.erase(fresh_.begin(), batch);
    std::ranges::sort(sorted_);
    next_ = 0;
}

Status LateIndex::seal(sql::Connection& connection)
{
    if (next_ == sorted_.size() && fresh_.size() - added_ >= sorted_min_)
        sort_fresh();
    const auto left = sorted_.size() - next_;
    const auto surplus = fresh_.size() > sorted_min_ ? surplus_max : 0;
    const auto end = next_ + std::min(left, added_ + surplus);
    for (auto i = next_; i < end; ++i)
        TRY(insert(connection, sorted_[i]));
    // The last one: all that is older than the fresh ones is in the table now.
    if (inserted_ > 0 && end == sorted_.size())
        TRY(sql::post(connection, queries::move_index_mark, name_, fresh_.front().number));
    return ok();
}

void LateIndex::committed()
{
    if (inserted_ > 0) {
        const std::lock_guard lock(mutex_);
        next_ += inserted_;
    }
    added_ = inserted_ = 0;
}

void LateIndex::undone()
{
    if (added_ > 0) {
        const std::lock_guard lock(mutex_);
        fresh_.resize(fresh_.size() - added_);
    }
    if (inserted_ > 0)
        spans_.clear();  // Those that this batch made are gone with it.
    added_ = inserted_ = 0;
}

}  // namespace varde::store
