#include "app/demo/plot.hpp"

#include <algorithm>
#include <array>

namespace varde::app::demo {
namespace {

constexpr std::int64_t day_s = 24 * 3600;
constexpr int hour = 60, day = 24 * 60;  // In minutes.

/// How far a report has come, when it was long enough ago.
enum class Ending {
    closed,
    dismissed,
    answered,
    assessed,
    filed,
    opened,
    unopened,
    asked_colleague,
    offered,
    moved,
    declined,
    given_back
};

Ending choose_ending(Choice& choice, std::int64_t age_days)
{
    if (age_days >= 3 && age_days <= 8 && choice.percent(9))
        return Ending::unopened;  // Past its deadline: what the demo must be able to show.
    struct Weight {
        Ending ending;
        int settled, recent;
    };
    constexpr std::array<Weight, 11> weights{{{Ending::closed, 46, 26},
                                              {Ending::dismissed, 22, 14},
                                              {Ending::answered, 6, 10},
                                              {Ending::assessed, 3, 10},
                                              {Ending::filed, 2, 8},
                                              {Ending::opened, 1, 7},
                                              {Ending::asked_colleague, 1, 5},
                                              {Ending::offered, 1, 5},
                                              {Ending::moved, 10, 8},
                                              {Ending::declined, 4, 4},
                                              {Ending::given_back, 4, 3}}};
    const bool settled = age_days > 14;
    int left = choice.between(0, 99);
    for (const auto& weight : weights)
        if ((left -= settled ? weight.settled : weight.recent) < 0)
            return weight.ending;
    return Ending::closed;
}

/// The usual life after opening, up to and with `ending`.
void add_handling(Choice& choice, Ending ending, std::vector<Beat>& beats)
{
    if (ending == Ending::opened || ending == Ending::asked_colleague)
        return;
    if (ending != Ending::dismissed)
        beats.push_back({Step::file, choice.between(5, 6 * hour)});
    if (ending == Ending::filed)
        return;
    beats.push_back({Step::assess, choice.between(30, 5 * day)});
    if (ending == Ending::assessed)
        return;
    beats.push_back({Step::answer, choice.between(20, 2 * day)});
    if (ending != Ending::answered)
        beats.push_back({Step::close, choice.between(5, 4 * day)});
}

std::vector<Beat> make_beats(Choice& choice, Ending ending, bool urgent)
{
    if (ending == Ending::unopened)
        return {};
    const bool late = choice.percent(3);
    const int wait = urgent ? choice.between(3, 45)
                     : late ? choice.between(3 * day, 5 * day)
                            : choice.between(10, 9 * hour);
    std::vector<Beat> beats{{Step::open, wait}};
    if (choice.percent(25))
        beats.push_back({Step::take, choice.between(3, 30)});
    switch (ending) {
    case Ending::asked_colleague:
        beats.push_back({Step::assign, choice.between(15, 5 * hour)});
        return beats;
    case Ending::offered:
        beats.push_back({Step::forward, choice.between(15, 5 * hour)});
        return beats;
    case Ending::moved:
        beats.push_back({Step::forward, choice.between(15, 5 * hour)});
        beats.push_back({Step::take_offer, choice.between(20, 7 * hour)});
        beats.push_back({Step::open, choice.between(3, hour)});
        break;
    case Ending::declined:
        beats.push_back({Step::forward, choice.between(15, 5 * hour)});
        beats.push_back({Step::decline, choice.between(20, 7 * hour)});
        break;
    case Ending::given_back:
        beats.push_back({Step::forward, choice.between(15, 5 * hour)});
        beats.push_back({Step::take_offer, choice.between(20, 7 * hour)});
        beats.push_back({Step::open, choice.between(3, hour)});
        beats.push_back({Step::give_back, choice.between(hour, day)});
        beats.push_back({Step::take_offer, choice.between(hour, day)});
        beats.push_back({Step::open, choice.between(3, hour)});
        break;
    default:
        if (choice.percent(12)) {
            beats.push_back({Step::assign, choice.between(10, 3 * hour)});
            beats.push_back({Step::take_asked, choice.between(10, 6 * hour)});
        }
    }
    add_handling(choice, ending, beats);
    return beats;
}

std::string choose_outcome(Choice& choice, Ending ending, bool urgent)
{
    if (ending == Ending::dismissed)
        return "dismiss";
    if (urgent && choice.percent(60))
        return "immediate_follow_up";
    return choice.percent(18) ? "already_in_case" : "investigate";
}

/// Offices send while they are open; others mostly by day and also at night.
Timestamp choose_time(Choice& choice, const Setup& setup, const Scene& scene)
{
    static const auto awake = [] {
        domain::OpeningHours hours;
        hours.days.fill({7 * hour, 23 * hour});
        return hours;
    }();
    const auto* office = setup.directory.find(scene.home);
    CHECK(office);
    for (;;) {
        const Timestamp at{setup.now.unix_us - 20 * 60'000'000 -
                           std::int64_t(choice.below(std::size_t(demo_seconds) * 1'000)) * 1'000};
        const bool at_work = setup.calendar.is_open(office->hours, at);
        const bool by_day = setup.calendar.is_open(awake, at);
        if (scene.by_staff || (scene.sender && scene.setting != Setting::police)) {
            if (at_work)
                return at;
        } else if (choice.percent(at_work ? 90 : by_day ? 45 : 15)) {
            return at;
        }
    }
}

void choose_sender(Choice& choice, const Setup& setup, Scene& scene)
{
    const auto& cast = setup.cast;
    auto place = cast.homes[choice.below(cast.homes.size())];
    const int share = choice.between(0, 99);
    if (share < 58) {
        scene.sender = choice.below(cast.senders.size());
        const auto& sender = cast.senders[*scene.sender];
        scene.setting = sender.setting;
        if (sender.setting != Setting::police && choice.percent(70))
            place = sender.place;
        scene.by_system = choice.percent(65);
        scene.medium = scene.by_system ? domain::Medium::api : domain::Medium::form;
    } else {
        scene.setting = choice.percent(60) ? Setting::neighbour : Setting::family;
        scene.by_staff = share >= 82;
        constexpr std::array media{domain::Medium::phone, domain::Medium::phone,
                                   domain::Medium::letter, domain::Medium::meeting};
        scene.medium = scene.by_staff ? media[choice.below(4)] : domain::Medium::form;
    }
    scene.kind.text = !scene.sender                      ? "concern.child.public"
                      : scene.setting == Setting::police ? "concern.police"
                                                         : "concern.child";
    const auto* home = setup.directory.child_protection_of(place);
    CHECK(home);
    scene.home = home->id;
    if (scene.by_staff)
        scene.address.unit = home->id;
    else
        scene.address.place = place;
}

/// What senders get wrong, or cannot know: the report arrives all the same.
void blur_address(Choice& choice, Scene& scene)
{
    if (scene.by_staff)
        return;
    const int chance = choice.between(0, 99);
    if (chance < 4)
        scene.address.place = domain::Place{"9999", ""};
    else if (chance < 10 && scene.home.text.starts_with("no.4601."))
        scene.address.place = domain::Place{"4601", ""};
    else if (chance < 13)
        scene.address.place = domain::Place{"4601", "01"};  // Arna has no people here.
}

Scene make_scene(const Setup& setup, std::uint64_t seed, std::size_t number)
{
    Choice choice(seed + number), when(~seed + number);
    Scene scene{.handler = choice.below(6), .seed = seed * 31 + number};
    choose_sender(choice, setup, scene);
    scene.urgent = choice.percent(scene.setting == Setting::police ? 35 : 13);
    scene.at = choose_time(when, setup, scene);
    blur_address(choice, scene);
    if (scene.sender && choice.percent(70))
        scene.reference = "DEMO-" + std::to_string(1'000 + number);
    scene.content = make_content(choice, setup, scene);
    if (scene.sender && choice.percent(14))
        scene.files.push_back(make_file(choice, scene.setting, "barnet"));
    do
        scene.forward_to =
            setup.directory
                .child_protection_of(setup.cast.homes[choice.below(setup.cast.homes.size())])
                ->id;
    while (scene.forward_to == scene.home);
    const auto age_days = (setup.now.unix_s() - scene.at.unix_s()) / day_s;
    const auto ending = choose_ending(when, age_days);
    scene.outcome = choose_outcome(when, ending, scene.urgent);
    scene.beats = make_beats(when, ending, scene.urgent);
    if (scene.sender && when.percent(5)) {
        const auto place = when.below(scene.beats.size() + 1);
        scene.beats.insert(scene.beats.begin() + std::ptrdiff_t(place),
                           {Step::withdraw, when.between(5, 2 * day)});
    }
    return scene;
}

}  // namespace

std::vector<Scene> make_plot(const Setup& setup, std::uint64_t seed, std::size_t count)
{
    std::vector<Scene> scenes;
    scenes.reserve(count);
    for (std::size_t number = 0; number < count; ++number)
        scenes.push_back(make_scene(setup, seed, number));
    std::ranges::stable_sort(scenes, {}, &Scene::at);
    return scenes;
}

Timestamp working_time(const packs::Calendar& calendar, const domain::OpeningHours& hours,
                       Timestamp after, int minutes)
{
    const auto at = after.plus_seconds(minutes * 60 + minutes % 53);
    if (calendar.is_open(hours, at))
        return at;
    // Not everything is done the minute the office opens.
    const auto opening = calendar.next_opening(hours, at);
    const auto soon = opening.plus_seconds((3 + minutes % 140) * 60 + minutes % 47);
    return calendar.is_open(hours, soon) ? soon : opening;
}

}  // namespace varde::app::demo
