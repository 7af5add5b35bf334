#include "packs/broken_pack.hpp"

#include <algorithm>

namespace varde::packs {
namespace {

/// A pack that is as small as a whole one can be.
std::vector<PackFile> small_pack()
{
    return {{"counties.csv", "number,name,oversight\n"
                             "01,Vest,\"Tilsynet i Vest, Øst\"\n"
                             "02,Øst,Tilsynet i Øst\n"},
            {"districts.csv", "municipality,number,name\n"
                              "0102,01,Nord\n"
                              "0102,02,Sør\n"},
            {"forms/letter.page.toml", R"(needs_all = ["text"]
needs_any = ["people.*.name", "place"]

[[pages]]
id = "one"
title.nb = "Hva?"
title.en = "What?"

[[pages.fields]]
path = "text"
type = "paragraph"
label.nb = "Fortell"
label.en = "Tell"

[[pages.fields]]
path = "place"
type = "choice"
label.nb = "Hvor"
label.en = "Where"
choices = [
    { value = "home", nb = "Hjemme", en = "At home" },
    { value = "away", nb = "Borte", en = "Away" },
]

[[pages]]
id = "people"
title.nb = "Hvem?"
title.en = "Who?"
repeat = "people"
repeat_shown = 2

[[pages.fields]]
path = "people.*.name"
type = "line"
label.nb = "Navn"
label.en = "Name"
)"},
            {"forms/letter.schema.json", R"({
  "type": "object",
  "additionalProperties": false,
  "properties": {
    "text": { "type": "string" },
    "place": { "type": "string", "enum": ["home", "away"] },
    "people": {
      "type": "array",
      "items": {
        "type": "object",
        "additionalProperties": false,
        "properties": { "name": { "type": "string" } }
      }
    }
  }
}
)"},
            {"guards.csv", "id,name,phone,counties,municipalities\n"
                           "land,Vakten,12345,01 02,\n"
                           "by,Byvakten,,,0102\n"},
            {"municipalities.csv", "number,name,county\n"
                                   "0101,Vik,01\n"
                                   "0102,By,01\n"
                                   "0201,Vik,02\n"},
            {"pack.toml", R"(id = "xx"
version = "2026.1"
name = "Xland"
languages = ["nb", "en"]
time_zone = "Europe/Oslo"

[unit_names]
child_protection = "Barnevernet i {municipality}"
district = "Barnevernet i {district}, {municipality}"
sorting = "Sortering"

[hours.child_protection]
weekdays = "08:00-15:30"
friday = "08:00-14:00"
[hours.guard]
always = true
[hours.oversight]
weekdays = "08:00-15:30"
[hours.sorting]
always = true

[[kinds]]
name = "letter"
title.nb = "Brev"
title.en = "Letter"
description.nb = "Et brev"
description.en = "A letter"
audience = "anyone"
form = "letter"
service = "child_protection"
)"},
            {"units.toml", R"([[units]]
id = "xx.0101"
name = "Barnevernet i Vik og omegn"
phone = "55555"
hours.weekdays = "09:00-15:00"
)"},
            {"calendar.toml", R"([[schools]]
area = "0102"
name = "By"
source = "By"
begins = "08:00"
years = ["2026-08-17/2027-06-18"]
)"}};
}

constexpr Broken broken_packs[] = {
    {"id of another pack", "pack.toml", "id = \"xx\"", "id = \"yy\"", "xx/pack.toml:1",
     "id: \"yy\" is not the name of its folder, \"xx\""},
    {"odd version", "pack.toml", "2026.1", "1.0", "xx/pack.toml:2",
     "version: \"1.0\" is not a year and a number (\"2026.1\")"},
    {"missing name", "pack.toml", "name = \"Xland\"\n", "", "xx/pack.toml:1", "name: is missing"},
    {"unknown time zone", "pack.toml", "Europe/Oslo", "Europe/Oslow", "xx/pack.toml:5",
     "time_zone: \"Europe/Oslow\" is not in the time zone database"},
    {"misspelt key", "pack.toml", "friday", "fryday", "xx/pack.toml:14",
     "fryday: is not a key that belongs here"},
    {"impossible hour", "pack.toml", "08:00-14:00", "08:00-25:00", "xx/pack.toml:14",
     "friday: \"25:00\" is not a time of day"},
    {"hours backwards", "pack.toml", "08:00-14:00", "14:00-08:00", "xx/pack.toml:14",
     "friday: \"14:00-08:00\" ends before it begins"},
    {"hours without an end", "pack.toml", "08:00-14:00", "08:00", "xx/pack.toml:14",
     "friday: \"08:00\" is not a span such as \"08:00-15:30\""},
    {"open always and on days", "pack.toml", "always = true\n[hours.oversight]\n",
     "always = true\nmonday = \"08:00-09:00\"\n[hours.oversight]\n", "xx/pack.toml:15",
     "hours: either always = true or days, not both"},
    {"never open", "pack.toml", "always = true\n[hours.oversight]\n",
     "always = false\n[hours.oversight]\n", "xx/pack.toml:15",
     "hours: neither a day nor always = true"},
    {"service without hours", "pack.toml", "[hours.sorting]\nalways = true\n", "",
     "xx/pack.toml:12", "sorting: hours are missing"},
    {"unit name without its place", "pack.toml", "i {municipality}\"", "i byen\"", "xx/pack.toml:8",
     "child_protection: must contain {municipality}"},
    {"kind with an odd name", "pack.toml", "name = \"letter\"", "name = \"Letter\"",
     "xx/pack.toml:23", "name: \"Letter\" is not words of a-z with dots between"},
    {"kind for nobody", "pack.toml", "\"anyone\"", "\"someone\"", "xx/pack.toml:28",
     "audience: \"someone\" is not one of anyone, professional, police"},
    {"kind without a form", "pack.toml", "form = \"letter\"", "form = \"lettre\"",
     "xx/pack.toml:29", "form: \"lettre\" has no forms/lettre.schema.json"},
    {"kind for no service", "pack.toml", "service = \"child_protection\"", "service = \"school\"",
     "xx/pack.toml:30",
     "service: \"school\" is not one of child_protection, guard, oversight, sorting"},
    {"kind in one language", "pack.toml", "title.en = \"Letter\"\n", "", "xx/pack.toml:24",
     "title: has no text in \"en\""},
    {"kind in a third language", "pack.toml", "title.en = \"Letter\"",
     "title.en = \"Letter\"\ntitle.sv = \"Brev\"", "xx/pack.toml:26",
     "sv: is not a key that belongs here"},
    {"not TOML", "units.toml", "id = \"xx.0101\"", "id = xx.0101", "xx/units.toml:2", "not TOML: "},
    {"not the header", "counties.csv", "number,name,oversight", "number,name", "xx/counties.csv:1",
     "the first line must be number,name,oversight"},
    {"county twice", "counties.csv", "02,Øst,Tilsynet i Øst\n",
     "02,Øst,Tilsynet i Øst\n02,Øst,Tilsynet i Øst\n", "xx/counties.csv:4",
     "number: \"02\" stands twice"},
    {"open quotation mark", "districts.csv", "Sør", "\"Sør", "xx/districts.csv:3",
     "a quotation mark is not closed"},
    {"text after a quotation", "districts.csv", "Sør", "\"Sør\"e", "xx/districts.csv:3",
     "text after a closing quotation mark"},
    {"stray quotation mark", "districts.csv", "Sør", "S\"ør", "xx/districts.csv:3",
     "a quotation mark inside a cell without quotation marks"},
    {"municipality twice", "municipalities.csv", "0201,Vik,02\n", "0201,Vik,02\n0101,Vik,01\n",
     "xx/municipalities.csv:5", "number: \"0101\" stands twice"},
    {"short number", "municipalities.csv", "0201", "201", "xx/municipalities.csv:4",
     "number: \"201\" is not a number of 4 digits"},
    {"unknown county", "municipalities.csv", "0201,Vik,02", "0201,Vik,03",
     "xx/municipalities.csv:4", "county: \"03\" is not a county of counties.csv"},
    {"too few cells", "municipalities.csv", "0201,Vik,02", "0201,Vik", "xx/municipalities.csv:4",
     "2 cells instead of 3"},
    {"space around a cell", "municipalities.csv", "0201,Vik,02", "0201, Vik,02",
     "xx/municipalities.csv:4", "\" Vik\" begins or ends with a space"},
    {"not UTF-8", "municipalities.csv", "0201,Vik,02", "0201,V\xEDk,02", "xx/municipalities.csv:4",
     "not plain text in UTF-8"},
    {"no name", "municipalities.csv", "0201,Vik,02", "0201,,02", "xx/municipalities.csv:4",
     "name: \"\" is empty"},
    {"district of nowhere", "districts.csv", "0102,02", "0109,02", "xx/districts.csv:3",
     "municipality: \"0109\" is not a municipality of municipalities.csv"},
    {"district twice", "districts.csv", "0102,02", "0102,01", "xx/districts.csv:3",
     "number: \"01\" stands twice in this municipality"},
    {"school of nowhere", "calendar.toml", "0102", "0109", "xx/calendar.toml:2",
     "area: \"0109\" is neither default nor a municipality of municipalities.csv"},
    {"county without a guard", "guards.csv", "01 02", "01", "xx/guards.csv:1",
     "counties: no guard covers county 02 Øst"},
    {"two guards for one place", "guards.csv", ",,0102", ",02,0102", "xx/guards.csv:3",
     "counties: \"02\" names 02, which has a guard already"},
    {"guard of nowhere", "guards.csv", ",,0102", ",,0109", "xx/guards.csv:3",
     "municipalities: \"0109\" names 0109, which is not known"},
    {"guard with an odd id", "guards.csv", "by,Byvakten", "By,Byvakten", "xx/guards.csv:3",
     "id: \"By\" is not made of a-z, 0-9 and hyphens"},
    {"own rule for no unit", "units.toml", "xx.0101", "xx.0102", "xx/units.toml:2",
     "id: \"xx.0102\" is not a unit of this pack"},
    {"impossible own hour", "units.toml", "09:00-15:00", "09:00-15:60", "xx/units.toml:5",
     "weekdays: \"15:60\" is not a time of day"},
    {"field asked for nowhere", "forms/letter.schema.json", "\"text\": { \"type\": \"string\" },",
     "\"text\": { \"type\": \"string\" },\n    \"more\": { \"type\": \"string\" },",
     "xx/forms/letter.schema.json:6", "more: no page asks for it"},
    {"field in one language", "forms/letter.page.toml", "label.en = \"Tell\"\n", "",
     "xx/forms/letter.page.toml:12", "label: has no text in \"en\""},
    {"empty text", "forms/letter.page.toml", "label.en = \"Tell\"", "label.en = \"\"",
     "xx/forms/letter.page.toml:13", "en: is empty"},
    {"unknown type of field", "forms/letter.page.toml", "\"paragraph\"", "\"essay\"",
     "xx/forms/letter.page.toml:11", "type: \"essay\" is not a type of field"},
    {"type that does not fit", "forms/letter.page.toml", "\"paragraph\"", "\"yes_no\"",
     "xx/forms/letter.page.toml:11", "type: \"yes_no\" does not fit the schema's type of text"},
    {"choices that do not fit", "forms/letter.page.toml", "value = \"away\"", "value = \"gone\"",
     "xx/forms/letter.page.toml:20", "choices: are not the values that the schema lists"},
    {"choice in one language", "forms/letter.page.toml", ", en = \"Away\"", "",
     "xx/forms/letter.page.toml:22", "en: is missing"},
    {"repeated field on a plain page", "forms/letter.page.toml",
     "repeat = \"people\"\nrepeat_shown = 2\n", "", "xx/forms/letter.page.toml:31",
     "path: \"people.*.name\" does not belong on a page without repeat"},
    {"repeat of too many", "forms/letter.page.toml", "repeat_shown = 2", "repeat_shown = 99",
     "xx/forms/letter.page.toml:30", "repeat_shown: must be from 1 to 10, on a page with repeat"},
    {"need of no field", "forms/letter.page.toml", "\"place\"]", "\"plaec\"]",
     "xx/forms/letter.page.toml:2", "needs_any: \"plaec\" is not a field of the schema"},
    {"person named by no field", "forms/letter.page.toml", "\n\n[[pages]]\nid = \"one\"",
     "\nnames_person = \"people.*.nmae\"\n\n[[pages]]\nid = \"one\"", "xx/forms/letter.page.toml:3",
     "names_person: \"people.*.nmae\" is not a field of the schema"},
    {"page twice", "forms/letter.page.toml", "id = \"people\"", "id = \"one\"",
     "xx/forms/letter.page.toml:26", "id: \"one\" stands twice"},
    {"schema that is not JSON", "forms/letter.schema.json", "\"type\": \"array\",",
     "\"type\": \"array\"", "xx/forms/letter.schema.json:9", "Not readable as JSON"},
    {"schema that lets anything pass", "forms/letter.schema.json",
     "\"additionalProperties\": false,\n        \"prop", "\"prop", "xx/forms/letter.schema.json:7",
     "people.*: additionalProperties must be false, so that unknown fields are noticed"},
    {"schema with an unknown keyword", "forms/letter.schema.json", "\"type\": \"string\", \"enum\"",
     "\"type\": \"string\", \"enmu\"", "xx/forms/letter.schema.json:6",
     "/properties/place/enmu: is not a supported keyword"},
};

TEST(BrokenPack, IsRefusedWithFileLineAndRule)
{
    for (const Broken& broken : broken_packs)
        expect_one_fault(small_pack(), broken);
}

TEST(BrokenPack, IsToldOfAllItsFaultsAtOnce)
{
    auto files = changed(small_pack(), {"", "forms/letter.page.toml", "people.*.name\"\ntype",
                                        "people.*.nmae\"\ntype"});
    files.erase(files.begin() + 1);
    files.push_back({"unit.toml", ""});
    const auto pack = load_pack("xx", files);
    ASSERT_FALSE(pack);
    const std::vector<Fault> expected = {
        {"xx/unit.toml:1", "is not a file that a pack has"},
        {"xx/districts.csv:1", "the file is missing"},
        {"xx/forms/letter.page.toml:33", "path: \"people.*.nmae\" is not a field of the schema"},
        {"xx/forms/letter.schema.json:12", "people.*.name: no page asks for it"}};
    EXPECT_EQ(listed(pack.error().faults), listed(expected));
    EXPECT_EQ(pack.error().message,
              "The pack xx cannot be used. xx/unit.toml:1: is not a file that a pack has "
              "(and 3 more)");
}

TEST(BrokenPack, NeedsBothFilesOfAForm)
{
    for (const char* path : {"forms/letter.page.toml", "forms/letter.schema.json"}) {
        auto files = small_pack();
        std::erase_if(files, [&](const PackFile& file) { return file.path == path; });
        const auto pack = load_pack("xx", files);
        ASSERT_FALSE(pack) << path;
        EXPECT_TRUE(pack.error().faults[0].detail.ends_with(std::string(path) + " beside it"));
    }
}

TEST(Pack, LoadsTheSmallestWholeOne)
{
    const auto pack = load_pack("xx", small_pack());
    ASSERT_TRUE(pack) << listed(pack.error().faults);
    const auto& directory = pack.value().directory;
    EXPECT_EQ(directory.units().size(), 4U + 2U + 2U + 1U);
    EXPECT_EQ(directory.find({"xx.0201"})->name, "Barnevernet i Vik (Øst)");
    EXPECT_EQ(directory.find({"xx.0102.02"})->name, "Barnevernet i Sør, By");
    EXPECT_EQ(directory.find({"xx.0102.02"})->fallbacks,
              (std::vector<UnitId>{{"xx.guard.by"}, {"xx.oversight.01"}, {"xx.sorting"}}));
    EXPECT_EQ(directory.find({"xx.oversight.01"})->name, "Tilsynet i Vest, Øst");
}

TEST(Pack, LetsAUnitHaveItsOwnNamePhoneAndHours)
{
    const auto pack = load_pack("xx", small_pack());
    ASSERT_TRUE(pack);
    const auto& own = *pack.value().directory.find({"xx.0101"});
    EXPECT_EQ(own.name, "Barnevernet i Vik og omegn");
    EXPECT_EQ(own.phone, "55555");
    EXPECT_EQ(own.hours.days[4], (domain::OpenSpan{9 * 60, 15 * 60})) << "Friday is its own too";
    const auto& other = *pack.value().directory.find({"xx.0201"});
    EXPECT_EQ(other.hours.days[3], (domain::OpenSpan{8 * 60, 15 * 60 + 30}));
    EXPECT_EQ(other.hours.days[4], (domain::OpenSpan{8 * 60, 14 * 60}));
    EXPECT_EQ(other.hours.days[5], (domain::OpenSpan{}));
}

TEST(Pack, ReadsWhatASpreadsheetSaved)
{
    auto files = small_pack();
    for (PackFile& file : files) {
        if (file.path == "counties.csv")
            file.text = "\xEF\xBB\xBFnumber,name,oversight\r\n01,Vest,\"Kalt \"\"Vest\"\"\"\r\n"
                        "\r\n02,Øst,Tilsynet";
    }
    const auto pack = load_pack("xx", files);
    ASSERT_TRUE(pack) << listed(pack.error().faults);
    EXPECT_EQ(pack.value().counties[0].oversight, "Kalt \"Vest\"");
    EXPECT_EQ(pack.value().counties[1].oversight, "Tilsynet");
}

TEST(Pack, IsNotFoundWhereThereIsNone)
{
    const auto pack = load_pack_folder(SOURCE_ROOT "/packs", "atlantis");
    ASSERT_FALSE(pack);
    EXPECT_EQ(pack.error().code, ErrorCode::not_found);
}

TEST(Pack, HasADigestInputThatTellsPathsFromTexts)
{
    EXPECT_EQ(digest_input({{"b", "2"}, {"a", "1"}}), digest_input({{"a", "1"}, {"b", "2"}}));
    EXPECT_NE(digest_input({{"a", "1"}, {"b", "2"}}), digest_input({{"a", "12"}, {"b", ""}}));
    EXPECT_NE(digest_input({{"ab", "c"}}), digest_input({{"a", "bc"}}));
}

}  // namespace
}  // namespace varde::packs
