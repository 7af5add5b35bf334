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

std::string sign_in(Language language, std::string_view public_url)
{
    const std::string where =
        public_url.empty() ? std::string() : ": " + std::string(public_url) + "/app/";
    return (language == Language::nb ? "logg inn i Varde" : "sign in to Varde") + where;
}

std::string_view footer(Language language)
{
    return language == Language::nb
               ? "Meldingen sier med vilje ikke hva saken gjelder. Den kan ikke besvares."
               : "This message says on purpose nothing about the matter. It cannot be answered.";
}

Text laid_out(NoticeChannel channel, Language language, std::string_view first,
              std::string_view second)
{
    const auto line = std::string(first) + "; " + std::string(second);
    if (channel == NoticeChannel::sms)
        return {{}, "Varde: " + line};
    return {"Varde: " + std::string(first), line + "\n\n" + std::string(footer(language)) + "\n"};
}

}  // namespace

Text waiting_text(NoticeChannel channel, Language language, Waiting waiting,
                  std::string_view public_url)
{
    return laid_out(channel, language,
                    language == Language::nb ? what_waits_nb(waiting) : what_waits_en(waiting),
                    sign_in(language, public_url));
}

Text test_text(NoticeChannel channel, Language language, std::string_view public_url)
{
    const bool nb = language == Language::nb;
    const std::string nothing_to_do =
        nb ? "du trenger ikke gjøre noe" : "there is nothing you need to do";
    return laid_out(channel, language, nb ? "prøvemelding" : "test message",
                    nothing_to_do +
                        (public_url.empty() ? "" : " (" + std::string(public_url) + ")"));
}

}  // namespace varde::notify
