#include "notify/text.hpp"

namespace varde::notify {
namespace {

using domain::Language;
using domain::NoticeChannel;

std::string count(std::int64_t number, std::string_view one, std::string_view more)
{
    return std::to_string(number) + " " + std::string(number == 1 ? one : more);
}

std::string what_waits_nb(Waiting waiting)
{
    if (waiting.urgent == 0)
        return count(waiting.other, "sak", "saker") + " venter";
    auto text = count(waiting.urgent, "hastesak", "hastesaker");
    if (waiting.other > 0)
        text += " og " + count(waiting.other, "annen sak", "andre saker");
    return text + " venter";
}

std::string what_waits_en(Waiting waiting)
{
    const auto waits = waiting.urgent + waiting.other == 1 ? " waits" : " wait";
    if (waiting.urgent == 0)
        return count(waiting.other, "item", "items") + waits;
    auto text = count(waiting.urgent, "urgent item", "urgent items");
    if (waiting.other > 0)
        text += " and " + count(waiting.other, "other item", "other items");
    return text + waits;
}

std::string_view footer(Language language)
{
    return language == Language::nb
               ? "Meldingen sier med vilje ikke hva saken gjelder. Den kan ikke besvares."
               : "This message says on purpose nothing about the matter. It cannot be answered.";
}

/// In a mail the address has a line of its own, so that none is broken in two.
Text laid_out(NoticeChannel channel, Language language, const std::string& first,
              const std::string& second, const std::string& url)
{
    if (channel == NoticeChannel::sms)
        return {{}, "Varde: " + first + "; " + second + (url.empty() ? "" : ": " + url)};
    return {"Varde: " + first, first + "; " + second + (url.empty() ? ".\n" : ":\n" + url + "\n") +
                                   "\n" + std::string(footer(language)) + "\n"};
}

std::string address_of(std::string_view public_url)
{
    return public_url.empty() ? std::string() : std::string(public_url) + "/app/";
}

}  // namespace

Text waiting_text(NoticeChannel channel, Language language, Waiting waiting,
                  std::string_view public_url)
{
    if (language == Language::nb)
        return laid_out(channel, language, what_waits_nb(waiting), "logg inn i Varde",
                        address_of(public_url));
    return laid_out(channel, language, what_waits_en(waiting), "sign in to Varde",
                    address_of(public_url));
}

Text test_text(NoticeChannel channel, Language language, std::string_view public_url)
{
    if (language == Language::nb)
        return laid_out(channel, language, "prøvemelding", "du trenger ikke gjøre noe",
                        address_of(public_url));
    return laid_out(channel, language, "test message", "there is nothing you need to do",
                    address_of(public_url));
}

}  // namespace varde::notify
