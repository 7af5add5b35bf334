#include "vault/key_folder.hpp"

#include "vault/file.hpp"

#include <cerrno>
#include <sys/stat.h>

namespace varde::vault {
namespace {

const std::string kek_name = "/kek", seed_name = "/ledger.seed", store_name = "/keys.db";
const std::array<std::string, 3> secret_names{"channel", "code", "lookup"};

Status make_folder(const std::string& folder)
{
    if (::mkdir(folder.c_str(), 0700) == 0)
        return sync_folder(folder_of(folder));
    if (errno != EEXIST)
        return Error{ErrorCode::unavailable, "the key folder cannot be made"};
    for (const auto& name : {kek_name, seed_name, store_name})
        if (exists(folder + name))
            return Error{ErrorCode::conflict,
                         "the key folder holds " + name.substr(1) + " already"};
    // Made beforehand, by an installer or as a mount point, and usually open to be entered.
    if (::chmod(folder.c_str(), 0700) != 0)
        return Error{ErrorCode::unavailable, "the key folder cannot be closed to others"};
    return ok();
}

Status make_store(const std::string& path, const crypto::Key& kek, Timestamp now, Random& random)
{
    const auto part = path + ".part";
    TRY(File::create(part, 0600));
    auto status = KeyStore::create(part, kek, secret_names, now, random);
    if (status)
        status = publish(part, path);
    if (!status) {
        remove_file(part);
        remove_file(part + "-journal");
    }
    return status;
}

/// In this order because only a folder with a kek can ever have been used: a crash on the way
/// leaves files that nothing is sealed under.
Status make_files(const std::string& folder, Timestamp now, Random& random,
                  std::vector<std::string>& made)
{
    const auto kek = crypto::Key::fresh(random);
    TRY(make_store(folder + store_name, kek, now, random));
    made.push_back(folder + store_name);
    TRY(write_new_file(folder + seed_name, crypto::Key::fresh(random).view(), 0400));
    made.push_back(folder + seed_name);
    return write_new_file(folder + kek_name, kek.view(), 0400);
}

Result<crypto::Key> read_key(const std::string& path)
{
    TRY(check_private(path, FileKind::regular));
    auto file = TRY(File::open(path));
    std::array<std::uint8_t, 33> bytes{};  // One more than there may be.
    const auto size = TRY(file.read(bytes));
    if (size != 32)
        return Error{ErrorCode::unavailable,
                     path.substr(path.rfind('/') + 1) + " does not hold exactly 32 bytes"};
    const crypto::Key key(ByteView(bytes).first(32));
    crypto::wipe(bytes);
    return key;
}

}  // namespace

Status make_key_folder(const std::string& folder, Timestamp now, Random& random)
{
    TRY(make_folder(folder));
    std::vector<std::string> made;
    auto status = make_files(folder, now, random, made);
    if (!status)
        for (const auto& path : made)
            remove_file(path);
    return status;
}

Result<KeyFolder> open_key_folder(const std::string& folder)
{
    TRY(check_private(folder, FileKind::folder));
    const auto kek = TRY(read_key(folder + kek_name));
    const auto seed = TRY(read_key(folder + seed_name));
    TRY(check_private(folder + store_name, FileKind::regular));
    auto store = TRY(KeyStore::open(folder + store_name, kek));
    const auto channel = TRY(store.secret(secret_names[0]));
    const auto code = TRY(store.secret(secret_names[1]));
    const auto lookup = TRY(store.secret(secret_names[2]));
    return KeyFolder{seed, channel, code, lookup, std::move(store)};
}

}  // namespace varde::vault
