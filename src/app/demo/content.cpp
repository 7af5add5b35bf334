#include "app/demo/plot.hpp"
#include "json/writer.hpp"

#include <algorithm>
#include <array>

namespace varde::app::demo {
namespace {

struct Ages {
    int from = 0, to = 15;
};

Ages ages_of(Setting setting)
{
    constexpr std::array<Ages, 6> all{{{6, 15}, {1, 5}, {0, 3}, {2, 17}, {2, 14}, {3, 16}}};
    return all[std::size_t(setting)];
}

struct Family {
    std::vector<SyntheticPerson> children;
    std::vector<SyntheticPerson> guardians;
    std::string address;
};

Family make_family(Choice& choice, Setting setting, int year)
{
    Family family{.address = make_address(choice)};
    const auto ages = ages_of(setting);
    family.children.push_back(make_person(choice, year - ages.to - 1, year - ages.from - 1));
    const auto& last = family.children.front().last;
    if (choice.percent(20))
        family.children.push_back(make_person(choice, year - 15, year - 2, last));
    family.guardians.push_back(make_person(choice, year - 48, year - 24, last));
    if (choice.percent(60))
        family.guardians.push_back(make_person(choice, year - 52, year - 25));
    return family;
}

void write_children(json::Writer& w, const Scene& scene, const Family& family, int year)
{
    const bool by_public = scene.kind.text == "concern.child.public";
    w.array("children", [&] {
        for (const auto& child : family.children)
            w.object([&] {
                w("name", child.name());
                if (by_public) {
                    w("age", "omtrent " + std::to_string(year - child.born.year) + " år");
                } else {
                    w("national_number", child.number)("birth_date", iso(child.born));
                }
                w("address", family.address);
                if (scene.kind.text == "concern.police")
                    w("present", true);
            });
    });
}

void write_guardians(json::Writer& w, Choice& choice, const Scene& scene, const Family& family)
{
    constexpr std::array<std::string_view, 2> relations{"mother", "father"};
    const auto first = choice.below(2);
    w.array("guardians", [&] {
        for (std::size_t i = 0; i < family.guardians.size(); ++i)
            w.object([&] {
                const auto& guardian = family.guardians[i];
                w("name", guardian.name())("relation", relations[(first + i) % 2]);
                if (scene.kind.text != "concern.child.public")
                    w("national_number", guardian.number)("phone", make_phone(choice));
                w("informed", scene.setting != Setting::police && choice.percent(60));
            });
    });
}

void write_police(json::Writer& w, Choice& choice, const Scene& scene, const Family& family)
{
    w.object("police", [&] {
        w("case_number", "DEMO-" + std::to_string(choice.between(10'000, 99'999)));
        w("occurred_on", rfc3339(scene.at).substr(0, 10))("scene", family.address);
        w("interview_planned", choice.percent(25));
    });
}

void write_services(json::Writer& w, Choice& choice)
{
    constexpr std::array<std::string_view, 6> services{"school", "health_station", "doctor",
                                                       "nav",    "kindergarten",   "police"};
    w.array("other_services", [&] {
        for (const auto service : services)
            if (choice.percent(20))
                w.value(service);
    });
}

void write_reporter(json::Writer& w, Choice& choice, const Setup& setup, const Scene& scene)
{
    w.object("reporter", [&] {
        if (!scene.sender) {
            if (choice.percent(45)) {
                w("anonymous", true);
                return;
            }
            w("name", make_person(choice, 1950, 1995).name());
            w("relation_to_child", scene.setting == Setting::family ? "slektning" : "nabo");
            w("phone", make_phone(choice));
            return;
        }
        const auto& sender = setup.cast.senders[*scene.sender];
        const auto account =
            std::ranges::find(setup.cast.accounts, sender.organisation, &Account::organisation);
        CHECK(account != setup.cast.accounts.end());
        w("name", account->name)("role", sender.person_role);
        w("organisation", sender.organisation)("phone", make_phone(choice));
    });
}

}  // namespace

std::string make_content(Choice& choice, const Setup& setup, const Scene& scene)
{
    const int year = std::stoi(rfc3339(setup.now).substr(0, 4));
    const auto family = make_family(choice, scene.setting, year);
    const auto concern = make_concern(choice, scene.setting, family.children.front().first);
    const bool by_public = scene.kind.text == "concern.child.public";
    const bool by_police = scene.kind.text == "concern.police";
    json::Writer w;
    w.object([&] {
        w("concern", concern.text);
        if (!concern.history.empty())
            w("history", concern.history);
        w("danger_now", scene.urgent);
        if (scene.urgent && !by_public)
            w("danger_reason", make_danger_reason(choice));
        if (by_police)
            write_police(w, choice, scene, family);
        write_children(w, scene, family, year);
        write_guardians(w, choice, scene, family);
        if (!by_public && !by_police)
            write_services(w, choice);
        if (choice.percent(12))
            w.object("interpreter", [&] { w("needed", true)("language", "somali"); });
        write_reporter(w, choice, setup, scene);
    });
    return w.take();
}

}  // namespace varde::app::demo
