// What the events have made of each delivery, counted behind the writer. A fold of its own, apart
// from the one that the projections follow, so that each can be held against the other (P7).
#pragma once

#include "domain/delivery/delivery.hpp"

#include <map>
#include <span>

namespace varde::domain {

/// What has happened to a delivery, as bits of one number.
enum Mark : std::int64_t {
    mark_opened = 1,
    mark_filed = 2,
    mark_assessed = 4,
    mark_answered = 8,
    mark_closed = 16,
    mark_stored = 32,
    mark_erased = 64,
    mark_from_sender = 128,      ///< It came from the sender, not from another unit.
    mark_readback_failed = 256,  ///< The case system did not prove that it has it; last time.
    mark_routed = 512,           ///< It came to a unit: all of them.
    mark_notified = 1024,        ///< Somebody on its ladder was told that it waits.
    mark_forwarded = 2048,       ///< The unit offered it to another.
    mark_returned = 4096,        ///< The unit gave it back, or offered it back.
    mark_withdrawn = 8192,       ///< The sender withdrew the report.
    mark_drill = 16384,          ///< It was a drill, which has ended: before that nobody may know.
};
/// The bit of a milestone by its name, of `readback_failed` or of `drill`; nothing for any other.
std::optional<std::int64_t> mark_named(std::string_view milestone);
struct MarkName {
    std::string_view name;
    std::int64_t mark;
};
std::span<const MarkName> mark_names();  ///< All that have one.

/// By what deliveries are counted.
struct BookKey {
    UnitId unit;
    KindName kind;
    OrganisationId sender;  ///< Nil: nobody signed in.
    Standing standing = Standing::owned;
    std::int64_t marks = 0;
    std::string connector;  ///< The unit's case system that proved to have it: `name/version`.
    auto operator<=>(const BookKey&) const = default;
};

struct Booked {
    DeliveryId delivery;
    ReportId report;
    Timestamp received_at;
    BookKey key;
    bool operator==(const Booked&) const = default;
};

/// All deliveries of one report, from its events in order, from the acceptance on.
std::vector<Booked> book(std::span<const Event> events);

/// As `state_word` of a delivery; and `erased`.
std::string_view state_word(const BookKey& key);

/// Of one sender or one recipient.
struct Account {
    std::int64_t accepted = 0;    ///< From senders.
    std::int64_t taken_over = 0;  ///< Recipients: offered to it by another unit.
    std::map<std::string, std::int64_t, std::less<>> states;  ///< By `state_word`.
    std::int64_t sum() const;                                 ///< Of the states.
    bool operator==(const Account&) const = default;
};

/// The book at one instant. A sender's account has each report once, by the delivery through which
/// somebody is accountable; a recipient's has each delivery that ever came to it.
struct Balance {
    std::map<UnitId, Account> recipients;
    std::map<OrganisationId, Account> senders;
    bool operator==(const Balance&) const = default;

    void add(const BookKey& key, std::int64_t count);
    std::int64_t accepted() const;
    /// Where accepted, or what came in, is not the sum over the states; empty: it balances.
    std::vector<std::string> faults() const;
};

}  // namespace varde::domain
