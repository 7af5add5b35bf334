// `varde verify`: checks receipts without any server, a store without changing it, or another's
// ledger from outside.
#pragma once

#include "ledger/checkpoint.hpp"

#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace varde::app {

struct VerifyOptions {
    std::string receipt;  ///< File or folder.
    std::string key;      ///< A vkey, or the path of a file with one.
    std::string policy;   ///< Path of a trust policy.
    std::string report;   ///< Path of the body that was sent.
    bool json = false;
    std::string store;        ///< A data folder, a backup, or a PostgreSQL address.
    std::string keys;         ///< The folder of its keys, where they are not in the folder.
    bool deep = false;
    std::string log;          ///< The address of a ledger that is followed…
    std::string state;        ///< …the folder that remembers what was seen of it…
    std::string auditor_key;  ///< …and what opens its entries. Empty: they are not read.
    std::string ca_file;
};
int verify(const VerifyOptions& options);
/// 0 when the ledger continues what was seen of it before; 1 wrong tiles, entries or rules; 2 a
/// key, a policy or a checkpoint that cannot be used; 3 silent, or older than seen; 4 too few
/// witnesses; 5 forked or rolled back; 6 nobody answered.
int verify_log(const VerifyOptions& options);

/// A small file as text.
Result<std::string> contents_of(const std::string& path);
/// A vkey, or a file that holds one.
Result<ledger::VerifierKey> read_key(std::string text);

void add_verify(CLI::App& program, int& exit_code);

}  // namespace varde::app
