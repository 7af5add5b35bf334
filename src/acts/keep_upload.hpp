// Files that come before their report: sealed as they arrive, synced, then known by an id.
#pragma once

#include "acts/services.hpp"
#include "vault/record.hpp"

namespace varde::acts {

inline constexpr std::uint64_t upload_bytes_max = 25ull * 1024 * 1024;
inline constexpr std::size_t attachments_max = 10;
inline constexpr std::int64_t upload_seconds_unused = 24 * 3600;

/// What bytes get that do not have the digest their sender stated: nothing of them is kept.
Error digest_mismatch();

struct KeptUpload {
    UploadId id;
    std::uint64_t bytes = 0;
    Hash sha256{};
};

/// One file under way. Dropped before `commit`, it leaves nothing behind.
class UploadWriter {
public:
    /// `unauthenticated` or `forbidden` for who may not send; `invalid` for an unusable media type.
    static Result<UploadWriter> open(Services& services, const domain::Actor& actor,
                                     std::string media_type);
    /// `too_large` above the limit.
    Status write(std::string_view bytes);
    /// Bytes on disk, then the row that knows them: if we stop between the two, the file is
    /// unknown and swept. A file without the digest that its sender `stated` is erased.
    void commit(Done<KeptUpload> done, const std::optional<Hash>& stated = {});

private:
    UploadWriter(Services& services, store::Upload upload, vault::SealedFileWriter file)
        : services_(&services), upload_(std::move(upload)), file_(std::move(file))
    {
    }
    Services* services_;
    store::Upload upload_;
    vault::SealedFileWriter file_;
};

/// Erases uploads that no report used within a day. Run now and then.
void sweep_uploads(Services& services, Done<std::size_t> done);

/// Erases files that a stop left without a row, and so without a meaning: nothing acknowledged
/// them. Run at start, before uploads come in.
Status sweep_orphans(Services& services);

/// Opens an attachment for reading; the reading is recorded before the first byte leaves.
struct OpenAttachment {
    std::string name;
    std::string media_type;
    std::uint64_t bytes = 0;
    vault::SealedFileReader reader;
};
void open_attachment(Services& services, const domain::Actor& actor, const DeliveryId& delivery,
                     int number, Done<OpenAttachment> done);

}  // namespace varde::acts
