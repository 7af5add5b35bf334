#include "app/demo/plot.hpp"

#include "json/value.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace varde::app::demo {
namespace {

constexpr auto monday_noon = 1'763'982'000;  // 2025-11-24T11:00:00Z.

struct Plotted {
    packs::Pack pack;
    Cast cast;
    std::vector<Scene> scenes;
};

Plotted plotted(std::uint64_t seed)
{
    auto pack = packs::load_pack_folder(SOURCE_ROOT "/packs", "no");
    EXPECT_TRUE(pack);
    Plotted plotted{.pack = std::move(pack).value()};
    plotted.cast = make_cast(plotted.pack.directory);
    plotted.scenes = make_plot({.cast = plotted.cast,
                                .calendar = plotted.pack.calendar,
                                .directory = plotted.pack.directory,
                                .now = Timestamp{}.plus_seconds(monday_noon)},
                               seed, 200);
    return plotted;
}

TEST(DemoPlot, TellsTwoHundredReportsOfTheLastFiveWeeksInOrder)
{
    const auto plot = plotted(1);
    const auto now = Timestamp{}.plus_seconds(monday_noon);
    ASSERT_EQ(plot.scenes.size(), 200u);
    EXPECT_TRUE(std::ranges::is_sorted(plot.scenes, {}, &Scene::at));
    EXPECT_LT(plot.scenes.back().at, now);
    EXPECT_GE(plot.scenes.front().at, now.plus_seconds(-demo_seconds - 3600));
}

TEST(DemoPlot, HasEveryKindAndStepAndUrgentOnes)
{
    const auto plot = plotted(1);
    std::set<std::string> kinds;
    std::set<Step> steps;
    std::size_t urgent = 0, unopened = 0;
    for (const auto& scene : plot.scenes) {
        kinds.insert(scene.kind.text);
        urgent += scene.urgent;
        unopened += scene.beats.empty();
        for (const auto& beat : scene.beats)
            steps.insert(beat.step);
    }
    EXPECT_EQ(kinds.size(), 3u);
    EXPECT_EQ(steps.size(), 13u);
    EXPECT_GT(urgent, 10u);
    EXPECT_GT(unopened, 0u);
}

TEST(DemoPlot, SaysTheSameForTheSameSeed)
{
    const auto one = plotted(5), same = plotted(5), other = plotted(6);
    for (std::size_t i = 0; i < one.scenes.size(); ++i)
        ASSERT_EQ(one.scenes[i].content, same.scenes[i].content);
    EXPECT_NE(one.scenes.front().content, other.scenes.front().content);
}

/// Every text under `value`, whatever it is called.
void for_each_text(json::View value, const std::function<void(std::string_view)>& visit)
{
    if (const auto text = value.text())
        return visit(*text);
    for (std::size_t i = 0; i < value.size(); ++i)
        for_each_text(value.is(json::Type::object) ? value.member_at(i) : value.at(i), visit);
}

TEST(DemoPlot, NamesNobodyWhoCouldExist)
{
    const auto plot = plotted(1);
    std::size_t numbers = 0;
    for (const auto& scene : plot.scenes) {
        const auto content = json::Document::parse(scene.content);
        ASSERT_TRUE(content);
        for_each_text(content.value().root(), [&](std::string_view text) {
            const bool digits = text.size() == 11 && std::ranges::all_of(text, [](char c) {
                                    return c >= '0' && c <= '9';
                                });
            numbers += digits;
            EXPECT_TRUE(!digits || is_synthetic_number(text)) << text;
        });
        const auto child = content.value().root().member("children").at(0).member("name").text();
        ASSERT_TRUE(child);
        EXPECT_TRUE(child->starts_with("Test-")) << *child;
    }
    EXPECT_GT(numbers, 100u);
}

TEST(DemoPlot, FollowsTheFormsOfItsKinds)
{
    const auto plot = plotted(1);
    for (const auto& scene : plot.scenes) {
        const auto* kind = plot.pack.find_kind(scene.kind.text);
        ASSERT_TRUE(kind);
        const auto content = json::Document::parse(scene.content);
        const auto& schema = plot.pack.forms.find(kind->form)->second.schema;
        for (const auto& fault : schema.faults(content.value().root(), ""))
            ADD_FAILURE() << scene.kind.text << fault.pointer << " " << fault.detail;
    }
}

TEST(DemoCast, StaffsEachUnitWithTwoWhoCanOpenAndGivesKeysOfEveryRole)
{
    const auto plot = plotted(1);
    std::map<UnitId, int> readers;
    for (const auto& account : plot.cast.accounts)
        if (account.role == domain::Role::caseworker || account.role == domain::Role::unit_leader)
            ++readers[account.unit];
    EXPECT_EQ(readers.size(), 9u);
    for (const auto& [unit, people] : readers)
        EXPECT_GE(people, 2) << unit.text;
    std::set<domain::Role> roles;
    for (const auto& key : plot.cast.keys)
        roles.insert(key.role);
    EXPECT_EQ(roles.size(), 3u);
}

TEST(WorkingTime, FallsInOpeningHours)
{
    const auto plot = plotted(1);
    const auto* unit = plot.pack.directory.find({"no.4601.02"});
    const auto friday_night = Timestamp{}.plus_seconds(monday_noon - 60 * 3600);
    for (int minutes = 1; minutes < 600; minutes += 7) {
        const auto at = working_time(plot.pack.calendar, unit->hours, friday_night, minutes);
        EXPECT_GT(at, friday_night);
        EXPECT_TRUE(plot.pack.calendar.is_open(unit->hours, at)) << rfc3339(at);
    }
}

}  // namespace
}  // namespace varde::app::demo
