#include "app/demo/cast.hpp"

#include <array>

namespace varde::app::demo {
namespace {

using domain::Role;
using domain::Sector;

struct Member {
    std::string_view login, name;
    Role role = Role::caseworker;
};

struct Team {
    std::string_view unit, organisation;
    std::vector<Member> members;
};

std::vector<Team> teams()
{
    constexpr auto leader = Role::unit_leader;
    constexpr auto oversight = Role::oversight;
    return {
        {"no.4601.02",
         "Bergen kommune (demo)",
         {{"kari.bergenhus", "Kari Eksempel-Berg"},
          {"jonas.bergenhus", "Jonas Testnes"},
          {"liv.bergenhus", "Liv Prøvelund", leader},
          {"trond.bergen", "Trond Eksempelvik", Role::director}}},
        {"no.4601.08",
         "Bergen kommune (demo)",
         {{"amina.asane", "Amina Fiktivsen"},
          {"per.asane", "Per Demo-Larsen"},
          {"tone.asane", "Tone Oppdiktet-Lie", leader}}},
        {"no.4601.03",
         "Bergen kommune (demo)",
         {{"odd.fana", "Odd Mønsterdal"},
          {"siri.fana", "Siri Testbakken"},
          {"knut.fana", "Knut Eksempelstad", leader}}},
        {"no.guard.bergen",
         "Bergen kommune (demo)",
         {{"nina.vakt.bergen", "Nina Liksomsen"}, {"tor.vakt.bergen", "Tor Prøvesen", leader}}},
        {"no.5501",
         "Tromsø kommune (demo)",
         {{"ravdna.tromso", "Rávdná Eksempelhaug"},
          {"erik.tromso", "Erik Test-Haugen"},
          {"berit.tromso", "Berit Syntetisk-Olsen", leader}}},
        {"no.guard.tromso",
         "Tromsø kommune (demo)",
         {{"jan.vakt.tromso", "Jan Påfunnsen"}, {"mona.vakt.tromso", "Mona Demones", leader}}},
        {"no.4642",
         "Lærdal kommune (demo)",
         {{"synne.laerdal", "Synne Fiktivlien"},
          {"arne.laerdal", "Arne Prøvestad"},
          {"gro.laerdal", "Gro Eksempel-Moen", leader}}},
        {"no.guard.vestland",
         "Barnevernvakt for Vestland (demo)",
         {{"ida.vakt.vestland", "Ida Testdal"}, {"ola.vakt.vestland", "Ola Liksom-Eide", leader}}},
        {"no.sorting",
         "Nasjonalt fordelingspunkt (demo)",
         {{"eva.fordeling", "Eva Syntetisk-Bø"}, {"rune.fordeling", "Rune Prøvevik", leader}}},
        {"no.oversight.46",
         "Statsforvalteren i Vestland (demo)",
         {{"marit.tilsyn.vestland", "Marit Fiktiv-Dahl", oversight}}},
        {"no.oversight.55",
         "Statsforvalteren i Troms og Finnmark (demo)",
         {{"svein.tilsyn.troms", "Svein Oppdiktet-Haug", oversight}}},
    };
}

struct SendingMember {
    Sender sender;
    std::string_view login, name;
    Sector sector = Sector::other;
};

std::vector<SendingMember> sending_members()
{
    return {
        {{"Eksempeldal skole", Setting::school, "kontaktlærer", {"4601", "02"}},
         "lise.eksempeldal",
         "Lise Testrud"},
        {{"Testvik ungdomsskole", Setting::school, "rådgiver", {"5501", ""}},
         "anders.testvik",
         "Anders Demostrand"},
        {{"Prøvebakken barnehage", Setting::kindergarten, "pedagogisk leder", {"4601", "08"}},
         "hilde.provebakken",
         "Hilde Påfunn-Myhre"},
        {{"Testby helsestasjon", Setting::health, "helsesykepleier", {"4601", "03"}},
         "ingunn.testby",
         "Ingunn Fiktiv-Aas"},
        {{"Eksempel politidistrikt", Setting::police, "politibetjent", {"4601", "02"}},
         "geir.politi",
         "Geir Prøve-Johnsen",
         Sector::police},
    };
}

}  // namespace

Cast make_cast(const domain::Directory& directory)
{
    Cast cast{
        .homes = {{"4601", "02"}, {"4601", "08"}, {"4601", "03"}, {"5501", ""}, {"4642", ""}}};
    for (const auto& team : teams()) {
        const auto* unit = directory.find({std::string(team.unit)});
        CHECK(unit);  // The demo is made for the pack that this program brings along.
        for (const auto& member : team.members)
            cast.accounts.push_back({.login = std::string(member.login),
                                     .name = std::string(member.name),
                                     .role = member.role,
                                     .organisation = std::string(team.organisation),
                                     .sector = member.role == Role::oversight
                                                   ? Sector::other
                                                   : Sector::child_protection,
                                     .unit = unit->id,
                                     .unit_name = unit->name});
    }
    for (const auto& member : sending_members()) {
        const auto& organisation = member.sender.organisation;
        cast.accounts.push_back({.login = std::string(member.login),
                                 .name = std::string(member.name),
                                 .role = Role::sender,
                                 .organisation = organisation,
                                 .sector = member.sector});
        cast.keys.push_back({.organisation = organisation,
                             .sector = member.sector,
                             .role = Role::sender,
                             .label = "demo"});
        cast.senders.push_back(member.sender);
    }
    cast.keys.push_back({.organisation = "Bergen kommune (demo)",
                         .sector = Sector::child_protection,
                         .role = Role::case_system,
                         .label = "demo: fagsystem"});
    cast.keys.push_back(
        {.organisation = "Eksempelrevisjonen", .role = Role::auditor, .label = "demo"});
    return cast;
}

}  // namespace varde::app::demo
