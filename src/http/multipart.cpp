#include "http/multipart.hpp"

#include "base/text.hpp"
#include "http/header_value.hpp"

#include <algorithm>
#include <optional>

namespace varde::http {
namespace {

constexpr std::size_t slice_bytes_max = 65'536;  // The most that is held beside an unread header.
constexpr std::size_t padding_bytes_max = 64;    // Blanks behind a boundary (RFC 2046 5.1.1).

Error malformed(std::string why)
{
    return {.code = ErrorCode::malformed, .message = "The form cannot be read: " + std::move(why)};
}

bool is_boundary(std::string_view text)
{
    static constexpr std::string_view marks = "'()+_,-./:=? ";
    const auto allowed = [](char c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
               marks.find(c) != std::string_view::npos;
    };
    return !text.empty() && text.size() <= 70 && text.back() != ' ' &&
           std::ranges::all_of(text, allowed);
}

/// Browsers write a quote inside a name as %22.
std::string with_quotes(std::string text)
{
    for (auto at = text.find("%22"); at != std::string::npos; at = text.find("%22", at + 1))
        text.replace(at, 3, 1, '"');
    return text;
}

Status take_disposition(std::string_view value, PartHead& head)
{
    auto disposition = parse_header_value(value);
    if (!disposition || disposition->value != "form-data")
        return malformed("a part's Content-Disposition is not form-data.");
    auto& parameters = disposition->parameters;
    const auto name = parameters.find("name");
    if (name == parameters.end())
        return malformed("a part has no name.");
    head.name = with_quotes(std::move(name->second));
    const auto plain = parameters.find("filename"), extended = parameters.find("filename*");
    head.is_file = plain != parameters.end() || extended != parameters.end();
    if (plain != parameters.end())
        head.file_name = with_quotes(std::move(plain->second));
    if (extended != parameters.end())
        if (auto decoded = decode_extended(extended->second))
            head.file_name = std::move(*decoded);
    for (const auto& text : {head.name, head.file_name})
        if (!is_utf8(text) || !is_single_line(text))
            return malformed("a part's name is not one line of UTF-8.");
    return ok();
}

/// `block` is the lines above a part's bytes, each with its CRLF.
Result<PartHead> parse_part_head(std::string_view block)
{
    PartHead head;
    bool has_disposition = false;
    while (!block.empty()) {
        const auto line = block.substr(0, block.find("\r\n"));
        block.remove_prefix(line.size() + 2);
        const auto is_control = [](char c) { return (c >= 0 && c < ' ' && c != '\t') || c == 127; };
        const auto colon = line.find(':');
        if (colon == std::string_view::npos || colon == 0 || std::ranges::any_of(line, is_control))
            return malformed("a part's header is broken.");
        const auto name = to_lower(line.substr(0, colon));
        const auto value = without_blanks(line.substr(colon + 1));
        if (name == "content-disposition") {
            if (std::exchange(has_disposition, true))
                return malformed("a part has two Content-Disposition headers.");
            TRY(take_disposition(value, head));
        } else if (name == "content-type") {
            head.content_type = value;
        } else if (name == "content-transfer-encoding") {
            const auto encoding = to_lower(value);
            if (encoding != "7bit" && encoding != "8bit" && encoding != "binary")
                return malformed("a part uses a transfer encoding other than binary.");
        }
    }
    if (!has_disposition)
        return malformed("a part has no Content-Disposition.");
    if (head.content_type.empty())
        head.content_type = "text/plain";
    return head;
}

}  // namespace

struct MultipartReader::State {
    enum class Place { preamble, boundary, head, data, epilogue, broken };

    State(std::string boundary, PartSink& sink_, MultipartLimits limits_)
        : delimiter("\r\n--" + std::move(boundary)), sink(sink_), limits(limits_)
    {
    }

    Status take(std::string_view bytes);
    /// Each takes what it can from the front of `left`; false when it needs more bytes.
    Result<bool> take_until_boundary(std::string_view& left);
    Result<bool> take_boundary_end(std::string_view& left);
    Result<bool> take_head(std::string_view& left);

    const std::string delimiter;
    PartSink& sink;
    const MultipartLimits limits;
    Place place = Place::preamble;
    std::string held = "\r\n";  // Not yet decided upon. The first boundary may stand without CRLF.
    std::size_t parts = 0;
};

Result<bool> MultipartReader::State::take_until_boundary(std::string_view& left)
{
    const auto at = left.find(delimiter);
    const bool found = at != std::string_view::npos;
    // Without a boundary all is data but what may be the beginning of one.
    const auto data_bytes = found ? at : left.size() - std::min(left.size(), delimiter.size() - 1);
    if (place == Place::data) {
        if (data_bytes > 0)
            TRY(sink.data(left.substr(0, data_bytes)));
        if (found)
            TRY(sink.end());
    }
    left.remove_prefix(data_bytes + (found ? delimiter.size() : 0));
    if (found)
        place = Place::boundary;
    return found;
}

Result<bool> MultipartReader::State::take_boundary_end(std::string_view& left)
{
    if (left.size() < 2)
        return false;
    if (left.starts_with("--")) {
        place = Place::epilogue;
        return true;
    }
    const auto padding = std::min(left.find_first_not_of(" \t"), left.size());
    if (padding > padding_bytes_max)
        return malformed("a boundary is followed by too many blanks.");
    if (left.size() - padding < 2)
        return false;
    if (left.substr(padding, 2) != "\r\n")
        return malformed("a boundary does not end its line.");
    if (++parts > limits.parts_max)
        return Error{.code = ErrorCode::too_large,
                     .message =
                         "The form has more than " + std::to_string(limits.parts_max) + " parts."};
    left.remove_prefix(padding + 2);
    place = Place::head;
    return true;
}

Result<bool> MultipartReader::State::take_head(std::string_view& left)
{
    const auto end = left.find("\r\n\r\n");
    if (std::min(end, left.size()) > limits.part_header_bytes_max)
        return Error{.code = ErrorCode::too_large,
                     .message = "A part's headers are larger than " +
                                std::to_string(limits.part_header_bytes_max) + " bytes."};
    if (end == std::string_view::npos)
        return false;
    const auto head = TRY(parse_part_head(left.substr(0, end + 2)));
    TRY(sink.begin(head));
    left.remove_prefix(end + 4);
    place = Place::data;
    return true;
}

Status MultipartReader::State::take(std::string_view bytes)
{
    held += bytes;
    std::string_view left = held;
    for (bool more = true; more;) {
        switch (place) {
        case Place::preamble:
        case Place::data:
            more = TRY(take_until_boundary(left));
            break;
        case Place::boundary:
            more = TRY(take_boundary_end(left));
            break;
        case Place::head:
            more = TRY(take_head(left));
            break;
        case Place::epilogue:
            left = {};
            more = false;
            break;
        case Place::broken:
            return malformed("it went wrong before.");
        }
    }
    held.erase(0, held.size() - left.size());
    return ok();
}

Result<MultipartReader> MultipartReader::open(std::string_view content_type, PartSink& sink,
                                              MultipartLimits limits)
{
    auto type = parse_header_value(content_type);
    if (!type || type->value != "multipart/form-data")
        return malformed("its Content-Type is not multipart/form-data.");
    auto& boundary = type->parameters["boundary"];
    if (!is_boundary(boundary))
        return malformed("its Content-Type has no valid boundary.");
    return MultipartReader(std::make_unique<State>(std::move(boundary), sink, limits));
}

MultipartReader::MultipartReader(std::unique_ptr<State> state) : state_(std::move(state)) {}
MultipartReader::MultipartReader(MultipartReader&&) noexcept = default;
MultipartReader::~MultipartReader() = default;

Status MultipartReader::write(std::string_view bytes)
{
    while (!bytes.empty()) {
        const auto slice = bytes.substr(0, slice_bytes_max);
        auto taken = state_->take(slice);
        if (!taken) {
            state_->place = State::Place::broken;
            return taken;
        }
        bytes.remove_prefix(slice.size());
    }
    return ok();
}

Status MultipartReader::finish()
{
    if (state_->place != State::Place::epilogue)
        return malformed("it ends before its closing boundary.");
    return ok();
}

}  // namespace varde::http
