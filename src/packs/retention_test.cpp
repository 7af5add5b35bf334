#include "packs/broken_pack.hpp"

namespace varde::packs {
namespace {

std::vector<PackFile> norway() { return read_pack_folder(SOURCE_ROOT "/packs", "no").value(); }

constexpr Broken broken_packs[] = {
    {"kind that nobody has", "retention.toml", "kind = \"concern.child\"", "kind = \"x\"", "",
     "kind: \"x\" is not a kind of pack.toml"},
    {"no time at all", "retention.toml", "kept_for = \"2 years\"", "kept_for = \"long\"", "",
     "kept_for: \"long\" is not a time such as"},
    {"working days", "retention.toml", "kept_for = \"2 years\"", "kept_for = \"90 working days\"",
     "", "kept_for: \"90 working days\" is not a time such as"},
    {"less than a month", "retention.toml", "kept_for = \"2 years\"", "kept_for = \"30 days\"", "",
     "kept_for: \"30 days\" is less than a month"},
    {"two rules for one kind", "retention.toml", "kind = \"concern.police\"",
     "kind = \"concern.child\"", "", "from: two rules for \"concern.child\" would be in force"},
    {"no source", "retention.toml",
     "source = \"Egen grense for oppbevaring; arkivlova: arkiveres først\"\n", "", "",
     "source: is missing"},
    {"name with a space", "retention.toml", "name = \"concern_child\"", "name = \"a rule\"", "",
     "name: \"a rule\" is not made of a-z and _"},
    {"misspelt key", "retention.toml", "\narchive = true", "\narchives = true", "", "archives"},
};

TEST(RetentionRules, AreRefusedWithTheirPlaceWhenTheyAreWrong)
{
    for (const auto& broken : broken_packs) {
        SCOPED_TRACE(broken.what);
        const auto pack = load_pack("no", changed(norway(), broken));
        ASSERT_FALSE(pack);
        const auto& faults = pack.error().faults;
        ASSERT_EQ(faults.size(), 1U) << listed(faults);
        EXPECT_TRUE(faults[0].pointer.starts_with("no/retention.toml:")) << faults[0].pointer;
        EXPECT_TRUE(faults[0].detail.starts_with(broken.detail)) << faults[0].detail;
    }
}

TEST(RetentionRules, CountFromTheDayOfTheDecisionToTheSameDayOfALaterMonth)
{
    const auto pack = load_pack("no", norway()).value();
    const auto closed = *parse_rfc3339("2026-11-23T09:00:00Z");
    const auto* keeping = pack.keeping_of({"concern.child"}, closed);
    ASSERT_NE(keeping, nullptr);
    EXPECT_EQ(rfc3339(*pack.kept_until(keeping->rule, closed)), "2028-11-23T23:00:00.000Z");
    EXPECT_TRUE(keeping->rule.archive_first && keeping->rule.own);
    EXPECT_EQ(pack.keeping_of({"force.use"}, closed), nullptr);
    EXPECT_EQ(pack.keeping_of({"concern.child"}, *parse_rfc3339("2025-11-23T09:00:00Z")), nullptr);
    EXPECT_EQ(pack.keeping_named("concern_child"), keeping);
}

TEST(RetentionRules, AreThoseOfTheDayOnWhichItWasClosed)
{
    auto files = norway();
    for (auto& file : files)
        if (file.path == "retention.toml") {
            const auto at = file.text.find("from = \"2026-01-01\"");
            file.text.insert(at, "to = \"2026-12-31\"\n");
            file.text += "\n[[rules]]\nname = \"concern_child\"\nkind = \"concern.child\"\n"
                         "title.nb = \"n\"\ntitle.en = \"e\"\nkept_for = \"5 weeks\"\n"
                         "source = \"s\"\nfrom = \"2027-01-01\"\n";
        }
    const auto pack = load_pack("no", files).value();
    const auto kept = [&](const char* closed) {
        const auto at = *parse_rfc3339(closed);
        return rfc3339(*pack.kept_until(pack.keeping_of({"concern.child"}, at)->rule, at));
    };
    EXPECT_EQ(kept("2026-12-31T22:59:59Z"), "2028-12-31T23:00:00.000Z");
    EXPECT_EQ(kept("2026-12-31T23:00:00Z"), "2027-02-05T23:00:00.000Z");
}

}  // namespace
}  // namespace varde::packs
