// Holding somebody's own list against ours: what each has that the other lacks, what differs, and
// what agrees. The result is an event.
#pragma once

#include "acts/scope.hpp"
#include "store/reconciliations.hpp"

namespace varde::acts {

inline constexpr std::size_t reconciled_rows_max = 10'000;

/// One row of their list. A sender's has a report's id, receipt code or the sender's own reference,
/// and perhaps the digest of what was sent; a unit's a delivery's id and perhaps its state.
struct ListedItem {
    std::string id;         ///< Of the report, or the delivery.
    std::string code;       ///< From the receipt.
    std::string reference;  ///< The sender's own.
    std::string digest;     ///< SHA-256 in hex.
    std::string state;      ///< As `domain::state_word`.
};

struct ReconciliationRequest {
    domain::Actor actor;
    UnitId unit;  ///< Whose list it is; empty: of the actor's organisation, as a sender.
    /// The list has all that came in this time; without it nothing is missing there.
    std::optional<Timestamp> from, until;
    std::vector<ListedItem> items;
    RetryKey key;
    std::string request;  ///< The body, to tell a repetition from a reuse.
};

/// A row that is `missing_here`, `different` or `agreed`, by its place in the list from 0, and what
/// we have in its place: of a reference that came several times, the one that fits best.
struct ComparedItem {
    std::size_t row = 0;
    ReportId report;
    DeliveryId delivery;
    std::string detail;   ///< Why it differs, or what could not be compared.
    std::string state;    ///< Of a unit's.
    bool erased = false;  ///< Its digest could not be compared. Not counted as agreed.
};
/// Something of ours that the list does not name.
struct UnnamedItem {
    ReportId report;
    DeliveryId delivery;  ///< Of a unit's.
    Timestamp at;
    std::string sender_reference;  ///< To the sender.
    std::string state;             ///< Of a unit's.
};

struct ReconciliationResult {
    Uuid id;
    Timestamp made_at;
    store::ReconciliationCounts counts;
    std::vector<ComparedItem> missing_here, different, agreed;
    std::vector<UnnamedItem> missing_there;  ///< The first 10 000; the count has all.
};

/// The same key and body are compared anew, and are one event. A unit's list with a window is
/// `unavailable` while the book is behind: nothing is compared then.
void reconcile(Services& services, ReconciliationRequest request, Done<ReconciliationResult> done);

struct ReconciliationPage {
    std::vector<store::Reconciliation> items;
    std::optional<store::ReconciliationPlace> next;
};
/// Newest first, of a unit whose every kind the actor may watch or (empty) of the actor's
/// organisation.
Result<ReconciliationPage> list_reconciliations(const Services& services,
                                                const domain::Actor& actor, const UnitId& unit,
                                                const store::ReconciliationPlace& before,
                                                int limit);

}  // namespace varde::acts
