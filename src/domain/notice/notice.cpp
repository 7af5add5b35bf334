#include "domain/notice/notice.hpp"

#include <algorithm>

namespace varde::domain {
namespace {

constexpr std::int64_t first_pause_seconds = 15;
constexpr std::size_t email_bytes_max = 254, local_part_bytes_max = 64;
constexpr std::size_t digits_min = 8, digits_max = 15;  // E.164, and no emergency numbers.

bool is_letter_or_digit(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/// RFC 5321's Dot-string: quoted ones are nobody's, and dangerous to pass on.
bool is_local_part(std::string_view text)
{
    constexpr std::string_view others = "!#$%&'*+-/=?^_`{|}~.";
    return !text.empty() && text.size() <= local_part_bytes_max && text.front() != '.' &&
           text.back() != '.' && text.find("..") == text.npos &&
           std::ranges::all_of(text, [&](char c) {
               return is_letter_or_digit(c) || others.find(c) != others.npos;
           });
}

bool is_host_name(std::string_view text)
{
    for (std::size_t labels = 1;; ++labels) {
        const auto dot = text.find('.');
        const auto label = text.substr(0, dot);
        if (label.empty() || label.size() > 63 || label.front() == '-' || label.back() == '-' ||
            !std::ranges::all_of(label, [](char c) { return is_letter_or_digit(c) || c == '-'; }))
            return false;
        if (dot == text.npos)
            return labels >= 2;
        text.remove_prefix(dot + 1);
    }
}

bool is_email(std::string_view text)
{
    const auto at = text.find('@');
    return at != text.npos && text.size() <= email_bytes_max && is_local_part(text.substr(0, at)) &&
           is_host_name(text.substr(at + 1));
}

bool is_number(std::string_view text)
{
    if (!text.starts_with('+'))
        return false;
    text.remove_prefix(1);
    return text.size() >= digits_min && text.size() <= digits_max && text.front() != '0' &&
           std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

std::string_view name_of(NoticeChannel channel)
{
    return channel == NoticeChannel::email ? "email" : "sms";
}

std::optional<NoticeChannel> notice_channel_named(std::string_view name)
{
    for (auto channel : {NoticeChannel::email, NoticeChannel::sms})
        if (name_of(channel) == name)
            return channel;
    return std::nullopt;
}

std::string_view name_of(Language language) { return language == Language::nb ? "nb" : "en"; }

std::optional<Language> language_named(std::string_view name)
{
    for (auto language : {Language::nb, Language::en})
        if (name_of(language) == name)
            return language;
    return std::nullopt;
}

std::string_view name_of(Attempt::Outcome outcome)
{
    switch (outcome) {
    case Attempt::Outcome::sent:
        return "sent";
    case Attempt::Outcome::try_later:
        return "try_later";
    case Attempt::Outcome::not_possible:
        return "not_possible";
    case Attempt::Outcome::undeliverable:
        break;
    }
    return "undeliverable";
}

std::optional<Timestamp> next_attempt(Timestamp first_attempt, std::int64_t tries, Timestamp now)
{
    const auto doublings = std::clamp<std::int64_t>(tries - 1, 0, 10);
    const auto pause =
        std::min(first_pause_seconds * (std::int64_t{1} << doublings), notice_pause_seconds_max);
    const auto last = first_attempt.plus_seconds(notice_tried_seconds);
    if (now >= last)
        return std::nullopt;
    return std::min(now.plus_seconds(pause), last);
}

Result<std::string> read_address(NoticeChannel channel, std::string_view text)
{
    std::string address(text);
    const auto is_blank = [](char c) { return c == ' '; };
    if (channel == NoticeChannel::sms) {
        std::erase_if(address, [](char c) { return c == ' ' || c == '-'; });
        if (address.starts_with("00"))
            address.replace(0, 2, "+");
        if (is_number(address))
            return address;
        return Error{ErrorCode::invalid, "must be a number that begins with + and the country's "
                                         "number, such as +47 and eight digits"};
    }
    address.erase(address.begin(), std::ranges::find_if_not(address, is_blank));
    while (address.ends_with(' '))
        address.pop_back();
    if (is_email(address))
        return address;
    return Error{ErrorCode::invalid, "must be one e-mail address, such as name@example.org"};
}

}  // namespace varde::domain
