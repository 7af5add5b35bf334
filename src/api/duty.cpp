#include "api/duty.hpp"

#include "api/show_duty.hpp"
#include "api/with_body.hpp"

#include <charconv>

namespace varde::api {
namespace {

constexpr json::TextLimits line{.min_bytes = 1, .max_bytes = 400, .single_line = true};
constexpr json::TextLimits note{.min_bytes = 1, .max_bytes = 20'000};
constexpr int days_shown = 14, days_shown_max = 42, weeks_max = 53;

Error wrong(std::string_view parameter, const std::string& what)
{
    return {.code = ErrorCode::invalid,
            .message = std::string(parameter) + " " + what + ".",
            .faults = {{"?" + std::string(parameter), what}}};
}

/// `2027-03-22`, which is the beginning of that local day, or RFC 3339.
Result<std::optional<Timestamp>> time_in_query(const Call& call, std::string_view name)
{
    const auto text = call.query(name);
    if (text.empty())
        return std::optional<Timestamp>{};
    if (const auto day = packs::day_in(text))
        return std::optional(call.site.services.pack.calendar.instant(*day, 0));
    if (const auto at = parse_rfc3339(text))
        return std::optional(*at);
    return wrong(name, "must be a date (2027-03-22) or a time as in RFC 3339");
}

Result<int> days_in_query(const Call& call)
{
    const auto text = call.query("days");
    if (text.empty())
        return days_shown;
    int days = 0;
    const auto* end = text.data() + text.size();
    const auto [stopped, error] = std::from_chars(text.data(), end, days);
    if (error != std::errc{} || stopped != end || days < 1 || days > days_shown_max)
        return wrong("days", "must be a number from 1 to 42");
    return days;
}

Result<acts::DutyQuery> duty_query(const Call& call)
{
    const auto& calendar = call.site.services.pack.calendar;
    const auto now = call.site.services.clock.now();
    const auto asked = TRY(time_in_query(call, "from"));
    const auto from = asked.value_or(calendar.instant(calendar.day_of(now), 0));
    const auto days = TRY(days_in_query(call));
    const auto last = calendar.day_of(from) + std::chrono::days(days);
    const auto minute = calendar.local(from).minute_of_day;
    return acts::DutyQuery{.unit = {call.query("unit")},
                           .within = {from, calendar.instant(last, minute)},
                           .at = TRY(time_in_query(call, "at"))};
}

Timestamp read_time(json::Reader& body, std::string_view name)
{
    const auto at = body.optional_time(name);
    if (!at && !body.any(name).exists())
        body.fault(name, "is required");
    return at.value_or(Timestamp{});
}

domain::Span read_span(json::Reader& body)
{
    const auto from = read_time(body, "from");
    return {from, read_time(body, "until")};
}

acts::DutyRequest request_of(const Call& call)
{
    return {call.actor(), call.retry_key(true), call.request.body};
}

using Cancelling = void(acts::Services&, const domain::Actor&, domain::DutyId, acts::Done<Nothing>);

void cancel(Call call, Cancelling* act)
{
    const auto id = id_in_path<domain::DutyId>(call, "id");
    if (!id)
        return call.answer(problem_response(id.error()));
    auto& services = call.services();
    const auto actor = call.actor();
    act(services, actor, id.value(), answering<Nothing>(std::move(call), [](const Nothing&) {
            return http::Response{.status = 204, .content_type = ""};
        }));
}

}  // namespace

void see_duty(Call call)
{
    const auto query = duty_query(call);
    if (!query)
        return call.answer(problem_response(query.error()));
    call.answer(acts::see_duty(call.services(), call.actor(), query.value()),
                [](const acts::DutyView& view) { return json_response(show_duty(view)); });
}

void add_shift(Call call)
{
    with_body(
        std::move(call),
        [](json::Reader& body, const Call&) {
            acts::NewShift shift{.unit = {body.text("unit", line)}};
            shift.person = required_person(body, "person");
            shift.planned = read_span(body);
            shift.replaces = body.boolean("replaces", false);
            const auto weeks = body.optional_integer("repeat_weeks", {.min = 1, .max = weeks_max});
            shift.repeat_weeks = int(weeks.value_or(1));
            return shift;
        },
        [](Call accepted, acts::NewShift shift) {
            auto& services = accepted.services();
            auto request = request_of(accepted);
            acts::add_shifts(services, std::move(request), std::move(shift),
                             answering<std::vector<store::DutyRow>>(
                                 std::move(accepted), [](const std::vector<store::DutyRow>& rows) {
                                     return json_response(show_shifts(rows), 201);
                                 }));
        });
}

void cancel_shift(Call call) { cancel(std::move(call), acts::cancel_shift); }

void add_leave(Call call)
{
    with_body(
        std::move(call),
        [](json::Reader& body, const Call& asked) {
            acts::NewLeave leave{.unit = {body.text("unit", line)}};
            leave.person = optional_person(body, "person");
            if (leave.person.is_nil())
                leave.person = asked.actor().person;
            leave.planned = read_span(body);
            leave.override_reason = body.optional_text("override_reason", note).value_or("");
            return leave;
        },
        [](Call accepted, acts::NewLeave leave) {
            auto& services = accepted.services();
            auto request = request_of(accepted);
            acts::add_leave(
                services, std::move(request), std::move(leave),
                answering<store::DutyRow>(std::move(accepted), [](const store::DutyRow& row) {
                    return json_response(show_leave(row), 201);
                }));
        });
}

void cancel_leave(Call call) { cancel(std::move(call), acts::cancel_leave); }

void see_handovers(Call call)
{
    const auto limit = limit_in_query(call);
    if (!limit)
        return call.answer(problem_response(limit.error()));
    domain::DutyId before;
    if (const auto after = call.query("after"); !after.empty()) {
        const auto id = parse_uuid(after);
        if (!id)
            return call.answer(
                problem_response(wrong("after", "must be what an earlier page gave as next")));
        before = {*id};
    }
    auto& services = call.services();
    const auto actor = call.actor();
    const acts::HandoversAsked asked{{call.query("unit")}, before, limit.value()};
    acts::list_handovers(
        services, actor, asked,
        answering<acts::HandoverPage>(std::move(call), [](const acts::HandoverPage& page) {
            return json_response(show_handovers(page));
        }));
}

void write_handover(Call call)
{
    struct Written {
        UnitId unit;
        std::string text;
    };
    with_body(
        std::move(call),
        [](json::Reader& body, const Call&) {
            Written written{{body.text("unit", line)}, {}};
            written.text = body.text("text", note);
            return written;
        },
        [](Call accepted, Written written) {
            auto& services = accepted.services();
            auto request = request_of(accepted);
            acts::hand_over(services, std::move(request), std::move(written.unit),
                            std::move(written.text),
                            answering<acts::HandoverNote>(
                                std::move(accepted), [](const acts::HandoverNote& made) {
                                    return json_response(show_handover(made), 201);
                                }));
        });
}

}  // namespace varde::api
