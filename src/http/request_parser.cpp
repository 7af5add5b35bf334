#include "http/request_parser.hpp"

#include "http/url.hpp"

#include <algorithm>

namespace varde::http {
namespace {

namespace beast_http = boost::beast::http;

constexpr std::size_t last_chunk_bytes_min = 5;         // Those of "0", CRLF, CRLF.
constexpr std::uint64_t reserve_bytes_max = 1'048'576;  // A promise of more is not believed yet.

std::string_view view(boost::beast::string_view text) { return {text.data(), text.size()}; }

char lower(char c) { return c >= 'A' && c <= 'Z' ? char(c | 0x20) : c; }

bool equals_ignoring_case(std::string_view a, std::string_view b)
{
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](char x, char y) { return lower(x) == lower(y); });
}

Method method_of(beast_http::verb verb)
{
    switch (verb) {
    case beast_http::verb::get:
        return Method::get;
    case beast_http::verb::head:
        return Method::head;
    case beast_http::verb::post:
        return Method::post;
    case beast_http::verb::put:
        return Method::put;
    case beast_http::verb::delete_:
        return Method::remove;
    default:
        return Method::other;
    }
}

/// `http://host/path` is allowed in place of `/path` (RFC 9112 3.2.2).
std::string_view without_authority(std::string_view target)
{
    for (std::string_view scheme : {"http://", "https://"}) {
        if (!equals_ignoring_case(target.substr(0, scheme.size()), scheme))
            continue;
        const auto rest = target.find_first_of("/?", scheme.size());
        return rest == std::string_view::npos ? std::string_view("/") : target.substr(rest);
    }
    return target;
}

}  // namespace

RequestParser::RequestParser(std::size_t header_bytes_max) : header_bytes_max_(header_bytes_max)
{
    header_limit(std::uint32_t(header_bytes_max));
    body_limit(boost::none);
}

Result<std::size_t> RequestParser::parse(std::string_view bytes)
{
    std::size_t used = 0;
    const bool in_head = !is_header_done();
    while (!is_done() && used < bytes.size()) {
        // Beast stops the process when it is shown a final chunk's first bytes twice. No body can
        // end in fewer, so nothing is lost by waiting.
        if (starved_in_body_ && bytes.size() - used < last_chunk_bytes_min)
            break;
        IoError error;
        const auto taken = put({bytes.data() + used, bytes.size() - used}, error);
        used += taken;
        if (in_head)
            header_bytes_ += taken;
        const bool starved = error == beast_http::error::need_more;
        if (error && !starved)
            return explain(error);
        starved_in_body_ = starved && !in_head;
        // What is neither complete nor taken is a header, a chunk's head or the trailer.
        const auto pending = (in_head ? header_bytes_ : 0) + (starved ? bytes.size() - used : 0);
        if (pending > header_bytes_max_)
            return explain(beast_http::error::header_limit);
        if (starved || (in_head && is_header_done()))
            break;
    }
    return used;
}

void RequestParser::accept_body(std::uint64_t bytes_max, bool whole_in_memory)
{
    body_bytes_max_ = bytes_max;
    whole_in_memory_ = whole_in_memory;
}

std::optional<std::uint64_t> RequestParser::body_bytes() const
{
    if (chunked())
        return std::nullopt;
    return content_length().value_or(0);
}

bool RequestParser::expects_continue() const
{
    return version_ >= 11 && equals_ignoring_case(request.header("expect"), "100-continue");
}

void RequestParser::on_request_impl(beast_http::verb verb, View, View target, int version,
                                    IoError& error)
{
    request.method = method_of(verb);
    version_ = version;
    take_target(view(target), error);
}

void RequestParser::take_target(std::string_view target, IoError& error)
{
    target = without_authority(target);
    const auto question = target.find('?');
    const auto path = percent_decode(target.substr(0, question));
    if (!path || path->find('\0') != std::string::npos)
        return refuse(ErrorCode::malformed, "The path is not validly percent-encoded.", error);
    request.path = path->empty() && question == 0 ? "/" : *path;
    if (!request.path.starts_with('/'))
        return refuse(ErrorCode::malformed, "The request target must be a path.", error);
    if (question != std::string_view::npos)
        request.query = target.substr(question + 1);
}

void RequestParser::on_field_impl(beast_http::field field, View raw_name, View raw_value,
                                  IoError& error)
{
    using Known = beast_http::field;
    if (is_header_done())
        return;  // A trailer must not pass for a header that was checked.
    std::string name(raw_name.size(), '\0');
    std::transform(raw_name.begin(), raw_name.end(), name.begin(), lower);
    const auto value = view(raw_value);
    if (field == Known::transfer_encoding &&
        (version_ < 11 || !equals_ignoring_case(value, "chunked")))
        return refuse(ErrorCode::malformed, "The only transfer coding taken is 'chunked'.", error);
    const auto [at, is_new] = request.headers.try_emplace(std::move(name), value);
    if (is_new)
        return;
    if (field == Known::host || field == Known::content_length)
        return refuse(ErrorCode::malformed, "The header '" + at->first + "' must not be repeated.",
                      error);
    at->second += field == Known::cookie ? "; " : ", ";
    at->second += value;
}

void RequestParser::on_header_impl(IoError& error)
{
    if (version_ >= 11 && !request.headers.contains("host"))
        refuse(ErrorCode::malformed, "An HTTP/1.1 request must have a Host header.", error);
    const auto length = request.headers.find("content-length");
    if (length != request.headers.end() && length->second.find(',') != std::string::npos)
        refuse(ErrorCode::malformed, "The Content-Length must be one number.", error);
}

void RequestParser::on_body_init_impl(const boost::optional<std::uint64_t>& bytes, IoError&)
{
    if (bytes && whole_in_memory_)
        request.body.reserve(std::size_t(std::min(*bytes, reserve_bytes_max)));
}

std::size_t RequestParser::on_body_impl(View bytes, IoError& error)
{
    if (bytes.size() > body_bytes_max_ - body_bytes_taken_) {
        error = beast_http::error::body_limit;
        return 0;
    }
    body_bytes_taken_ += bytes.size();
    request.body.append(bytes.data(), bytes.size());
    return bytes.size();
}

void RequestParser::on_chunk_header_impl(std::uint64_t bytes, View, IoError& error)
{
    if (bytes > body_bytes_max_ - body_bytes_taken_)
        error = beast_http::error::body_limit;
}

std::size_t RequestParser::on_chunk_body_impl(std::uint64_t, View bytes, IoError& error)
{
    return on_body_impl(bytes, error);
}

void RequestParser::refuse(ErrorCode code, std::string message, IoError& error)
{
    refusal_ = Error{.code = code, .message = std::move(message)};
    error = beast_http::error::bad_field;
}

Error RequestParser::explain(const IoError& error)
{
    if (refusal_)
        return std::move(*refusal_);
    if (error == beast_http::error::header_limit)
        return Error{.code = ErrorCode::too_large,
                     .message = "The headers are larger than " + std::to_string(header_bytes_max_) +
                                " bytes."};
    if (error == beast_http::error::body_limit)
        return Error{.code = ErrorCode::too_large,
                     .message =
                         "The body is larger than " + std::to_string(body_bytes_max_) + " bytes."};
    return Error{.code = ErrorCode::malformed,
                 .message = "The request is not valid HTTP: " + error.message() + "."};
}

}  // namespace varde::http
