// Reports that somebody asked to have sent again, and reports that repeat an earlier one.
#pragma once

#include "store/book.hpp"

namespace varde::store {

/// A report whose sender was asked to send it again; the last time counts.
struct Resend {
    ReportId report;
    OrganisationId sender;  ///< Nil: nobody signed in.
    UnitId unit;            ///< To which it had come.
    Timestamp asked_at;
};

/// Where a list goes on: before this one. The default begins with the newest.
struct ResendPlace {
    Timestamp asked_at{INT64_MAX};
    ReportId id;
};

class ResendRecords {
public:
    explicit ResendRecords(Reading& reading) : reading_(reading) {}

    Result<std::optional<Resend>> of(const ReportId& report);
    /// Newest first.
    Result<std::vector<Resend>> of_sender(const OrganisationId& sender, const ResendPlace& before,
                                          int limit);
    /// Reports that repeat this one, at most 100.
    Result<std::vector<ReportId>> repeats_of(const ReportId& report);

    struct Asked {
        domain::Booked booked;
        Timestamp asked_at;
    };
    /// Deliveries that the filter asks for whose reports were asked to be sent again.
    Result<std::vector<Asked>> asked_of(const ScopeFilter& filter);

private:
    Reading& reading_;
};

/// A part of Transaction::append.
Status project_resends(sql::Connection& connection, const domain::Event& event);

}  // namespace varde::store
