// Backups: a copy of what is stored, taken while the server runs, with a manifest; and the keys,
// apart from it. The checkpoint lock is in neither, so that no restore can turn it back.
//
// A backup is made in `<to>.partial`, synced, and gets its name last: one that has its name is
// whole. Order: the database as one commit left it, then the files that its rows name; files are
// durable before their rows, so nothing that a row names can be missing.
#pragma once

#include "base/result.hpp"
#include "base/time.hpp"
#include "crypto/crypto.hpp"

#include <functional>
#include <string>
#include <vector>

namespace varde::store {

struct BackedUpFile {
    std::string path;  ///< Below the backup's folder.
    std::uint64_t bytes = 0;
    Hash sha256{};
};

struct Manifest {
    std::string of;  ///< `data` or `keys`.
    std::string origin;
    Timestamp made_at;
    std::uint64_t entries = 0;        ///< In the ledger…
    std::string checkpoint;           ///< …and the signed note over them; empty without any.
    std::uint64_t journal_batch = 0;  ///< The last one of the intake journal that is in here.
    std::vector<BackedUpFile> files;
};

/// Told now and then of how much is done: of the database in pages, then of files in number.
using Progress = std::function<void(std::string_view what, std::uint64_t done, std::uint64_t of)>;

struct BackupFrom {
    std::string data;      ///< The data folder.
    std::string origin;    ///< Of its log.
    std::string settings;  ///< The text of varde.conf, without what belongs to this machine.
};

/// Copies everything but keys and lock into the new folder `to`. `conflict` when it is there, or
/// when it would stand in a backup of the other sort; `unavailable` when the disk is full: nothing
/// of the name `to` is then left.
Result<Manifest> back_up_data(const BackupFrom& from, const std::string& to, Timestamp now,
                              const Progress& progress);
/// The same for the key folder.
Result<Manifest> back_up_keys(const BackupFrom& from, const std::string& to, Timestamp now);

/// `malformed` or `not_found` when the folder is no backup of this sort.
Result<Manifest> read_manifest(const std::string& folder, std::string_view of);

/// Copies a backup's files into `to`, durably. `conflict` names the first that is not what the
/// manifest says.
Status copy_backup(const Manifest& manifest, const std::string& from, const std::string& to,
                   const Progress& progress);
/// The same check without a copy.
Status check_files(const Manifest& manifest, const std::string& folder, const Progress& progress);

}  // namespace varde::store
