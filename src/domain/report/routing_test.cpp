#include "domain/report/routing.hpp"

#include <gtest/gtest.h>

#include <set>

namespace varde::domain {
namespace {

Unit unit(const char* id, Service service, const char* municipality = "", const char* district = "",
          std::vector<UnitId> fallbacks = {})
{
    return {.id = {id},
            .name = std::string("Unit ") + id,
            .service = service,
            .municipality = municipality,
            .district = district,
            .phone = service == Service::guard ? "116 111" : "",
            .fallbacks = std::move(fallbacks)};
}

const Directory& directory()
{
    static const Directory made({
        unit("c1", Service::child_protection, "1101", "", {{"guard"}, {"over"}, {"sort"}}),
        unit("d1", Service::child_protection, "0301", "01", {{"guard"}, {"over"}, {"sort"}}),
        unit("d2", Service::child_protection, "0301", "02", {{"guard"}, {"over"}, {"sort"}}),
        unit("guard", Service::guard, "", "", {{"over"}, {"sort"}}),
        unit("over", Service::oversight, "", "", {{"sort"}}),
        unit("sort", Service::sorting),
    });
    return made;
}

using Ids = std::set<std::string>;

struct Case {
    const char* name;
    Address address;
    bool urgent;
    Ids open;      ///< Which units are open…
    Ids readable;  ///< …and in which somebody can open the kind.
    const char* unit;
    std::vector<std::string> warnings;
    Ids not_live = {};
    const char* passed_over = "";
};

const Ids all{"c1", "d1", "d2", "guard", "over", "sort"};
const Ids night{"guard", "sort"};

Address place(const char* municipality, const char* district = "")
{
    return {.place = Place{municipality, district}};
}
Address to(const char* id) { return {.unit = UnitId{id}}; }

Routed routed(const Case& row)
{
    return route(
        directory(), row.address, Service::child_protection, row.urgent,
        {.is_open = [&](const Unit& unit) { return row.open.contains(unit.id.text); },
         .opens_in_words = [](const Unit&) { return std::string("Tuesday at 08.00"); },
         .readers = [&](const Unit& unit) -> std::size_t {
             return row.readable.contains(unit.id.text) ? 2 : 0;
         },
         .is_live = [&](const Unit& unit) { return !row.not_live.contains(unit.id.text); }});
}

const std::vector<Case> cases{
    {"a known place by day", place("1101"), false, all, all, "c1", {}},
    {"a district", place("0301", "02"), false, all, all, "d2", {}},
    {"a unit by id", to("d1"), false, all, all, "d1", {}},
    {"a unit wins over a place",
     {.unit = UnitId{"d1"}, .place = Place{"1101", ""}},
     false,
     all,
     all,
     "d1",
     {}},
    {"an unknown unit", to("nowhere"), false, all, all, "sort", {"unit_unknown"}},
    {"an unknown municipality", place("9999"), false, all, all, "sort", {"place_unknown"}},
    {"no place at all", {}, false, all, all, "sort", {"place_missing"}},
    {"an empty place", place(""), false, all, all, "sort", {"place_missing"}},
    {"a district where there are none",
     place("1101", "07"),
     false,
     all,
     all,
     "c1",
     {"district_ignored"}},
    {"a city without its district", place("0301"), false, all, all, "guard", {"district_missing"}},
    {"a city with an unknown district",
     place("0301", "99"),
     false,
     all,
     all,
     "guard",
     {"district_unknown"}},
    {"night, not urgent: it waits", place("1101"), false, night, all, "c1", {"unit_closed"}},
    {"night and urgent: the guard", place("1101"), true, night, all, "guard", {"unit_closed"}},
    {"urgent by day stays", place("1101"), true, all, all, "c1", {}},
    {"night, urgent, a guard without readers: the next that is open",
     place("1101"),
     true,
     night,
     {"c1", "over", "sort"},
     "sort",
     {"unit_closed"}},
    {"night, urgent, nobody open can read: it waits",
     place("1101"),
     true,
     night,
     {"c1"},
     "c1",
     {"unit_closed"}},
    {"nobody can open in the unit",
     place("1101"),
     false,
     all,
     {"guard", "sort"},
     "guard",
     {"nobody_can_open"},
     {},
     "c1"},
    {"nobody in the unit or its guard",
     place("1101"),
     false,
     all,
     {"over"},
     "over",
     {"nobody_can_open"},
     {},
     "c1"},
    {"nobody anywhere: it is kept and waits",
     place("1101"),
     false,
     all,
     {},
     "c1",
     {"nobody_can_open"}},
    {"night, and nobody can open",
     place("1101"),
     false,
     night,
     {"guard"},
     "guard",
     {"unit_closed", "nobody_can_open"},
     {},
     "c1"},
    {"not live: its guard",
     place("1101"),
     false,
     all,
     all,
     "guard",
     {"unit_not_live"},
     {"c1"},
     "c1"},
    {"not live, nor the guard: it is read there all the same",
     place("1101"),
     false,
     all,
     all,
     "guard",
     {"unit_not_live"},
     {"c1", "guard"},
     "c1"},
    {"not live, and nobody stands behind it: its people have it",
     place("1101"),
     false,
     all,
     {"c1"},
     "c1",
     {"unit_not_live"},
     {"c1"}},
    {"not live and empty: who can open it",
     place("1101"),
     false,
     all,
     {"over"},
     "over",
     {"nobody_can_open"},
     {"c1"},
     "c1"},
    {"night, urgent and not live: the guard, and the unit hears of it",
     place("1101"),
     true,
     night,
     all,
     "guard",
     {"unit_closed"},
     {"c1"},
     "c1"},
    {"unknown place, and nobody sorts",
     place("9999"),
     false,
     all,
     {},
     "sort",
     {"place_unknown", "nobody_can_open"}},
    {"to who oversees", to("over"), false, all, all, "over", {"unit_not_for_kind"}},
};

TEST(Route, SendsEachReportSomewhereAndSaysWhy)
{
    for (const auto& row : cases) {
        const auto found = routed(row);
        ASSERT_NE(found.unit, nullptr) << row.name;
        EXPECT_EQ(found.unit->id.text, row.unit) << row.name;
        std::vector<std::string> codes;
        for (const auto& warning : found.warnings)
            codes.push_back(warning.code);
        EXPECT_EQ(codes, row.warnings) << row.name;
        EXPECT_EQ(found.passed_over ? found.passed_over->id.text : "", row.passed_over) << row.name;
    }
}

TEST(Route, NamesTheUnitThePhoneAndTheHourInItsWarnings)
{
    const auto urgent = routed({"", place("1101"), true, night, all, "", {}});
    ASSERT_EQ(urgent.warnings.size(), 1u);
    EXPECT_EQ(urgent.warnings[0].detail,
              "Unit c1 is closed until Tuesday at 08.00. Because it is urgent the report went to "
              "Unit guard (116 111).");
    const auto waits = routed({"", place("1101"), false, night, all, "", {}});
    EXPECT_NE(waits.warnings.at(0).detail.find("call Unit guard (116 111)"), std::string::npos);
    const auto unknown = routed({"", place("9999"), false, all, all, "", {}});
    EXPECT_NE(unknown.warnings.at(0).detail.find("Unit sort"), std::string::npos);
    EXPECT_EQ(unknown.warnings.at(0).pointer, "/place/municipality");
}

}  // namespace
}  // namespace varde::domain
