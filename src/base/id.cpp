#include "base/id.hpp"

#include "base/check.hpp"

namespace varde {

Uuid make_uuid(Timestamp at, Random& random)
{
    Uuid id;
    random.fill(std::span(id.bytes).subspan(6));
    const auto ms = std::uint64_t(at.unix_us / 1000);
    for (int i = 0; i < 6; ++i)
        id.bytes[std::size_t(i)] = std::uint8_t(ms >> (40 - 8 * i));
    id.bytes[6] = std::uint8_t(0x70 | (id.bytes[6] & 0x0f));
    id.bytes[8] = std::uint8_t(0x80 | (id.bytes[8] & 0x3f));
    return id;
}

std::string to_string(const Uuid& id)
{
    auto text = to_hex(id.bytes);
    for (auto at : {20, 16, 12, 8})
        text.insert(std::size_t(at), 1, '-');
    return text;
}

std::optional<Uuid> parse_uuid(std::string_view text)
{
    if (text.size() != 36)
        return std::nullopt;
    std::string digits;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool hyphen = i == 8 || i == 13 || i == 18 || i == 23;
        if (hyphen != (text[i] == '-'))
            return std::nullopt;
        if (!hyphen)
            digits += text[i];
    }
    const auto bytes = from_hex(digits);
    if (!bytes)
        return std::nullopt;
    return uuid_of(*bytes);
}

Uuid uuid_of(ByteView bytes)
{
    CHECK(bytes.size() == 16);
    Uuid id;
    std::copy(bytes.begin(), bytes.end(), id.bytes.begin());
    return id;
}

}  // namespace varde
