#include "api/reconciliations.hpp"

#include "acts/reconcile.hpp"
#include "api/page_place.hpp"
#include "api/show.hpp"
#include "api/with_body.hpp"
#include "base/text.hpp"

namespace varde::api {
namespace {

constexpr json::TextLimits line{.min_bytes = 1, .max_bytes = 400, .single_line = true};

acts::ListedItem read_item(json::View view, std::size_t row, bool of_unit,
                           std::vector<Fault>& faults)
{
    json::Reader r(view, json::pointer("/items", row));
    const auto text = [&](const char* name) { return r.optional_text(name, line).value_or(""); };
    acts::ListedItem item;
    item.id = text(of_unit ? "delivery_id" : "report_id");
    if (of_unit) {
        item.state = text("state");
    } else {
        item.code = text("code");
        item.reference = text("sender_reference");
        item.digest = folded(text("digest"));
    }
    if (item.id.empty() && item.code.empty() && item.reference.empty())
        r.fault(of_unit ? "delivery_id" : "report_id",
                of_unit ? "is required"
                        : "is required, or code, or sender_reference: one of the three");
    if (!item.digest.empty() && (item.digest.size() != 64 || !from_hex(item.digest)))
        r.fault("digest", "must be a SHA-256 in hex: 64 characters");
    for (auto& fault : r.faults())
        faults.push_back(std::move(fault));
    return item;
}

Result<acts::ReconciliationRequest> read_request(const json::Document& body, const Call& call)
{
    json::Reader r(body.root());
    acts::ReconciliationRequest request{
        .actor = call.actor(), .key = call.retry_key(true), .request = call.request.body};
    request.unit.text = r.optional_text("unit", line).value_or("");
    request.from = r.optional_time("from");
    request.until = r.optional_time("until");
    if (request.from.has_value() != request.until.has_value())
        r.fault("from", "and until come together: the time of which the list has everything");
    if (request.from && request.until && *request.from >= *request.until)
        r.fault("until", "must be after from");
    const auto items = r.optional_array("items");
    if (items.size() > acts::reconciled_rows_max)
        r.fault("items", "may have at most 10000 rows: send several lists, each with its own time");
    std::vector<Fault> faults;
    for (std::size_t i = 0; i < std::min(items.size(), acts::reconciled_rows_max); ++i)
        request.items.push_back(read_item(items.at(i), i, !request.unit.text.empty(), faults));
    auto wrong = r.faults();
    wrong.insert(wrong.end(), faults.begin(), faults.end());
    if (wrong.size() > 100)
        wrong.resize(100);
    if (!wrong.empty())
        return Error{.code = ErrorCode::invalid,
                     .message = "Some rows or fields are wrong; nothing was compared.",
                     .faults = std::move(wrong)};
    return request;
}

void show_compared(json::Writer& w, std::string_view name,
                   const std::vector<acts::ComparedItem>& items)
{
    w.array(name, [&] {
        for (const auto& item : items)
            w.object([&] {
                w("row", std::int64_t(item.row));
                if (!item.report.is_nil())
                    w("report_id", item.report);
                if (!item.delivery.is_nil())
                    w("delivery_id", item.delivery);
                show_optional(w, "state", item.state);
                if (item.erased)
                    w("erased", true);
                show_optional(w, "detail", item.detail);
            });
    });
}

void show_counts(json::Writer& w, const store::ReconciliationCounts& counts)
{
    w.object("counts", [&] {
        w("missing_here", counts.missing_here)("missing_there", counts.missing_there);
        w("different", counts.different)("agreed", counts.agreed)("erased", counts.erased);
    });
}

std::string show_result(const acts::ReconciliationResult& result)
{
    json::Writer w;
    w.object([&] {
        w("id", ReportId{result.id})("made_at", result.made_at);
        show_counts(w, result.counts);
        show_compared(w, "missing_here", result.missing_here);
        w.array("missing_there", [&] {
            for (const auto& item : result.missing_there)
                w.object([&] {
                    w("report_id", item.report);
                    if (!item.delivery.is_nil())
                        w("delivery_id", item.delivery);
                    w("at", item.at);
                    show_optional(w, "sender_reference", item.sender_reference);
                    show_optional(w, "state", item.state);
                });
        });
        show_compared(w, "different", result.different);
        show_compared(w, "agreed", result.agreed);
    });
    return w.take();
}

std::string show_page(const acts::ReconciliationPage& page)
{
    json::Writer w;
    w.object([&] {
        w.array("items", [&] {
            for (const auto& item : page.items)
                w.object([&] {
                    w("id", ReportId{item.id})("made_at", item.made_at);
                    show_optional(w, "unit", item.unit.text);
                    if (item.from && item.until)
                        w("from", *item.from)("until", *item.until);
                    show_counts(w, item.counts);
                });
        });
        if (page.next)
            w("next", to_cursor({page.next->made_at, page.next->id}));
    });
    return w.take();
}

}  // namespace

void make_reconciliation(Call call)
{
    const auto body = body_of(call.request);
    if (!body)
        return call.answer(problem_response(body.error()));
    auto request = read_request(body.value(), call);
    if (!request)
        return call.answer(problem_response(request.error()));
    auto& services = call.services();
    acts::reconcile(services, std::move(request).value(),
                    answering<acts::ReconciliationResult>(std::move(call), [](const auto& result) {
                        return json_response(show_result(result));
                    }));
}

void list_reconciliations(Call call)
{
    const auto limit = limit_in_query(call);
    const auto place = place_in_query(call);
    if (!limit || !place)
        return call.answer(problem_response(limit ? place.error() : limit.error()));
    store::ReconciliationPlace before;
    if (!call.query("after").empty())
        before = {place.value().at, place.value().id};
    call.answer(acts::list_reconciliations(call.services(), call.actor(), {call.query("unit")},
                                           before, limit.value()),
                [](const auto& page) { return json_response(show_page(page)); });
}

}  // namespace varde::api
