#include "api/show_channels.hpp"

#include "json/writer.hpp"

#include <algorithm>
#include <span>

namespace varde::api {
namespace {

constexpr std::size_t items_shown = 1'000;

void show_place(json::Writer& w, const domain::Readback& readback)
{
    w("delivery_id", readback.delivery)("report_id", readback.report);
    w("seq", readback.number)("channel", to_hex(readback.channel));
    w("channel_seq", readback.sequence)("received_at", readback.added_at);
}

void show_item(json::Writer& w, const acts::HandedOut& item)
{
    const auto& readback = item.readback;
    const auto base =
        "/api/v1/channels/" + readback.unit.text + "/deliveries/" + to_string(readback.delivery);
    show_place(w, readback);
    w("kind", item.kind)("urgent", item.urgent)("state", item.state);
    const bool erased = readback.state == domain::ReadbackState::erased;
    const bool held = readback.state == domain::ReadbackState::stored;
    w("erased", erased)("held", held);
    if (erased || held)
        return;
    if (item.unavailable) {
        w("unavailable", true);
        return;
    }
    if (item.given_again) {
        w("given_again", true);
        return;
    }
    if (readback.asked_at)
        w("nonce", to_hex(item.nonce));
    w("document", to_base64(item.package.document));
    w("document_sha256", to_hex(crypto::sha256(item.package.document)));
    w.array("attachments", [&] {
        for (const auto& file : item.package.files)
            w.object([&] {
                w("number", file.number)("name", file.name)("media_type", file.media_type);
                w("bytes", file.bytes)("sha256", to_hex(file.sha256));
                w("url", base + "/attachments/" + std::to_string(file.number));
            });
    });
}

void show_state(json::Writer& w, const domain::Readback& readback)
{
    w("state", domain::name_of(readback.state))("connector", readback.connector);
    w("stored_at", readback.stored_at)("proved_at", readback.proved_at);
    w("failed_at", readback.failed_at);
}

void show_sum(json::Writer& w, std::string_view name, const acts::ChannelSum& sum)
{
    w.object(name,
             [&] { w("highest", sum.highest)("count", sum.count)("sha256", to_hex(sum.digest)); });
}

}  // namespace

std::string show_handed_page(const acts::HandedPage& page)
{
    json::Writer w;
    w.object([&] {
        w("last_seq", page.system.last_number);
        w.array("items", [&] {
            for (const auto& item : page.items)
                w.object([&] { show_item(w, item); });
        });
    });
    return w.take();
}

std::string show_handed_out(const acts::HandedOut& item)
{
    json::Writer w;
    w.object([&] { show_item(w, item); });
    return w.take();
}

std::string show_challenges(const std::vector<acts::Challenge>& challenges, std::size_t limit)
{
    json::Writer w;
    w.object([&] {
        w.array("items", [&] {
            for (const auto& challenge : challenges)
                w.object([&] {
                    show_place(w, challenge.readback);
                    w("state", domain::name_of(challenge.readback.state));
                    w("nonce", to_hex(challenge.nonce));
                    w("asked_at", challenge.readback.asked_at)("answer_by", challenge.answer_by);
                });
        });
        if (!challenges.empty() && challenges.size() == limit)
            w("next_after_seq", challenges.back().readback.number);
    });
    return w.take();
}

std::string show_proved(const domain::Readback& readback)
{
    json::Writer w;
    w.object([&] {
        w("delivery_id", readback.delivery);
        show_state(w, readback);
    });
    return w.take();
}

std::string show_compared(const std::vector<acts::ComparedChannel>& channels)
{
    json::Writer w;
    w.object([&] {
        const bool agreed = std::ranges::all_of(
            channels, [](const acts::ComparedChannel& each) { return each.agrees(); });
        w("outcome", agreed ? "agreed" : "different");
        w.array("channels", [&] {
            for (const auto& each : channels)
                w.object([&] {
                    w("channel", to_hex(each.channel))("agrees", each.agrees());
                    show_sum(w, "ours", each.ours);
                    show_sum(w, "yours", each.theirs);
                    if (!each.agrees())
                        w.array("deliveries", [&] {
                            const auto shown = std::min(each.items.size(), items_shown);
                            for (const auto& item : std::span(each.items).last(shown))
                                w.object([&] {
                                    w("channel_seq", item.sequence)("delivery_id", item.delivery);
                                });
                        });
                });
        });
    });
    return w.take();
}

std::string show_readbacks(const acts::ReadbackPage& page)
{
    json::Writer w;
    w.object([&] {
        w("expected", page.expected);
        if (page.system)
            w.object("case_system", [&] {
                w("connector", page.system->connector)("since", page.system->since);
                w("fetched_at", page.system->pulled_at);
                w("last_seq", page.system->last_number)("after_seq", page.system->confirmed);
            });
        w.array("failing", [&] {
            for (const auto& readback : page.failing)
                w.object([&] {
                    show_place(w, readback);
                    show_state(w, readback);
                });
        });
    });
    return w.take();
}

}  // namespace varde::api
