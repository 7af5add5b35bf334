#include "notify/text.hpp"

#include <gtest/gtest.h>

namespace varde::notify {
namespace {

using domain::Language;
using domain::NoticeChannel;

std::string line(Language language, Waiting waiting, std::string_view url = "https://v.example")
{
    return waiting_text(NoticeChannel::sms, language, waiting, url).body;
}

TEST(Text, SaysHowMuchWaitsAndWhereAndNothingElse)
{
    EXPECT_EQ(line(Language::en, {1, 0}),
              "Varde: 1 urgent item waits; sign in to Varde: https://v.example/app/");
    EXPECT_EQ(line(Language::en, {2, 1}),
              "Varde: 2 urgent items and 1 other item wait; sign in to Varde: "
              "https://v.example/app/");
    EXPECT_EQ(line(Language::en, {0, 3}), "Varde: 3 items wait; sign in to Varde: "
                                          "https://v.example/app/");
    EXPECT_EQ(line(Language::nb, {1, 0}),
              "Varde: 1 hastesak venter; logg inn i Varde: https://v.example/app/");
    EXPECT_EQ(line(Language::nb, {2, 1}),
              "Varde: 2 hastesaker og 1 annen sak venter; logg inn i Varde: "
              "https://v.example/app/");
    EXPECT_EQ(line(Language::nb, {0, 1}, ""), "Varde: 1 sak venter; logg inn i Varde");
}

TEST(Text, OfAMailHasASubjectAndSaysWhyItSaysSoLittle)
{
    for (const auto language : {Language::nb, Language::en}) {
        const auto text = waiting_text(NoticeChannel::email, language, {1, 0}, "");
        EXPECT_TRUE(text.subject.starts_with("Varde: 1 ")) << text.subject;
        EXPECT_EQ(std::ranges::count(text.body, '\n'), 3) << text.body;
        EXPECT_NE(waiting_text(NoticeChannel::email, language, {1, 0}, "https://v.example")
                      .body.find(":\nhttps://v.example/app/\n"),
                  std::string::npos);
    }
    EXPECT_NE(test_text(NoticeChannel::email, Language::nb, "").subject,
              test_text(NoticeChannel::email, Language::en, "").subject);
}

TEST(Text, OfAnSmsIsOneLineThatFitsIntoOneMessage)
{
    for (const auto language : {Language::nb, Language::en}) {
        const auto text = line(language, {99, 99}, "https://varde.some-municipality.example");
        EXPECT_LE(text.size(), 160u) << text;
        EXPECT_EQ(text.find('\n'), text.npos);
    }
}

}  // namespace
}  // namespace varde::notify
