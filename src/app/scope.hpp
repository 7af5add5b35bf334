// Scope and balance from the command line: a client of a running server.
#pragma once

#include "app/asker.hpp"

#include <map>

namespace varde::app {

struct ScopeOptions {
    AskerOptions asker;
    std::map<std::string, std::string> asked;  ///< Members of the question, as the API names them.
    std::string resend_reason;                 ///< Not empty: asks the senders to send again.
    bool people = false;                       ///< Names whom the reports are about.
    bool notice = false, all = false, csv = false, json = false;
};
struct BalanceOptions {
    AskerOptions asker;
    std::string as_at, unit, sender;
    bool json = false;
};

/// 0 once it was answered.
int scope(const ScopeOptions& options);
/// 0 only when it balances, now and when it was struck last.
int balance(const BalanceOptions& options);

void add_scope(CLI::App& program, int& exit_code);

}  // namespace varde::app
