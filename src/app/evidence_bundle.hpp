// A folder that proves a report's history without us: what `varde evidence` writes and `varde
// verify` reads. README.txt in it says what each file is.
#pragma once

#include "app/held_receipt.hpp"

namespace varde::app {

/// Writes the folder from the server's answer (JSON). `conflict` when there is something already.
/// How many entries it holds.
Result<std::size_t> write_bundle(const std::string& folder, const std::string& answer);

/// Whether the folder is one of these.
bool is_bundle(const std::string& folder);
/// Every entry of the bundle. `invalid` when a file is not what SHA256SUMS says.
Result<std::vector<HeldReceipt>> read_bundle(const std::string& folder);

}  // namespace varde::app
