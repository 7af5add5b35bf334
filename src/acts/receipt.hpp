// Receipts: proof of one milestone that its holder can check without us.
#pragma once

#include "acts/services.hpp"

namespace varde::acts {

/// Who has seen the checkpoint of a proof, by its name in the trust policy, and when.
struct WitnessedBy {
    std::string witness;
    Timestamp at;
};

struct Receipt {
    std::string milestone;  ///< `accepted`, `opened`, …
    std::string code;       ///< Of the acceptance only: what people note down and type.
    std::string entry;      ///< The ledger entry, whose leaf hash the proof is about.
    std::string manifest;   ///< Of the acceptance only: what the entry's `commit` stands for.
    std::string proof;      ///< `c2sp.org/tlog-proof@v1`; with the opening for the acceptance.
    std::string vkey;       ///< Checks the checkpoint's signature.
    std::vector<WitnessedBy> witnessed;  ///< Who else has signed the checkpoint; empty: nobody yet.
};

/// A code that finds a report again: `7K3M-…`, 24 characters. It holds the ledger position, masked,
/// and an 80-bit MAC, so nothing is stored for it and nobody can guess one.
std::string code_of(const Services& services, const ReportId& report, std::uint64_t position);

/// The event whose position a code holds. `not_found` for anything that we did not give out.
Result<store::StoredEvent> event_behind(const Services& services, store::Reading& reading,
                                        std::string_view code);
/// The report behind a code. `not_found` for anything that we did not give out.
Result<ReportId> report_behind(const Services& services, store::Reading& reading,
                               std::string_view code);

/// The key of the log that the checkpoint `note` is of: logs that were closed keep theirs.
std::string vkey(const Services& services, std::string_view note);

/// The receipt of any stored event, against the checkpoint of the batch that it came with.
Result<Receipt> receipt_of(const Services& services, store::Reading& reading,
                           const store::StoredEvent& event);
/// The same receipt against the first checkpoint over the event at `position` that enough witnesses
/// have signed; unchanged before there is one.
Result<Receipt> witnessed(const Services& services, store::Reading& reading, Receipt receipt,
                          std::uint64_t position);

struct CheckedReceipt {
    bool holds = false;      ///< Proof and signature are right for this entry and this log.
    bool in_ledger = false;  ///< The entry stands in our ledger at the place that the proof says.
    std::string detail;      ///< What was found, in a sentence.
    /// Who has signed the first witnessed checkpoint over it, if it is in the ledger.
    std::vector<WitnessedBy> witnessed;
    /// The report has been erased since: under which rule, and when.
    std::string erased_rule;
    std::optional<Timestamp> erased_at;
};
/// Checks a receipt that anyone may hold; nothing is told of the report behind it but that it was
/// erased.
Result<CheckedReceipt> check_receipt(const Services& services, std::string_view entry,
                                     std::string_view proof);

}  // namespace varde::acts
