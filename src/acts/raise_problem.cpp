#include "acts/raise_problem.hpp"

#include "acts/obligations.hpp"
#include "acts/problem_content.hpp"
#include "acts/receipt.hpp"
#include "acts/sealed_words.hpp"
#include "base/text.hpp"
#include "vault/record.hpp"
#include "json/writer.hpp"

namespace varde::acts {
namespace {

/// Problems have one channel of their own, whomever they are about: their numbers have no gaps.
domain::Channel channel_of_problems(const Services& services)
{
    return channel_of(services, "problems", {});
}

Result<std::optional<RaisedProblem>> found_before(store::Transaction& tx, const NewProblem& problem)
{
    if (problem.name == domain::ProblemName::reported)
        return std::optional<RaisedProblem>{};
    const auto row = TRY(tx.problem_found(problem.name, problem.unit, problem.about));
    if (!row)
        return std::optional<RaisedProblem>{};
    return std::optional(RaisedProblem{row->problem.id, row->problem.number, false});
}

/// What is said of a unit's leader is not told to them as the first who must act on it.
Result<bool> is_about_its_leader(store::Transaction& tx, const NewProblem& problem, Timestamp now)
{
    if (problem.name != domain::ProblemName::reported || problem.about_person.is_nil())
        return false;
    const auto grants = TRY(tx.grants_of(problem.about_person));
    return std::ranges::any_of(grants, [&](const domain::Grant& grant) {
        return grant.role == domain::Role::unit_leader && grant.unit == problem.unit &&
               grant.active_at(now);
    });
}

/// What is said of an oversight office is for the others: nobody answers for themselves alone.
bool is_about_oversight(const Services& services, const NewProblem& problem)
{
    const auto* unit = services.pack.directory.find(problem.unit);
    return problem.name == domain::ProblemName::reported && unit &&
           unit->service == domain::Service::oversight;
}

/// As whom somebody raises it: their first grant in force says most about them.
domain::By raised_as(const domain::Actor& actor, Timestamp now)
{
    domain::By by{.person = actor.person, .organisation = actor.organisation.id};
    for (const auto& grant : actor.grants)
        if (grant.active_at(now)) {
            by.role = grant.role;
            by.unit = grant.unit;
            break;
        }
    return by;
}

Error wrong_text(std::string why)
{
    return {.code = ErrorCode::invalid,
            .message = "Some fields are wrong; nothing was stored.",
            .faults = {{"/text", std::move(why)}}};
}

Status check_text(const std::string& text)
{
    if (!says_something(text))
        return wrong_text("says nothing: write what is wrong");
    if (const auto length = length_in_characters(text); length > problem_characters_max)
        return wrong_text("has " + std::to_string(length) + " characters; " +
                          std::to_string(problem_characters_max) +
                          " are possible. Send the rest as another problem");
    return ok();
}

/// What was given but leads nowhere is kept in the warning, so that people can read it.
Result<NewProblem> understood(const Services& services, store::Transaction& tx,
                              const ProblemReport& report, const domain::ProblemId& id,
                              const domain::By& by)
{
    NewProblem problem{.id = id,
                       .confidential = report.confidential,
                       .by = by,
                       .text = report.text,
                       .page = report.page,
                       .contact = report.contact};
    if (services.pack.directory.find({report.unit}))
        problem.unit = {report.unit};
    else if (!report.unit.empty())
        problem.warnings.push_back(
            {"unit_unknown",
             "There is no unit \"" + report.unit + "\": the problem was taken without a unit.",
             "/unit"});
    const auto uuid = parse_uuid(report.about_person);
    const auto person = uuid ? TRY(tx.person({*uuid})) : std::nullopt;
    if (person)
        problem.about_person = person->id;
    else if (!report.about_person.empty())
        problem.warnings.push_back({"person_unknown",
                                    "There is nobody with the id \"" + report.about_person +
                                        "\": the problem was taken without a person.",
                                    "/about_person"});
    return problem;
}

/// The answer, from what is stored: the same for the first request and for each repetition.
Result<ReportedProblem> reported_problem(const Services& services, store::Reading& reading,
                                         const domain::ProblemId& id)
{
    const auto row = TRY(reading.problem(id));
    if (!row)
        return Error{ErrorCode::internal, "a problem that was stored is not there"};
    const auto key = TRY(report_key(services, reading, domain::as_report(id)));
    auto content = TRY(read_problem_content(reading, key, id));
    const auto& problem = row->problem;
    return ReportedProblem{.id = id,
                           .number = problem.number,
                           .raised_at = problem.raised_at,
                           .unit_name =
                               problem.unit.text.empty() ? "" : unit_name(services, problem.unit),
                           .confidential = problem.confidential,
                           .code = code_of(services, domain::as_report(id), row->position),
                           .warnings = std::move(content.warnings)};
}

}  // namespace

Result<RaisedProblem> raise_problem(Services& services, store::Transaction& tx,
                                    const NewProblem& problem, Timestamp now)
{
    if (auto earlier = TRY(found_before(tx, problem)))
        return *earlier;
    domain::Problem raised{.id = problem.id,
                           .name = problem.name,
                           .unit = problem.unit,
                           .about_person = problem.about_person,
                           .about = problem.about,
                           .confidential = problem.confidential,
                           .raised_by = problem.by,
                           .raised_at = now};
    if (raised.id.is_nil())
        raised.id = {make_uuid(now, services.random)};
    const bool past_the_unit = problem.past_the_unit || problem.confidential ||
                               is_about_oversight(services, problem) ||
                               TRY(is_about_its_leader(tx, problem, now));
    raised.handler = domain::handler_of(services.pack.directory, problem.unit, past_the_unit);
    const auto channel = channel_of_problems(services);
    raised.number = TRY(tx.next_sequence(channel));
    auto fresh = TRY(services.vault.fresh_key(raised.id.uuid, now));
    const store::ReportKey key{std::move(fresh.key), fresh.wrap.epoch};
    const auto sealed =
        vault::seal_record(key.key, raised.id.uuid, key.epoch,
                           bytes_of(write_problem_content(problem)), services.random);
    TRY(tx.keep(domain::as_report(raised.id), sealed, fresh.wrap));
    auto event = domain::raise(raised, channel, {});
    oblige(services, {}, event);
    TRY(tx.append(std::move(event), key, services.random));
    return RaisedProblem{raised.id, raised.number, true};
}

Result<bool> end_problem(Services& services, store::Transaction& tx, domain::ProblemName name,
                         const UnitId& unit, const std::string& about, Timestamp now)
{
    CHECK(name != domain::ProblemName::reported);  // Only people close what people raised.
    const auto row = TRY(tx.problem_found(name, unit, about));
    if (!row)
        return false;
    const auto key = TRY(report_key(services, tx, domain::as_report(row->problem.id)));
    auto event = TRY(domain::close(row->problem, {}, now, {}));
    TRY(oblige_after(services, tx, event));
    TRY(tx.append(std::move(event), key, services.random));
    return true;
}

void report_problem(Services& services, const domain::Actor& actor, ProblemReport report,
                    RetryKey key, Done<ReportedProblem> done)
{
    if (auto checked = check_text(report.text); !checked)
        return done(std::move(checked).error());
    const auto now = services.clock.now();
    const domain::ProblemId id{make_uuid(now, services.random)};
    services.store.write<domain::ProblemId>(
        [&services, report = std::move(report), key = std::move(key), id, now,
         by = raised_as(actor, now)](store::Transaction& tx) -> Result<domain::ProblemId> {
            if (key.given()) {
                const auto request = crypto::sha256(bytes_of(report.request));
                const auto earlier =
                    TRY(tx.claim(key_mac(services, key), request, domain::as_report(id), now));
                if (earlier && earlier->request != request)
                    return Error{.code = ErrorCode::conflict,
                                 .message = "This Idempotency-Key was used for other content, "
                                            "which is stored; this is not. Send it with a new key.",
                                 .problem = "idempotency-key-reused"};
                if (earlier)
                    return domain::ProblemId{earlier->report.uuid};
            }
            const auto problem = TRY(understood(services, tx, report, id, by));
            return TRY(raise_problem(services, tx, problem, now)).id;
        },
        [&services, done = std::move(done)](Result<domain::ProblemId> raised,
                                            const store::Committed&) mutable {
            if (!raised)
                return done(std::move(raised).error());
            auto answer = services.store.read([&](store::Reading& reading) {
                return reported_problem(services, reading, raised.value());
            });
            if (answer)
                return done(std::move(answer));
            auto error = std::move(answer).error();
            error.message = "The problem is stored, but its number cannot be shown now. Ask for it "
                            "with the same Idempotency-Key shortly.";
            error.kept = true;
            done(std::move(error));
        });
}

}  // namespace varde::acts
