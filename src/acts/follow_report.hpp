// What a sender can see and do after sending: milestones, receipts, the answer, withdrawing.
#pragma once

#include "acts/delivery_view.hpp"
#include "acts/kept_report.hpp"

namespace varde::acts {

struct ReportStatus {
    store::Report report;
    std::string sender_reference;
    UnitId unit;  ///< Which has it now.
    std::string unit_name;
    std::string owner_role;  ///< `duty` or `caseworker`: never a name to the sender.
    std::string state;       ///< As `domain::state_word` of the accountable delivery.
    std::vector<Step> milestones;
    std::vector<ObligationView> obligations;
    /// Nobody has opened it although its time has passed.
    struct Unopened {
        Timestamp due;
        std::optional<Timestamp> told_at;  ///< When the sender was told of it.
    };
    std::optional<Unopened> unopened_past_limit;
    ReportId earlier;               ///< That this one repeats; nil: none.
    std::vector<ReportId> repeats;  ///< That repeat this one, oldest first.
    std::vector<std::string> answers;  ///< What the unit answered, oldest first.
    std::vector<domain::Warning> warnings;
    std::optional<Erased> erased;  ///< Then nothing is known of what was sealed: state `erased`.
};

Result<ReportStatus> follow_report(const Services& services, const domain::Actor& actor,
                                   const ReportId& report);
/// For who has the code from the receipt, without signing in.
Result<ReportStatus> follow_by_code(const Services& services, std::string_view code);

struct ReportPage {
    std::vector<ReportStatus> items;
    ReportId next;  ///< Nil: this is the last page.
};
struct ReportQuery {
    std::string sender_reference;  ///< Empty: all.
    std::string state;             ///< `open`, `closed` or empty.
    ReportId after;                ///< Nil: from the newest.
    int limit = 50;
};
Result<ReportPage> list_reports(const Services& services, const domain::Actor& actor,
                                const ReportQuery& query);

/// One receipt for each milestone, oldest first; the first is that of the acceptance.
Result<std::vector<Receipt>> receipts_of(const Services& services, const domain::Actor& actor,
                                         const ReportId& report);

struct Withdrawal {
    ReportId report;
    std::string reason;
    RetryKey key;
    std::string request;  ///< The body, to tell a repetition from a reuse.
};
/// Adds the fact that the sender withdraws. It stops no clock and hides nothing. `conflict` when
/// it has been withdrawn already.
void withdraw_report(Services& services, const domain::Actor& actor, Withdrawal withdrawal,
                     Done<ReportStatus> done);

}  // namespace varde::acts
