#include "ledger/entry.hpp"

#include "crypto/crypto.hpp"

#include <algorithm>
#include <charconv>

namespace varde::ledger {
namespace {

constexpr std::string_view first_line = "varde-ledger/v1";
constexpr std::size_t text_bytes_min = 80, text_bytes_max = 1024;

/// Lower-case words of letters, digits, `_` and `-`, each beginning with a letter, between dots.
bool is_event_name(std::string_view name)
{
    bool word_begins = true;
    for (char c : name) {
        const bool letter = c >= 'a' && c <= 'z';
        if (word_begins && !letter)
            return false;
        if (!letter && !(c >= '0' && c <= '9') && c != '_' && c != '-' && c != '.')
            return false;
        word_begins = c == '.';
    }
    return !word_begins;
}

/// Takes `name value\n` from the front of `text`.
std::optional<std::string_view> take_line(std::string_view& text, std::string_view name)
{
    const auto end = text.find('\n');
    if (end == std::string_view::npos || !text.starts_with(name) || end <= name.size() ||
        text[name.size()] != ' ')
        return std::nullopt;
    const auto value = text.substr(name.size() + 1, end - name.size() - 1);
    text.remove_prefix(end + 1);
    return value;
}

template <std::size_t N>
bool read_hex(std::string_view text, std::array<std::uint8_t, N>& into)
{
    const auto bytes = from_hex(text);
    if (!bytes || bytes->size() != N)
        return false;
    std::copy(bytes->begin(), bytes->end(), into.begin());
    return true;
}

bool read_channel(std::string_view text, Entry& entry)
{
    const auto space = text.find(' ');
    if (space == std::string_view::npos)
        return false;
    const auto name = text.substr(0, space), number = text.substr(space + 1);
    if (name != "-" && !read_hex(name, entry.channel.emplace()))
        return false;
    const auto* end = number.data() + number.size();
    const auto [at, error] = std::from_chars(number.data(), end, entry.sequence);
    return error == std::errc{} && at == end;
}

/// True when all lines are there; whether each is spelt the one right way is seen elsewhere.
bool read_lines(std::string_view text, Entry& entry)
{
    if (!text.starts_with(first_line) || !text.substr(first_line.size()).starts_with('\n'))
        return false;
    text.remove_prefix(first_line.size() + 1);
    const auto event = take_line(text, "event");
    const auto object = event ? take_line(text, "object") : std::nullopt;
    const auto channel = object ? take_line(text, "channel") : std::nullopt;
    const auto time = channel ? take_line(text, "time") : std::nullopt;
    const auto commit = time ? take_line(text, "commit") : std::nullopt;
    if (!commit || !text.empty())
        return false;
    const auto at = parse_rfc3339(*time);
    if (!at)
        return false;
    entry.event = *event;
    entry.time = *at;
    return read_hex(*object, entry.object.bytes) && read_channel(*channel, entry) &&
           read_hex(*commit, entry.commit);
}

bool can_be_written(const Entry& entry)
{
    return is_event_name(entry.event) && entry.sequence >= 0 &&
           (entry.channel || entry.sequence == 0);
}

std::string written(const Entry& entry)
{
    std::string text;
    text.reserve(256);
    text.append(first_line).append("\nevent ").append(entry.event);
    text.append("\nobject ").append(to_hex(entry.object.bytes)).append("\nchannel ");
    text.append(entry.channel ? to_hex(*entry.channel) : "-");
    text.append(" ").append(std::to_string(entry.sequence));
    text.append("\ntime ").append(rfc3339_seconds(entry.time));
    text.append("\ncommit ").append(to_hex(entry.commit)).append("\n");
    return text;
}

const Hash& commitment_key()
{
    static const Hash key = crypto::sha256(bytes_of("varde-ledger/v1 commitment"));
    return key;
}

}  // namespace

std::string to_text(const Entry& entry)
{
    CHECK(can_be_written(entry));
    auto text = written(entry);
    CHECK(text.size() >= text_bytes_min && text.size() <= text_bytes_max);
    return text;
}

Result<Entry> parse_entry(std::string_view text)
{
    Entry entry;
    // Writing it again finds every other spelling of the same values: upper-case hex, leading
    // zeros, fractions of a second, other time zones.
    if (text.size() < text_bytes_min || text.size() > text_bytes_max || !read_lines(text, entry) ||
        !can_be_written(entry) || written(entry) != text)
        return Error{ErrorCode::malformed, "not a ledger entry of version 1"};
    return entry;
}

Hash commitment(ByteView opening, ByteView content)
{
    CHECK(opening.size() == 32);
    return crypto::hmac_sha256(commitment_key(), {opening, content});
}

Hash leaf_hash(std::string_view entry)
{
    constexpr std::array<std::uint8_t, 1> leaf_prefix{0x00};
    return crypto::sha256({leaf_prefix, bytes_of(entry)});
}

Hash node_hash(const Hash& left, const Hash& right)
{
    std::array<std::uint8_t, 65> node;
    node[0] = 0x01;
    std::copy(left.begin(), left.end(), node.begin() + 1);
    std::copy(right.begin(), right.end(), node.begin() + 33);
    return crypto::sha256(node);
}

Hash empty_root() { return crypto::sha256(ByteView{}); }

}  // namespace varde::ledger
