#include "app/listed_rows.hpp"

#include <gtest/gtest.h>

namespace varde::app {
namespace {

/// `sender_reference=a digest=b | code=c`
std::string read(std::string_view text)
{
    const auto rows = read_listed_rows(text);
    if (!rows)
        return rows.error().faults.empty() ? rows.error().message
                                           : rows.error().faults.front().pointer;
    std::string words;
    for (const auto& row : rows.value()) {
        words += words.empty() ? "" : "| ";
        for (const auto& [name, value] : row.cells)
            words += name + "=" + value + " ";
    }
    return words;
}

TEST(ListedRows, AreReadHoweverASpreadsheetWritesThem)
{
    const std::string expected = "sender_reference=a | sender_reference=b ";
    EXPECT_EQ(read("reference\na\nb\n"), expected);
    EXPECT_EQ(read("\xEF\xBB\xBFReference;Note\r\na;x\r\n\r\nb;y"), expected);
    EXPECT_EQ(read("sep=;\r\nReferanse;\r\n\"a\";\r\n b ;\r\n"), expected);
    EXPECT_EQ(read("note\treference\n\ta\n\tb\n\t\n"), expected);
    EXPECT_EQ(read("code,reference\n\"c \"\"1\"\", x\",\n"), "code=c \"1\", x ");
}

TEST(ListedRows, SayWhichLineIsWrong)
{
    EXPECT_EQ(read("reference;note\na;x\n;y\n"), "line 3");
    EXPECT_EQ(read("reference\na\n\"b\n"), "line 3");
    EXPECT_NE(read("name\na\n").find("The first line"), std::string::npos);
    EXPECT_NE(read("reference\n\xE6\n").find("UTF-8"), std::string::npos);
}

}  // namespace
}  // namespace varde::app
