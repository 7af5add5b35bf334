#include "acts/services.hpp"

#include "acts/kept_report.hpp"

namespace varde::acts {
namespace {

/// The first `bytes` of a keyed hash over parts that cannot run into one another.
Bytes mac(const crypto::Key& key, std::string_view purpose, std::string_view a, std::string_view b,
          std::size_t bytes)
{
    constexpr std::string_view separator("\0", 1);
    const auto full =
        crypto::hmac_sha256(key.view(), {bytes_of(purpose), bytes_of(separator), bytes_of(a),
                                         bytes_of(separator), bytes_of(b)});
    return {full.begin(), full.begin() + std::ptrdiff_t(bytes)};
}

}  // namespace

store::KeyMac key_mac(const Services& services, const RetryKey& key)
{
    store::KeyMac key_mac;
    std::ranges::copy(mac(services.vault.lookup_secret(), "retry key", key.scope, key.key, 16),
                      key_mac.begin());
    return key_mac;
}

Result<bool> done_before(const Services& services, store::Transaction& tx, const RetryKey& key,
                         std::string_view request, const ReportId& report)
{
    if (!key.given())
        return false;
    const auto digest = crypto::sha256(bytes_of(request));
    const auto earlier =
        TRY(tx.claim(key_mac(services, key), digest, report, services.clock.now()));
    if (earlier && earlier->request != digest)
        return Error{.code = ErrorCode::conflict,
                     .message = "This Idempotency-Key was used for something else here. Use a "
                                "new key for a new act.",
                     .problem = "idempotency-key-reused"};
    return earlier.has_value();
}

Bytes reference_mac(const Services& services, std::string_view scope, std::string_view reference)
{
    return mac(services.vault.lookup_secret(), "reference", scope, reference, 16);
}

domain::Channel channel_of(const Services& services, std::string_view sender, const UnitId& unit)
{
    const auto bytes = mac(services.vault.channel_secret(), "channel", sender, unit.text, 8);
    domain::Channel channel;
    std::copy(bytes.begin(), bytes.end(), channel.begin());
    return channel;
}

std::string unit_name(const Services& services, const UnitId& unit)
{
    const auto* found = services.pack.directory.find(unit);
    return found ? found->name : unit.text;
}

Result<store::ReportKey> report_key(const Services& services, store::Reading& reading,
                                    const ReportId& report)
{
    const auto wrap = TRY(reading.content_key(report));
    if (!wrap) {
        if (const auto gone = TRY(erased(services, reading, report)))
            return report_erased(services, *gone);
        return Error{ErrorCode::internal, "this report's key is not there"};
    }
    return store::ReportKey{TRY(services.vault.unwrap(report.uuid, *wrap)), wrap->epoch};
}

}  // namespace varde::acts
