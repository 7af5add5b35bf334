#include "ledger/checkpoint.hpp"

#include "ledger/note.hpp"

#include <algorithm>
#include <charconv>
#include <limits>

namespace varde::ledger {
namespace {

constexpr std::uint8_t ed25519 = 0x01;  // The signature type.

std::string signed_text(const Checkpoint& checkpoint)
{
    return checkpoint.origin + "\n" + std::to_string(checkpoint.size) + "\n" +
           to_base64(checkpoint.root) + "\n";
}

std::optional<std::string_view> take_line(std::string_view& text)
{
    const auto end = text.find('\n');
    if (end == std::string_view::npos)
        return std::nullopt;
    const auto line = text.substr(0, end);
    text.remove_prefix(end + 1);
    return line;
}

/// Extension lines are refused: nobody could audit what they say.
Result<Checkpoint> parse_checkpoint(std::string_view text)
{
    auto rest = text;
    const auto origin = take_line(rest);
    const auto size = origin ? take_line(rest) : std::nullopt;
    const auto root = size ? take_line(rest) : std::nullopt;
    const auto root_bytes = root ? from_base64(*root) : std::nullopt;
    const Error wrong_form{ErrorCode::invalid, "not a checkpoint"};
    if (!root_bytes || root_bytes->size() != sizeof(Hash))
        return wrong_form;
    Checkpoint checkpoint{.origin = std::string(*origin)};
    std::copy(root_bytes->begin(), root_bytes->end(), checkpoint.root.begin());
    const auto read = std::from_chars(size->data(), size->data() + size->size(), checkpoint.size);
    // Writing it again finds leading zeros and whatever else stands in the text.
    if (read.ec != std::errc{} || signed_text(checkpoint) != text ||
        checkpoint.size > std::uint64_t(std::numeric_limits<std::int64_t>::max()))
        return wrong_form;
    return checkpoint;
}

}  // namespace

std::string_view origin_of(std::string_view note) { return note.substr(0, note.find('\n')); }

VerifierKey verifier_key(std::string name, const crypto::PublicKey& key)
{
    CHECK(is_key_name(name));
    const auto id = key_id(name, ed25519, key);
    return {std::move(name), id, key};
}

std::string to_text(const VerifierKey& key)
{
    Bytes typed{ed25519};
    typed.insert(typed.end(), key.key.begin(), key.key.end());
    return key.name + "+" + to_hex(key.id) + "+" + to_base64(typed);
}

Result<VerifierKey> parse_verifier_key(std::string_view text)
{
    const Error wrong_form{ErrorCode::invalid, "not a verifier key of an Ed25519 log"};
    const auto name_end = text.find('+');
    const auto id_end = text.find('+', name_end == std::string_view::npos ? 0 : name_end + 1);
    if (name_end == std::string_view::npos || id_end == std::string_view::npos)
        return wrong_form;
    const auto typed = from_base64(text.substr(id_end + 1));
    crypto::PublicKey bytes{};
    if (!is_key_name(text.substr(0, name_end)) || !typed || typed->size() != bytes.size() + 1)
        return wrong_form;
    std::copy(typed->begin() + 1, typed->end(), bytes.begin());
    auto key = verifier_key(std::string(text.substr(0, name_end)), bytes);
    if (to_text(key) != text)  // Another type, or an id that is not this key's.
        return wrong_form;
    return key;
}

std::string sign(const Checkpoint& checkpoint, const crypto::SigningKey& key)
{
    return sign_text(signed_text(checkpoint), checkpoint.origin, key);
}

std::string sign_text(const std::string& text, const std::string& name,
                      const crypto::SigningKey& key)
{
    CHECK(is_key_name(name));
    const auto signature = key.sign(bytes_of(text));
    const SignatureLine line{.name = name,
                             .id = key_id(name, ed25519, key.public_key()),
                             .signature = {signature.begin(), signature.end()}};
    return text + "\n" + to_text(line);
}

Result<Checkpoint> verify_note(std::string_view note, const VerifierKey& key)
{
    const auto parsed = TRY(parse_note(note));
    auto checkpoint = TRY(parse_checkpoint(parsed.text));
    if (checkpoint.origin != key.name)
        return Error{ErrorCode::invalid, "the checkpoint is of another log"};
    bool found = false;
    for (const auto& line : parsed.signatures) {
        if (line.name != key.name || line.id != key.id)
            continue;
        if (!crypto::verify(key.key, bytes_of(parsed.text), line.signature))
            return Error{ErrorCode::invalid, "the log's signature is wrong"};
        found = true;
    }
    if (!found)
        return Error{ErrorCode::invalid, "the checkpoint is not signed with the log's key"};
    return checkpoint;
}

}  // namespace varde::ledger
