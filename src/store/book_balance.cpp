// The balance in the book: its snapshots, and what is added to them.
#include "store/book.hpp"
#include "store/queries.hpp"
#include "store/turned.hpp"
#include "json/value.hpp"
#include "json/writer.hpp"

namespace varde::store {
namespace {

domain::Standing standing_in(const sql::Row& row, int column)
{
    const auto standing = domain::standing_named(row.text(column));
    CHECK(standing);
    return *standing;
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

domain::KeptBalance read_kept(const sql::Row& row)
{
    return {std::uint64_t(row.integer(0)), row.time(1)};
}

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

}  // namespace

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

Result<std::optional<domain::KeptBalance>> BookRecords::oldest_snapshot()
{
    return sql::one(reading_.connection_, read_kept, queries::oldest_balance_snapshot);
}

Result<std::optional<domain::KeptBalance>>
BookRecords::snapshot_place_before(std::uint64_t position)
{
    return sql::one(reading_.connection_, read_kept, queries::balance_snapshot_place_before,
                    std::int64_t(position));
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

Result<std::optional<BookRecords::BatchEnd>> BookRecords::batch_from(std::uint64_t size)
{
    return sql::one(
        reading_.connection_,
        [](const sql::Row& row) { return BatchEnd{std::uint64_t(row.integer(0)), row.time(1)}; },
        queries::ledger_batch_from, std::int64_t(size));
}

Result<std::uint64_t> BookRecords::position_at(Timestamp at)
{
    const auto end = TRY(event_end());
    // Sizes and times grow together: everything up to `low` is in, nothing from `high` on.
    std::uint64_t low = 0, high = end + 1;
    while (low + 1 < high) {
        const auto batch = TRY(batch_from(low + (high - low) / 2));
        if (!batch || batch->size >= high || at < batch->at)
            high = low + (high - low) / 2;
        else
            low = batch->size;
    }
    return low;
}

Result<BookRecords::Sorts> BookRecords::sorts()
{
    Sorts sorts;
    TRY(sql::each(
        reading_.connection_, [&](const sql::Row& row) { sorts[read_key(row)] += row.integer(6); },
        queries::booked_months));
    const auto from = TRY(mark());
    const auto end = TRY(event_end());
    for (const auto& [before, after] : TRY(turned(reading_.connection_, from, end))) {
        for (const auto& booked : before)
            --sorts[booked.key];
        for (const auto& booked : after)
            ++sorts[booked.key];
    }
    std::erase_if(sorts, [](const auto& sort) { return sort.second == 0; });
    return sorts;
}

Result<BookRecords::Sorts> BookRecords::projected()
{
    Sorts sorts;
    TRY(sql::each(
        reading_.connection_,
        [&](const sql::Row& row) {
            sorts[{.unit = {row.string(0)},
                   .standing = standing_in(row, 1),
                   .marks = row.integer(2)}] = row.integer(3);
        },
        queries::projected_counts));
    return sorts;
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

Status BookChanges::add(const BalanceSnapshot& snapshot)
{
    TRY(tx_.put(queries::save_balance_snapshot, std::int64_t(snapshot.position), snapshot.at,
                to_json(snapshot.balance)));
    return thin(snapshot.at);
}

Status BookChanges::thin(Timestamp now)
{
    const auto old = TRY(sql::all(tx_.connection_, read_kept, queries::balance_snapshots_until,
                                  domain::balances_kept_whole_until(now)));
    for (const auto position : domain::superfluous(old))
        TRY(tx_.put(queries::delete_balance_snapshot, std::int64_t(position)));
    return ok();
}

}  // namespace varde::store
