#include "notify/mail.hpp"

#include <algorithm>
#include <array>
#include <chrono>

namespace varde::notify {
namespace {

constexpr std::size_t line_bytes_max = 76;

bool is_printable(char c) { return c >= ' ' && c <= '~'; }

/// `Sun, 22 Nov 2026 09:10:11 +0000`
std::string mail_date(Timestamp at)
{
    using namespace std::chrono;
    static constexpr std::array<std::string_view, 7> weekdays{"Sun", "Mon", "Tue", "Wed",
                                                              "Thu", "Fri", "Sat"};
    static constexpr std::array<std::string_view, 12> months{
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const auto day = floor<days>(sys_time<microseconds>(microseconds(at.unix_us)));
    const year_month_day date{day};
    const auto text = rfc3339_seconds(at);  // 2026-11-22T09:10:11Z
    return std::string(weekdays[weekday(day).c_encoding()]) + ", " + text.substr(8, 2) + " " +
           std::string(months[unsigned(date.month()) - 1]) + " " + text.substr(0, 4) + " " +
           text.substr(11, 8) + " +0000";
}

/// RFC 2047, where it needs it: one encoded word, which subjects as short as ours fit into.
std::string header_text(std::string_view text)
{
    if (std::ranges::all_of(text, is_printable))
        return std::string(text);
    return "=?UTF-8?B?" + to_base64(bytes_of(text)) + "?=";
}

std::string hex_of(char c)
{
    constexpr std::string_view digits = "0123456789ABCDEF";
    const auto byte = static_cast<unsigned char>(c);
    return {'=', digits[byte >> 4], digits[byte & 15]};
}

/// RFC 2045 quoted-printable of one line, with soft breaks and without its end.
std::string quoted_printable(std::string_view line)
{
    std::string text;
    std::size_t column = 0;
    for (std::size_t i = 0; i < line.size(); ++i) {
        const bool at_end = i + 1 == line.size();
        const bool plain = is_printable(line[i]) && line[i] != '=' && !(line[i] == ' ' && at_end);
        const auto piece = plain ? std::string(1, line[i]) : hex_of(line[i]);
        if (column + piece.size() >= line_bytes_max) {
            text += "=\r\n";
            column = 0;
        }
        text += piece;
        column += piece.size();
    }
    return text;
}

}  // namespace

std::string_view domain_of(std::string_view address)
{
    return address.substr(address.find('@') + 1);
}

std::string compose_mail(const Message& message, std::string_view from)
{
    const std::string sender(from);
    auto mail = "Date: " + mail_date(message.at) + "\r\nMessage-ID: <" + to_string(message.id) +
                "@" + std::string(domain_of(from)) + ">\r\nFrom: Varde <" + sender + ">\r\nTo: <" +
                message.address + ">\r\nSubject: " + header_text(message.subject) +
                "\r\nAuto-Submitted: auto-generated\r\nMIME-Version: 1.0\r\nContent-Type: "
                "text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n";
    std::string_view rest = message.text;
    while (!rest.empty()) {
        const auto end = std::min(rest.find('\n'), rest.size());
        mail += quoted_printable(rest.substr(0, end)) + "\r\n";
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return mail;
}

}  // namespace varde::notify
