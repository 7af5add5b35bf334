#include "store/book.hpp"

#include "json/reader.hpp"
#include "json/writer.hpp"
#include "store/queries.hpp"
#include "store/rows.hpp"

#include <algorithm>
#include <chrono>
#include <ranges>

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

domain::BookKey read_key(const sql::Row& row)
{
    return {.unit = {row.string(0)},
            .kind = {row.string(1)},
            .sender = {uuid_of(row.bytes(2))},
            .standing = standing_in(row, 3),
            .marks = row.integer(4),
            .connector = row.string(5)};
}

ScopeCount read_count(const sql::Row& row)
{
    return {{row.string(0)}, standing_in(row, 1), row.integer(2), row.integer(3)};
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

void write_account(json::Writer& w, const domain::Account& account)
{
    w("accepted", account.accepted)("taken_over", account.taken_over);
    w.object("states", [&] {
        for (const auto& [state, count] : account.states)
            w(state, count);
    });
}

std::string to_json(const domain::Balance& balance)
{
    json::Writer w;
    w.object([&] {
        w.object("recipients", [&] {
            for (const auto& [unit, account] : balance.recipients)
                w.object(unit.text, [&] { write_account(w, account); });
        });
        w.object("senders", [&] {
            for (const auto& [sender, account] : balance.senders)
                w.object(to_string(sender), [&] { write_account(w, account); });
        });
    });
    return w.take();
}

domain::Account read_account(json::View view)
{
    domain::Account account{.accepted = view.member("accepted").integer().value_or(0),
                            .taken_over = view.member("taken_over").integer().value_or(0)};
    const auto states = view.member("states");
    for (std::size_t i = 0; i < states.size(); ++i)
        account.states.emplace(states.name_at(i), states.member_at(i).integer().value_or(0));
    return account;
}

Result<domain::Balance> balance_from_json(std::string_view text)
{
    const auto document = TRY(json::Document::parse(text));
    domain::Balance balance;
    const auto recipients = document.root().member("recipients");
    for (std::size_t i = 0; i < recipients.size(); ++i)
        balance.recipients.emplace(UnitId{std::string(recipients.name_at(i))},
                                   read_account(recipients.member_at(i)));
    const auto senders = document.root().member("senders");
    for (std::size_t i = 0; i < senders.size(); ++i)
        if (const auto id = parse_uuid(senders.name_at(i)))
            balance.senders.emplace(OrganisationId{*id}, read_account(senders.member_at(i)));
    return balance;
}

using Lives = std::map<ReportId, std::vector<domain::Event>>;  // Events from the mark on.

/// Reads events in order; the error of one that cannot be read is returned after all.
template <class... Values>
Status each_event(sql::Connection& connection, const std::function<void(StoredEvent)>& on_event,
                  const sql::Statement& statement, const Values&... values)
{
    std::optional<Error> error;
    TRY(sql::each(
        connection,
        [&](const sql::Row& row) {
            auto event = read_event(row);
            if (event)
                on_event(std::move(event).value());
            else if (!error)
                error = std::move(event).error();
        },
        statement, values...));
    return error ? Status(std::move(*error)) : ok();
}

/// What the events from `from` on change of each report: as it is before and after.
struct Turned {
    std::vector<domain::Booked> before, after;
};
Result<std::vector<Turned>> turned(sql::Connection& connection, std::uint64_t from, std::uint64_t to)
{
    Lives lives;
    TRY(each_event(
        connection,
        [&](StoredEvent stored) {
            lives[stored.event.report].push_back(std::move(stored.event));
        },
        queries::bookable_events, std::int64_t(from), std::int64_t(to)));
    std::vector<Turned> all;
    for (auto& [report, events] : lives) {
        std::vector<domain::Event> life;
        if (events.front().name != domain::EventName::report_accepted)
            TRY(each_event(
                connection,
                [&](StoredEvent stored) { life.push_back(std::move(stored.event)); },
                queries::bookable_events_of, report, std::int64_t(from)));
        Turned each{.before = domain::book(life), .after = {}};
        std::ranges::move(events, std::back_inserter(life));
        each.after = domain::book(life);
        all.push_back(std::move(each));
    }
    return all;
}

}  // namespace

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
    chunk.to = std::max(chunk.from, std::min(size, chunk.from + events_max));
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
                found.push_back({booked.key.unit, booked.key.standing, booked.key.marks, 1});
        return ok();
    };
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

Result<std::vector<std::int64_t>> BookRecords::periods(std::string_view grain,
                                                       const ScopeFilter& filter, std::int64_t from,
                                                       std::int64_t last)
{
    const SenderMeant sender(filter);
    return sql::all(
        reading_.connection_, [](const sql::Row& row) { return row.integer(0); },
        queries::scope_periods, grain, from, last, filter.kind.text, filter.unit.text,
        sender.id.view(), sender.any, filter.present, filter.absent, filter.connector);
}

Status BookRecords::add_day(std::int64_t day, const ScopeFilter& filter, const BookPlace& after,
                            const Fits& fits, std::size_t limit,
                            std::vector<domain::Booked>& found)
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
    for (const auto month : TRY(periods("month", filter, month_of(from), month_of(last))))
        for (const auto day : TRY(periods("day", filter, std::max(from, first_day(month)),
                                          std::min(last, first_day(month + 1) - 1)))) {
            TRY(add_day(day, filter, after, fits, limit, found));
            if (found.size() == limit)
                return found;
        }
    return found;
}

Result<std::optional<domain::Booked>> BookRecords::newest(const ScopeFilter& filter,
                                                          const Fits& fits)
{
    const auto from = day_of(filter.from);
    const auto last = filter.until.unix_us == INT64_MAX ? day_last : day_of(filter.until);
    auto months = TRY(periods("month", filter, month_of(from), month_of(last)));
    for (const auto month : std::views::reverse(months)) {
        auto days = TRY(periods("day", filter, std::max(from, first_day(month)),
                                std::min(last, first_day(month + 1) - 1)));
        for (const auto day : std::views::reverse(days)) {
            std::vector<domain::Booked> found;
            TRY(add_day(day, filter, {}, fits, SIZE_MAX, found));
            if (!found.empty())
                return std::optional(std::move(found.back()));
        }
    }
    return std::optional<domain::Booked>{};
}

Result<domain::Balance> BookRecords::totals()
{
    domain::Balance balance;
    TRY(sql::each(
        reading_.connection_,
        [&](const sql::Row& row) { balance.add(read_key(row), row.integer(6)); },
        queries::booked_totals));
    return balance;
}

Result<std::optional<BalanceSnapshot>> BookRecords::snapshot_before(std::uint64_t position)
{
    std::string text;
    auto snapshot = TRY(sql::one(
        reading_.connection_,
        [&](const sql::Row& row) {
            text = row.string(2);
            return BalanceSnapshot{std::uint64_t(row.integer(0)), row.time(1), {}};
        },
        queries::balance_snapshot_before, std::int64_t(position)));
    if (snapshot)
        snapshot->balance = TRY(balance_from_json(text));
    return snapshot;
}

Result<domain::Balance> BookRecords::balance_at(std::uint64_t position)
{
    domain::Balance balance;
    auto from = TRY(mark());
    if (from <= position) {
        balance = TRY(totals());
    } else {
        auto snapshot = TRY(snapshot_before(position));
        from = snapshot ? snapshot->position : 0;
        if (snapshot)
            balance = std::move(snapshot->balance);
    }
    for (const auto& [before, after] : TRY(turned(reading_.connection_, from, position))) {
        for (const auto& booked : before)
            balance.add(booked.key, -1);
        for (const auto& booked : after)
            balance.add(booked.key, 1);
    }
    return balance;
}

Result<std::uint64_t> BookRecords::position_at(Timestamp at)
{
    struct BatchEnd {
        std::int64_t size = 0;
        Timestamp at;
    };
    const auto batch_from = [&](std::int64_t size) {
        return sql::one(
            reading_.connection_,
            [](const sql::Row& row) { return BatchEnd{row.integer(0), row.time(1)}; },
            queries::ledger_batch_from, size);
    };
    const auto note = TRY(reading_.last_note());
    // Sizes and times grow together: everything up to `low` is in, nothing from `high` on.
    std::int64_t low = 0, high = note ? std::int64_t(note->size) + 1 : 1;
    while (low + 1 < high) {
        const auto batch = TRY(batch_from(low + (high - low) / 2));
        if (!batch || batch->size >= high || at < batch->at)
            high = low + (high - low) / 2;
        else
            low = batch->size;
    }
    return std::uint64_t(low);
}

Result<domain::Balance> BookRecords::projected()
{
    domain::Balance balance;
    TRY(sql::each(
        reading_.connection_,
        [&](const sql::Row& row) {
            balance.add(
                {.unit = {row.string(0)}, .standing = standing_in(row, 1), .marks = row.integer(2)},
                row.integer(3));
        },
        queries::projected_counts));
    balance.senders.clear();
    return balance;
}

Result<std::int64_t> BookRecords::accepted_reports()
{
    return TRY(sql::one(
                   reading_.connection_, [](const sql::Row& row) { return row.integer(0); },
                   queries::count_accepted_reports))
        .value_or(0);
}

Result<std::uint64_t> BookRecords::event_end()
{
    const auto end = TRY(sql::one(
        reading_.connection_, [](const sql::Row& row) { return std::uint64_t(row.integer(0)); },
        queries::event_end));
    return end.value_or(0);
}

Result<std::optional<BalanceStrike>> BookRecords::last_strike()
{
    return sql::one(
        reading_.connection_,
        [](const sql::Row& row) {
            return BalanceStrike{row.time(0), row.integer(1), row.integer(2), row.integer(3)};
        },
        queries::last_balance_strike);
}

Status project_balance(sql::Connection& connection, const domain::Event& event)
{
    if (event.name != domain::EventName::balance_struck)
        return ok();
    CHECK(event.facts.counts.size() == 3);
    return sql::post(connection, queries::save_balance_strike, event.at, event.facts.counts[0],
                     event.facts.counts[1], event.facts.counts[2]);
}

Result<bool> BookChanges::add(const BookChunk& chunk)
{
    const auto moved = TRY(
        tx_.change(queries::move_book_mark, std::int64_t(chunk.from), std::int64_t(chunk.to)));
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

Status BookChanges::add(const BalanceSnapshot& snapshot)
{
    return tx_.put(queries::save_balance_snapshot, std::int64_t(snapshot.position), snapshot.at,
                   to_json(snapshot.balance));
}

}  // namespace varde::store
