#include "http/multipart.hpp"

#include <gtest/gtest.h>

namespace varde::http {
namespace {

/// Writes down what it gets, one line an event; data is joined.
class NotingSink : public PartSink {
public:
    Status begin(const PartHead& head) override
    {
        if (head.name == refused_name)
            return Error{.code = ErrorCode::invalid, .message = "refused"};
        notes += "[" + head.name + (head.is_file ? "|" + head.file_name : "") + "|" +
                 head.content_type + "]";
        return ok();
    }
    Status data(std::string_view bytes) override
    {
        EXPECT_FALSE(bytes.empty());
        notes += bytes;
        return ok();
    }
    Status end() override
    {
        notes += "[/]";
        return ok();
    }
    std::string notes, refused_name = "refused";
};

std::string notes_of(std::string_view form, std::size_t piece_bytes, MultipartLimits limits = {})
{
    NotingSink sink;
    auto reader =
        MultipartReader::open("multipart/form-data; boundary=\"b o-1\"", sink, limits).value();
    for (std::size_t at = 0; at < form.size(); at += piece_bytes)
        if (const auto status = reader.write(form.substr(at, piece_bytes)); !status)
            return status.error().message;
    const auto status = reader.finish();
    return status ? sink.notes : status.error().message;
}

const std::string two_parts = "preamble\r\n--b o-1 \t\r\n"
                              "Content-Disposition: form-data; name=\"text\"\r\n\r\n"
                              "one\r\n--b o-\r\n\r-two\r\n\r\n--b o-1\r\n"
                              "content-type: image/png\r\n"
                              "CONTENT-DISPOSITION: form-data; filename=\"a.png\"; name=f\r\n\r\n"
                              "\r\n--b o-1--\r\nepilogue --b o-1\r\n";
const std::string two_parts_notes =
    "[text|text/plain]one\r\n--b o-\r\n\r-two\r\n[/][f|a.png|image/png][/]";

TEST(Multipart, GivesTheSamePartsHoweverTheBytesAreCut)
{
    for (std::size_t piece = 1; piece <= two_parts.size(); ++piece)
        EXPECT_EQ(notes_of(two_parts, piece), two_parts_notes) << piece;
    for (std::size_t cut = 0; cut <= two_parts.size(); ++cut) {
        NotingSink sink;
        auto reader = MultipartReader::open("Multipart/Form-Data;boundary=\"b o-1\"", sink).value();
        EXPECT_TRUE(reader.write(std::string_view(two_parts).substr(0, cut)));
        EXPECT_TRUE(reader.write(std::string_view(two_parts).substr(cut)));
        EXPECT_TRUE(reader.finish());
        EXPECT_EQ(sink.notes, two_parts_notes) << cut;
    }
}

TEST(Multipart, RefusesAFormThatIsCutShortAnywhere)
{
    const auto last = two_parts.find("--\r\nepilogue") + 2;
    for (std::size_t length = 0; length < last; ++length)
        EXPECT_EQ(notes_of(two_parts.substr(0, length), 7),
                  "The form cannot be read: it ends before its closing boundary.")
            << length;
    EXPECT_EQ(notes_of(two_parts.substr(0, last), 7), two_parts_notes);
}

TEST(Multipart, CarriesLargeBinaryDataUnchanged)
{
    std::string data;
    for (int i = 0; i < 300'000; ++i)
        data += i % 1'000 < 7 ? "\r\n--b o"[i % 7] : char(i * 7);
    const auto form =
        "--b o-1\r\nContent-Disposition: form-data; name=\"x\"\r\n\r\n" + data + "\r\n--b o-1--";
    EXPECT_EQ(notes_of(form, form.size()), "[x|text/plain]" + data + "[/]");
    EXPECT_EQ(notes_of(form, 1'021), "[x|text/plain]" + data + "[/]");
}

struct NameRow {
    const char* disposition;
    const char* notes;
};

TEST(Multipart, ReadsNamesAsBrowsersWriteThem)
{
    const NameRow table[] = {
        {"form-data; name=\"a\"", "[a|text/plain]"},
        {"form-data; name=\"a\"; filename=\"\"", "[a||text/plain]"},
        {"form-data; name=a; filename=b.txt", "[a|b.txt|text/plain]"},
        {R"(form-data; name="a%22b"; filename="c\"d")", "[a\"b|c\"d|text/plain]"},
        {R"(form-data; name="a"; filename="C:\dir\x.txt")", "[a|C:\\dir\\x.txt|text/plain]"},
        {"form-data; name=\"bl\xc3\xa5\"; filename=\"\xc3\xb8.txt\"",
         "[bl\xc3\xa5|\xc3\xb8.txt|text/plain]"},
        {"form-data; name=\"a\"; filename=\"x\"; filename*=UTF-8''bl%C3%A5.txt",
         "[a|bl\xc3\xa5.txt|text/plain]"},
        {"form-data; name=\"a\"; filename*=utf-8'nb'bl%C3%A5.txt; filename=\"x\"",
         "[a|bl\xc3\xa5.txt|text/plain]"},
        {"form-data; name=\"a\"; filename=\"x\"; filename*=ISO-8859-1''%E5", "[a|x|text/plain]"},
        {"form-data; name=\"a\"; filename=\"x\"; filename*=UTF-8''%E5", "[a|x|text/plain]"},
        {"form-data ; name=\"a;b\" ; ", "[a;b|text/plain]"},
    };
    for (const auto& row : table)
        EXPECT_EQ(notes_of("--b o-1\r\nContent-Disposition: " + std::string(row.disposition) +
                               "\r\n\r\n\r\n--b o-1--",
                           5),
                  std::string(row.notes) + "[/]")
            << row.disposition;
}

TEST(Multipart, RefusesBrokenForms)
{
    const std::string good = "Content-Disposition: form-data; name=\"a\"\r\n";
    const std::string table[] = {
        "",
        "no boundary at all",
        "--b o-1x\r\n" + good + "\r\n\r\n--b o-1--",
        "--b o-1\n" + good + "\r\n\r\n--b o-1--",
        "--b o-1" + std::string(100, ' ') + "\r\n" + good + "\r\n\r\n--b o-1--",
        "--b o-1\r\n\r\ndata\r\n--b o-1--",
        "--b o-1\r\nContent-Type: text/plain\r\n\r\ndata\r\n--b o-1--",
        "--b o-1\r\nContent-Disposition: form-data\r\n\r\n\r\n--b o-1--",
        "--b o-1\r\nContent-Disposition: attachment; name=\"a\"\r\n\r\n\r\n--b o-1--",
        "--b o-1\r\nContent-Disposition: form-data; name=\"a\r\n\r\n\r\n--b o-1--",
        "--b o-1\r\nContent-Disposition: form-data; name=\"a\"; name=\"b\"\r\n\r\n\r\n--b o-1--",
        "--b o-1\r\nContent-Disposition: form-data; name=\"a\"b\r\n\r\n\r\n--b o-1--",
        "--b o-1\r\nContent-Disposition: form-data; name=\"\xff\"\r\n\r\n\r\n--b o-1--",
        "--b o-1\r\nContent-Disposition: form-data; name=\"a\"; filename*=UTF-8''%0A\r\n\r\n\r\n"
        "--b o-1--",
        "--b o-1\r\n" + good + good + "\r\n\r\n--b o-1--",
        "--b o-1\r\n" + good + "Content-Transfer-Encoding: base64\r\n\r\n\r\n--b o-1--",
        "--b o-1\r\n" + good + "no colon\r\n\r\n\r\n--b o-1--",
        "--b o-1\r\n" + good + "X: a\nb\r\n\r\n\r\n--b o-1--",
    };
    for (const auto& form : table)
        for (const std::size_t piece : {std::size_t(1), std::size_t(1'000)})
            EXPECT_TRUE(notes_of(form, piece).starts_with("The form cannot be read: ")) << form;
}

TEST(Multipart, KeepsItsLimits)
{
    const std::string part = "\r\n--b o-1\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n";
    EXPECT_EQ(notes_of(part + part + part + "\r\n--b o-1--", 9, {.parts_max = 2}),
              "The form has more than 2 parts.");
    const auto header = "--b o-1\r\nX: " + std::string(200, 'x');
    EXPECT_EQ(notes_of(header, 9, {.part_header_bytes_max = 100}),
              "A part's headers are larger than 100 bytes.");
}

TEST(Multipart, ReturnsTheSinksErrorAndStaysRefused)
{
    NotingSink sink;
    auto reader = MultipartReader::open("multipart/form-data; boundary=b", sink).value();
    const auto refused =
        reader.write("--b\r\nContent-Disposition: form-data; name=refused\r\n\r\n\r\n--b--");
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::invalid);
    EXPECT_FALSE(reader.write("\r\n--b--"));
    EXPECT_FALSE(reader.finish());
}

TEST(Multipart, NeedsABoundaryThatCanBeOne)
{
    NotingSink sink;
    const std::string table[] = {"",
                                 "multipart/form-data",
                                 "multipart/form-data; boundary=",
                                 "multipart/form-data; boundary=\"\"",
                                 "multipart/form-data; boundary=\"a \"",
                                 "multipart/form-data; boundary=\"a\"; boundary=\"a\"",
                                 "multipart/form-data; boundary=\"a{\"",
                                 "multipart/form-data; boundary=" + std::string(71, 'a'),
                                 "multipart/mixed; boundary=a",
                                 "text/plain; boundary=a"};
    for (const auto& type : table)
        EXPECT_FALSE(MultipartReader::open(type, sink)) << type;
    EXPECT_TRUE(MultipartReader::open(
        "multipart/form-data; charset=utf-8; boundary=----WebKitFormBoundaryAbC123", sink));
}

}  // namespace
}  // namespace varde::http
