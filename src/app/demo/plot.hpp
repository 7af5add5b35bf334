// What happens in the demo's five weeks: every report with the steps that follow it. Values only.
#pragma once

#include "app/demo/cast.hpp"
#include "domain/report/routing.hpp"

namespace varde::app::demo {

enum class Step {
    open,
    take,
    assign,      ///< The handler asks a colleague…
    take_asked,  ///< …who takes it and is the handler from here on.
    file,
    assess,
    answer,
    close,
    forward,     ///< To `forward_to`.
    take_offer,  ///< The other unit takes it: the steps go on there.
    decline,     ///< The other unit gives it back before taking it: the steps go on at home.
    give_back,   ///< The other unit took it and offers it back.
    withdraw     ///< The sender does.
};

/// A step and how long after the one before: it waits for the unit to be at work.
struct Beat {
    Step step = Step::open;
    int minutes = 0;
};

struct Scene {
    Timestamp at;
    std::optional<std::size_t> sender;  ///< Of Cast::senders; none: the public…
    bool by_staff = false;              ///< …or staff of the unit, who write it down.
    bool by_system = false;             ///< Whether the sender's system sends, or its person.
    Setting setting = Setting::neighbour;
    KindName kind;
    domain::Medium medium = domain::Medium::api;
    domain::Address address;
    UnitId home;  ///< Whose it is, wherever it was sent.
    bool urgent = false;
    std::string reference;
    std::string content;  ///< JSON.
    std::vector<MadeFile> files;
    std::vector<Beat> beats;
    UnitId forward_to;
    std::size_t handler = 0;  ///< Which of a unit's people, modulo how many they are.
    std::string outcome;      ///< Of the assessment.
    std::uint64_t seed = 0;   ///< For the notes that its handlers write.
};

struct Setup {
    const Cast& cast;
    const packs::Calendar& calendar;
    const domain::Directory& directory;
    Timestamp now;
};

/// The scenes in the order of their times, all before `now`. The same for the same seed, but for
/// the times, which follow `now`, and for how far each has come.
std::vector<Scene> make_plot(const Setup& setup, std::uint64_t seed, std::size_t count);

inline constexpr std::int64_t demo_seconds = 35 * 24 * 3600;

/// The form's content for a scene whose sender, kind and urgency are chosen.
std::string make_content(Choice& choice, const Setup& setup, const Scene& scene);

/// When somebody who works these hours has done what takes `minutes` from `after`.
Timestamp working_time(const packs::Calendar& calendar, const domain::OpeningHours& hours,
                       Timestamp after, int minutes);

}  // namespace varde::app::demo
