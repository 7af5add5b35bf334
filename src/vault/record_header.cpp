#include "vault/record_header.hpp"

#include <algorithm>

namespace varde::vault {
namespace {

constexpr std::string_view magic = "VARD";
constexpr std::uint8_t version = 1;
constexpr std::size_t object_at = 6, epoch_at = 22, commitment_at = 26, nonce_at = 58;
static_assert(record_header_bytes == nonce_at + std::tuple_size_v<crypto::Nonce>);

Hash key_commitment(const crypto::Key& key)
{
    return crypto::sha256({bytes_of("varde key commitment v1"), key.view()});
}

}  // namespace

Bytes record_header(Suite suite, const crypto::Key& key, const Uuid& object, std::uint32_t epoch)
{
    Bytes header;
    header.reserve(record_header_bytes);
    header.assign(magic.begin(), magic.end());
    header.push_back(version);
    header.push_back(std::uint8_t(suite));
    header.insert(header.end(), object.bytes.begin(), object.bytes.end());
    append_u32(header, epoch);
    const auto commitment = key_commitment(key);
    header.insert(header.end(), commitment.begin(), commitment.end());
    CHECK(header.size() == nonce_at);
    return header;
}

Result<RecordHeader> check_record_header(Suite suite, const crypto::Key& key, const Uuid& object,
                                         ByteView record)
{
    const auto refusal = [](const char* why) { return Error{ErrorCode::internal, why}; };
    if (record.size() < record_header_bytes)
        return refusal("a sealed record is cut short");
    if (text_of(record.first(magic.size())) != magic || record[4] != version ||
        record[5] != std::uint8_t(suite))
        return refusal("a sealed record has an unknown form");
    if (!std::ranges::equal(record.subspan(object_at, epoch_at - object_at), object.view()))
        return refusal("a sealed record is of another object");
    const auto commitment = record.subspan(commitment_at, nonce_at - commitment_at);
    if (!crypto::equal_in_constant_time(commitment, key_commitment(key)))
        return refusal("a sealed record is sealed under another key");
    RecordHeader header{.authenticated = record.first(nonce_at)};
    const auto nonce = record.subspan(nonce_at, header.nonce.size());
    std::copy(nonce.begin(), nonce.end(), header.nonce.begin());
    return header;
}

}  // namespace varde::vault
