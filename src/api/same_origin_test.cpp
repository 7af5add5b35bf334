#include "api/same_origin.hpp"

#include <gtest/gtest.h>

namespace varde::api {
namespace {

struct Row {
    std::string_view why;
    std::string site, origin;
    bool accepted;
};

TEST(SameOrigin, IsJudgedByWhatBrowsersSayOfThemselves)
{
    const Row rows[] = {
        {"no browser", "", "", true},
        {"own page", "same-origin", "https://varde.example", true},
        {"own page, older browser", "", "https://varde.example", true},
        {"own page, other case", "", "https://Varde.Example", true},
        {"typed address", "none", "", true},
        {"own page that withholds its origin", "same-origin", "null", true},
        {"another site", "cross-site", "https://other.example", false},
        {"a sister domain", "same-site", "https://www.varde.example", false},
        {"another site, older browser", "", "https://other.example", false},
        {"a sandboxed frame, older browser", "", "null", false},
        {"another site that hides", "cross-site", "", false},
        {"another port", "", "https://varde.example:8443", false},
        {"our name inside another", "", "https://varde.example.other.example", false},
    };
    for (const auto& row : rows) {
        http::RequestHead head;
        head.headers["host"] = "varde.example";
        if (!row.site.empty())
            head.headers["sec-fetch-site"] = row.site;
        if (!row.origin.empty())
            head.headers["origin"] = row.origin;
        EXPECT_EQ(is_same_origin(head), row.accepted) << row.why;
    }
}

}  // namespace
}  // namespace varde::api
