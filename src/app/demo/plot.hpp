// What happens in the demo's five weeks: every report with the steps that follow it. Values only.
#pragma once

#include "app/demo/cast.hpp"

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

inline constexpr std::size_t nobody_in_particular = std::size_t(-1);

struct Scene {
    Timestamp at;
    std::size_t sender = nobody_in_particular;  ///< Index of Cast::senders; else the public…
    bool by_staff = false;                      ///< …or staff of the unit, who write it down.
    Setting setting = Setting::neighbour;
    KindName kind;
    domain::Medium medium = domain::Medium::api;
    domain::Address address;
    domain::Place home;  ///< Where it belongs, wherever it was sent.
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

struct Moments {
    const packs::Calendar& calendar;
    const domain::Directory& directory;
    Timestamp now;
};

/// The scenes in the order of their times, all before `now`; the same for the same seed but for
/// the times, which follow `now`.
std::vector<Scene> make_plot(const Cast& cast, const Moments& moments, std::uint64_t seed,
                             std::size_t count = 200);

/// What the public, or an organisation's system, sends: the request's bytes.
std::string document_of(const Scene& scene);

}  // namespace varde::app::demo
