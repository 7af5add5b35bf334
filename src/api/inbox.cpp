// The inbox page and attachments.
#include "acts/keep_upload.hpp"
#include "acts/list_inbox.hpp"
#include "acts/list_obligations.hpp"
#include "api/deliveries.hpp"
#include "api/show.hpp"
#include "http/url.hpp"

#include <charconv>

namespace varde::api {
namespace {

/// A page's place as an opaque word: `1.1763775466000000.<id>`.
std::string to_cursor(const store::InboxPlace& place)
{
    return std::to_string(place.place_in_line) + "." + std::to_string(place.next_due.unix_us) +
           "." + to_string(place.id);
}

std::optional<store::InboxPlace> from_cursor(std::string_view text)
{
    store::InboxPlace place;
    const auto* at = text.data();
    const auto* end = text.data() + text.size();
    for (auto* number : {&place.place_in_line, &place.next_due.unix_us}) {
        const auto [stopped, error] = std::from_chars(at, end, *number);
        if (error != std::errc{} || stopped == end || *stopped != '.')
            return std::nullopt;
        at = stopped + 1;
    }
    const auto id = parse_uuid({at, std::size_t(end - at)});
    if (!id)
        return std::nullopt;
    place.id = {*id};
    return place;
}

void show_item(json::Writer& w, const packs::Calendar& calendar, const acts::InboxItem& item,
               Timestamp now)
{
    const auto& delivery = item.delivery;
    w("delivery_id", delivery.id)("report_id", delivery.report)("kind", delivery.kind.text);
    w("received_at", delivery.received_at)("urgent", delivery.urgent);
    w("state", domain::state_word(delivery))("sequence", delivery.sequence);
    w.object("owner", [&] {
        w("role", delivery.owner.is_nil() ? "duty" : "caseworker");
        show_optional(w, "name", item.owner_name);
    });
    if (!item.sender_name.empty())
        w.object("sender", [&] { w("name", item.sender_name); });
    w("danger", domain::name_of(domain::danger_of(delivery)));
    if (const auto* next = acts::next_of(item.obligations))
        w.object("next_deadline", [&] { show_obligation(w, calendar, *next, now); });
}

void show_announced(json::Writer& w, std::string_view member, const acts::ClosedToYou& announced)
{
    w.object(member, [&] {
        w("count", announced.count);
        if (announced.oldest)
            w("oldest", *announced.oldest);
    });
}

std::string show_inbox(const packs::Calendar& calendar, const acts::InboxPage& page, Timestamp now)
{
    json::Writer w;
    w.object([&] {
        w.array("items", [&] {
            for (const auto& item : page.items)
                w.object([&] { show_item(w, calendar, item, now); });
        });
        show_announced(w, "closed_to_you", page.closed_to_you);
        show_announced(w, "passed_on", page.passed_on);
        if (page.next)
            w("next", to_cursor(*page.next));
    });
    return w.take();
}

void show_problems_obligation(json::Writer& w, const acts::Services& services,
                              const acts::ProblemItem& item, const acts::ObligationView& view)
{
    const auto& problem = item.problem;
    w("subject", "problem")("id", problem.id)("kind", domain::name_of(problem.name));
    w("sequence", problem.number);
    w("danger", domain::name_of(domain::Danger::standard))("urgent", false);
    show_obligation(w, services.pack.calendar, view, services.clock.now());
    const bool above = view.obligation.owed_by == domain::Debtor::oversight;
    w.object("owner", [&] { w("role", above ? "oversight" : "unit_leader"); });
}

std::string show_obligation_page(const acts::Services& services, const acts::ObligationPage& page)
{
    const auto now = services.clock.now();
    json::Writer w;
    w.object([&] {
        w.array("items", [&] {
            for (const auto& item : page.problems)
                for (const auto& view : item.obligations)
                    w.object([&] { show_problems_obligation(w, services, item, view); });
            for (const auto& [delivery, view, owner_name] : page.items)
                w.object([&] {
                    w("subject", "delivery")("id", delivery.id)("kind", delivery.kind.text);
                    w("sequence", delivery.sequence);
                    w("danger", domain::name_of(domain::danger_of(delivery)));
                    w("urgent", delivery.urgent);
                    show_obligation(w, services.pack.calendar, view, now);
                    w.object("owner", [&] {
                        w("role", owner_name.empty() ? "duty" : "caseworker");
                        show_optional(w, "name", owner_name);
                    });
                });
        });
        if (page.next)
            w("next", to_cursor(*page.next));
    });
    return w.take();
}

Result<store::InboxPlace> place_in_query(const Call& call)
{
    const auto after = call.query("after");
    const auto place = after.empty() ? store::InboxPlace{} : from_cursor(after);
    if (!place)
        return Error{ErrorCode::invalid, "after must be what an earlier page gave as next."};
    return *place;
}

/// Opens a sealed file piece by piece as the connection takes it.
class AttachmentSource final : public http::BodySource {
public:
    explicit AttachmentSource(vault::SealedFileReader reader) : reader_(std::move(reader)) {}
    Result<std::string> next() override
    {
        const auto plain = TRY(reader_.next());
        return std::string(text_of(plain));
    }

private:
    vault::SealedFileReader reader_;
};

}  // namespace

http::Response attachment_response(const std::string& name, const std::string& media_type,
                                   std::uint64_t bytes, vault::SealedFileReader reader)
{
    http::Response response{.content_type = media_type};
    // Never shown inline: what strangers send must not run in a caseworker's browser.
    response.headers = {
        {"Content-Disposition", "attachment; filename*=UTF-8''" + http::percent_encode(name)},
        {"Content-Security-Policy", "sandbox; default-src 'none'"},
        {"Cache-Control", "no-store"}};
    response.source_bytes = bytes;
    response.source = std::make_unique<AttachmentSource>(std::move(reader));
    return response;
}

void see_inbox(Call call)
{
    const auto limit = limit_in_query(call);
    if (!limit)
        return call.answer(problem_response(limit.error()));
    const auto place = place_in_query(call);
    if (!place)
        return call.answer(problem_response(place.error()));
    const acts::InboxQuery query{.unit = {call.query("unit")},
                                 .ended = call.query("state") == "closed",
                                 .after = place.value(),
                                 .limit = limit.value()};
    const auto& services = call.services();
    const auto now = services.clock.now();
    call.answer(acts::list_inbox(services, call.actor(), query), [&](const auto& page) {
        return json_response(show_inbox(services.pack.calendar, page, now));
    });
}

void see_obligations(Call call)
{
    const auto limit = limit_in_query(call);
    const auto place = place_in_query(call);
    if (!limit || !place)
        return call.answer(problem_response(limit ? place.error() : limit.error()));
    const auto& services = call.services();
    call.answer(
        acts::list_obligations(
            services, call.actor(),
            {.unit = {call.query("unit")}, .after = place.value(), .limit = limit.value()}),
        [&](const auto& page) { return json_response(show_obligation_page(services, page)); });
}

void see_attachment(Call call)
{
    const auto id = id_in_path<DeliveryId>(call, "id");
    int number = 0;
    const auto text = call.path_value("number");
    std::from_chars(text.data(), text.data() + text.size(), number);
    if (!id || number < 1)
        return call.answer(
            problem_response({ErrorCode::not_found, "There is no such attachment."}));
    auto& services = call.services();
    const auto actor = call.actor();
    acts::open_attachment(services, actor, id.value(), number,
                          [call = std::move(call)](Result<acts::OpenAttachment> opened) mutable {
                              if (!opened)
                                  return call.answer(problem_response(opened.error()));
                              auto& file = opened.value();
                              call.answer(attachment_response(file.name, file.media_type,
                                                              file.bytes, std::move(file.reader)));
                          });
}

}  // namespace varde::api
