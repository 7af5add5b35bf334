#include "http/response_head.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdio>

namespace varde::http {
namespace {

struct Reason {
    int status;
    std::string_view text;
};
constexpr std::array reasons{
    Reason{200, "OK"},
    Reason{201, "Created"},
    Reason{202, "Accepted"},
    Reason{204, "No Content"},
    Reason{206, "Partial Content"},
    Reason{301, "Moved Permanently"},
    Reason{302, "Found"},
    Reason{303, "See Other"},
    Reason{304, "Not Modified"},
    Reason{307, "Temporary Redirect"},
    Reason{308, "Permanent Redirect"},
    Reason{400, "Bad Request"},
    Reason{401, "Unauthorized"},
    Reason{403, "Forbidden"},
    Reason{404, "Not Found"},
    Reason{405, "Method Not Allowed"},
    Reason{406, "Not Acceptable"},
    Reason{408, "Request Timeout"},
    Reason{409, "Conflict"},
    Reason{410, "Gone"},
    Reason{412, "Precondition Failed"},
    Reason{413, "Content Too Large"},
    Reason{415, "Unsupported Media Type"},
    Reason{422, "Unprocessable Content"},
    Reason{428, "Precondition Required"},
    Reason{429, "Too Many Requests"},
    Reason{431, "Request Header Fields Too Large"},
    Reason{500, "Internal Server Error"},
    Reason{501, "Not Implemented"},
    Reason{503, "Service Unavailable"},
    Reason{504, "Gateway Timeout"},
};

std::string_view reason_of(int status)
{
    for (const auto& reason : reasons)
        if (reason.status == status)
            return reason.text;
    return "Other";
}

void append_number(std::string& to, std::uint64_t number)
{
    std::array<char, 20> digits;
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
    to.append(digits.data(), end);
}

void append_field(std::string& to, std::string_view name, std::string_view value)
{
    const auto is_control = [](char c) { return (c >= 0 && c < ' ' && c != '\t') || c == '\x7f'; };
    to += name;
    to += ": ";
    const auto start = to.size();
    to += value;
    std::replace_if(to.begin() + std::ptrdiff_t(start), to.end(), is_control, ' ');
    to += "\r\n";
}

}  // namespace

bool may_have_body(int status) { return status >= 200 && status != 204 && status != 304; }

void append_head(std::string& to, const Response& response, const ResponseFraming& framing)
{
    to += "HTTP/1.1 ";
    append_number(to, std::uint64_t(response.status));
    to += ' ';
    to += reason_of(response.status);
    to += "\r\nDate: ";
    to += framing.date;
    to += "\r\n";
    if (may_have_body(response.status)) {
        const auto bytes = response.source ? response.source_bytes : response.body.size();
        if (bytes > 0 && !response.content_type.empty())
            append_field(to, "Content-Type", response.content_type);
        to += "Content-Length: ";
        append_number(to, bytes);
        to += "\r\n";
    }
    for (const auto& [name, value] : response.headers)
        append_field(to, name, value);
    if (!framing.keep_alive)
        to += "Connection: close\r\n";
    else if (framing.client_is_http_1_0)
        to += "Connection: keep-alive\r\n";
    to += "\r\n";
}

std::string http_date(std::time_t at)
{
    constexpr std::array days{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    constexpr std::array months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    std::tm utc{};
    gmtime_r(&at, &utc);
    std::array<char, 64> text;
    const int length =
        std::snprintf(text.data(), text.size(), "%s, %02d %s %04d %02d:%02d:%02d GMT",
                      days[std::size_t(utc.tm_wday)], utc.tm_mday, months[std::size_t(utc.tm_mon)],
                      utc.tm_year + 1900, utc.tm_hour, utc.tm_min, utc.tm_sec);
    return std::string(text.data(), std::size_t(length));
}

}  // namespace varde::http
