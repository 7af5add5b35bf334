#include "api/access_requests.hpp"

#include "acts/conflicts.hpp"
#include "api/show_access.hpp"
#include "api/with_body.hpp"
#include "json/writer.hpp"

namespace varde::api {
namespace {

constexpr json::TextLimits line{.min_bytes = 1, .max_bytes = 400, .single_line = true};
constexpr json::TextLimits paragraph{.min_bytes = 1, .max_bytes = 4'000};

acts::AccessAct act_of(const Call& call)
{
    return {call.actor(), call.retry_key(true), call.request.body};
}

void answer_request(Call call, bool give)
{
    const auto id = id_in_path<domain::ProblemId>(call, "id");
    if (!id)
        return call.answer(problem_response(id.error()));
    with_body(
        std::move(call),
        [&](json::Reader& body, const Call&) {
            acts::AccessAnswer answer{.request = id.value(), .give = give};
            if (give) {
                answer.until = body.optional_time("until");
                answer.reason = body.optional_text("reason", paragraph).value_or("");
            } else {
                answer.reason = body.text("reason", paragraph);
            }
            return answer;
        },
        [](Call accepted, acts::AccessAnswer answer) {
            auto& services = accepted.services();
            auto act = act_of(accepted);
            acts::answer_access_request(
                services, std::move(act), std::move(answer),
                answering<acts::AccessRequestView>(
                    std::move(accepted), [](const acts::AccessRequestView& view) {
                        return json_response(show_access_request(view));
                    }));
        });
}

using Changing = void(acts::Services&, acts::AccessAct, acts::Conflict, acts::Done<Nothing>);

void change_conflict(Call call, Changing* change)
{
    const auto id = id_in_path<DeliveryId>(call, "id");
    if (!id)
        return call.answer(problem_response(id.error()));
    with_body(
        std::move(call),
        [&](json::Reader& body, const Call&) {
            acts::Conflict conflict{.delivery = id.value(), .person = {}, .reason = {}};
            conflict.person = required_person(body, "person");
            conflict.reason = body.text("reason", paragraph);
            return conflict;
        },
        [change](Call accepted, acts::Conflict conflict) {
            auto& services = accepted.services();
            auto act = act_of(accepted);
            change(services, std::move(act), std::move(conflict),
                   answering<Nothing>(std::move(accepted), [](const Nothing&) {
                       return http::Response{.status = 204, .content_type = ""};
                   }));
        });
}

}  // namespace

void ask_for_access(Call call)
{
    with_body(
        std::move(call),
        [](json::Reader& body, const Call&) {
            acts::AccessWanted wanted{.unit = {body.text("unit", line)}, .kind = {}, .reason = {}};
            wanted.kind.text = body.optional_text("kind", line).value_or("");
            wanted.reason = body.optional_text("reason", paragraph).value_or("");
            return wanted;
        },
        [](Call accepted, acts::AccessWanted wanted) {
            auto& services = accepted.services();
            const auto actor = accepted.actor();
            acts::ask_for_access(services, actor, std::move(wanted),
                                 answering<acts::RaisedProblem>(
                                     std::move(accepted), [](const acts::RaisedProblem& raised) {
                                         json::Writer w;
                                         w.object(
                                             [&] { w("id", raised.id)("number", raised.number); });
                                         return json_response(w.take(), 201);
                                     }));
        });
}

void list_access_requests(Call call)
{
    const auto mine = call.query("mine");
    const UnitId unit{call.query("unit")};
    if ((!mine.empty() && mine != "true") || (mine.empty() && unit.text.empty()))
        return call.answer(
            problem_response({.code = ErrorCode::invalid,
                              .message = "Give a unit, or mine=true for your own requests.",
                              .faults = {{"?unit", "or mine=true must be given"}}}));
    call.answer(acts::list_access_requests(call.services(), call.actor(), unit, !mine.empty()),
                [](const std::vector<acts::AccessRequestView>& views) {
                    return json_response(show_access_requests(views));
                });
}

void grant_access_request(Call call) { answer_request(std::move(call), true); }
void decline_access_request(Call call) { answer_request(std::move(call), false); }

void see_delivery_access(Call call)
{
    const auto id = id_in_path<DeliveryId>(call, "id");
    if (!id)
        return call.answer(problem_response(id.error()));
    auto& services = call.services();
    const auto actor = call.actor();
    acts::see_delivery_access(
        services, actor, id.value(),
        answering<acts::DeliveryAccess>(std::move(call), [](const acts::DeliveryAccess& access) {
            return json_response(show_delivery_access(access));
        }));
}

void declare_conflict(Call call) { change_conflict(std::move(call), acts::declare_conflict); }
void lift_conflict(Call call) { change_conflict(std::move(call), acts::lift_conflict); }

}  // namespace varde::api
