#include "api/health.hpp"

#include "api/channels.hpp"
#include "api/drills.hpp"
#include "api/ledger.hpp"
#include "store/book.hpp"
#include "store/publication.hpp"
#include "json/writer.hpp"

namespace varde::api {
namespace {

http::Response text_response(std::string body, int status = 200)
{
    return {.status = status,
            .content_type = "text/plain; charset=utf-8",
            .body = std::move(body),
            .headers = {{"Cache-Control", "no-store"}}};
}

/// A disk that fills up, or a roll that stays behind, is no reason to send nobody here, but one to
/// tell whoever looks.
std::string ready_text(const store::Store& store)
{
    constexpr std::array<std::string_view, 3> rooms{
        "ready\n", "ready, but less than a tenth of the disk is free\n",
        "ready for text only: there is hardly any disk left\n"};
    static_assert(std::size_t(store::Room::text_only) == 2);
    std::string text(rooms.at(std::size_t(store.room())));
    if (store.roll_stuck())
        text += "the roll of accepted reports cannot be written; see the log\n";
    return text;
}

void metric(std::string& text, std::string_view name, std::string_view type, std::string_view help,
            std::uint64_t value)
{
    text += "# HELP ";
    text += name;
    text += " ";
    text += help;
    text += "\n# TYPE ";
    text += name;
    text += " ";
    text += type;
    text += "\n";
    text += name;
    text += " " + std::to_string(value) + "\n";
}

/// One line for each kind that a unit takes: how many people could open it now.
void coverage_metric(std::string& text, acts::Services& services)
{
    text += "# HELP varde_coverage_people People who could open a kind in a unit that is live.\n"
            "# TYPE varde_coverage_people gauge\n";
    const auto now = services.clock.now();
    for (const auto& [unit, kind] : services.coverage.live_cells())
        text += "varde_coverage_people{unit=\"" + unit.text + "\",kind=\"" + kind.text + "\"} " +
                std::to_string(services.coverage.readers(unit, kind, now)) + "\n";
}

/// Of the last time that the balance was struck; nothing before the first.
void balance_metric(std::string& text, acts::Services& services)
{
    const auto strike = services.store.read(
        [](store::Reading& reading) { return store::BookRecords(reading).last_strike(); });
    if (strike && strike.value())
        metric(text, "varde_balance_faults", "gauge",
               "Where the reports did not balance when that was looked at last: 0.",
               std::uint64_t(strike.value()->faults));
}

/// Between two beats of the ledger nobody sees that something came, here as little as there.
void take_counts(Counts& counts, acts::Services& services)
{
    const auto newest = services.store.read(
        [](store::Reading& reading) { return store::Publication(reading).newest(); });
    const auto size = newest && newest.value() ? newest.value()->size : 0;
    if (counts.shown_size.exchange(size) == size)
        return;
    counts.shown_accepted = counts.accepted.load();
    counts.shown_refused = counts.refused.load();
    counts.shown_problems = counts.problems.load();
    counts.shown_waiting = services.store.waiting();
    counts.shown_bytes = services.store.bytes_on_disk();
}

}  // namespace

void see_live(Call call) { call.answer(text_response("ok\n")); }

void see_ready(Call call)
{
    auto& services = call.services();
    const auto now = services.clock.now();
    if (services.store.failed())
        return call.answer(text_response("not ready: a commit failed; restart is needed\n", 503));
    if (const auto why = services.store.recovery())
        return call.answer(text_response("not ready: recovery mode (" +
                                             std::string(store::name_of(why->cause)) +
                                             "): " + why->reason + "\n",
                                         503));
    if (services.store.lock_stuck())
        return call.answer(
            text_response("not ready: the checkpoint lock cannot be written; see the log\n", 503));
    if (call.site.pulse.fresh_commit(now))
        return call.answer(text_response(ready_text(services.store)));
    services.store.write<Nothing>(
        [now](store::Transaction& tx) { return tx.touch_probe(now); },
        [now, call = std::move(call)](Result<Nothing> committed, const store::Committed&) mutable {
            if (!committed)
                return call.answer(
                    text_response("not ready: " + committed.error().message + "\n", 503));
            call.site.pulse.committed(now);
            call.answer(text_response(ready_text(call.services().store)));
        });
}

void see_metrics(Call call)
{
    const auto& counts = call.site.counts;
    const auto& store = call.services().store;
    take_counts(call.site.counts, call.services());
    std::string text;
    metric(text, "varde_reports_accepted_total", "counter",
           "Reports acknowledged since start, repeated answers included.", counts.shown_accepted);
    metric(text, "varde_reports_refused_total", "counter",
           "Reports refused with a reason since start.", counts.shown_refused);
    metric(text, "varde_http_problems_total", "counter",
           "Requests answered with an error since start.", counts.shown_problems);
    metric(text, "varde_writer_waiting", "gauge", "Decisions that wait for the writer.",
           counts.shown_waiting);
    metric(text, "varde_store_bytes", "gauge", "Bytes of the database and its log on disk.",
           counts.shown_bytes);
    metric(text, "varde_store_recovery", "gauge",
           "1 in recovery mode: the store reads and takes nothing new.",
           store.recovery().has_value());
    metric(text, "varde_disk_room", "gauge", "2 enough, 1 less than a tenth free, 0 text only.",
           2 - std::uint64_t(store.room()));
    metric(text, "varde_store_failed", "gauge",
           "1 when a commit of unknown outcome has stopped acceptance.", store.failed());
    coverage_metric(text, call.services());
    balance_metric(text, call.services());
    text += drill_metrics(call.services());
    text += ledger_metrics(call.services());
    text += readback_metrics(call.services());
    call.answer(text_response(std::move(text)));
}

std::string show_heartbeat(const acts::Heartbeat& heartbeat)
{
    json::Writer w;
    w.object([&] {
        w("at", heartbeat.at)("ledger_size", heartbeat.ledger_size);
        w.array("checks", [&] {
            for (const auto& check : heartbeat.checks)
                w.object([&] {
                    w("name", check.name);
                    if (check.at)
                        w("at", *check.at);
                    w("ok", check.ok);
                });
        });
    });
    return w.take();
}

void see_heartbeat(Call call)
{
    auto& services = call.services();
    auto& pulse = call.site.pulse;
    acts::take_heartbeat(
        services, pulse,
        answering<acts::Heartbeat>(std::move(call), [](const acts::Heartbeat& heartbeat) {
            return json_response(show_heartbeat(heartbeat), heartbeat.healthy() ? 200 : 503);
        }));
}

}  // namespace varde::api
