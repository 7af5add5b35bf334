#include "acts/problem_view.hpp"

#include "acts/problem_content.hpp"
#include "acts/receipt.hpp"
#include "acts/sealed_words.hpp"
#include "store/access.hpp"

namespace varde::acts {
namespace {

using domain::EventName;

std::string name_of_unit(const Services& services, const UnitId& unit)
{
    return unit.text.empty() ? std::string{} : unit_name(services, unit);
}

struct Steps {
    std::vector<ProblemStep> answers;
    std::optional<ProblemStep> closed;
};

Result<Steps> steps_of(const Services& services, store::Reading& reading,
                       const domain::ProblemId& id)
{
    const auto subject = domain::as_report(id);
    const auto key = TRY(report_key(services, reading, subject));
    Names names(reading);
    Steps steps;
    for (const auto& stored : TRY(reading.events_of(subject))) {
        const auto& event = stored.event;
        if (event.name != EventName::problem_answered && event.name != EventName::problem_closed)
            continue;
        const auto fact = TRY(store::open_fact(key, subject, stored.sealed));
        ProblemStep step{.at = event.at,
                         .by = event.by,
                         .unit_name = name_of_unit(services, event.by.unit),
                         .person_name = TRY(names.of(event.by.person)),
                         .text = word_in(fact, "text")};
        if (event.name == EventName::problem_closed)
            steps.closed = std::move(step);
        else
            steps.answers.push_back(std::move(step));
    }
    return steps;
}

std::vector<ActView> acts_on(const domain::Actor& actor, const domain::Object& object,
                             Timestamp now)
{
    std::vector<ActView> acts;
    for (const auto& [name, action] : {std::pair{"answer", domain::Action::answer_problem},
                                       std::pair{"close", domain::Action::close_problem}}) {
        auto decision = domain::decide(actor, action, object, {now});
        if (decision && object.problem->closed_at)
            decision = {false, {}, "It is closed."};
        acts.push_back({name, decision.allowed, std::move(decision.reason)});
    }
    return acts;
}

}  // namespace

Result<std::vector<PersonId>> barred_from(store::Reading& reading, const domain::Problem& problem)
{
    // Only where it is about a single delivery does an id stand there.
    if (const auto id = parse_uuid(problem.about))
        if (const auto delivery = TRY(reading.delivery(DeliveryId{*id})))
            return store::AccessRecords(reading).barred_from(delivery->report);
    return std::vector<PersonId>{};
}

domain::Object object_of(const Services& services, const domain::Problem& problem,
                         std::vector<PersonId> barred)
{
    return {.unit = problem.unit,
            .unit_name = name_of_unit(services, problem.unit),
            .overseers = domain::overseers_of(services.pack.directory, problem.unit),
            .barred = std::move(barred),
            .problem = &problem};
}

Result<domain::Object> object_of(const Services& services, store::Reading& reading,
                                 const domain::Problem& problem)
{
    auto barred = TRY(barred_from(reading, problem));
    return object_of(services, problem, std::move(barred));
}

Result<ProblemView> view_problem(const Services& services, store::Reading& reading,
                                 const domain::Actor& actor, const domain::ProblemId& id)
{
    auto row = TRY(reading.problem(id));
    CHECK(row);  // Problems are never deleted.
    ProblemView view{.problem = std::move(row->problem)};
    const auto& problem = view.problem;
    view.unit_name = name_of_unit(services, problem.unit);
    view.handler_name = name_of_unit(services, problem.handler);
    Names names(reading);
    view.about_person_name = TRY(names.of(problem.about_person));
    const auto object = TRY(object_of(services, reading, problem));
    const auto now = services.clock.now();
    const auto key = TRY(report_key(services, reading, domain::as_report(id)));
    auto content = TRY(read_problem_content(reading, key, id));
    view.text = std::move(content.text);
    view.warnings = std::move(content.warnings);
    if (domain::decide(actor, domain::Action::see_problem, object, {now}).as.role ==
        domain::Role::oversight) {
        view.raised_by_name = TRY(names.of(problem.raised_by.person));
        view.page = std::move(content.page);
        view.contact = std::move(content.contact);
    }
    auto steps = TRY(steps_of(services, reading, id));
    view.answers = std::move(steps.answers);
    view.closed = std::move(steps.closed);
    view.obligations = TRY(obligations_of(services, reading, id.uuid));
    view.acts = acts_on(actor, object, now);
    return view;
}

Result<ProblemStatus> follow_problem(const Services& services, std::string_view code)
{
    return services.store.read([&](store::Reading& reading) -> Result<ProblemStatus> {
        const auto found = TRY(event_behind(services, reading, code));
        if (found.event.name != EventName::problem_raised)
            return Error{ErrorCode::not_found,
                         "No problem has this code. Check each character; O and 0 are the same."};
        const domain::ProblemId id{found.event.report.uuid};
        auto row = TRY(reading.problem(id));
        CHECK(row);
        ProblemStatus status{.problem = std::move(row->problem)};
        status.unit_name = name_of_unit(services, status.problem.unit);
        auto steps = TRY(steps_of(services, reading, id));
        status.answers = std::move(steps.answers);
        status.closed = std::move(steps.closed);
        status.obligations = TRY(obligations_of(services, reading, id.uuid));
        for (auto& step : status.answers)
            step.person_name.clear();
        if (status.closed)
            status.closed->person_name.clear();
        return status;
    });
}

}  // namespace varde::acts
