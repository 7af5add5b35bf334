// The parts that an acceptance and its repetition share, so that both give the same bytes.
#pragma once

#include "acts/accept_report.hpp"
#include "ledger/checkpoint.hpp"

namespace varde::acts {

/// One line for each part: `part <n> <media type> <bytes> <sha256>`. Part 0 is the document.
std::string manifest_of(std::string_view document, const std::vector<store::Upload>& uploads);

std::string write_details(const AcceptanceDetails& details);

/// Adds code, entry, proof and key to a receipt whose manifest is there.
void complete_receipt(const Services& services, Receipt& receipt, const store::StoredEvent& event,
                      ledger::Proof proof);

/// By whom an upload may be used: the organisation or person that sent it.
Bytes upload_owner(const Services& services, const domain::Actor& actor);

Error unknown_kind(const Services& services, const KindName& kind);
Error key_reused(const ReportId& first);

}  // namespace varde::acts
