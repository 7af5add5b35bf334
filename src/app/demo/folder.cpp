#include "app/demo/folder.hpp"

#include "app/data_folder.hpp"
#include "base/durable_file.hpp"
#include "json/reader.hpp"
#include "json/writer.hpp"

#include <sys/stat.h>

#include <cstdlib>
#include <filesystem>

namespace varde::app::demo {
namespace {

namespace fs = std::filesystem;

std::string finished_path(const std::string& folder) { return folder + "/demo.json"; }
std::string begun_path(const std::string& folder) { return folder + "/demo.unfinished"; }

void write_account(json::Writer& w, const Account& account)
{
    const bool sender = account.unit.text.empty();
    w.object([&] {
        w("login", account.login)("password", password);
        w("role", domain::name_of(account.role));
        w("unit", sender ? account.organisation : account.unit.text);
        w("unit_name", sender ? account.organisation : account.unit_name);
        w("name", account.name);
    });
}

Result<Account> read_account(json::View view)
{
    const auto text = [&](std::string_view name) {
        return std::string(view.member(name).text().value_or(""));
    };
    const auto role = domain::role_named(text("role"));
    if (!role || text("login").empty())
        return Error{ErrorCode::malformed, "demo.json holds an account without login or role."};
    Account account{.login = text("login"), .name = text("name"), .role = *role};
    if (*role == domain::Role::sender)
        account.organisation = text("unit");
    else
        account.unit.text = text("unit");
    account.unit_name = text("unit_name");
    return account;
}

Result<SystemKey> read_key(json::View view)
{
    const auto role = domain::role_named(view.member("role").text().value_or(""));
    const auto key = view.member("key").text();
    if (!role || !key)
        return Error{ErrorCode::malformed, "demo.json holds an API key without role or text."};
    return SystemKey{.organisation = std::string(view.member("organisation").text().value_or("")),
                     .role = *role,
                     .key = std::string(*key)};
}

/// Only what a seeding makes: a person's file in there is left alone, and stops us.
Result<Found> clear_unfinished(const std::string& folder)
{
    {
        const auto lock = TRY(FolderLock::take(folder));  // Perhaps it is being seeded just now.
    }
    for (const auto* name : {"varde.conf", "varde.conf.new", "pack.digest", "pack.digest.new",
                             "varde.db", "varde.db-wal", "varde.db-shm", "attachments", "keys",
                             "checkpoint.lock", "checkpoint.lock.roll", "ballast", "lock",
                             "demo.json.new", "demo.unfinished.new", "demo.unfinished"})
        fs::remove_all(folder + "/" + name);
    if (fs::is_empty(folder))
        return Found::nothing;
    return Error{ErrorCode::conflict,
                 folder + " holds the rest of an interrupted demo and other files. Give another "
                          "--dir, or empty it."};
}

}  // namespace

Result<TemporaryFolder> TemporaryFolder::make(const std::string& parent)
{
    auto path = parent + "/varde-demo-XXXXXX";
    if (!::mkdtemp(path.data()))
        return Error{ErrorCode::unavailable, "Cannot make a folder in " + parent + "."};
    return TemporaryFolder(std::move(path));
}

TemporaryFolder::~TemporaryFolder()
{
    std::error_code ignored;  // What cannot be removed is left for the system's own clearing.
    if (!path_.empty())
        fs::remove_all(path_, ignored);
}

Result<Found> look_at(const std::string& folder)
{
    if (fs::exists(finished_path(folder)))
        return Found::demo;
    if (fs::exists(begun_path(folder)))
        return clear_unfinished(folder);
    if (fs::exists(folder + "/varde.conf"))
        return Error{ErrorCode::conflict, folder +
                                              " is a data folder and no demo. The demo keeps away "
                                              "from it: give another --dir. Nothing was changed."};
    if (fs::exists(folder) && !(fs::is_directory(folder) && fs::is_empty(folder)))
        return Error{ErrorCode::conflict,
                     folder + " is not an empty folder. Give another --dir. Nothing was changed."};
    return Found::nothing;
}

Status refuse_unfinished(const std::string& folder)
{
    if (!fs::exists(begun_path(folder)))
        return ok();
    return Error{ErrorCode::conflict,
                 folder +
                     " is the rest of a demo whose making was interrupted. Start it again "
                     "with: varde demo --dir " +
                     folder};
}

Status begin(const std::string& folder)
{
    std::error_code error;
    fs::create_directories(folder, error);
    if (error)
        return Error{ErrorCode::unavailable, "Cannot make " + folder + ": " + error.message()};
    return write_durably(begun_path(folder), "A demo is being made here.\n");
}

Status finish(const std::string& folder, const Cast& cast)
{
    TRY(write_durably(finished_path(folder), to_json("", cast) + "\n"));
    fs::remove(begun_path(folder));
    return ok();
}

std::string to_json(const std::string& url, const Cast& cast)
{
    json::Writer w;
    w.object([&] {
        w("url", url);
        w.array("accounts", [&] {
            for (const auto& account : cast.accounts)
                write_account(w, account);
        });
        w.array("api_keys", [&] {
            for (const auto& key : cast.keys)
                w.object([&] {
                    w("organisation", key.organisation)("role", domain::name_of(key.role));
                    w("key", key.key);
                });
        });
    });
    return w.take();
}

Result<Cast> read_cast(const std::string& folder)
{
    const auto text = TRY(read_file(finished_path(folder)));
    const auto document = TRY(json::Document::parse(text));
    Cast cast;
    const auto accounts = document.root().member("accounts");
    for (std::size_t i = 0; i < accounts.size(); ++i)
        cast.accounts.push_back(TRY(read_account(accounts.at(i))));
    const auto keys = document.root().member("api_keys");
    for (std::size_t i = 0; i < keys.size(); ++i)
        cast.keys.push_back(TRY(read_key(keys.at(i))));
    return cast;
}

}  // namespace varde::app::demo
