#include "store/book.hpp"

#include "store/queries.hpp"
#include "store/rows.hpp"
#include "store/turned.hpp"

#include <algorithm>
#include <chrono>

namespace varde::store {
namespace {

constexpr std::int64_t day_us = 86'400'000'000;
constexpr std::int64_t day_last = 4'000'000;  // In the 130th century: the end of what has none.
bool anything(const domain::Booked&) { return true; }

std::int64_t day_of(Timestamp at) { return std::max<std::int64_t>(0, at.unix_us) / day_us; }

/// year * 12 + month - 1 of the month that the day lies in.
std::int64_t month_of(std::int64_t day)
{
    const std::chrono::year_month_day date{std::chrono::sys_days{std::chrono::days{day}}};
    return int(date.year()) * 12 + int(unsigned(date.month())) - 1;
}

/// The first day of a month.
std::int64_t first_day(std::int64_t month)
{
    const std::chrono::year_month_day date{std::chrono::year{int(month / 12)},
                                           std::chrono::month{unsigned(month % 12 + 1)},
                                           std::chrono::day{1}};
    return std::chrono::sys_days{date}.time_since_epoch().count();
}

domain::Standing standing_in(const sql::Row& row, int column)
{
    const auto standing = domain::standing_named(row.text(column));
    CHECK(standing);
    return *standing;
}

ScopeCount read_count(const sql::Row& row)
{
    return {{row.string(0)}, {row.string(1)}, standing_in(row, 2), row.integer(3), row.integer(4)};
}

/// The sender as a parameter, and whether any will do.
struct SenderMeant {
    explicit SenderMeant(const ScopeFilter& filter)
        : id(filter.sender.value_or(OrganisationId{})), any(!filter.sender)
    {
    }
    OrganisationId id;
    bool any;
};

}  // namespace

domain::Booked read_booked(const sql::Row& row)
{
    domain::Booked booked{.delivery = row.id<DeliveryId>(0), .report = row.id<ReportId>(1)};
    booked.key = {.unit = {row.string(2)},
                  .kind = {row.string(3)},
                  .sender = {uuid_of(row.bytes(4))},
                  .standing = standing_in(row, 5),
                  .marks = row.integer(6),
                  .connector = row.string(7)};
    booked.received_at = row.time(8);
    return booked;
}

Result<std::uint64_t> BookRecords::mark()
{
    const auto position = TRY(sql::one(
        reading_.connection_, [](const sql::Row& row) { return std::uint64_t(row.integer(0)); },
        queries::book_mark));
    return position.value_or(0);
}

Result<BookChunk> BookRecords::next_chunk(std::uint64_t size, std::uint64_t events_max)
{
    BookChunk chunk{.from = TRY(mark())};
    const auto batch = TRY(batch_from(chunk.from + events_max));
    chunk.to = std::max(chunk.from, batch ? std::min(size, batch->size) : size);
    for (const auto& [before, after] : TRY(turned(reading_.connection_, chunk.from, chunk.to))) {
        for (std::size_t i = 0; i < after.size(); ++i) {
            if (i < before.size() && before[i] == after[i])
                continue;
            if (i < before.size())
                chunk.counts.emplace_back(before[i], -1);
            chunk.counts.emplace_back(after[i], 1);
            chunk.booked.push_back(after[i]);
        }
    }
    return chunk;
}

Result<std::vector<ScopeCount>> BookRecords::counts(const ScopeFilter& filter)
{
    std::vector<ScopeCount> found;
    const SenderMeant sender(filter);
    const auto add_whole = [&](std::string_view grain, std::int64_t from,
                               std::int64_t until) -> Status {
        if (from < until)
            TRY(sql::each(
                reading_.connection_,
                [&](const sql::Row& row) { found.push_back(read_count(row)); },
                queries::scope_counts, grain, from, until, filter.kind.text, filter.unit.text,
                sender.id.view(), sender.any, filter.present, filter.absent, filter.connector));
        return ok();
    };
    const auto add_part = [&](Timestamp from, Timestamp until) -> Status {
        auto part = filter;
        part.from = from;
        part.until = until;
        if (from < until)
            for (const auto& booked : TRY(items(part, {}, anything, SIZE_MAX)))
                found.push_back(
                    {booked.key.unit, booked.key.kind, booked.key.standing, booked.key.marks, 1});
        return ok();
    };
    if (filter.from.unix_us <= 0 && filter.until.unix_us == INT64_MAX) {
        TRY(add_whole("all", 0, 1));
        return found;
    }
    // Days that lie wholly within, and of those the months that do.
    const auto from_day = day_of(Timestamp{filter.from.unix_us + day_us - 1});
    const auto until_day = filter.until.unix_us == INT64_MAX ? day_last : day_of(filter.until);
    if (from_day > until_day) {
        TRY(add_part(filter.from, filter.until));
        return found;
    }
    TRY(add_part(filter.from, {from_day * day_us}));
    const auto from_month = from_day == 0 ? 0 : month_of(from_day - 1) + 1;
    const auto until_month = month_of(until_day);
    if (from_month < until_month) {
        TRY(add_whole("day", from_day, from_month == 0 ? 0 : first_day(from_month)));
        TRY(add_whole("month", from_month, until_month));
        if (until_day != day_last)
            TRY(add_whole("day", first_day(until_month), until_day));
    } else {
        TRY(add_whole("day", from_day, until_day));
    }
    if (until_day != day_last)
        TRY(add_part({until_day * day_us}, filter.until));
    return found;
}

Result<std::optional<std::int64_t>> BookRecords::find_period(const sql::Statement& statement,
                                                             const ScopeFilter& filter,
                                                             const Periods& periods)
{
    const SenderMeant sender(filter);
    return sql::one(
        reading_.connection_, [](const sql::Row& row) { return row.integer(0); }, statement,
        periods.grain, periods.first, periods.last, filter.kind.text, filter.unit.text,
        sender.id.view(), sender.any, filter.present, filter.absent, filter.connector);
}

Status BookRecords::add_day(std::int64_t day, const ScopeFilter& filter, const BookPlace& after,
                            const Fits& fits, std::size_t limit, std::vector<domain::Booked>& found)
{
    constexpr int rows_at_once = 1'000;
    const SenderMeant sender(filter);
    BookPlace place{{std::max(day * day_us, filter.from.unix_us)}, {}};
    if (std::pair(place.received_at, place.id) < std::pair(after.received_at, after.id))
        place = after;
    const Timestamp until{std::min((day + 1) * day_us, filter.until.unix_us)};
    while (found.size() < limit) {
        auto rows = TRY(sql::all(reading_.connection_, read_booked, queries::scope_items,
                                 place.received_at, until, place.id.view(), filter.kind.text,
                                 filter.unit.text, sender.id.view(), sender.any, filter.present,
                                 filter.absent, filter.connector, rows_at_once));
        const bool is_last = rows.size() < std::size_t(rows_at_once);
        if (!rows.empty())
            place = {rows.back().received_at, rows.back().delivery};
        for (auto& row : rows)
            if (found.size() < limit && fits(row))
                found.push_back(std::move(row));
        if (is_last)
            break;
    }
    return ok();
}

Result<std::vector<domain::Booked>> BookRecords::items(const ScopeFilter& filter,
                                                       const BookPlace& after, const Fits& fits,
                                                       std::size_t limit)
{
    std::vector<domain::Booked> found;
    const auto from = day_of(std::max(filter.from, after.received_at));
    const auto last = filter.until.unix_us == INT64_MAX ? day_last : day_of(filter.until);
    Periods months{"month", month_of(from), month_of(last)};
    while (const auto month = TRY(find_period(queries::scope_first_period, filter, months))) {
        Periods days{"day", std::max(from, first_day(*month)),
                     std::min(last, first_day(*month + 1) - 1)};
        while (const auto day = TRY(find_period(queries::scope_first_period, filter, days))) {
            TRY(add_day(*day, filter, after, fits, limit, found));
            if (found.size() == limit)
                return found;
            days.first = *day + 1;
        }
        months.first = *month + 1;
    }
    return found;
}

Result<std::optional<domain::Booked>> BookRecords::newest(const ScopeFilter& filter,
                                                          const Fits& fits)
{
    const auto from = day_of(filter.from);
    const auto last = filter.until.unix_us == INT64_MAX ? day_last : day_of(filter.until);
    Periods months{"month", month_of(from), month_of(last)};
    while (const auto month = TRY(find_period(queries::scope_last_period, filter, months))) {
        Periods days{"day", std::max(from, first_day(*month)),
                     std::min(last, first_day(*month + 1) - 1)};
        while (const auto day = TRY(find_period(queries::scope_last_period, filter, days))) {
            std::vector<domain::Booked> found;
            TRY(add_day(*day, filter, {}, fits, SIZE_MAX, found));
            if (!found.empty())
                return std::optional(std::move(found.back()));
            days.last = *day - 1;
        }
        months.last = *month - 1;
    }
    return std::optional<domain::Booked>{};
}

Result<bool> BookChanges::add(const BookChunk& chunk)
{
    const auto moved =
        TRY(tx_.change(queries::move_book_mark, std::int64_t(chunk.from), std::int64_t(chunk.to)));
    if (moved != 1)
        return false;
    for (const auto& booked : chunk.booked) {
        const auto& key = booked.key;
        TRY(tx_.put(queries::save_booked, booked.delivery, booked.report, key.unit.text,
                    key.kind.text, key.sender.view(), domain::name_of(key.standing), key.marks,
                    key.connector, booked.received_at));
    }
    using Cell = std::tuple<std::string_view, std::int64_t, domain::BookKey>;
    std::map<Cell, std::int64_t> cells;
    for (const auto& [booked, count] : chunk.counts) {
        const auto day = day_of(booked.received_at);
        cells[{"day", day, booked.key}] += count;
        cells[{"month", month_of(day), booked.key}] += count;
        cells[{"all", 0, booked.key}] += count;
    }
    for (const auto& [cell, count] : cells) {
        const auto& [grain, period, key] = cell;
        const auto standing = domain::name_of(key.standing);
        if (count == 0)
            continue;
        TRY(tx_.put(queries::add_booked_count, grain, period, key.unit.text, key.kind.text,
                    key.sender.view(), standing, key.marks, key.connector, count));
        if (count < 0)
            TRY(tx_.put(queries::remove_empty_counts, grain, period, key.unit.text, key.kind.text,
                        key.sender.view(), standing, key.marks, key.connector));
    }
    return true;
}

}  // namespace varde::store
