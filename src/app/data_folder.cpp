#include "app/data_folder.hpp"

#include "app/clock.hpp"
#include "crypto/crypto.hpp"
#include "vault/vault.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

namespace varde::app {
namespace {

std::string settings_path(const std::string& folder) { return folder + "/varde.conf"; }

/// A scheme-less address, as signed notes want it: no spaces, no plus sign.
bool is_origin(const std::string& origin)
{
    return !origin.empty() && origin.size() <= 200 &&
           origin.find_first_of(" \t\n+") == std::string::npos;
}

}  // namespace

Status init_data_folder(const std::string& folder, const Settings& settings)
{
    if (!is_origin(settings.origin))
        return Error{ErrorCode::invalid, "The origin must be an address without spaces, such as "
                                         "varde.example/no/2026."};
    if (std::filesystem::exists(settings_path(folder)))
        return Error{ErrorCode::conflict,
                     folder + " is a data folder already. Nothing was changed."};
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    if (error)
        return Error{ErrorCode::unavailable, "Cannot make " + folder + ": " + error.message()};
    std::filesystem::permissions(folder, std::filesystem::perms::owner_all, error);
    crypto::start();
    crypto::SystemRandom random;
    TRY(vault::Vault::create(folder + "/keys", SystemClock::system_now(), random));
    std::ofstream file(settings_path(folder));
    file << "origin=" << settings.origin << "\npack=" << settings.pack << "\n";
    if (!file.flush())
        return Error{ErrorCode::unavailable, "Cannot write " + settings_path(folder) + "."};
    return ok();
}

Result<Settings> read_settings(const std::string& folder)
{
    std::ifstream file(settings_path(folder));
    if (!file)
        return Error{ErrorCode::unavailable, folder +
                                                 " is no data folder. Make one with: varde init "
                                                 "--data " +
                                                 folder};
    Settings settings{.origin = "", .pack = ""};
    for (std::string line; std::getline(file, line);) {
        if (line.starts_with("origin="))
            settings.origin = line.substr(7);
        else if (line.starts_with("pack="))
            settings.pack = line.substr(5);
        else if (!line.empty() && !line.starts_with("#"))
            return Error{ErrorCode::invalid,
                         settings_path(folder) + ": \"" + line + "\" is not understood."};
    }
    if (!is_origin(settings.origin) || settings.pack.empty())
        return Error{ErrorCode::invalid, settings_path(folder) + " lacks origin or pack."};
    return settings;
}

Result<FolderLock> FolderLock::take(const std::string& folder)
{
    const auto path = folder + "/lock";
    const int handle = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (handle < 0)
        return Error{ErrorCode::unavailable, "Cannot open " + path + "."};
    if (::flock(handle, LOCK_EX | LOCK_NB) != 0) {
        ::close(handle);
        return Error{ErrorCode::conflict, "Another process uses " + folder + ". Stop it first."};
    }
    return FolderLock(handle);
}

FolderLock::~FolderLock()
{
    if (handle_ >= 0)
        ::close(handle_);
}

}  // namespace varde::app
