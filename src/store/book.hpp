// The book in the database: what the events have made of each delivery, counted behind the writer.
// Scope and balance read it. See domain/balance/booked.hpp.
#pragma once

#include "domain/balance/booked.hpp"
#include "domain/balance/kept_balance.hpp"
#include "store/transaction.hpp"

namespace varde::store {

/// By what a scope is asked for. Empty members do not restrict.
struct ScopeFilter {
    UnitId unit;
    KindName kind;
    std::optional<OrganisationId> sender;  ///< Nil in it: nobody signed in.
    std::string connector;                 ///< `name/version`, or a name: any version.
    Timestamp from, until{INT64_MAX};      ///< When it was received: from, and before until.
    std::int64_t present = 0, absent = 0;  ///< Bits of domain::Mark.
};

struct ScopeCount {
    UnitId unit;
    KindName kind;
    domain::Standing standing = domain::Standing::owned;
    std::int64_t marks = 0;
    std::int64_t count = 0;
};

/// Where a list goes on: after this delivery.
struct BookPlace {
    Timestamp received_at{INT64_MIN};
    DeliveryId id;
};

struct BalanceSnapshot {
    std::uint64_t position = 0;  ///< The events before it are in it.
    Timestamp at;
    domain::Balance balance;
};

/// The balance as it was struck once: from the events and from the projections at one instant.
struct BalanceStrike {
    Timestamp at;
    std::int64_t accepted = 0, sum = 0;
    std::int64_t faults = 0;  ///< 0: it balanced.
};

/// What the chunk of events from `from` to `to` changes.
struct BookChunk {
    std::uint64_t from = 0, to = 0;
    std::vector<domain::Booked> booked;                  ///< As they are after it.
    std::vector<std::pair<domain::Booked, int>> counts;  ///< Counted once more (1), or less (-1).
};

class BookRecords {
public:
    explicit BookRecords(Reading& reading) : reading_(reading) {}

    /// Events before this position are booked.
    Result<std::uint64_t> mark();
    /// What the events from the mark on change: `events_max` of them and the rest of their batch,
    /// for within a batch one unit may have a report already and the other still.
    Result<BookChunk> next_chunk(std::uint64_t size, std::uint64_t events_max);

    /// Of each unit and state; whole days and months come from the counts, the rest is counted.
    Result<std::vector<ScopeCount>> counts(const ScopeFilter& filter);
    using Fits = std::function<bool(const domain::Booked&)>;
    /// Those that `fits`, oldest first. Skips days and months that have none.
    Result<std::vector<domain::Booked>> items(const ScopeFilter& filter, const BookPlace& after,
                                              const Fits& fits, std::size_t limit);
    /// The newest of them; nothing when there is none.
    Result<std::optional<domain::Booked>> newest(const ScopeFilter& filter, const Fits& fits);

    Result<domain::Balance> totals();  ///< At the mark, from the counts over all time.
    /// How many deliveries of each sort there are after all events that this reading sees; those of
    /// before the mark from the counts of the months.
    using Sorts = std::map<domain::BookKey, std::int64_t>;
    Result<Sorts> sorts();
    /// The balance after the first `position` events, from the nearest snapshot before it.
    Result<domain::Balance> balance_at(std::uint64_t position);
    Result<std::optional<BalanceSnapshot>> snapshot_before(std::uint64_t position);
    /// Only where it lies: without reading it.
    Result<std::optional<domain::KeptBalance>> snapshot_place_before(std::uint64_t position);
    Result<std::optional<domain::KeptBalance>> oldest_snapshot();
    /// How many events had been made durable by `at`.
    Result<std::uint64_t> position_at(Timestamp at);
    /// The same as the projections say it: by unit, standing and the marks that they have too. Goes
    /// through all deliveries.
    Result<Sorts> projected();
    static constexpr std::int64_t projected_marks = domain::mark_opened | domain::mark_filed |
                                                    domain::mark_assessed | domain::mark_answered |
                                                    domain::mark_from_sender;
    Result<std::int64_t> accepted_reports();
    /// How many events this reading sees, durable everywhere or not.
    Result<std::uint64_t> event_end();
    Result<std::optional<BalanceStrike>> last_strike();

private:
    struct BatchEnd {
        std::uint64_t size = 0;  ///< Of the ledger, with it.
        Timestamp at;
    };
    /// The first batch that ends there or after it.
    Result<std::optional<BatchEnd>> batch_from(std::uint64_t size);
    /// Days, or months.
    struct Periods {
        std::string_view grain;
        std::int64_t first = 0, last = 0;
    };
    /// The first of them, or the last, in which something lies that the filter asks for.
    Result<std::optional<std::int64_t>>
    find_period(const sql::Statement& statement, const ScopeFilter& filter, const Periods& periods);
    /// Adds what of one day fits.
    Status add_day(std::int64_t day, const ScopeFilter& filter, const BookPlace& after,
                   const Fits& fits, std::size_t limit, std::vector<domain::Booked>& found);
    Reading& reading_;
};

class BookChanges {
public:
    explicit BookChanges(Transaction& tx) : tx_(tx) {}

    /// False: somebody has booked from there on already, and nothing may be booked again.
    Result<bool> add(const BookChunk& chunk);
    /// And deletes older ones that nobody needs longer.
    Status add(const BalanceSnapshot& snapshot);

private:
    Status thin(Timestamp now);
    Transaction& tx_;
};

/// A part of Transaction::append.
Status project_balance(sql::Connection& connection, const domain::Event& event);

}  // namespace varde::store
