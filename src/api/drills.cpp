#include "api/drills.hpp"

#include "api/page_place.hpp"
#include "api/show.hpp"

#include <cmath>

namespace varde::api {
namespace {

constexpr json::TextLimits line{.min_bytes = 1, .max_bytes = 400, .single_line = true};
constexpr double day_seconds = 86'400;

std::string detail_of(const store::EndedDrill& drill, const std::string& language)
{
    const bool nb = language == "nb";
    if (drill.failed)
        return (nb ? "Mislyktes: " : "Failed: ") +
               std::string(domain::in_words(*drill.failed, language));
    if (drill.name == domain::DrillName::machine)
        return nb ? "Hvert steg på veien virket." : "Every step of the route worked.";
    if (drill.outcome == domain::DrillOutcome::late)
        return nb ? "Den ble åpnet, men etter fristen." : "It was opened, but after it was due.";
    return nb ? "Den ble åpnet i tide." : "It was opened in time.";
}

void show_both(json::Writer& w, std::string_view member,
               const std::function<std::string(const std::string&)>& in)
{
    w.object(member, [&] { w("nb", in("nb"))("en", in("en")); });
}

void show_drill(json::Writer& w, const acts::DrillItem& item, const std::string& unit)
{
    const auto& drill = item.drill;
    w("id", to_string(drill.id))("name", domain::name_of(drill.name));
    show_unit(w, "unit", drill.unit, unit);
    w("kind", drill.kind)("began_at", drill.began_at)("ended_at", drill.ended_at);
    w("outcome", domain::name_of(drill.outcome));
    if (!drill.opened_by.is_nil())
        w.object("opened_by", [&] { w("id", drill.opened_by)("name", item.opened_by_name); });
    if (drill.failed)
        w("step", domain::name_of(*drill.failed));
    show_both(w, "detail", [&](const std::string& language) { return detail_of(drill, language); });
}

void show_channel(json::Writer& w, const acts::ChannelView& view)
{
    const auto& [row, name, clock] = view;
    w.object("sender", [&] {
        if (!row.sender.is_nil())
            w("id", row.sender);
        w("name", name);
    });
    w("per_week", double(std::llround(clock.per_week * 10)) / 10)("count", row.count.count);
    w("last_at", row.count.last);
    w("alarm_after_days",
      double(std::llround(double(clock.alarm_after_seconds) / day_seconds * 10)) / 10);
    w("state", domain::name_of(clock.hearing));
    if (clock.hearing == domain::Hearing::silent)
        w("silent_since", row.count.last);
    show_both(w, "in_words",
              [&](const std::string& language) { return domain::in_words(clock, language); });
}

/// A label's value; ids of units and names of kinds hold nothing that must be escaped.
std::string labels(const store::DrillStanding& row)
{
    return "{unit=\"" + row.unit.text + "\",kind=\"" + row.kind.text + "\",name=\"" +
           std::string(domain::name_of(row.name)) + "\"}";
}

}  // namespace

std::string show_drills(const acts::DrillPage& page)
{
    json::Writer w;
    w.object([&] {
        w.array("items", [&] {
            for (const auto& item : page.items)
                w.object([&] { show_drill(w, item, page.unit_name); });
        });
        if (page.next)
            w("next", to_cursor({page.next->ended_at, page.next->id}));
    });
    return w.take();
}

std::string show_started(const acts::StartedDrill& started)
{
    json::Writer w;
    w.object([&] {
        w("name", domain::name_of(domain::DrillName::human));
        show_unit(w, "unit", started.unit, started.unit_name);
        w("kind", started.kind);
    });
    return w.take();
}

std::string show_silence(const std::vector<acts::ChannelView>& channels)
{
    json::Writer w;
    w.object([&] {
        w.array("channels", [&] {
            for (const auto& channel : channels)
                w.object([&] { show_channel(w, channel); });
        });
        show_both(w, "statement", [](const std::string& language) {
            return std::string(domain::silence_statement(language));
        });
    });
    return w.take();
}

void see_drills(Call call)
{
    const auto limit = limit_in_query(call);
    const auto place = place_in_query(call);
    if (!limit || !place)
        return call.answer(problem_response(limit ? place.error() : limit.error()));
    call.answer(acts::list_drills(
                    call.services(), call.actor(),
                    {{call.query("unit")}, {place.value().at, place.value().id}, limit.value()}),
                [](const acts::DrillPage& page) { return json_response(show_drills(page)); });
}

void start_drill(Call call)
{
    const auto body = body_of(call.request);
    if (!body)
        return call.answer(problem_response(body.error()));
    json::Reader reader(body.value().root());
    acts::DrillRequest request{.actor = call.actor(),
                               .key = call.retry_key(true),
                               .body = call.request.body,
                               .unit = {reader.text("unit", line)},
                               .kind = {reader.text("kind", line)}};
    auto wanted = reader.finish(std::move(request));
    if (!wanted)
        return call.answer(problem_response(wanted.error()));
    auto& services = call.services();
    acts::start_drill(
        services, std::move(wanted).value(),
        answering<acts::StartedDrill>(std::move(call), [](const acts::StartedDrill& started) {
            return json_response(show_started(started), 202);
        }));
}

void see_silence(Call call)
{
    call.answer(acts::see_silence(call.services(), call.actor(), {call.query("unit")}),
                [](const std::vector<acts::ChannelView>& channels) {
                    return json_response(show_silence(channels));
                });
}

std::string drill_metrics(acts::Services& services)
{
    std::string text;
    const auto read = services.store.read([&](store::Reading& reading) -> Status {
        text += "# HELP varde_drill_last_success_seconds When the last drill passed, in seconds "
                "since 1970.\n# TYPE varde_drill_last_success_seconds gauge\n";
        for (const auto& row : TRY(store::DrillRecords(reading).standings()))
            if (row.passed_at)
                text += "varde_drill_last_success_seconds" + labels(row) + " " +
                        std::to_string(row.passed_at->unix_s()) + "\n";
        text += "# HELP varde_channel_silent Senders to the unit that have gone silent.\n"
                "# TYPE varde_channel_silent gauge\n";
        for (const auto& [unit, count] : TRY(store::SilenceRecords(reading).silent()))
            text +=
                "varde_channel_silent{unit=\"" + unit.text + "\"} " + std::to_string(count) + "\n";
        return ok();
    });
    return read ? text : std::string{};
}

}  // namespace varde::api
