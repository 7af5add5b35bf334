#include "torture/compose.hpp"

#include "torture/world.hpp"
#include "json/writer.hpp"

#include <array>

namespace varde::torture {
namespace {

constexpr std::array words{"barnet",
                           "kom",
                           "på",
                           "skolen",
                           "uten",
                           "mat",
                           "i dag",
                           "og",
                           "var",
                           "sliten",
                           "mor",
                           "fortalte",
                           "at",
                           "far",
                           "flyttet",
                           "før",
                           "påske",
                           "læreren",
                           "så",
                           "blåmerker",
                           "i",
                           "garderoben",
                           "\"vil ikke hjem\"",
                           "søsken",
                           "henter",
                           "sent",
                           "\u010d\u00e1lli",
                           "ennå",
                           "\n",
                           "\U0001F9F8",
                           "urolig"};

std::string sentences(Draw& draw, std::size_t bytes)
{
    std::string text;
    while (text.size() < bytes)
        text.append(text.empty() ? "" : " ").append(words[draw.below(words.size())]);
    return text;
}

void write_content(json::Writer& w, Draw& draw)
{
    w.object("content", [&] {
        w("concern", sentences(draw, 40 + draw.below(draw.below(8) == 0 ? 60'000 : 3'000)));
        w("danger_now", draw.below(10) == 0);
        w.array("children", [&] {
            w.object([&] {
                w("name", "Ola Fiktiv " + std::to_string(draw.below(1'000)));
                w("birth_date", "201" + std::to_string(draw.below(10)) + "-05-17");
            });
        });
        if (draw.below(4) == 0)
            w("not_in_the_form", sentences(draw, 20));  // Is kept and warned about.
    });
}

}  // namespace

std::string fresh_key(Draw& draw)
{
    const auto first = draw.number();
    return "torture-" + std::to_string(first) + "-" + std::to_string(draw.number());
}

std::string compose_report(Draw& draw, std::string_view kind, const std::vector<SentFile>& files)
{
    json::Writer w;
    w.object([&] {
        w("kind", kind);
        if (const auto& place = places()[draw.below(places().size())]; !place.municipality.empty())
            w.object("place", [&] {
                w("municipality", place.municipality);
                if (!place.district.empty())
                    w("district", place.district);
            });
        else
            w("unit", "no.1103");
        if (draw.below(2) == 0)
            w("sender_reference", "SAK-" + std::to_string(draw.below(100'000)));
        w("urgent", draw.below(6) == 0);
        write_content(w, draw);
        if (!files.empty())
            w.array("attachments", [&] {
                for (const auto& file : files)
                    w.object([&] { w("upload", file.upload)("name", file.name); });
            });
    });
    return w.take();
}

SentFile compose_file(Draw& draw)
{
    SentFile file{.name = "tegning " + std::to_string(draw.below(100)) + ".png",
                  .media_type = draw.below(2) == 0 ? "image/png" : "application/pdf"};
    const auto bytes = 1 + draw.below(draw.below(4) == 0 ? 200'000 : 5'000);
    while (file.bytes.size() < bytes)
        file.bytes.push_back(char(draw.below(256)));
    return file;
}

}  // namespace varde::torture
