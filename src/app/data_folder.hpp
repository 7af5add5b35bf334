// A data folder: what `varde init` makes and every other command opens.
//
//   varde.conf    the log's origin, the pack's id, and `store=` when the database is elsewhere
//   pack.digest   the SHA-256 of each pack that was used here, by its label
//   varde.db      reports, deliveries, ledger (and varde.db-wal while it runs); or PostgreSQL's
//   attachments/  sealed files
//   keys/         the vault: never in the same backup as the rest
//   checkpoint.lock   the newest signed checkpoint, unless it has a better place: in no backup
//   checkpoint.lock.roll   which reports were accepted; wherever the lock is, and in no backup
//   ballast       64 MiB of nothing, which goes when the disk is full
//   lock          held by the process that uses the folder
#pragma once

#include "base/bytes.hpp"
#include "base/result.hpp"

#include <string>

namespace varde::app {

struct Settings {
    std::string origin = "varde.example/no/2026";  ///< The log's name in every receipt, for ever.
    std::string pack = "no";
    std::string store;  ///< `postgres://…`; empty: varde.db in the folder.
    /// Where the checkpoint lock is. Empty: in the folder; another device is better.
    std::string lock;
    /// Folder of the intake journal, on another device. Empty: none.
    std::string journal;
};
/// Durably replaces varde.conf.
Status write_settings(const std::string& folder, const Settings& settings);
/// Its text without what belongs to one machine: for a backup.
std::string portable_text(const Settings& settings);
std::string lock_path(const std::string& folder, const Settings& settings);

/// Makes folder, keys and, last of all, settings: if we stop before, it is no data folder yet.
/// `conflict` when there is one already, or keys of one, or a database that is not empty; nothing
/// is overwritten.
Status init_data_folder(const std::string& folder, const Settings& settings);

/// `unavailable` with what to do when the folder is not one of ours.
Result<Settings> read_settings(const std::string& folder);

/// `unavailable` when the folder is on a network file system, whose syncs and locks promise less
/// than the store needs.
Status check_file_system(const std::string& folder);

/// Keeps the digest with the label in the folder when the label is new there. `conflict` when the
/// label stood for another text: what reports are pinned to must not change under its name.
Status remember_pack(const std::string& folder, const std::string& label, const Hash& digest);

/// Holds the folder for this process. `conflict` when another one has it.
class FolderLock {
public:
    static Result<FolderLock> take(const std::string& folder);
    FolderLock(FolderLock&& other) noexcept : handle_(other.handle_) { other.handle_ = -1; }
    FolderLock& operator=(FolderLock&&) = delete;
    ~FolderLock();

private:
    explicit FolderLock(int handle) : handle_(handle) {}
    int handle_;
};

}  // namespace varde::app
