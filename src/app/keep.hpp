// What an operator does so that nothing is lost: backup, restore, and the ways out of recovery.
#pragma once

#include <string>

namespace CLI {
class App;
}

namespace varde::app {

struct BackupOptions {
    std::string data;
    std::string to;             ///< New folder; empty when one is only verified.
    bool keys = false;          ///< Of the keys instead of the data.
    bool trim_journal = false;  ///< Afterwards the intake journal begins with this backup.
    std::string verify;         ///< A backup to prove instead of making one…
    std::string keys_from;      ///< …with these keys.
    bool json = false;
};
int backup(const BackupOptions& options);

struct RestoreOptions {
    std::string from;
    std::string keys;           ///< Backup of the keys.
    std::string data;           ///< New folder.
    std::string lock, journal;  ///< As for `varde init`.
    bool json = false;
};
int restore(const RestoreOptions& options);

struct RecoverOptions {
    std::string data;
    bool accept_restored = false;
    std::string new_origin;
    std::string list;  ///< File for the reports that are missing; empty: they are printed.
    bool json = false;
};
/// Without a choice it only says what is the matter: 0 when nothing is.
int recover(const RecoverOptions& options);

void add_keep(CLI::App& program, int& exit_code);

}  // namespace varde::app
