#include "ledger/checkpoint.hpp"
#include "ledger/tree.hpp"

#include <algorithm>
#include <charconv>

namespace varde::ledger {
namespace {

constexpr std::string_view first_line = "c2sp.org/tlog-proof@v1\n";
constexpr std::size_t path_length_max = 63;
constexpr std::size_t extra_bytes_max = 65'536;

/// Takes `prefix…\n` from the front of `text` and returns what stands for the dots.
std::optional<std::string_view> take_line(std::string_view& text, std::string_view prefix)
{
    const auto end = text.find('\n');
    if (end == std::string_view::npos || !text.starts_with(prefix))
        return std::nullopt;
    const auto value = text.substr(prefix.size(), end - prefix.size());
    text.remove_prefix(end + 1);
    return value;
}

bool read_extra(std::string_view& text, Proof& proof)
{
    const auto extra = take_line(text, "extra ");
    if (!extra)
        return true;
    proof.extra = from_base64(*extra);
    return proof.extra && proof.extra->size() <= extra_bytes_max;
}

bool read_index(std::string_view& text, Proof& proof)
{
    const auto index = take_line(text, "index ");
    if (!index)
        return false;
    const auto [at, error] =
        std::from_chars(index->data(), index->data() + index->size(), proof.index);
    return error == std::errc{} && std::to_string(proof.index) == *index;
}

/// The blank line after the path included.
bool read_path(std::string_view& text, Proof& proof)
{
    for (;;) {
        const auto line = take_line(text, "");
        if (!line)
            return false;
        if (line->empty())
            return true;
        const auto hash = from_base64(*line);
        if (!hash || hash->size() != sizeof(Hash) || proof.path.size() == path_length_max)
            return false;
        std::copy(hash->begin(), hash->end(), proof.path.emplace_back().begin());
    }
}

}  // namespace

std::string to_text(const Proof& proof)
{
    std::string text(first_line);
    if (proof.extra)
        text += "extra " + to_base64(*proof.extra) + "\n";
    text += "index " + std::to_string(proof.index) + "\n";
    for (const auto& hash : proof.path)
        text += to_base64(hash) + "\n";
    return text + "\n" + proof.note;
}

Result<Proof> parse_proof(std::string_view text)
{
    Proof proof;
    const bool begins = text.starts_with(first_line);
    auto rest = text.substr(begins ? first_line.size() : 0);
    if (!begins || !read_extra(rest, proof) || !read_index(rest, proof) ||
        !read_path(rest, proof) || rest.empty())
        return Error{ErrorCode::malformed, "not a proof of the form c2sp.org/tlog-proof@v1"};
    proof.note = rest;
    return proof;
}

Status verify_proof(const Proof& proof, const Hash& leaf, const VerifierKey& key)
{
    const auto checkpoint = TRY(verify_note(proof.note, key));
    if (proof.index >= checkpoint.size)
        return Error{ErrorCode::invalid, "the proof's index is outside the signed tree"};
    if (!inclusion_holds(leaf, proof.index, checkpoint.size, proof.path, checkpoint.root))
        return Error{ErrorCode::invalid, "the entry is not in the signed tree at this index"};
    return ok();
}

}  // namespace varde::ledger
