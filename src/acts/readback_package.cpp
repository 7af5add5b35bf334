#include "acts/readback_package.hpp"

#include "acts/accept_report.hpp"
#include "crypto/hmac.hpp"

#include <algorithm>

namespace varde::acts {
namespace {

Hash keyed(const Services& services, std::string_view purpose, const DeliveryId& delivery,
           std::int64_t number)
{
    const auto text = std::to_string(number);
    return crypto::hmac_sha256(services.vault.lookup_secret().view(),
                               {bytes_of(purpose), delivery.view(), bytes_of(text)});
}

Hash nonce_asked(const Services& services, const DeliveryId& delivery, std::int64_t round,
                 std::int64_t asked_us)
{
    const auto secret =
        keyed(services, "readback nonce " + std::to_string(asked_us) + " ", delivery, round);
    Hash nonce{};
    for (std::size_t i = 0; i < 8; ++i)
        nonce[i] = std::uint8_t(std::uint64_t(asked_us) >> (56 - 8 * i));
    std::ranges::copy_n(secret.begin(), 24, nonce.begin() + 8);
    return nonce;
}

/// A file that cannot be read is our fault, whatever the disk says of it.
Error unreadable(const Error& error) { return {ErrorCode::internal, error.message}; }

Result<vault::SealedFileReader> reader_of(const Services& services, const store::Upload& upload)
{
    const auto key = TRY(services.vault.unwrap(upload.id.uuid, upload.wrap));
    auto reader = vault::SealedFileReader::open(services.store.attachment_path(upload.id), key,
                                                upload.id.uuid);
    if (!reader)
        return unreadable(reader.error());
    return reader;
}

Result<Bytes> document_of(store::Reading& reading, const store::ReportKey& key,
                          const ReportId& report)
{
    const auto sealed = TRY(reading.content(report));
    if (!sealed)
        return Error{ErrorCode::internal, "this report's content is not there"};
    return vault::open_record(key.key, report.uuid, *sealed);
}

}  // namespace

Result<Package> package_of(const Services& services, store::Reading& reading,
                           const ReportId& report)
{
    const auto key = TRY(report_key(services, reading, report));
    Package package{.document = TRY(document_of(reading, key, report))};
    const auto row = TRY(reading.report(report));
    const auto accepted = row ? TRY(reading.event_at(row->position)) : std::nullopt;
    if (!accepted)
        return Error{ErrorCode::internal, "this report's first event is not there"};
    const auto fact = TRY(store::open_fact(key, report, accepted->sealed));
    const auto details = TRY(read_details(fact.extra));
    for (const auto& [number, upload] : TRY(reading.attachments(report))) {
        const auto index = std::size_t(number) - 1;
        package.files.push_back({number,
                                 index < details.attachment_names.size()
                                     ? details.attachment_names[index]
                                     : std::string{},
                                 upload.media_type, upload.bytes, upload.sha256, upload.id});
    }
    return package;
}

bool is_damage(const Error& error)
{
    return error.code == ErrorCode::internal ||
           (error.code == ErrorCode::not_found && error.problem != "report-erased");
}

Result<bool> can_be_read(const Services& services, store::Reading& reading, const ReportId& report)
{
    const auto read = answer_to(services, reading, report, Hash{});
    if (read || read.error().problem == "report-erased")
        return true;
    if (is_damage(read.error()))
        return false;
    return read.error();
}

Result<vault::SealedFileReader> open_file(const Services& services, store::Reading& reading,
                                          const ReportId& report, int number)
{
    for (const auto& [n, upload] : TRY(reading.attachments(report)))
        if (n == number)
            return reader_of(services, upload);
    return Error{ErrorCode::not_found, "The report has no such attachment."};
}

Hash nonce_of(const Services& services, const domain::Readback& readback)
{
    return nonce_asked(services, readback.delivery, readback.round,
                       readback.asked_at.value_or(Timestamp{}).unix_us);
}

bool is_nonce_of(const Services& services, const DeliveryId& delivery, std::int64_t round,
                 const Hash& nonce)
{
    std::uint64_t asked = 0;
    for (std::size_t i = 0; i < 8; ++i)
        asked = asked << 8 | nonce[i];
    return crypto::equal_in_constant_time(
        nonce_asked(services, delivery, round, std::int64_t(asked)), nonce);
}

Result<Hash> answer_to(const Services& services, store::Reading& reading, const ReportId& report,
                       const Hash& nonce)
{
    const auto key = TRY(report_key(services, reading, report));
    crypto::HmacSha256 mac(nonce);
    mac.add(TRY(document_of(reading, key, report)));
    for (const auto& attachment : TRY(reading.attachments(report))) {
        auto file = TRY(reader_of(services, attachment.upload));
        for (;;) {
            const auto bytes = file.next();
            if (!bytes)
                return unreadable(bytes.error());
            if (bytes.value().empty())
                break;
            mac.add(bytes.value());
        }
    }
    return mac.finish();
}

std::uint64_t draw_of(const Services& services, const DeliveryId& delivery)
{
    const auto hash = keyed(services, "readback draw", delivery, 0);
    std::uint64_t draw = 0;
    for (std::size_t i = 0; i < 8; ++i)
        draw = draw << 8 | hash[i];
    return draw;
}

}  // namespace varde::acts
