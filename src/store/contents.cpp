#include "store/contents.hpp"

#include "store/queries.hpp"

namespace varde::store {
namespace {

// Reading one report's content reads its row up to there.
constexpr std::size_t row_bytes_max = 1'048'576;  // More only where one report alone has more.

}  // namespace

Status Contents::load(sql::Connection& connection)
{
    const auto last = TRY(sql::one(
        connection, [](const sql::Row& row) { return row.integer(0); },
        queries::last_content_batch));
    next_number_ = last.value_or(0) + 1;
    return ok();
}

ContentPlace Contents::keep(ByteView sealed)
{
    if (rows_.empty() || rows_.back().size() + sealed.size() > row_bytes_max)
        rows_.emplace_back();
    auto& row = rows_.back();
    const ContentPlace place{.batch = next_number_ + std::int64_t(rows_.size()) - 1,
                             .at = std::int64_t(row.size()),
                             .bytes = std::int64_t(sealed.size())};
    row.insert(row.end(), sealed.begin(), sealed.end());
    return place;
}

void Contents::turn_undone()
{
    rows_.resize(turn_start_.rows);
    if (!rows_.empty())
        rows_.back().resize(turn_start_.bytes);
}

Status Contents::seal(sql::Connection& connection)
{
    for (std::size_t i = 0; i < rows_.size(); ++i)
        TRY(sql::post(connection, queries::insert_content_batch, next_number_ + std::int64_t(i),
                      rows_[i]));
    return ok();
}

void Contents::committed()
{
    next_number_ += std::int64_t(rows_.size());
    rows_.clear();
}

}  // namespace varde::store
