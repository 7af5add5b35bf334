// A folder that proves a report's history without us: what `varde evidence` writes and `varde
// verify` reads. README.txt in it says what each file is.
#pragma once

#include "app/held_receipt.hpp"

namespace varde::app {

/// Writes the folder from the server's answer (JSON) about `report`; how many entries it holds.
/// `conflict` when there is something already, `invalid` when an entry is about something else or
/// came without proof or key.
Result<std::size_t> write_bundle(const std::string& folder, const Uuid& report,
                                 const std::string& answer);

/// Whether the folder is one of these.
bool is_bundle(const std::string& folder);
/// Every entry of the bundle. `invalid` when a file is not what SHA256SUMS says or is missing, or
/// when an entry is about another report than the others.
Result<std::vector<HeldReceipt>> read_bundle(const std::string& folder);

}  // namespace varde::app
