#include "ledger/note.hpp"

#include "base/text.hpp"
#include "crypto/crypto.hpp"

#include <algorithm>

namespace varde::ledger {
namespace {

constexpr std::string_view line_start = "\u2014 ";
constexpr std::size_t note_bytes_max = 1'000'000;
constexpr std::size_t signatures_max = 100;

/// What Unicode counts as white space beyond ASCII, as UTF-8.
constexpr std::array<std::string_view, 19> wide_spaces{
    "\u0085", "\u00a0", "\u1680", "\u2000", "\u2001", "\u2002", "\u2003",
    "\u2004", "\u2005", "\u2006", "\u2007", "\u2008", "\u2009", "\u200a",
    "\u2028", "\u2029", "\u202f", "\u205f", "\u3000"};

/// No control characters but line ends: what a note may consist of.
bool is_note_text(std::string_view text)
{
    const auto is_control = [](char c) { return std::uint8_t(c) < 0x20 && c != '\n'; };
    return std::none_of(text.begin(), text.end(), is_control) && is_utf8(text);
}

std::optional<SignatureLine> parse_line(std::string_view line)
{
    if (!line.starts_with(line_start))
        return std::nullopt;
    line.remove_prefix(line_start.size());
    const auto space = line.find(' ');
    if (space == std::string_view::npos)
        return std::nullopt;
    SignatureLine parsed{.name = line.substr(0, space)};
    const auto bytes = from_base64(line.substr(space + 1));
    if (!is_key_name(parsed.name) || !bytes || bytes->size() <= parsed.id.size())
        return std::nullopt;
    const auto id_end = bytes->begin() + std::ptrdiff_t(parsed.id.size());
    std::copy(bytes->begin(), id_end, parsed.id.begin());
    parsed.signature.assign(id_end, bytes->end());
    return parsed;
}

}  // namespace

KeyId key_id(std::string_view name, std::uint8_t type, ByteView key)
{
    const std::array<std::uint8_t, 2> between{'\n', type};
    const auto hash = crypto::sha256({bytes_of(name), between, key});
    KeyId id;
    std::copy_n(hash.begin(), id.size(), id.begin());
    return id;
}

bool is_key_name(std::string_view name)
{
    const auto is_barred = [](char c) { return std::uint8_t(c) <= 0x20 || c == 0x7f || c == '+'; };
    const auto is_in_name = [&](std::string_view space) { return name.contains(space); };
    return !name.empty() && is_utf8(name) && std::none_of(name.begin(), name.end(), is_barred) &&
           std::none_of(wide_spaces.begin(), wide_spaces.end(), is_in_name);
}

std::string to_text(const SignatureLine& line)
{
    Bytes bytes(line.id.begin(), line.id.end());
    bytes.insert(bytes.end(), line.signature.begin(), line.signature.end());
    std::string text(line_start);
    return text.append(line.name).append(" ").append(to_base64(bytes)).append("\n");
}

Result<Note> parse_note(std::string_view note)
{
    const Error wrong_form{ErrorCode::invalid, "not a signed note"};
    const auto blank_line = note.rfind("\n\n");
    if (note.size() > note_bytes_max || blank_line == std::string_view::npos ||
        !note.ends_with('\n') || !is_note_text(note))
        return wrong_form;
    Note parsed{.text = note.substr(0, blank_line + 1)};
    for (auto rest = note.substr(blank_line + 2); !rest.empty();) {
        const auto end = rest.find('\n');
        auto line = parse_line(rest.substr(0, end));
        if (!line || parsed.signatures.size() == signatures_max)
            return wrong_form;
        parsed.signatures.push_back(std::move(*line));
        rest.remove_prefix(end + 1);
    }
    if (parsed.signatures.empty())
        return wrong_form;
    return parsed;
}

}  // namespace varde::ledger
