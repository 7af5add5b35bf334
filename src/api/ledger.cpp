#include "api/ledger.hpp"

#include <charconv>

namespace varde::api {
namespace {

constexpr std::string_view plain = "text/plain; charset=utf-8", binary = "application/octet-stream";
constexpr std::string_view for_ever = "public, max-age=31536000, immutable";
constexpr std::string_view for_seconds = "public, max-age=5";
/// For what only one reader may see.
constexpr std::string_view for_reader = "private, max-age=31536000, immutable";

/// A text of ours as a resource with a tag by which a cache asks whether it is still the same.
http::Response resource(const http::RequestHead& head, std::string body,
                        std::string_view content_type, std::string_view kept)
{
    const auto tag = "\"" + to_hex(crypto::sha256(bytes_of(body))).substr(0, 32) + "\"";
    const auto known = head.header("if-none-match");
    http::Response response{.content_type = std::string(content_type),
                            .body = std::move(body),
                            .headers = {{"Cache-Control", std::string(kept)}, {"ETag", tag}}};
    if (known == "*" || known.find(tag) != std::string_view::npos) {
        response.status = 304;
        response.content_type.clear();
        response.body.clear();
    }
    return response;
}

/// `invalid` for what is no whole number.
Result<std::optional<std::uint64_t>> number_in_query(const Call& call, std::string_view name)
{
    const auto text = call.query(name);
    if (text.empty())
        return std::optional<std::uint64_t>{};
    std::uint64_t number = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
    if (read.ec != std::errc{} || read.ptr != text.data() + text.size() || number >> 62 != 0)
        return Error{.code = ErrorCode::invalid,
                     .message = "The query cannot be used.",
                     .faults = {{"?" + std::string(name), "must be a whole number"}}};
    return std::optional(number);
}

/// As a label's value: a policy may call a witness what it likes.
std::string escaped(std::string_view text)
{
    std::string value;
    for (const char c : text) {
        if (c == '"' || c == '\\')
            value += '\\';
        value += c;
    }
    return value;
}

}  // namespace

void see_checkpoint(Call call)
{
    call.answer(acts::published_checkpoint(call.services()), [&](std::string note) {
        return resource(call.request, std::move(note), plain, for_seconds);
    });
}

void see_tile(Call call)
{
    call.answer(acts::ledger_tile(call.services(), call.path_value("path")), [&](std::string tile) {
        return resource(call.request, std::move(tile), binary, for_ever);
    });
}

void see_entries(Call call)
{
    const bool for_anyone = call.site.public_entries;
    call.answer(
        acts::ledger_entries(call.services(), call.actor(), for_anyone, call.path_value("path")),
        [&](std::string entries) {
            return resource(call.request, std::move(entries), binary,
                            for_anyone ? for_ever : for_reader);
        });
}

void see_proof(Call call)
{
    const auto index = number_in_query(call, "index"), size = number_in_query(call, "size");
    if (!index || !size)
        return call.answer(problem_response(index ? size.error() : index.error()));
    if (!index.value())
        return call.answer(problem_response({.code = ErrorCode::invalid,
                                             .message = "Say of which entry.",
                                             .faults = {{"?index", "must be given"}}}));
    call.answer(acts::ledger_proof(call.services(), *index.value(), size.value()),
                [&](std::string proof) {
                    return resource(call.request, std::move(proof), plain, for_seconds);
                });
}

std::string ledger_metrics(acts::Services& services)
{
    const auto ages = acts::ledger_ages(services);
    if (!ages)
        return {};
    std::string text;
    if (const auto age = ages.value().checkpoint_seconds)
        text += "# HELP varde_checkpoint_age_seconds Since the ledger's newest checkpoint was "
                "published; a beat is 60.\n# TYPE varde_checkpoint_age_seconds gauge\n"
                "varde_checkpoint_age_seconds " +
                std::to_string(*age) + "\n";
    text += "# HELP varde_witness_age_seconds Since a witness last signed a checkpoint.\n"
            "# TYPE varde_witness_age_seconds gauge\n";
    for (const auto& [witness, age] : ages.value().witness_seconds)
        text += "varde_witness_age_seconds{witness=\"" + escaped(witness) + "\"} " +
                std::to_string(age) + "\n";
    return text;
}

}  // namespace varde::api
