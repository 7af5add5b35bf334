#include "ledger/witness.hpp"

#include "ledger/entry.hpp"
#include "ledger/tree.hpp"

#include <algorithm>
#include <charconv>

namespace varde::ledger {
namespace {

constexpr std::size_t hashes_max = 63;

std::optional<std::string_view> take_line(std::string_view& text)
{
    const auto end = text.find('\n');
    if (end == std::string_view::npos)
        return std::nullopt;
    const auto line = text.substr(0, end);
    text.remove_prefix(end + 1);
    return line;
}

std::optional<std::uint64_t> size_in(std::string_view text)
{
    std::uint64_t size = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), size);
    if (read.ec != std::errc{} || std::to_string(size) != text)
        return std::nullopt;
    return size;
}

std::optional<Hash> hash_in(std::string_view line)
{
    const auto bytes = from_base64(line);
    if (!bytes || bytes->size() != sizeof(Hash))
        return std::nullopt;
    Hash hash;
    std::copy(bytes->begin(), bytes->end(), hash.begin());
    return hash;
}

bool continues(const AddCheckpoint& request, const WitnessedHead& from, const Checkpoint& to)
{
    if (from.size == to.size)
        return request.proof.empty() && from.root == to.root;
    if (from.size == 0)
        return request.proof.empty();
    return consistency_holds(from.size, from.root, to.size, to.root, request.proof);
}

}  // namespace

std::string to_text(const AddCheckpoint& request)
{
    auto text = "old " + std::to_string(request.old_size) + "\n";
    for (const auto& hash : request.proof)
        text += to_base64(hash) + "\n";
    return text + "\n" + request.note;
}

Result<AddCheckpoint> parse_add_checkpoint(std::string_view text)
{
    const Error wrong_form{ErrorCode::malformed, "not a request to add a checkpoint"};
    const auto first = take_line(text);
    const auto size =
        first && first->starts_with("old ") ? size_in(first->substr(4)) : std::nullopt;
    if (!size)
        return wrong_form;
    AddCheckpoint request{.old_size = *size};
    for (;;) {
        const auto line = take_line(text);
        if (!line)
            return wrong_form;
        if (line->empty())
            break;
        const auto hash = hash_in(*line);
        if (!hash || request.proof.size() == hashes_max)
            return wrong_form;
        request.proof.push_back(*hash);
    }
    TRY(parse_note(text));
    request.note = text;
    return request;
}

Considered consider(const AddCheckpoint& request, const std::vector<TrustedLog>& logs,
                    const std::optional<WitnessedHead>& head)
{
    Considered considered;
    for (const auto& log : logs) {
        if (log.key.name != origin_of(request.note))
            continue;
        considered.log = &log;
        considered.verdict = Verdict::not_trusted;
        if (auto checkpoint = verify_note(request.note, log.key)) {
            considered.checkpoint = std::move(checkpoint).value();
            break;
        }
    }
    if (!considered.log || considered.checkpoint.origin.empty())
        return considered;
    const auto from = head.value_or(WitnessedHead{0, empty_root()});
    if (request.old_size > considered.checkpoint.size)
        considered.verdict = Verdict::impossible;
    else if (request.old_size != from.size)
        considered.verdict = Verdict::other_size;
    else if (!continues(request, from, considered.checkpoint))
        considered.verdict = Verdict::no_continuation;
    else
        considered.verdict = Verdict::sign;
    return considered;
}

}  // namespace varde::ledger
