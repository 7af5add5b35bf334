#include "store/retry_keys.hpp"

#include "store/queries.hpp"

namespace varde::store {
namespace {

constexpr std::int64_t day_us = 86'400'000'000;
constexpr std::int64_t span_us = 30 * day_us;  // As in migration 0004.
constexpr std::size_t mac_bytes = 16, request_bytes = 32;
constexpr std::size_t entry_bytes = mac_bytes + request_bytes + 16;

/// The entry of `mac` among those of a batch.
std::optional<ClaimedKey> entry_in(ByteView entries, const KeyMac& mac)
{
    for (; entries.size() >= entry_bytes; entries = entries.subspan(entry_bytes)) {
        if (!std::equal(mac.begin(), mac.end(), entries.begin()))
            continue;
        ClaimedKey found{.report = {uuid_of(entries.subspan(mac_bytes + request_bytes, 16))}};
        std::ranges::copy(entries.subspan(mac_bytes, request_bytes), found.request.begin());
        return found;
    }
    return std::nullopt;
}

}  // namespace

RetryKeys::RetryKeys() : index_("retry", queries::insert_retry_index) {}

Status RetryKeys::load(sql::Connection& connection)
{
    const auto mark = TRY(index_.mark(connection));
    TRY(sql::each(
        connection,
        [this](const sql::Row& row) {
            const auto number = row.integer(0), span = row.integer(1);
            for (auto left = row.bytes(2); left.size() >= entry_bytes;
                 left = left.subspan(entry_bytes)) {
                index_.add_again({span, start_of(left), number});
                seen_.add(start_of(left));
            }
            next_number_ = std::max(next_number_, number + 1);
        },
        queries::retry_batches_from, mark));
    next_number_ = std::max(next_number_, mark);
    return ok();
}

Result<std::optional<ClaimedKey>> RetryKeys::find(sql::Connection& connection,
                                                  const KeyMac& mac) const
{
    for (const auto& claim : claims_)
        if (claim.mac == mac)
            return std::optional(ClaimedKey{claim.request, claim.report});
    std::optional<ClaimedKey> found;
    const auto look = [&](const sql::Row& row) {
        if (!found)
            found = entry_in(row.bytes(0), mac);
    };
    for (const auto number : index_.find(start_of(mac)))
        TRY(sql::each(connection, look, queries::retry_batch, number));
    if (!found)
        TRY(sql::each(connection, look, queries::retry_batches_of, start_of(mac)));
    return found;
}

Result<std::optional<ClaimedKey>> RetryKeys::claim(sql::Connection& connection, const KeyMac& mac,
                                                   const Hash& request, const ReportId& report,
                                                   Timestamp at)
{
    const auto start = start_of(mac);
    if (!indexed_ || indexed_->may_hold(start) || seen_.may_hold(start))
        if (auto found = TRY(find(connection, mac)))
            return found;
    claims_.push_back({mac, request, report});
    seen_.add(start);
    span_ = at.unix_us / span_us;
    return std::optional<ClaimedKey>{};
}

Result<std::int64_t> RetryKeys::forget_before(sql::Connection& connection, Timestamp at)
{
    const auto span = at.unix_us / span_us;  // Its own keys may be younger.
    auto gone = TRY(sql::run(connection, queries::forget_retry_index, span));
    gone += TRY(sql::run(connection, queries::forget_retry_batches, span));
    if (gone == 0)
        TRY(sql::run(connection, queries::forget_index_spans, "retry", span));
    return gone;
}

Status RetryKeys::seal(sql::Connection& connection)
{
    if (claims_.empty())
        return ok();
    Bytes entries;
    entries.reserve(claims_.size() * entry_bytes);
    for (const auto& claim : claims_) {
        entries.insert(entries.end(), claim.mac.begin(), claim.mac.end());
        entries.insert(entries.end(), claim.request.begin(), claim.request.end());
        const auto report = claim.report.view();
        entries.insert(entries.end(), report.begin(), report.end());
        index_.add({span_, start_of(claim.mac), next_number_});
    }
    TRY(sql::post(connection, queries::insert_retry_batch, next_number_, span_, entries));
    return index_.seal(connection);
}

void RetryKeys::committed()
{
    next_number_ += claims_.empty() ? 0 : 1;
    claims_.clear();
    index_.committed();
}

void RetryKeys::undone()
{
    claims_.clear();
    index_.undone();
}

}  // namespace varde::store
