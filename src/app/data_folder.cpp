#include "app/data_folder.hpp"

#include "app/clock.hpp"
#include "base/durable_file.hpp"
#include "crypto/crypto.hpp"
#include "ledger/entry.hpp"
#include "store/checkpoint_lock.hpp"
#include "store/migrations.hpp"
#include "vault/file.hpp"
#include "vault/vault.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/vfs.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <sstream>

namespace varde::app {
namespace {

std::string settings_path(const std::string& folder) { return folder + "/varde.conf"; }

std::string text_of(const Settings& settings)
{
    return "origin=" + settings.origin + "\npack=" + settings.pack + "\n" +
           (settings.store.empty() ? "" : "store=" + settings.store + "\n") +
           (settings.lock.empty() ? "" : "lock=" + settings.lock + "\n") +
           (settings.journal.empty() ? "" : "journal=" + settings.journal + "\n");
}

/// A scheme-less address, as signed notes want it: no spaces, no plus sign.
bool is_origin(const std::string& origin)
{
    return !origin.empty() && origin.size() <= 200 &&
           origin.find_first_of(" \t\n+") == std::string::npos;
}

/// One line that names a PostgreSQL database.
bool is_store(const std::string& address)
{
    return sql::Database(address).dialect() == sql::Dialect::postgres &&
           address.find_first_of(" \t\r\n") == std::string::npos;
}

}  // namespace

Status init_data_folder(const std::string& folder, const Settings& settings)
{
    if (!is_origin(settings.origin))
        return Error{ErrorCode::invalid, "The origin must be an address without spaces, such as "
                                         "varde.example/no/2026."};
    if (!settings.store.empty() && !is_store(settings.store))
        return Error{ErrorCode::invalid,
                     "The store must be an address such as postgres://varde@db.example/varde."};
    if (std::filesystem::exists(settings_path(folder)))
        return Error{ErrorCode::conflict,
                     folder + " is a data folder already. Nothing was changed."};
    std::error_code error;
    if (const auto keys = folder + "/keys";
        std::filesystem::exists(keys) && !std::filesystem::is_empty(keys, error))
        return Error{ErrorCode::conflict,
                     folder +
                         "/keys is there, but no varde.conf. If an earlier init was stopped, "
                         "nothing has been stored: remove " +
                         folder +
                         "/keys and try again. If there is a varde.db, fetch varde.conf "
                         "from your backup instead. Nothing was changed."};
    if (!settings.store.empty())
        TRY(store::make_schema(sql::Database(settings.store), SystemClock::system_now()));
    TRY(make_folders(folder));
    std::filesystem::permissions(folder, std::filesystem::perms::owner_all, error);
    crypto::start();
    crypto::SystemRandom random;
    if (const auto lock = lock_path(folder, settings); std::filesystem::exists(lock))
        return store::CheckpointLock::create(lock, "");  // Its refusal, before keys are made.
    TRY(vault::Vault::create(folder + "/keys", SystemClock::system_now(), random));
    const auto vault = TRY(vault::Vault::open(folder + "/keys", random));
    TRY(store::CheckpointLock::create(
        lock_path(folder, settings),
        ledger::sign({settings.origin, 0, ledger::empty_root()}, vault->ledger_key())));
    // Last of all: a folder with settings is a whole one.
    return write_durably(settings_path(folder), text_of(settings));
}

Status write_settings(const std::string& folder, const Settings& settings)
{
    return write_durably(settings_path(folder), text_of(settings));
}

std::string portable_text(const Settings& settings)
{
    return text_of({.origin = settings.origin, .pack = settings.pack});
}

std::string lock_path(const std::string& folder, const Settings& settings)
{
    return settings.lock.empty() ? folder + "/checkpoint.lock" : settings.lock;
}

Result<Settings> read_settings(const std::string& folder)
{
    const auto text = read_file(settings_path(folder));
    if (!text)
        return Error{ErrorCode::unavailable, folder +
                                                 " is no data folder. Make one with: varde init "
                                                 "--data " +
                                                 folder};
    Settings settings{.origin = "", .pack = ""};
    std::istringstream lines(text.value());
    for (std::string line; std::getline(lines, line);) {
        if (line.starts_with("origin="))
            settings.origin = line.substr(7);
        else if (line.starts_with("pack="))
            settings.pack = line.substr(5);
        else if (line.starts_with("store=") && is_store(line.substr(6)))
            settings.store = line.substr(6);
        else if (line.starts_with("lock="))
            settings.lock = line.substr(5);
        else if (line.starts_with("journal="))
            settings.journal = line.substr(8);
        else if (!line.empty() && !line.starts_with("#"))
            return Error{ErrorCode::invalid,
                         settings_path(folder) + ": \"" + line + "\" is not understood."};
    }
    if (!is_origin(settings.origin) || settings.pack.empty())
        return Error{ErrorCode::invalid, settings_path(folder) + " lacks origin or pack."};
    return settings;
}

Status check_file_system(const std::string& folder)
{
    struct statfs found{};
    if (::statfs(folder.c_str(), &found) != 0)
        return Error{ErrorCode::unavailable, "Cannot look at the file system of " + folder + "."};
    // NFS, SMB, CIFS, SMB 2, AFS, Coda, NCP, Ceph, Lustre, GPFS: numbers of linux/magic.h.
    constexpr std::array<std::uint32_t, 10> networked{
        0x6969,     0x517b, 0xff534d42, 0xfe534d42, 0x5346414f,
        0x73757245, 0x564c, 0x00c36400, 0x0bd00bd0, 0x47504653};
    if (std::ranges::count(networked, std::uint32_t(found.f_type)) > 0)
        return Error{ErrorCode::unavailable,
                     folder + " is on a network file system, where a commit may be told as done "
                              "and yet be lost. Put the data folder on a local disk; for copies "
                              "elsewhere there is backup. Nothing was opened."};
    return ok();
}

Status remember_pack(const std::string& folder, const std::string& label, const Hash& digest)
{
    const auto path = folder + "/pack.digest";
    std::string known;
    if (auto text = read_file(path))
        known = std::move(text).value();
    else if (text.error().code != ErrorCode::not_found)
        return text.error();
    std::istringstream lines(known);
    for (std::string line; std::getline(lines, line);) {
        if (!line.starts_with(label + " "))
            continue;
        if (line.substr(label.size() + 1) == to_hex(digest))
            return ok();
        return Error{ErrorCode::conflict,
                     "The pack " + label +
                         " says something else than when this folder first used it, and reports "
                         "are pinned to that name. Raise `version` in pack.toml with every change, "
                         "or use the program that held the earlier text."};
    }
    return write_durably(path, known + label + " " + to_hex(digest) + "\n");
}

Result<FolderLock> FolderLock::take(const std::string& folder)
{
    const auto path = folder + "/lock";
    const int handle = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (handle < 0)
        return Error{ErrorCode::unavailable, "Cannot open " + path + "."};
    if (::flock(handle, LOCK_EX | LOCK_NB) != 0) {
        // Whoever looks through a store that rests shares the lock with others who look.
        const bool looked_at = ::flock(handle, LOCK_SH | LOCK_NB) == 0;
        ::close(handle);
        return Error{.code = ErrorCode::conflict,
                     .message = looked_at ? "varde verify is looking through " + folder +
                                                ". Wait until it has finished, or end it."
                                          : "Another process uses " + folder + ". Stop it first.",
                     .problem = "folder-in-use"};
    }
    return FolderLock(handle);
}

FolderLock::~FolderLock()
{
    if (handle_ >= 0)
        ::close(handle_);
}

}  // namespace varde::app
