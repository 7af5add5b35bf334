#include "ledger/cosignature.hpp"

#include <algorithm>

namespace varde::ledger {
namespace {

constexpr std::uint8_t cosignature = 0x04;  // The signature type.
constexpr std::size_t time_bytes = 8;

std::string cosigned_text(std::string_view text, std::uint64_t seconds)
{
    return "cosignature/v1\ntime " + std::to_string(seconds) + "\n" + std::string(text);
}

}  // namespace

WitnessKey witness_key(std::string name, const crypto::PublicKey& key)
{
    CHECK(is_key_name(name));
    const auto id = key_id(name, cosignature, key);
    return {std::move(name), id, key};
}

std::string to_text(const WitnessKey& key)
{
    Bytes typed{cosignature};
    typed.insert(typed.end(), key.key.begin(), key.key.end());
    return key.name + "+" + to_hex(key.id) + "+" + to_base64(typed);
}

Result<WitnessKey> parse_witness_key(std::string_view text)
{
    const Error wrong_form{ErrorCode::invalid, "not a verifier key of an Ed25519 witness"};
    const auto name_end = text.find('+');
    const auto id_end =
        name_end == std::string_view::npos ? name_end : text.find('+', name_end + 1);
    if (id_end == std::string_view::npos || !is_key_name(text.substr(0, name_end)))
        return wrong_form;
    const auto typed = from_base64(text.substr(id_end + 1));
    crypto::PublicKey bytes{};
    if (!typed || typed->size() != bytes.size() + 1)
        return wrong_form;
    std::copy(typed->begin() + 1, typed->end(), bytes.begin());
    auto key = witness_key(std::string(text.substr(0, name_end)), bytes);
    if (to_text(key) != text)  // Another type, or an id that is not this key's.
        return wrong_form;
    return key;
}

Result<std::string> cosign(std::string_view note, const std::string& name,
                           const crypto::SigningKey& key, Timestamp at)
{
    const auto parsed = TRY(parse_note(note));
    const auto seconds = std::uint64_t(at.unix_us / 1'000'000);
    const auto signature = key.sign(bytes_of(cosigned_text(parsed.text, seconds)));
    SignatureLine line{.name = name, .id = key_id(name, cosignature, key.public_key())};
    for (std::size_t i = time_bytes; i-- > 0;)
        line.signature.push_back(std::uint8_t(seconds >> (8 * i)));
    line.signature.insert(line.signature.end(), signature.begin(), signature.end());
    return to_text(line);
}

Result<std::optional<Timestamp>> cosigned_at(std::string_view note, const WitnessKey& key)
{
    const auto parsed = TRY(parse_note(note));
    std::optional<Timestamp> newest;
    for (const auto& line : parsed.signatures) {
        if (line.name != key.name || line.id != key.id)
            continue;
        const ByteView bytes(line.signature);
        const Error wrong{ErrorCode::invalid, "the signature of witness " + key.name + " is wrong"};
        if (bytes.size() < time_bytes || bytes[0] >= 0x80)
            return wrong;
        std::uint64_t seconds = 0;
        for (std::size_t i = 0; i < time_bytes; ++i)
            seconds = seconds << 8 | bytes[i];
        if (seconds > std::uint64_t(INT64_MAX / 1'000'000) ||
            !crypto::verify(key.key, bytes_of(cosigned_text(parsed.text, seconds)),
                            bytes.subspan(time_bytes)))
            return wrong;
        const Timestamp at{std::int64_t(seconds) * 1'000'000};
        newest = std::max(newest.value_or(at), at);
    }
    return newest;
}

}  // namespace varde::ledger
