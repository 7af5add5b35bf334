// Scope and balance from the command line: a client of a running server.
#pragma once

#include "app/asker.hpp"
#include "base/time.hpp"
#include "json/value.hpp"

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
/// 0 only when it balances, and did when it was struck last, within 26 hours.
int balance(const BalanceOptions& options);

/// Prints one page of a scope, `body` as the server sent it, as it was asked for: with the table
/// that
/// --csv writes all else goes to standard error.
void print_page(const ScopeOptions& options, const std::string& body, json::View page, bool first);

/// What is wrong with when a balance (as the API shows it) was held against the tables last; empty:
/// nothing. It is once a day; after 26 hours it is a problem.
std::string fault_of_strike(json::View balance, Timestamp now);

void add_scope(CLI::App& program, int& exit_code);

}  // namespace varde::app
