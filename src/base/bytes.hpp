// Bytes as text and back: hex, base64 (RFC 4648 section 4, padded) and Crockford base32.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace varde {

using Bytes = std::vector<std::uint8_t>;
using ByteView = std::span<const std::uint8_t>;
using Hash = std::array<std::uint8_t, 32>;  ///< A SHA-256 value.

inline ByteView bytes_of(std::string_view text)
{
    return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}
inline std::string_view text_of(ByteView bytes)
{
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

std::string to_hex(ByteView bytes);  ///< Lower case.
std::optional<Bytes> from_hex(std::string_view text);

std::string to_base64(ByteView bytes);
std::optional<Bytes> from_base64(std::string_view text);  ///< Refuses missing or wrong padding.

/// Crockford's alphabet without I, L, O and U: for codes that people read aloud and type.
/// `bytes.size()` must be a multiple of 5; eight characters come from each five bytes.
std::string to_base32(ByteView bytes);
/// Reads upper and lower case, takes I and L as 1 and O as 0, and skips hyphens and spaces.
std::optional<Bytes> from_base32(std::string_view text);

/// Appends big-endian numbers, as wire formats want them.
void append_u32(Bytes& to, std::uint32_t value);
void append_u64(Bytes& to, std::uint64_t value);

}  // namespace varde
