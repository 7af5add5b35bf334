// Accepting a report: the one act that must never lose anything. Prepared on any thread, decided in
// the writer, answered when it is durable.
#pragma once

#include "acts/receipt.hpp"
#include "domain/report/routing.hpp"
#include "json/value.hpp"

namespace varde::acts {

struct NamedUpload {
    UploadId upload;
    std::string name;
};

/// A report as it was sent. `document` is what is sealed: the request's bytes as they came.
struct NewReport {
    ReportId id;  ///< Nil: a fresh one.
    KindName kind;
    domain::Address address;
    std::string sender_reference;
    std::string earlier;  ///< Id or code of the report that this one repeats; empty: none.
    std::optional<Timestamp> occurred_at, captured_at;
    bool urgent = false;
    domain::Medium medium = domain::Medium::api;
    std::string document;
    json::Document parsed;  ///< What `document` says; the form's content stands under `content`.
    std::vector<NamedUpload> attachments;
    std::vector<domain::Warning> warnings;  ///< Found while decoding.
    bool strict = false;  ///< Refuse with 422 instead of warning about the content.
    /// Of a drill by which a unit shows that it is ready to go live: it does not go past the unit.
    bool before_going_live = false;
};

struct AcceptedReport {
    ReportId id;
    Timestamp accepted_at;
    DeliveryId delivery;
    UnitId unit;
    std::string unit_name;
    std::int64_t sequence = 0;
    std::vector<domain::Warning> warnings;
    std::vector<domain::StartedObligation> obligations;  ///< What the unit must do, until when.
    Receipt receipt;
};

/// Stores, seals, routes, numbers and proves a report, or says why not; only an unknown kind, a
/// sender without the right, a reused key with other content (`conflict`, naming the first report)
/// and, if asked for, `strict` faults are refused. The same key and bytes give the same answer,
/// rebuilt from what is stored.
void accept_report(Services& services, const domain::Actor& actor, NewReport report, RetryKey key,
                   Done<AcceptedReport> done);

/// What an acceptance keeps beside its manifest, under the report's seal.
struct AcceptanceDetails {
    std::string sender_reference;
    std::vector<domain::Warning> warnings;
    std::vector<std::string> attachment_names;  ///< Number 1 first.
};
Result<AcceptanceDetails> read_details(std::string_view extra);

/// The answer to an accepted report, made again from what is stored.
Result<AcceptedReport> accepted_report(const Services& services, store::Reading& reading,
                                       const ReportId& report);

}  // namespace varde::acts
