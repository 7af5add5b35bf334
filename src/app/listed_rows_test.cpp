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
    EXPECT_EQ(read("reference\na\n\xE6\n"), "line 3") << "it is not UTF-8";
    EXPECT_EQ(read("sep=;\nreference;note\na;x\n;y\n"), "line 4");
}

TEST(ListedRows, AreWrittenSoThatASpreadsheetReadsThemAsTheyAre)
{
    const std::vector<std::string> plain{"line", "case 17", ""};
    EXPECT_EQ(csv_line(plain), "line;case 17;\r\n");
    const std::vector<std::string> odd{"a;b", "say \"x\"", " c", "1\n2"};
    EXPECT_EQ(csv_line(odd), "\"a;b\";\"say \"\"x\"\"\";\" c\";\"1\n2\"\r\n");
    const std::vector<std::string> formulas{"=1+1", "+1", "-1", "@a", "\tb", "a=1"};
    EXPECT_EQ(csv_line(formulas), "'=1+1;'+1;'-1;'@a;'\tb;a=1\r\n");
}

TEST(ListedRows, KeepWhatTheirSideSays)
{
    const auto kept = [](bool of_unit) {
        auto rows = read_listed_rows("reference;report_id;delivery_id;state\na;r;d;s\n").value();
        keep_own_columns(rows, of_unit);
        std::string names;
        for (const auto& [name, value] : rows.front().cells)
            names += name + " ";
        return names;
    };
    EXPECT_EQ(kept(false), "report_id sender_reference ");
    EXPECT_EQ(kept(true), "delivery_id state ");
}

TEST(ListedRows, AreReadBackAsTheyWereWritten)
{
    const std::vector<std::string> cells{"line", "reference", "digest"};
    const std::vector<std::string> row{"2", "a \"b\"; c\nd", "00"};
    EXPECT_EQ(read(csv_line(cells) + csv_line(row)), "digest=00 sender_reference=a \"b\"; c\nd ");
    for (const std::string reference : {"-17", "=1+1", "@a", "+47", "'a", "'"}) {
        const std::vector<std::string> one{"2", reference, ""};
        EXPECT_EQ(read(csv_line(cells) + csv_line(one)), "sender_reference=" + reference + " ");
    }
}

}  // namespace
}  // namespace varde::app
