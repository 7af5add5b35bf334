// What a case system is given of a delivery, and by what it proves that it still has it.
#pragma once

#include "acts/services.hpp"
#include "domain/readback/readback.hpp"
#include "vault/record.hpp"

namespace varde::acts {

struct PackageFile {
    int number = 0;  ///< From 1.
    std::string name;
    std::string media_type;
    std::uint64_t bytes = 0;
    Hash sha256{};
    UploadId upload;
};

/// The report as its sender sent it: byte for byte, and its files in order.
struct Package {
    Bytes document;
    std::vector<PackageFile> files;
};
/// Problem `report-erased` when it was.
Result<Package> package_of(const Services& services, store::Reading& reading,
                           const ReportId& report);

/// Whether this error says that what we hold of a report is damaged or gone: no refusal, and no
/// outage that passes.
bool is_damage(const Error& error);

/// Whether we can read all of it, or the report was erased: nothing stands in the way of asking
/// for it. Blocks as `answer_to` does. An error: nobody knows now.
Result<bool> can_be_read(const Services& services, store::Reading& reading, const ReportId& report);

/// Opens one of its files. `internal` when it is damaged or the disk cannot read it.
Result<vault::SealedFileReader> open_file(const Services& services, store::Reading& reading,
                                          const ReportId& report, int number);

/// The question of this round: when it was asked, and 24 bytes that only we can compute and that
/// stand nowhere. With the time in it a round that a copy of ours repeats has another.
Hash nonce_of(const Services& services, const domain::Readback& readback);
/// Whether it was the question of this round.
bool is_nonce_of(const Services& services, const DeliveryId& delivery, std::int64_t round,
                 const Hash& nonce);

/// The right answer: HMAC-SHA256, its key the nonce, over the document and then each file. Reads
/// all of them: blocks as long as the disk takes. `internal` when a file cannot be read.
Result<Hash> answer_to(const Services& services, store::Reading& reading, const ReportId& report,
                       const Hash& nonce);

/// By which this delivery's questions are spread over the nights.
std::uint64_t draw_of(const Services& services, const DeliveryId& delivery);

}  // namespace varde::acts
