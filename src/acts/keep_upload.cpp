#include "acts/keep_upload.hpp"

#include "acts/acceptance.hpp"
#include "acts/handle_delivery.hpp"
#include "acts/keep_copies.hpp"
#include "base/text.hpp"

#include <filesystem>

namespace varde::acts {
namespace {

bool is_media_type(std::string_view text)
{
    const auto slash = text.find('/');
    return slash != std::string_view::npos && slash > 0 && slash + 1 < text.size() &&
           text.size() <= 100 && text.find_first_of(" ;,\"\\") == std::string_view::npos &&
           is_single_line(text) && is_utf8(text);
}

bool may_send_files(const domain::Actor& actor, Timestamp now)
{
    return std::any_of(actor.grants.begin(), actor.grants.end(),
                       [&](const auto& grant) { return grant.active_at(now); });
}

}  // namespace

Error digest_mismatch()
{
    return {.code = ErrorCode::malformed,
            .message = "What arrived does not have the digest that Content-Digest states: it was "
                       "changed or cut on the way. Nothing was stored; send it again.",
            .problem = "digest-mismatch"};
}

Result<UploadWriter> UploadWriter::open(Services& services, const domain::Actor& actor,
                                        std::string media_type)
{
    const auto now = services.clock.now();
    if (services.store.recovery())
        return store::refused_in_recovery();
    if (services.store.room() == store::Room::text_only)
        return Error{.code = ErrorCode::unavailable,
                     .message = "There is hardly any disk left here, and it is kept for text. The "
                                "file was not kept; send the report without it, and say in it that "
                                "there is a file.",
                     .problem = "no-room-for-files"};
    // Somebody without an account sends files inside the public form only.
    if (!actor.is_nobody() && !may_send_files(actor, now))
        return Error{ErrorCode::forbidden,
                     "You have no right to send for " + actor.organisation.name + "."};
    media_type = media_type.substr(0, media_type.find(';'));
    if (!is_media_type(media_type))
        return Error{.code = ErrorCode::invalid,
                     .message = "Say what the file is in Content-Type, such as image/jpeg.",
                     .problem = "media-type-unusable"};
    store::Upload upload{.id = {make_uuid(now, services.random)},
                         .owner_mac = upload_owner(services, actor),
                         .media_type = std::move(media_type),
                         .made_at = now};
    auto fresh = TRY(services.vault.fresh_key(upload.id.uuid, now));
    upload.wrap = std::move(fresh.wrap);
    auto file = TRY(vault::SealedFileWriter::create(services.store.attachment_path(upload.id),
                                                    fresh.key, upload.id.uuid, upload.wrap.epoch));
    return UploadWriter(services, std::move(upload), std::move(file));
}

Status UploadWriter::write(std::string_view bytes)
{
    if (file_.plain_bytes() + bytes.size() > upload_bytes_max)
        return Error{ErrorCode::too_large,
                     "A file may have at most 25 MB. It was not kept; the report can be sent "
                     "without it."};
    return file_.write(bytes_of(bytes));
}

void UploadWriter::commit(Done<KeptUpload> done, const std::optional<Hash>& stated)
{
    if (auto committed = file_.commit(); !committed)
        return done(std::move(committed).error());
    if (stated && *stated != file_.plain_digest()) {
        remove_files(*services_, upload_.id);
        return done(digest_mismatch());
    }
    if (!keep_copy(*services_, upload_.id)) {
        remove_files(*services_, upload_.id);
        return done(Error{ErrorCode::unavailable,
                          "The file was not kept: it could not be copied to the second disk. The "
                          "report can be sent without it."});
    }
    upload_.bytes = file_.plain_bytes();
    upload_.sha256 = file_.plain_digest();
    const KeptUpload kept{upload_.id, upload_.bytes, upload_.sha256};
    services_->store.write<Nothing>(
        [upload = upload_](store::Transaction& tx) { return tx.add_upload(upload); },
        [&services = *services_, kept, done = std::move(done)](Result<Nothing> outcome,
                                                               const store::Committed&) mutable {
            if (outcome)
                return done(kept);
            if (outcome.error().problem != "outcome-unknown")
                remove_files(services, kept.id);
            done(std::move(outcome).error());
        });
}

void sweep_uploads(Services& services, Done<std::size_t> done)
{
    const auto before = services.clock.now().plus_seconds(-upload_seconds_unused);
    auto unused = services.store.read(
        [&](store::Reading& reading) { return reading.unused_uploads_before(before); });
    if (!unused)
        return done(std::move(unused).error());
    services.store.write<std::vector<UploadId>>(
        [ids = std::move(unused).value()](store::Transaction& tx) -> Result<std::vector<UploadId>> {
            std::vector<UploadId> removed;
            for (const auto& id : ids)
                if (TRY(tx.remove_unused_upload(id)))
                    removed.push_back(id);
            return removed;
        },
        [&services, done = std::move(done)](Result<std::vector<UploadId>> removed,
                                            const store::Committed&) mutable {
            if (!removed)
                return done(std::move(removed).error());
            for (const auto& id : removed.value())
                remove_files(services, id);
            done(removed.value().size());
        });
}

Status sweep_orphans(Services& services)
{
    if (services.store.recovery())
        return ok();  // Rows may be missing, and then these files are all that is left.
    std::error_code error;
    std::filesystem::directory_iterator files(services.store.attachment_folder(), error);
    if (error)
        return Error{ErrorCode::unavailable,
                     "the attachment folder cannot be read: " + error.message()};
    for (const auto& file : files) {
        const auto id = parse_uuid(file.path().filename().string());
        const auto known = id ? TRY(services.store.read([&](store::Reading& reading) {
            return reading.upload(UploadId{*id});
        }))
                              : std::nullopt;
        // A name of ours with an ending is a file that was never finished.
        const bool ours = id || parse_uuid(file.path().stem().string());
        if (ours && !known)
            std::filesystem::remove(file.path(), error);
    }
    return ok();
}

void open_attachment(Services& services, const domain::Actor& actor, const DeliveryId& delivery,
                     int number, Done<OpenAttachment> done)
{
    // Opening the delivery decides access and records the reading; then the file may be opened.
    open_delivery(
        services, {.delivery = delivery, .actor = actor},
        [&services, number, done = std::move(done)](Result<DeliveryView> view) mutable {
            if (!view)
                return done(std::move(view).error());
            done(services.store.read([&](store::Reading& reading) -> Result<OpenAttachment> {
                const auto& report = view.value().delivery.report;
                for (const auto& [n, upload] : TRY(reading.attachments(report))) {
                    if (n != number)
                        continue;
                    const auto key = TRY(services.vault.unwrap(upload.id.uuid, upload.wrap));
                    auto reader = TRY(vault::SealedFileReader::open(
                        services.store.attachment_path(upload.id), key, upload.id.uuid));
                    return OpenAttachment{view.value().attachments[std::size_t(number) - 1].name,
                                          upload.media_type, upload.bytes, std::move(reader)};
                }
                return Error{ErrorCode::not_found, "The report has no such attachment."};
            }));
        });
}

}  // namespace varde::acts
