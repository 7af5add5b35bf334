#include "base/bytes.hpp"

#include "base/check.hpp"

namespace varde {
namespace {

constexpr std::string_view hex_digits = "0123456789abcdef";
constexpr std::string_view base64_digits =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::string_view base32_digits = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

int hex_value(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

int base64_value(char c)
{
    if (c >= 'A' && c <= 'Z')
        return c - 'A';
    if (c >= 'a' && c <= 'z')
        return c - 'a' + 26;
    if (c >= '0' && c <= '9')
        return c - '0' + 52;
    return c == '+' ? 62 : c == '/' ? 63 : -1;
}

int base32_value(char c)
{
    if (c >= 'a' && c <= 'z')
        c = char(c - 'a' + 'A');
    if (c == 'O')
        c = '0';
    if (c == 'I' || c == 'L')
        c = '1';
    const auto at = base32_digits.find(c);
    return at == std::string_view::npos ? -1 : int(at);
}

}  // namespace

std::string to_hex(ByteView bytes)
{
    std::string text(bytes.size() * 2, '\0');
    auto* to = text.data();
    for (auto byte : bytes) {
        *to++ = hex_digits[byte >> 4];
        *to++ = hex_digits[byte & 15];
    }
    return text;
}

std::optional<Bytes> from_hex(std::string_view text)
{
    if (text.size() % 2 != 0)
        return std::nullopt;
    Bytes bytes;
    bytes.reserve(text.size() / 2);
    for (std::size_t i = 0; i < text.size(); i += 2) {
        const int high = hex_value(text[i]), low = hex_value(text[i + 1]);
        if (high < 0 || low < 0)
            return std::nullopt;
        bytes.push_back(std::uint8_t(high << 4 | low));
    }
    return bytes;
}

std::string to_base64(ByteView bytes)
{
    std::string text((bytes.size() + 2) / 3 * 4, '=');
    auto* to = text.data();
    for (std::size_t i = 0; i < bytes.size(); i += 3, to += 4) {
        const auto left = bytes.size() - i;
        const std::uint32_t group = std::uint32_t(bytes[i]) << 16 |
                                    (left > 1 ? std::uint32_t(bytes[i + 1]) << 8 : 0) |
                                    (left > 2 ? std::uint32_t(bytes[i + 2]) : 0);
        to[0] = base64_digits[group >> 18 & 63];
        to[1] = base64_digits[group >> 12 & 63];
        if (left > 1)
            to[2] = base64_digits[group >> 6 & 63];
        if (left > 2)
            to[3] = base64_digits[group & 63];
    }
    return text;
}

std::optional<Bytes> from_base64(std::string_view text)
{
    if (text.size() % 4 != 0)
        return std::nullopt;
    Bytes bytes;
    bytes.reserve(text.size() / 4 * 3);
    for (std::size_t i = 0; i < text.size(); i += 4) {
        const bool last = i + 4 == text.size();
        const int padding = !last ? 0 : text[i + 2] == '=' ? 2 : text[i + 3] == '=' ? 1 : 0;
        std::uint32_t group = 0;
        for (std::size_t k = 0; k < 4; ++k) {
            const bool padded = k >= std::size_t(4 - padding);
            const int value = padded ? 0 : base64_value(text[i + k]);
            if (value < 0 || (padded && text[i + k] != '='))
                return std::nullopt;
            group = group << 6 | std::uint32_t(value);
        }
        if ((padding == 1 && (group & 0xff)) || (padding == 2 && (group & 0xffff)))
            return std::nullopt;  // Bits that no byte holds: a second spelling of the same bytes.
        for (int k = 0; k < 3 - padding; ++k)
            bytes.push_back(std::uint8_t(group >> (16 - 8 * k)));
    }
    return bytes;
}

std::string to_base32(ByteView bytes)
{
    CHECK(bytes.size() % 5 == 0);
    std::string text;
    for (std::size_t i = 0; i < bytes.size(); i += 5) {
        std::uint64_t group = 0;
        for (std::size_t k = 0; k < 5; ++k)
            group = group << 8 | bytes[i + k];
        for (int shift = 35; shift >= 0; shift -= 5)
            text += base32_digits[group >> shift & 31];
    }
    return text;
}

std::optional<Bytes> from_base32(std::string_view text)
{
    Bytes bytes;
    std::uint64_t group = 0;
    int held = 0;
    for (char c : text) {
        if (c == '-' || c == ' ')
            continue;
        const int value = base32_value(c);
        if (value < 0)
            return std::nullopt;
        group = group << 5 | std::uint64_t(value);
        if (++held == 8) {
            for (int shift = 32; shift >= 0; shift -= 8)
                bytes.push_back(std::uint8_t(group >> shift));
            group = 0;
            held = 0;
        }
    }
    if (held != 0)
        return std::nullopt;
    return bytes;
}

void append_u32(Bytes& to, std::uint32_t value)
{
    for (int shift = 24; shift >= 0; shift -= 8)
        to.push_back(std::uint8_t(value >> shift));
}

void append_u64(Bytes& to, std::uint64_t value)
{
    for (int shift = 56; shift >= 0; shift -= 8)
        to.push_back(std::uint8_t(value >> shift));
}

}  // namespace varde
