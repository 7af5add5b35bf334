#include "app/demo/lives.hpp"

#include "acts/follow_report.hpp"
#include "acts/intake.hpp"
#include "acts/keep_upload.hpp"
#include "json/writer.hpp"

namespace varde::app::demo {
namespace {

/// The request that a client would have sent for this scene.
std::string document_of(const Scene& scene, const std::vector<acts::NamedUpload>& files)
{
    json::Writer w;
    w.object([&] {
        w("kind", scene.kind.text);
        if (scene.address.unit)
            w("unit", scene.address.unit->text);
        if (const auto& place = scene.address.place)
            w.object("place", [&] {
                w("municipality", place->municipality);
                if (!place->district.empty())
                    w("district", place->district);
            });
        if (!scene.reference.empty())
            w("sender_reference", scene.reference);
        w("channel", domain::name_of(scene.medium))("urgent", scene.urgent);
        w.key("content").raw(scene.content);
        if (!files.empty())
            w.array("attachments", [&] {
                for (const auto& file : files)
                    w.object([&] { w("upload", file.upload)("name", file.name); });
            });
    });
    return w.take();
}

/// As the API scopes a client's keys.
acts::RetryKey retry_key(const domain::Actor& actor, const Scene& scene)
{
    auto scope = actor.is_nobody()       ? std::string("public")
                 : actor.person.is_nil() ? "organisation " + to_string(actor.organisation.id)
                                         : "person " + to_string(actor.person);
    return {std::move(scope), "demo-" + std::to_string(scene.seed)};
}

Note note_of_assessment(const std::string& outcome)
{
    if (outcome == "dismiss")
        return Note::dismissal;
    if (outcome == "immediate_follow_up")
        return Note::immediate;
    return outcome == "already_in_case" ? Note::already_in_case : Note::investigation;
}

}  // namespace

Status Lives::live(const std::vector<Scene>& plot, const Progress& told)
{
    auto played = play(plot, told);
    auto ended = past_.wait();  // Also after an error: what is under way writes into lives_.
    return played ? ended : played;
}

Status Lives::play(const std::vector<Scene>& plot, const Progress& told)
{
    std::priority_queue<Event, std::vector<Event>, std::greater<>> events;
    lives_.reserve(plot.size());  // Answers point into it.
    for (const auto& scene : plot) {
        events.emplace(scene.at, lives_.size());
        lives_.push_back({.scene = &scene, .choice = Choice(scene.seed), .handler = scene.handler});
    }
    std::size_t accepted = 0;
    while (!events.empty()) {
        const auto [at, number] = events.top();
        events.pop();
        auto& life = lives_[number];
        if (!life.accepted)
            told(++accepted, plot.size());
        TRY(step(life, at));
        if (const auto next = when_next(life, at))
            events.emplace(*next, number);
    }
    return ok();
}

Status Lives::step(Life& life, Timestamp at)
{
    if (life.under_way)
        TRY(wait());
    past_.move_to(at);
    if (!life.accepted)
        TRY(accept(life));
    else
        act(life, life.beats[life.next++]);
    life.under_way = true;
    return ok();
}

Status Lives::wait()
{
    TRY(past_.wait());
    for (auto& life : lives_)
        life.under_way = false;
    return ok();
}

std::optional<Timestamp> Lives::when_next(const Life& life, Timestamp after) const
{
    if (life.next >= life.beats.size())
        return std::nullopt;
    const auto& beat = life.beats[life.next];
    const auto* unit = services_.pack.directory.find(life.unit);
    CHECK(unit);
    // What is urgent is not left until the office opens again.
    const auto at = beat.step == Step::withdraw
                        ? after.plus_seconds(beat.minutes * 60)
                        : working_time(services_.pack.calendar, unit->hours, after, beat.minutes);
    return at < now_.plus_seconds(-60) ? std::optional(at) : std::nullopt;
}

domain::Actor Lives::sender_of(const Life& life) const
{
    const auto& scene = *life.scene;
    if (scene.by_staff)
        return actors_.of_unit.at(scene.home)[0];
    if (!scene.sender)
        return {};
    return (scene.by_system ? actors_.sending_systems : actors_.sending_people)[*scene.sender];
}

const domain::Actor& Lives::handler_of(const Life& life, std::size_t further) const
{
    const auto& people = actors_.of_unit.at(life.unit);
    return people[(life.handler + further) % people.size()];
}

Result<std::vector<acts::NamedUpload>> Lives::upload(const Scene& scene, const domain::Actor& actor)
{
    std::vector<acts::NamedUpload> named;
    for (const auto& file : scene.files) {
        auto writer = TRY(acts::UploadWriter::open(services_, actor, file.media_type));
        TRY(writer.write(file.bytes));
        acts::KeptUpload kept;
        writer.commit(past_.answer<acts::KeptUpload>(
            "keeping a file", [&kept](acts::KeptUpload& done) { kept = done; }));
        TRY(wait());
        named.push_back({kept.id, file.name});
    }
    return named;
}

Status Lives::accept(Life& life)
{
    const auto& scene = *life.scene;
    const auto actor = sender_of(life);
    const auto files = TRY(upload(scene, actor));
    auto& calendar = services_.pack.calendar;
    const auto* kind = services_.pack.find_kind(scene.kind.text);
    CHECK(kind);
    // Where it will go, foreseen in the same way: what comes next depends on who has it.
    const auto routed = domain::route(
        services_.pack.directory, scene.address, kind->service, scene.urgent,
        {.is_open =
             [&](const domain::Unit& unit) { return calendar.is_open(unit.hours, scene.at); },
         .opens_in_words = [](const domain::Unit&) { return std::string(); },
         .readers =
             [&](const domain::Unit& unit) {
                 return services_.coverage.readers(unit.id, scene.kind, scene.at);
             },
         .is_live =
             [&](const domain::Unit& unit) {
                 return acts::is_taken(services_, unit.id, scene.kind);
             }});
    plan(life, *routed.unit);
    auto document = document_of(scene, files);
    auto parsed = TRY(json::Document::parse(document));
    acts::accept_report(services_, actor,
                        {.kind = scene.kind,
                         .address = scene.address,
                         .sender_reference = scene.reference,
                         .urgent = scene.urgent,
                         .medium = scene.medium,
                         .document = std::move(document),
                         .parsed = std::move(parsed),
                         .attachments = files},
                        retry_key(actor, scene),
                        past_.answer<acts::AcceptedReport>("accepting a report",
                                                           [&life](acts::AcceptedReport& accepted) {
                                                               life.report = accepted.id;
                                                               life.delivery = accepted.delivery;
                                                           }));
    return ok();
}

void Lives::plan(Life& life, const domain::Unit& unit)
{
    const auto& scene = *life.scene;
    life.accepted = true;
    life.unit = unit.id;
    life.beats = scene.beats;
    if (unit.id == scene.home || life.beats.empty())
        return;
    // A guard or the sorting unit has it: they look, and hand it to the unit whose it is.
    std::vector<Beat> detour{{Step::open, scene.urgent ? 6 : 25}};
    detour.push_back({Step::forward, scene.urgent ? 90 : 35});
    detour.push_back({Step::take_offer, 50});
    life.beats.insert(life.beats.begin(), detour.begin(), detour.end());
}

acts::Done<acts::DeliveryView> Lives::answer(Life& life, std::string_view what)
{
    return past_.answer<acts::DeliveryView>(std::string(what), [&life](acts::DeliveryView& view) {
        if (!view.delivery.offered_as.is_nil())  // From here on it is about the new delivery.
            life.origin = std::exchange(life.delivery, view.delivery.offered_as);
    });
}

void Lives::act(Life& life, const Beat& beat)
{
    const auto& scene = *life.scene;
    auto& choice = life.choice;
    acts::OnDelivery on{.delivery = life.delivery, .actor = handler_of(life)};
    switch (beat.step) {
    case Step::open:
        return acts::open_delivery(services_, std::move(on), answer(life, "opening"));
    case Step::take:
        if (life.owned)
            return;
        life.owned = true;
        return acts::take_delivery(services_, std::move(on), answer(life, "taking"));
    case Step::file: {
        life.owned = true;
        const auto year = rfc3339(scene.at).substr(0, 4);
        return acts::file_delivery(
            services_, std::move(on),
            {.reference = "DEMO-" + year + "/" + std::to_string(100 + scene.seed % 10'000),
             .title = "Undersøkelse (demo)"},
            answer(life, "filing"));
    }
    case Step::assess:
        life.owned = true;
        return acts::assess_delivery(
            services_, std::move(on),
            {.outcome = scene.outcome,
             .reason = make_note(choice, note_of_assessment(scene.outcome)),
             .immediate_follow_up = scene.outcome == "immediate_follow_up"},
            answer(life, "assessing"));
    case Step::answer: {
        const bool dismissed = scene.outcome == "dismiss";
        return acts::answer_delivery(
            services_, std::move(on),
            make_note(choice, dismissed ? Note::answer_dismissed : Note::answer),
            answer(life, "answering"));
    }
    case Step::close:
        return acts::close_delivery(services_, std::move(on),
                                    scene.outcome == "dismiss" ? domain::CloseReason::dismissed
                                                               : domain::CloseReason::handled,
                                    make_note(choice, Note::close), answer(life, "closing"));
    case Step::withdraw:
        return withdraw(life);
    default:
        return hand_on(life, beat, std::move(on));
    }
}

void Lives::hand_on(Life& life, const Beat& beat, acts::OnDelivery on)
{
    const auto& scene = *life.scene;
    auto& choice = life.choice;
    switch (beat.step) {
    case Step::assign:
        return acts::assign_delivery(services_, std::move(on), handler_of(life, 1).person,
                                     make_note(choice, Note::assign), answer(life, "assigning"));
    case Step::take_asked:
        ++life.handler;
        on.actor = handler_of(life);
        life.owned = true;
        return acts::take_delivery(services_, std::move(on), answer(life, "taking what was asked"));
    case Step::forward:
        life.came_from = life.unit;
        life.unit = life.unit == scene.home ? scene.forward_to : scene.home;
        life.owned = false;
        return acts::forward_delivery(services_, std::move(on), life.unit,
                                      make_note(choice, Note::forward), answer(life, "forwarding"));
    case Step::take_offer:
        life.owned = true;
        return acts::take_delivery(services_, std::move(on), answer(life, "taking an offer"));
    case Step::decline:
        std::swap(life.unit, life.came_from);
        return acts::return_delivery(
            services_, std::move(on), make_note(choice, Note::decline),
            past_.answer<acts::DeliveryView>("declining", [&life](acts::DeliveryView&) {
                std::swap(life.delivery, life.origin);
            }));
    case Step::give_back:
        std::swap(life.unit, life.came_from);
        life.owned = false;
        return acts::return_delivery(services_, std::move(on), make_note(choice, Note::give_back),
                                     answer(life, "giving back"));
    default:
        CHECK(false);
    }
}

void Lives::withdraw(Life& life)
{
    acts::withdraw_report(
        services_, sender_of(life),
        {.report = life.report, .reason = make_note(life.choice, Note::withdraw)},
        past_.answer<acts::ReportStatus>("withdrawing", [](acts::ReportStatus&) {}));
}

}  // namespace varde::app::demo
