#include "api/coverage.hpp"

#include "acts/intake.hpp"
#include "api/show_coverage.hpp"
#include "api/with_body.hpp"

namespace varde::api {
namespace {

constexpr json::TextLimits line{.min_bytes = 1, .max_bytes = 400, .single_line = true};
constexpr json::TextLimits words{.min_bytes = 1, .max_bytes = 4'000};
constexpr Timestamp for_ever{INT64_MAX};

/// Of the sentences: English, as in all answers, unless the pack's other language is asked for.
std::string language_of(const Call& call)
{
    const auto asked = call.query("language");
    const auto& known = call.site.services.pack.languages;
    return std::ranges::find(known, asked) == known.end() ? "en" : asked;
}

void check(Call call, const UnitId& unit, const KindName& kind)
{
    call.answer(acts::check_self(call.services(), call.actor(), unit, kind),
                [](const auto& checks) { return json_response(show_checks(checks)); });
}

acts::IntakeRequest read_intake(json::Reader& body, const Call& call)
{
    acts::IntakeRequest wanted{
        .actor = call.actor(), .key = call.retry_key(true), .request = call.request.body};
    wanted.cell.unit = {body.text("unit", line)};
    wanted.cell.kind = {body.text("kind", line)};
    return wanted;
}

/// The cell as it is after an act on it.
acts::Done<Nothing> showing(Call call, domain::Cell cell)
{
    return [call = std::move(call), cell = std::move(cell)](Result<Nothing> outcome) mutable {
        if (!outcome)
            return call.answer(problem_response(outcome.error()));
        const auto& pack = call.services().pack;
        call.answer(acts::see_coverage(call.services(), call.actor(), cell.unit, language_of(call)),
                    [&](const auto& units) {
                        return json_response(show_cell(pack, units.front(), cell.kind));
                    });
    };
}

}  // namespace

void see_coverage(Call call)
{
    const auto& pack = call.services().pack;
    call.answer(
        acts::see_coverage(call.services(), call.actor(), {call.query("unit")}, language_of(call)),
        [&](const auto& units) { return json_response(show_coverage(pack, units)); });
}

void see_own_coverage(Call call) { check(std::move(call), {}, {}); }

void check_coverage(Call call)
{
    const UnitId unit{call.query("unit")};
    if (unit.text.empty())
        return call.answer(problem_response({.code = ErrorCode::invalid,
                                             .message = "unit is missing.",
                                             .faults = {{"?unit", "is required"}}}));
    const KindName kind{call.query("kind")};
    check(std::move(call), unit, kind);
}

void ask_what_if(Call call)
{
    with_body(
        std::move(call),
        [](json::Reader& body, const Call& asked) {
            acts::AbilityChange change{.person = required_person(body, "person"),
                                       .unit = {body.optional_text("unit", line).value_or("")}};
            change.span.from = body.optional_time("from").value_or(asked.site.services.clock.now());
            change.span.until = body.optional_time("until").value_or(for_ever);
            if (change.span.empty())
                body.fault("until", "must be later than from");
            return change;
        },
        [](Call asked, acts::AbilityChange change) {
            const auto& services = asked.services();
            asked.answer(
                acts::what_if(services, asked.actor(), std::move(change)),
                [&](const auto& answer) { return json_response(show_what_if(services, answer)); });
        });
}

void go_live(Call call)
{
    with_body(
        std::move(call),
        [](json::Reader& body, const Call& asked) {
            auto wanted = read_intake(body, asked);
            wanted.reason = body.optional_text("reason", words).value_or("");
            wanted.override_reason = body.optional_text("override_reason", words).value_or("");
            return wanted;
        },
        [](Call accepted, acts::IntakeRequest wanted) {
            auto& services = accepted.services();
            const auto cell = wanted.cell;
            acts::go_live(services, std::move(wanted), showing(std::move(accepted), cell));
        });
}

void pause_intake(Call call)
{
    with_body(
        std::move(call),
        [](json::Reader& body, const Call& asked) {
            auto wanted = read_intake(body, asked);
            wanted.reason = body.text("reason", words);
            return wanted;
        },
        [](Call accepted, acts::IntakeRequest wanted) {
            auto& services = accepted.services();
            const auto cell = wanted.cell;
            acts::pause_intake(services, std::move(wanted), showing(std::move(accepted), cell));
        });
}

}  // namespace varde::api
