#include "store/references.hpp"

#include "store/queries.hpp"

namespace varde::store {
namespace {

constexpr std::int64_t span_us = 91LL * 86'400'000'000;  // As in migration 0004.

IndexEntry entry(ByteView mac, std::int64_t position, Timestamp at)
{
    return {at.unix_us / span_us, start_of(mac), position};
}

}  // namespace

References::References() : index_("reference", queries::insert_reference_index) {}

Status References::load(sql::Connection& connection)
{
    const auto mark = TRY(index_.mark(connection));
    TRY(sql::each(
        connection,
        [this](const sql::Row& row) {
            index_.add_again(entry(row.bytes(2), row.integer(0), row.time(1)));
        },
        queries::references_from, mark));
    return ok();
}

void References::add(ByteView mac, std::uint64_t position, Timestamp at)
{
    added_.push_back(entry(mac, std::int64_t(position), at));
}

Status References::seal(sql::Connection& connection)
{
    for (const auto& added : added_)
        index_.add(added);
    return index_.seal(connection);
}

void References::committed()
{
    added_.clear();
    index_.committed();
}

void References::undone()
{
    added_.clear();
    index_.undone();
}

}  // namespace varde::store
