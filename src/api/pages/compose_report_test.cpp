#include "api/pages/compose_report.hpp"

#include <gtest/gtest.h>

namespace varde::api {
namespace {

using Typed = std::vector<std::pair<std::string, std::string>>;

const packs::Pack& norway()
{
    static const auto pack = [] {
        auto loaded = packs::load_pack_folder(SOURCE_ROOT "/packs", "no");
        CHECK(loaded);
        return std::move(loaded).value();
    }();
    return pack;
}

PostedForm posted(const Typed& typed)
{
    PostedForm form;
    for (const auto& [name, value] : typed)
        form.typed.add(name, value);
    return form;
}

acts::NewReport compose(const PostedForm& form)
{
    const auto* kind = public_kind(norway());
    CHECK(kind);
    return compose_report(*kind, form_of(norway(), *kind), form);
}

std::string content_of(const Typed& typed)
{
    return compose(posted(typed)).parsed.root().member("content").to_text();
}

TEST(ComposeReport, PutsEachFieldAtItsPlaceWithTheTypeOfTheSchema)
{
    EXPECT_EQ(content_of({{"content.concern", "Alone at night"},
                          {"content.danger_now", "no"},
                          {"content.children.0.name", "  Kari Example "},
                          {"content.children.0.unborn", "no"},
                          {"content.guardians.1.relation", "father"},
                          {"content.reporter.anonymous", "yes"}}),
              R"({"concern":"Alone at night","danger_now":false,)"
              R"("children":[{"name":"Kari Example","unborn":false}],)"
              R"("guardians":[{"relation":"father"}],"reporter":{"anonymous":true}})");
}

TEST(ComposeReport, LeavesOutWhatIsBlankAndGroupsWithNothingInThem)
{
    EXPECT_EQ(content_of({{"content.concern", "Alone"},
                          {"content.history", " \r\n "},
                          {"content.danger_now", ""},
                          {"content.children.0.name", ""},
                          {"content.children.1.name", "Ola"},
                          {"content.guardians.0.name", ""},
                          {"content.reporter.name", " "}}),
              R"({"concern":"Alone","children":[{"name":"Ola"}]})");
}

TEST(ComposeReport, MakesContentThatTheFormsOwnSchemaAccepts)
{
    Typed typed;
    const auto& form = form_of(norway(), *public_kind(norway()));
    for (const auto& page : form.pages)
        for (const auto& field : page.fields)
            for (int entry = 0; entry < page.repeat_shown; ++entry) {
                std::string value = "Some words";
                if (field.type == packs::FieldType::yes_no)
                    value = "yes";
                if (field.type == packs::FieldType::date)
                    value = "2019-03-01";
                if (field.type == packs::FieldType::choice)
                    value = field.choices.front().value;
                typed.emplace_back(field_name(field.path, entry), value);
            }
    const auto content = json::Document::parse(content_of(typed));
    ASSERT_TRUE(content);
    const auto faults = form.schema.faults(content.value().root(), "");
    EXPECT_TRUE(faults.empty()) << faults.front().pointer << " " << faults.front().detail;
    EXPECT_EQ(content.value().root().member("children").size(), 3u);
}

TEST(ComposeReport, MakesTheSameDocumentOfTheSameFormWhateverItsUploadsAreCalled)
{
    auto form = posted({{"content.concern", "Alone"}, {"place", "4601.02"}, {"form_token", "a"}});
    form.files.push_back({.name = "a.jpg",
                          .state = FormFile::State::kept,
                          .kept = {.id = UploadId{Uuid{{1}}}, .sha256 = {7}}});
    const auto first = compose(form);
    ASSERT_EQ(first.attachments.size(), 1u);
    form.files[0].kept.id = UploadId{Uuid{{2}}};
    EXPECT_EQ(compose(form).document, first.document);
    form.files.clear();
    EXPECT_EQ(compose(form).document, first.document);
}

TEST(ComposeReport, ReadsPlaceAndDistrict)
{
    const auto bergen = compose(posted({{"place", "4601.02"}}));
    ASSERT_TRUE(bergen.address.place);
    EXPECT_EQ(bergen.address.place->municipality, "4601");
    EXPECT_EQ(bergen.address.place->district, "02");
    EXPECT_FALSE(compose(posted({{"place", "unknown"}})).address.place);
    EXPECT_FALSE(compose(posted({{"place", ""}})).address.place);
}

TEST(ComposeReport, IsUrgentWhereAChildNeedsHelpAtOnce)
{
    EXPECT_TRUE(compose(posted({{"content.danger_now", "yes"}})).urgent);
    EXPECT_FALSE(compose(posted({{"content.danger_now", "no"}})).urgent);
}

TEST(ComposeReport, KeepsFieldsThatTheFormDoesNotHaveAndSaysSo)
{
    const auto report = compose(posted({{"content.concern", "Alone"},
                                        {"content.shoe_size", "28"},
                                        {"content.children.0.name.first", "Kari"}}));
    EXPECT_EQ(report.parsed.root().member("content").to_text(), R"({"concern":"Alone"})");
    const auto document = json::Document::parse(report.document);
    ASSERT_TRUE(document);
    const auto others = document.value().root().member("other_fields");
    EXPECT_EQ(others.member("content.shoe_size").text(), "28");
    EXPECT_EQ(others.member("content.children.0.name.first").text(), "Kari");
    EXPECT_EQ(report.warnings.size(), 2u);
}

TEST(ComposeReport, KeepsBrokenBytesAndUnfitValuesAsText)
{
    EXPECT_EQ(content_of({{"content.concern", "a\xff"
                                              "b\r\nc"},
                          {"content.danger_now", "perhaps"}}),
              "{\"concern\":\"a\uFFFDb\\nc\",\"danger_now\":\"perhaps\"}");
}

TEST(ComposeReport, FindsTheNeededFieldsThatAreBlank)
{
    const auto& form = form_of(norway(), *public_kind(norway()));
    const auto missing = missing_fields(form, posted({{"content.concern", " \n"}}).typed);
    ASSERT_EQ(missing.size(), 1u);
    EXPECT_EQ(missing[0]->path, "concern");
    EXPECT_TRUE(missing_fields(form, posted({{"content.concern", "x"}}).typed).empty());
}

}  // namespace
}  // namespace varde::api
