#include "acts/keep_copies.hpp"

#include "base/durable_file.hpp"

#include <filesystem>

namespace varde::acts {
namespace {

namespace fs = std::filesystem;

std::string copy_path(const Services& services, const UploadId& id)
{
    return services.store.attachment_copy_folder() + "/" + to_string(id);
}

}  // namespace

Status keep_copy(const Services& services, const UploadId& id)
{
    const auto folder = services.store.attachment_copy_folder();
    if (folder.empty())
        return ok();
    TRY(make_folders(folder));
    return copy_durably(services.store.attachment_path(id), copy_path(services, id));
}

void remove_files(const Services& services, const UploadId& id)
{
    std::error_code ignored;  // A file that is gone already is what we want.
    fs::remove(services.store.attachment_path(id), ignored);
    if (!services.store.attachment_copy_folder().empty())
        fs::remove(copy_path(services, id), ignored);
}

Result<std::size_t> bring_back_copies(const Services& services)
{
    std::size_t brought = 0;
    const auto folder = services.store.attachment_copy_folder();
    if (folder.empty() || services.store.recovery())
        return brought;
    std::error_code error;
    for (const auto& copy : fs::directory_iterator(folder, error)) {
        const auto uuid = parse_uuid(copy.path().filename().string());
        const auto known = uuid ? TRY(services.store.read([&](store::Reading& reading) {
            return reading.upload(UploadId{*uuid});
        }))
                                : std::nullopt;
        if (!known) {
            fs::remove(copy.path(), error);  // Never acknowledged, or swept since.
            continue;
        }
        const auto path = services.store.attachment_path(known->id);
        if (fs::exists(path))
            continue;
        TRY(copy_durably(copy.path().string(), path));
        ++brought;
    }
    // A journal that began later than the store: what came before it is copied now.
    for (const auto& file : fs::directory_iterator(services.store.attachment_folder(), error)) {
        const auto uuid = parse_uuid(file.path().filename().string());
        if (!uuid || fs::exists(copy_path(services, {*uuid})))
            continue;
        if (auto copied = keep_copy(services, {*uuid}); !copied)
            return Error{ErrorCode::unavailable,
                         "The second disk does not take the copies of files that reports came "
                         "with: " +
                             copied.error().message +
                             ". Nothing was lost. Make room there, or take journal= out of "
                             "varde.conf until there is another disk."};
    }
    return brought;
}

}  // namespace varde::acts
