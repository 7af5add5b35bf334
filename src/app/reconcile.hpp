// Holding one's own list against a running server's.
#pragma once

#include "app/asker.hpp"

namespace varde::app {

struct ReconcileOptions {
    AskerOptions asker;
    std::string file;  ///< `-` is standard input.
    std::string unit;  ///< Empty: of the caller's organisation, as a sender.
    std::string from, until;
    std::string out;  ///< Folder for the four lists; empty: none.
    bool json = false;
};

/// 0 only when nothing is missing on either side and nothing differs.
int reconcile(const ReconcileOptions& options);

void add_reconcile(CLI::App& program, int& exit_code);

}  // namespace varde::app
