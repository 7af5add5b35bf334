#include "api/pages/html.hpp"

#include <gtest/gtest.h>

namespace varde::api::html {
namespace {

TEST(Html, EscapesWhatIsWrittenAsText)
{
    Writer w;
    w.element("p", R"(<script>alert("1")</script> & 'more')");
    EXPECT_EQ(w.take(), "<!doctype html>\n<p>&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; "
                        "&amp; &#39;more&#39;</p>");
}

TEST(Html, EscapesWhatIsWrittenAsAnAttribute)
{
    Writer w;
    w.empty("input", {{"value", R"("><script>x</script>)"}});
    EXPECT_EQ(w.take(),
              "<!doctype html>\n<input value=\"&quot;&gt;&lt;script&gt;x&lt;/script&gt;\">");
}

TEST(Html, KeepsLettersOfEveryLanguageAndLineEnds)
{
    EXPECT_EQ(escaped("Čáhppesjávri\n\tå"), "Čáhppesjávri\n\tå");
}

TEST(Html, ShowsForbiddenControlCharactersAsReplacements)
{
    EXPECT_EQ(escaped(std::string_view("a\0b\x1b\x7f", 5)), "a\uFFFDb\uFFFD\uFFFD");
}

TEST(Html, LeavesOutAttributesThatAreNotGiven)
{
    Writer w;
    w.element("option", {{"value", "a"}, when(true, "selected"), when(false, "disabled")}, "A");
    EXPECT_EQ(w.take(), "<!doctype html>\n<option value=\"a\" selected>A</option>");
}

}  // namespace
}  // namespace varde::api::html
