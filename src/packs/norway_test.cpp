#include "packs/pack.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace varde::packs {
namespace {

using domain::Service;

/// The pack that ships, read once for all tests.
const Pack& norway()
{
    static const auto pack = load_pack_folder(SOURCE_ROOT "/packs", "no");
    for (const Fault& fault : pack ? std::vector<Fault>() : pack.error().faults)
        ADD_FAILURE() << fault.pointer << ": " << fault.detail;
    return pack.value();
}

const domain::Unit& child_protection(const char* municipality, const char* district = "")
{
    const auto* unit = norway().directory.child_protection_of({municipality, district});
    CHECK(unit != nullptr);
    return *unit;
}

std::size_t count(Service service)
{
    return std::size_t(
        std::ranges::count(norway().directory.units(), service, &domain::Unit::service));
}

TEST(Norway, HasEveryCountyMunicipalityAndDistrict)
{
    EXPECT_EQ(norway().label(), "no@2026.5");
    EXPECT_EQ(norway().counties.size(), 15U);
    EXPECT_EQ(norway().municipalities.size(), 357U);
    EXPECT_EQ(norway().districts.size(), 15U + 8U);
    EXPECT_EQ(count(Service::child_protection), 357U - 2U + 15U + 8U);
    EXPECT_EQ(count(Service::oversight), 15U);
    EXPECT_EQ(count(Service::sorting), 1U);
}

TEST(Norway, GivesEachMunicipalityAUnitWithGuardOversightAndSortingBehindIt)
{
    const auto& directory = norway().directory;
    for (const Municipality& municipality : norway().municipalities)
        EXPECT_TRUE(directory.knows_municipality(municipality.number)) << municipality.name;
    for (const domain::Unit& unit : directory.units()) {
        if (unit.service != Service::child_protection)
            continue;
        ASSERT_EQ(unit.fallbacks.size(), 3U) << unit.id.text;
        const Service expected[] = {Service::guard, Service::oversight, Service::sorting};
        for (std::size_t i = 0; i < 3; ++i)
            EXPECT_EQ(directory.find(unit.fallbacks[i])->service, expected[i]) << unit.id.text;
        EXPECT_EQ(directory.find(unit.fallbacks[1])->county, unit.county) << unit.id.text;
        EXPECT_FALSE(directory.find(unit.fallbacks[0])->phone.empty()) << unit.id.text;
        EXPECT_FALSE(unit.hours.always_open) << unit.id.text;
    }
}

TEST(Norway, NamesItsUnitsSoThatPeopleRecogniseThem)
{
    EXPECT_EQ(child_protection("1103").name, "Barnevernstjenesten i Stavanger kommune");
    EXPECT_EQ(child_protection("5612").name,
              "Barnevernstjenesten i Guovdageaidnu - Kautokeino kommune");
    EXPECT_EQ(child_protection("4601", "02").name,
              "Barnevernstjenesten i bydel Bergenhus, Bergen kommune");
    EXPECT_EQ(child_protection("1515").name,
              "Barnevernstjenesten i Herøy kommune (Møre og Romsdal)");
    EXPECT_EQ(child_protection("1818").name, "Barnevernstjenesten i Herøy kommune (Nordland)");
    std::set<std::string> names;
    for (const domain::Unit& unit : norway().directory.units()) {
        if (unit.service == Service::oversight)
            continue;  // One office serves several counties.
        EXPECT_TRUE(names.insert(unit.name).second) << unit.name;
    }
}

TEST(Norway, PutsTheCitysOwnGuardBeforeTheCountys)
{
    EXPECT_EQ(child_protection("4601", "02").id.text, "no.4601.02");
    EXPECT_EQ(child_protection("4601", "02").fallbacks[0].text, "no.guard.bergen");
    EXPECT_EQ(child_protection("4612").fallbacks[0].text, "no.guard.vestland");
    EXPECT_EQ(child_protection("0301", "15").fallbacks[0].text, "no.guard.oslo");
    EXPECT_EQ(child_protection("4612").fallbacks[1].text, "no.oversight.46");
    EXPECT_EQ(norway().directory.find({"no.oversight.31"})->name,
              "Statsforvalteren i Østfold, Buskerud, Oslo og Akershus");
}

TEST(Norway, OpensItsUnitsInOfficeHoursOnly)
{
    const auto& calendar = norway().calendar;
    const auto& hours = child_protection("1103").hours;
    const auto at = [](const char* text) { return parse_rfc3339(text).value(); };
    EXPECT_TRUE(calendar.is_open(hours, at("2026-11-23T08:00:00+01:00")));
    EXPECT_FALSE(calendar.is_open(hours, at("2026-11-23T15:30:00+01:00")));
    EXPECT_FALSE(calendar.is_open(hours, at("2026-11-21T12:00:00+01:00"))) << "Saturday";
    for (const char* day :
         {"2027-01-01", "2027-03-25", "2027-03-26", "2027-03-28", "2027-03-29", "2027-05-01",
          "2027-05-06", "2027-05-16", "2027-05-17", "2027-12-25", "2027-12-26"})
        EXPECT_TRUE(calendar.is_holiday(at((std::string(day) + "T12:00:00Z").c_str()))) << day;
    const auto& guard = norway().directory.find({"no.guard.bergen"})->hours;
    EXPECT_TRUE(calendar.is_open(guard, at("2026-12-25T03:00:00+01:00")));
}

TEST(Norway, HasThreeKindsWithTheirForms)
{
    const auto& pack = norway();
    ASSERT_EQ(pack.kinds.size(), 3U);
    ASSERT_NE(pack.find_kind("concern.child.public"), nullptr);
    EXPECT_EQ(pack.find_kind("concern.child")->audience, Audience::professional);
    EXPECT_EQ(pack.find_kind("concern.child.public")->audience, Audience::anyone);
    EXPECT_EQ(pack.find_kind("concern.police")->audience, Audience::police);
    EXPECT_EQ(pack.find_kind("concern"), nullptr);
    for (const Kind& kind : pack.kinds)
        EXPECT_TRUE(pack.forms.contains(kind.form)) << kind.name.text;
}

void expect_both(const Text& text, const std::string& where)
{
    EXPECT_FALSE(text.in("nb").empty()) << where;
    EXPECT_FALSE(text.in("en").empty()) << where;
    EXPECT_EQ(text.in("fr"), text.in("nb")) << where;
}

TEST(Norway, SaysEverythingInBothLanguages)
{
    for (const Kind& kind : norway().kinds) {
        expect_both(kind.title, kind.name.text);
        expect_both(kind.description, kind.name.text);
    }
    for (const auto& [id, form] : norway().forms) {
        for (const Page& page : form.pages) {
            expect_both(page.title, id + " " + page.id);
            for (const Field& field : page.fields) {
                expect_both(field.label, id + " " + field.path);
                if (!field.hint.empty())
                    expect_both(field.hint, id + " " + field.path);
                for (const Choice& choice : field.choices)
                    expect_both(choice.label, id + " " + field.path + " " + choice.value);
            }
        }
    }
}

std::vector<Fault> faults_of(const char* form, std::string_view content)
{
    const auto document = json::Document::parse(content);
    return norway().forms.at(form).schema.faults(document.value().root(), "/content");
}

TEST(Norway, TakesAReportFromAProfessional)
{
    EXPECT_TRUE(faults_of("concern_child", R"({
        "danger_now": false, "concern": "Kommer ofte sulten.", "history": "Siden august.",
        "children": [{"name": "Kari Prøve", "national_number": "01820199999",
                      "birth_date": "2019-01-02", "kindergarten_or_school": "Eksempel skole",
                      "informed": true},
                     {"unborn": true, "due_date": "2027-02-01"}],
        "guardians": [{"name": "Ola Prøve", "relation": "father", "informed": false}],
        "not_informed_reason": "Etter råd fra politiet.",
        "interpreter": {"needed": true, "language": "polsk"},
        "other_services": ["school", "health_station"],
        "reporter": {"name": "Lise Lærer", "role": "kontaktlærer", "phone": "22 22 22 22"}})")
                    .empty());
    EXPECT_TRUE(
        faults_of("concern_child_public", R"({"concern": "Gråter mye om natten."})").empty());
}

TEST(Norway, NamesTheFieldsOfAReportThatItDoesNotKnow)
{
    const auto faults = faults_of("concern_child", R"({"concern": "x", "colour": "blue",
        "children": [{"name": "Kari", "birth_date": "2019-02-30", "shoes": 31}]})");
    std::set<std::string> pointers;
    for (const Fault& fault : faults)
        pointers.insert(fault.pointer);
    EXPECT_EQ(pointers, (std::set<std::string>{"/content/colour", "/content/children/0/birth_date",
                                               "/content/children/0/shoes"}));
}

TEST(Norway, NeedsOnlyTheConcernAndSomethingToFindTheChildBy)
{
    for (const auto& [id, form] : norway().forms) {
        EXPECT_EQ(form.needs_all, std::vector<std::string>{"concern"}) << id;
        EXPECT_TRUE(std::ranges::find(form.needs_any, "children.*.name") != form.needs_any.end());
        EXPECT_EQ(form.names_person, "children.*.name") << id;
        for (const Page& page : form.pages) {
            for (const Field& field : page.fields)
                EXPECT_EQ(field.required, field.path == "concern") << id << " " << field.path;
        }
    }
}

}  // namespace
}  // namespace varde::packs
