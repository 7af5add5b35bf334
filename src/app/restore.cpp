#include "app/backup_progress.hpp"
#include "app/data_folder.hpp"
#include "base/durable_file.hpp"
#include "crypto/crypto.hpp"
#include "json/writer.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <filesystem>

namespace varde::app {

namespace fs = std::filesystem;
using Steady = std::chrono::steady_clock;

ShownProgress::ShownProgress() : shown_(::isatty(STDERR_FILENO) == 1), begun_(Steady::now()) {}

ShownProgress::~ShownProgress()
{
    if (shown_ && Steady::now() - begun_ > std::chrono::seconds(1))
        fmt::print(stderr, "\n");
}

store::Progress ShownProgress::teller() const
{
    if (!shown_)
        return nullptr;
    return [begun = begun_](std::string_view what, std::uint64_t done, std::uint64_t of) {
        if (Steady::now() - begun > std::chrono::seconds(1))
            fmt::print(stderr, "\r{}: {} of {}   ", what, done, of);
    };
}

std::string proof_json(const store::RestoreProof& proof)
{
    json::Writer w;
    w.object([&] {
        w("entries", proof.tree.size)("root", to_base64(proof.tree.root));
        w("receipts", proof.receipts)("contents", proof.contents);
        w("attachments", proof.attachments);
    });
    return w.take();
}

Result<store::RestoreProof> restore_into(const RestoreOptions& options)
{
    const auto data = TRY(store::read_manifest(options.from, "data"));
    const auto keys = TRY(store::read_manifest(options.keys, "keys"));
    std::error_code error;
    const auto target = fs::absolute(options.data).lexically_normal().string();
    if (fs::exists(target) && !fs::is_empty(target, error))
        return Error{ErrorCode::conflict,
                     options.data + " is not empty. A restore never writes over anything: give a "
                                    "new folder."};
    const auto partial = target + ".partial";
    fs::remove_all(partial, error);
    fs::create_directories(partial + "/keys", error);
    for (const auto& folder : {partial, partial + "/keys"})
        fs::permissions(folder, fs::perms::owner_all, error);
    const ShownProgress progress;
    TRY(store::copy_backup(keys, options.keys, partial + "/keys", nullptr));
    TRY(store::copy_backup(data, options.from, partial, progress.teller()));
    crypto::SystemRandom random;
    auto proof = TRY(store::prove(partial, partial + "/keys", random));
    if (proof.tree.size != data.entries)
        return Error{ErrorCode::conflict, options.from + "/manifest.json speaks of another tree "
                                                         "than varde.db holds."};
    auto settings = TRY(read_settings(partial));
    settings.lock = options.lock;
    settings.journal = options.journal;
    TRY(write_settings(partial, settings));
    TRY(rename_durably(partial, target));
    return proof;
}

}  // namespace varde::app
