#include "notify/mail.hpp"

#include <gtest/gtest.h>

namespace varde::notify {
namespace {

Message message()
{
    return {.id = *parse_uuid("01930000-0000-7000-8000-000000000001"),
            .address = "anna@unit.example",
            .subject = "Varde: 1 hastesak venter",
            .text = "1 hastesak venter; logg inn i Varde: https://varde.example/app/\n\nSlutt.\n",
            .at = *parse_rfc3339("2026-03-01T08:05:09Z")};
}

TEST(Mail, IsWrittenAsOthersReadIt)
{
    EXPECT_EQ(compose_mail(message(), "varde@kommune.example"),
              "Date: Sun, 01 Mar 2026 08:05:09 +0000\r\n"
              "Message-ID: <01930000-0000-7000-8000-000000000001@kommune.example>\r\n"
              "From: Varde <varde@kommune.example>\r\n"
              "To: <anna@unit.example>\r\n"
              "Subject: Varde: 1 hastesak venter\r\n"
              "Auto-Submitted: auto-generated\r\n"
              "MIME-Version: 1.0\r\n"
              "Content-Type: text/plain; charset=utf-8\r\n"
              "Content-Transfer-Encoding: quoted-printable\r\n"
              "\r\n"
              "1 hastesak venter; logg inn i Varde: https://varde.example/app/\r\n"
              "\r\n"
              "Slutt.\r\n");
}

TEST(Mail, EncodesWhatIsNotAscii)
{
    auto other = message();
    other.subject = "Varde: prøvemelding";
    other.text = "gjøre = \n";
    const auto mail = compose_mail(other, "varde@kommune.example");
    EXPECT_NE(mail.find("Subject: =?UTF-8?B?VmFyZGU6IHByw7h2ZW1lbGRpbmc=?=\r\n"), mail.npos)
        << mail;
    EXPECT_NE(mail.find("\r\n\r\ngj=C3=B8re =3D=20\r\n"), mail.npos) << mail;
}

TEST(Mail, BreaksLongLinesSoftly)
{
    auto other = message();
    other.text = std::string(200, 'a') + "\n";
    const auto mail = compose_mail(other, "varde@kommune.example");
    EXPECT_NE(mail.find(std::string(75, 'a') + "=\r\n" + std::string(75, 'a') + "=\r\n" +
                        std::string(50, 'a') + "\r\n"),
              mail.npos)
        << mail;
}

}  // namespace
}  // namespace varde::notify
