#include "api/deliveries.hpp"

#include "acts/handle_delivery.hpp"
#include "api/show.hpp"

#include <charconv>

namespace varde::api {
namespace {

constexpr json::TextLimits line{.min_bytes = 1, .max_bytes = 400, .single_line = true};
constexpr json::TextLimits paragraph{.min_bytes = 1, .max_bytes = 20'000};

Result<std::optional<std::int64_t>> version_seen(const http::Request& request)
{
    auto tag = request.header("if-match");
    if (tag.empty() || tag == "*")
        return std::optional<std::int64_t>{};
    std::int64_t version = 0;
    if (tag.size() >= 2 && tag.front() == '"' && tag.back() == '"') {
        tag = tag.substr(1, tag.size() - 2);
        const auto [end, error] = std::from_chars(tag.data(), tag.data() + tag.size(), version);
        if (error == std::errc{} && end == tag.data() + tag.size())
            return std::optional(version);
    }
    return Error{ErrorCode::malformed, "If-Match must be the ETag of the delivery."};
}

/// Decodes what every act has, hands the body to `read`, and runs the act that `read` returns.
template <class Read>
void act(Call call, Read read)
{
    const auto id = id_in_path<DeliveryId>(call, "id");
    if (!id)
        return call.answer(problem_response(id.error()));
    const auto version = version_seen(call.request);
    if (!version)
        return call.answer(problem_response(version.error()));
    const auto body = body_of(call.request);
    if (!body)
        return call.answer(problem_response(body.error()));
    json::Reader reader(body.value().root());
    auto run = reader.finish(read(reader));
    if (!run)
        return call.answer(problem_response(run.error()));
    acts::OnDelivery on{.delivery = id.value(),
                        .actor = call.actor(),
                        .version_seen = version.value(),
                        .key = call.retry_key(true),
                        .request = call.request.body};
    auto& services = call.services();
    run.value()(
        services, std::move(on),
        answering<acts::DeliveryView>(std::move(call), [&services](const acts::DeliveryView& view) {
            auto response =
                json_response(show_delivery(services.pack.calendar, view, services.clock.now()));
            response.headers.emplace_back("ETag", etag_of(view.delivery));
            return response;
        }));
}

using Run = std::function<void(acts::Services&, acts::OnDelivery, acts::Done<acts::DeliveryView>)>;

}  // namespace

void see_delivery(Call call)
{
    act(std::move(call), [](json::Reader&) -> Run { return acts::see_delivery; });
}

void open_delivery(Call call)
{
    act(std::move(call), [](json::Reader&) -> Run { return acts::open_delivery; });
}

void take_delivery(Call call)
{
    act(std::move(call), [](json::Reader&) -> Run { return acts::take_delivery; });
}

void file_delivery(Call call)
{
    act(std::move(call), [](json::Reader& body) -> Run {
        acts::Filing filing{body.text("reference", line),
                            body.optional_text("title", line).value_or("")};
        return [filing](auto& services, auto on, auto done) {
            acts::file_delivery(services, std::move(on), filing, std::move(done));
        };
    });
}

void assess_delivery(Call call)
{
    act(std::move(call), [](json::Reader& body) -> Run {
        acts::Assessment assessment{body.text("outcome", line),
                                    body.optional_text("reason", paragraph).value_or("")};
        const auto& outcome = assessment.outcome;
        if (const auto judged = body.any("immediate_follow_up"); judged.exists()) {
            assessment.immediate_follow_up = judged.boolean();
            if (!assessment.immediate_follow_up)
                body.fault("immediate_follow_up", "must be true or false");
        }
        if (outcome == "immediate_follow_up") {
            if (!assessment.immediate_follow_up.value_or(true))
                body.fault("immediate_follow_up", "contradicts the outcome");
            assessment.immediate_follow_up = true;
        }
        if (outcome != "investigate" && outcome != "dismiss" && outcome != "already_in_case" &&
            outcome != "immediate_follow_up")
            body.fault("outcome",
                       "must be investigate, dismiss, already_in_case or immediate_follow_up");
        if (outcome == "dismiss" && assessment.reason.empty())
            body.fault("reason", "is required: a dismissal is reasoned in writing");
        return [assessment](auto& services, auto on, auto done) {
            acts::assess_delivery(services, std::move(on), assessment, std::move(done));
        };
    });
}

void answer_delivery(Call call)
{
    act(std::move(call), [](json::Reader& body) -> Run {
        return [message = body.text("message", paragraph)](auto& services, auto on, auto done) {
            acts::answer_delivery(services, std::move(on), message, std::move(done));
        };
    });
}

void close_delivery(Call call)
{
    act(std::move(call), [](json::Reader& body) -> Run {
        const auto reason = domain::close_reason_named(body.text("reason", line));
        if (!reason)
            body.fault("reason", "must be handled, dismissed, transferred or duplicate");
        auto note = body.optional_text("note", paragraph).value_or("");
        return [reason, note](auto& services, auto on, auto done) {
            acts::close_delivery(services, std::move(on), *reason, note, std::move(done));
        };
    });
}

void forward_delivery(Call call)
{
    act(std::move(call), [](json::Reader& body) -> Run {
        UnitId unit{body.text("unit", line)};
        auto reason = body.text("reason", paragraph);
        return [unit, reason](auto& services, auto on, auto done) {
            acts::forward_delivery(services, std::move(on), unit, reason, std::move(done));
        };
    });
}

void return_delivery(Call call)
{
    act(std::move(call), [](json::Reader& body) -> Run {
        return [reason = body.text("reason", paragraph)](auto& services, auto on, auto done) {
            acts::return_delivery(services, std::move(on), reason, std::move(done));
        };
    });
}

void assign_delivery(Call call)
{
    act(std::move(call), [](json::Reader& body) -> Run {
        const auto person = parse_uuid(body.text("person", line));
        if (!person)
            body.fault("person", "must be the id of a person");
        auto reason = body.optional_text("reason", paragraph).value_or("");
        return [person, reason](auto& services, auto on, auto done) {
            acts::assign_delivery(services, std::move(on), PersonId{*person}, reason,
                                  std::move(done));
        };
    });
}

}  // namespace varde::api
