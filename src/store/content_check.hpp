// Content and files read back to their last byte, and held against what the ledger stands for.
#pragma once

#include "store/ledger_check.hpp"
#include "store/reading.hpp"

#include <functional>

namespace varde::store {

struct ContentCheck {
    std::uint64_t contents = 0;     ///< Of reports, problems, notes and holds: they open.
    std::uint64_t events = 0;       ///< Sealed facts that are what their entries commit to.
    std::uint64_t attachments = 0;  ///< Files that give their digests…
    std::uint64_t bytes = 0;        ///< …with so many bytes, content included.
    std::uint64_t erased = 0;       ///< Reports whose keys are gone, as their tombstones say.
    std::uint64_t unseen = 0;       ///< Files that were not looked at: there is no folder.
    std::uint64_t found = 0;
    std::vector<LedgerFinding> findings;  ///< The first of them.
};

/// Everything that the first `size` events name. `folder` holds attachments/; empty: none is at
/// hand. What the database does not give is a finding too.
ContentCheck check_contents(sql::Connection& connection, std::uint64_t size,
                            const std::string& folder, const vault::Vault& vault,
                            const std::function<void(std::uint64_t contents)>& progress);

/// Reads a sealed file to its end. The error says what is wrong with it, or with its key.
Status read_back_file(const std::string& folder, const Upload& upload, const vault::Vault& vault);

}  // namespace varde::store
