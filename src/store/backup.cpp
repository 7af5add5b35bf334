#include "store/backup.hpp"

#include "base/durable_file.hpp"
#include "sql/sqlite.hpp"
#include "store/backup_manifest.hpp"
#include "store/journal.hpp"
#include "store/queries.hpp"
#include "store/reading.hpp"

#include <filesystem>

namespace varde::store {
namespace {

namespace fs = std::filesystem;

Result<BackedUpFile> take_file(const std::string& from, const std::string& name,
                               const std::string& to)
{
    BackedUpFile file{.path = name};
    crypto::Sha256 hash;
    TRY(copy_durably(from + "/" + name, to + "/" + name, [&](std::string_view bytes) {
        hash.add(bytes_of(bytes));
        file.bytes += bytes.size();
    }));
    file.sha256 = hash.finish();
    return file;
}

/// A folder that gets its name only when it is whole.
class NewFolder {
public:
    static Result<NewFolder> begin(const std::string& path)
    {
        std::error_code error;
        const auto full = fs::absolute(path).lexically_normal();
        if (fs::exists(full))
            return Error{ErrorCode::conflict,
                         path + " is there already. Nothing was written; give a new folder."};
        for (auto above = full.parent_path(); above != above.parent_path();
             above = above.parent_path())
            if (fs::exists(manifest_path(above.string())))
                return Error{ErrorCode::conflict,
                             above.string() + " is a backup: another one must not stand in it, "
                                              "and keys never beside what they open."};
        NewFolder folder(full.string());
        fs::remove_all(folder.partial(), error);  // The rest of one that was interrupted.
        if (!fs::create_directories(folder.partial(), error))
            return Error{ErrorCode::unavailable, "Cannot make " + folder.partial() + "."};
        fs::permissions(folder.partial(), fs::perms::owner_all, error);
        return folder;
    }
    NewFolder(NewFolder&& other) noexcept : path_(std::exchange(other.path_, "")) {}
    ~NewFolder()
    {
        std::error_code ignored;
        if (!path_.empty())
            fs::remove_all(partial(), ignored);
    }
    std::string partial() const { return path_ + ".partial"; }
    /// The manifest last: it is synced with its folder, and then the folder gets its name.
    Status finish(const Manifest& manifest)
    {
        TRY(write_durably(manifest_path(partial()), to_json(manifest)));
        TRY(rename_durably(partial(), path_));
        path_.clear();
        return ok();
    }

private:
    explicit NewFolder(std::string path) : path_(std::move(path)) {}
    std::string path_;
};

struct Needed {
    std::string name;
    bool used = false;  // By a report.
};

/// What the copied database says of itself, and the names of the files that it needs.
Status describe(const std::string& database, Manifest& manifest, std::vector<Needed>& needed)
{
    auto connection = TRY(sql::open_sqlite(database, sql::SqliteUse::snapshot));
    Reading reading(*connection);
    if (const auto note = TRY(reading.last_note())) {
        manifest.entries = note->size;
        manifest.checkpoint = note->text;
    }
    manifest.journal_batch = TRY(journaled_batch(*connection));
    needed = TRY(sql::all(
        *connection,
        [](const sql::Row& row) {
            return Needed{to_string(row.id<UploadId>(0)), row.integer(1) != 0};
        },
        queries::every_upload));
    return ok();
}

Result<BackedUpFile> describe_file(const std::string& folder, const std::string& name)
{
    BackedUpFile file{.path = name};
    crypto::Sha256 hash;
    TRY(read_through(folder + "/" + name, [&](std::string_view bytes) {
        hash.add(bytes_of(bytes));
        file.bytes += bytes.size();
    }));
    file.sha256 = hash.finish();
    return file;
}

Status check_file(const std::string& folder, const BackedUpFile& expected)
{
    const auto found = TRY(describe_file(folder, expected.path));
    if (found.bytes == expected.bytes && found.sha256 == expected.sha256)
        return ok();
    return Error{ErrorCode::conflict, expected.path + " in " + folder +
                                          " is not what the manifest says: it was changed or cut "
                                          "after the backup was made."};
}

}  // namespace

Result<Manifest> back_up_data(const BackupFrom& from, const std::string& to, Timestamp now,
                              const Progress& progress)
{
    const auto told = progress ? progress : [](auto, auto, auto) {};
    auto folder = TRY(NewFolder::begin(to));
    const auto partial = folder.partial();
    Manifest manifest{.of = "data", .origin = from.origin, .made_at = now};
    const auto copy = partial + "/varde.copy";
    TRY(sql::copy_sqlite(from.data + "/varde.db", copy, [&](int done, int of) {
        told("database pages", std::uint64_t(done), std::uint64_t(of));
    }));
    fs::rename(copy, partial + "/varde.db");
    std::vector<Needed> uploads;
    TRY(describe(partial + "/varde.db", manifest, uploads));
    TRY(sync_file(partial + "/varde.db"));
    std::error_code error;
    fs::create_directories(partial + "/attachments", error);
    TRY(write_durably(partial + "/varde.conf", from.settings));
    manifest.files.push_back(TRY(describe_file(partial, "varde.db")));
    manifest.files.push_back(TRY(describe_file(partial, "varde.conf")));
    for (const auto& entry : fs::directory_iterator(from.data, error)) {
        const auto name = entry.path().filename().string();
        if (name == "pack.digest" || name.ends_with(".closing") || name.ends_with(".missing.csv"))
            manifest.files.push_back(TRY(take_file(from.data, name, partial)));
    }
    for (std::size_t i = 0; i < uploads.size(); ++i) {
        told("files", i, uploads.size());
        auto taken = take_file(from.data, "attachments/" + uploads[i].name, partial);
        if (!taken && taken.error().code == ErrorCode::not_found && !uploads[i].used)
            continue;  // Swept meanwhile: no report used it.
        manifest.files.push_back(TRY(std::move(taken)));
    }
    TRY(folder.finish(manifest));
    return manifest;
}

Result<Manifest> back_up_keys(const BackupFrom& from, const std::string& to, Timestamp now)
{
    auto folder = TRY(NewFolder::begin(to));
    Manifest manifest{.of = "keys", .origin = from.origin, .made_at = now};
    // The store of erasure keys may be written to just now: copied by its engine, like the other.
    TRY(sql::copy_sqlite(from.data + "/keys/keys.db", folder.partial() + "/keys.db"));
    TRY(sync_file(folder.partial() + "/keys.db"));
    manifest.files.push_back(TRY(describe_file(folder.partial(), "keys.db")));
    for (const auto* name : {"kek", "ledger.seed"})
        manifest.files.push_back(TRY(take_file(from.data + "/keys", name, folder.partial())));
    for (const auto& file : manifest.files) {
        std::error_code ignored;  // Stricter than they need be is no harm, and the other way round
        fs::permissions(folder.partial() + "/" + file.path,  // the folder is closed to others.
                        file.path == "keys.db" ? fs::perms::owner_read | fs::perms::owner_write
                                               : fs::perms::owner_read,
                        ignored);
    }
    TRY(folder.finish(manifest));
    return manifest;
}

Status copy_backup(const Manifest& manifest, const std::string& from, const std::string& to,
                   const Progress& progress)
{
    std::error_code error;
    fs::create_directories(to + "/attachments", error);
    for (std::size_t i = 0; i < manifest.files.size(); ++i) {
        const auto& file = manifest.files[i];
        if (progress)
            progress("files", i, manifest.files.size());
        const auto found = TRY(take_file(from, file.path, to));
        if (found.sha256 != file.sha256)
            return check_file(from, file);
    }
    return ok();
}

Status check_files(const Manifest& manifest, const std::string& folder, const Progress& progress)
{
    for (std::size_t i = 0; i < manifest.files.size(); ++i) {
        if (progress)
            progress("files", i, manifest.files.size());
        TRY(check_file(folder, manifest.files[i]));
    }
    return ok();
}

}  // namespace varde::store
