// Comparisons of somebody's own list with ours: what came of them, kept for ever.
#pragma once

#include "store/reading.hpp"

namespace varde::store {

/// `missing_here`: on their list and not with us; `missing_there`: the other way round; `agreed`:
/// compared, and the same; `erased`: here once, and no longer to be compared.
struct ReconciliationCounts {
    std::int64_t missing_here = 0, missing_there = 0, different = 0, agreed = 0, erased = 0;
    bool differs() const { return missing_here > 0 || missing_there > 0 || different > 0; }
    bool operator==(const ReconciliationCounts&) const = default;
};

struct Reconciliation {
    Uuid id;
    OrganisationId sender;  ///< Whose list it was…
    UnitId unit;            ///< …or which unit's; then `sender` is nil.
    Timestamp made_at;
    std::optional<Timestamp> from, until;  ///< The window that the list stands for, if it said so.
    ReconciliationCounts counts;
};

/// Where a list goes on: before this one. The default begins with the newest.
struct ReconciliationPlace {
    Timestamp made_at{INT64_MAX};
    Uuid id;
};

/// A report of the sender, for what they do not name.
struct SentReport {
    ReportId id;
    Timestamp accepted_at;
};

/// When they were accepted, from and before until; and between which ids they lie.
struct SentWindow {
    Timestamp from, until;
    ReportId after, before;
};

class ReconciliationRecords {
public:
    explicit ReconciliationRecords(Reading& reading) : reading_(reading) {}

    /// Newest first.
    Result<std::vector<Reconciliation>> of_sender(const OrganisationId& sender,
                                                  const ReconciliationPlace& before, int limit);
    Result<std::vector<Reconciliation>> of_unit(const UnitId& unit,
                                                const ReconciliationPlace& before, int limit);
    /// What a sender sent in a window, in the order of their ids. Looks through no others than
    /// those of its ids.
    Result<std::vector<SentReport>> sent_in(const SentWindow& window, const OrganisationId& sender,
                                            int limit);

private:
    Reading& reading_;
};

/// A part of Transaction::append.
Status project_reconciliation(sql::Connection& connection, const domain::Event& event);

}  // namespace varde::store
