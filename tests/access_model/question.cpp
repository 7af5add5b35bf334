#include "access_model/question.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace varde::access_model {
namespace {

using domain::Action;
using domain::Audience;
using domain::Role;
using domain::Sector;

constexpr std::int64_t hour = 3'600, day = 24 * hour;
constexpr Timestamp begin{1'795'000'000'000'000};

const std::vector<Role> roles{Role::nobody,   Role::sender,    Role::caseworker,  Role::unit_leader,
                              Role::director, Role::oversight, Role::case_system, Role::auditor};
const std::vector<Role> roles_of_people{Role::sender,     Role::caseworker,  Role::caseworker,
                                        Role::caseworker, Role::unit_leader, Role::unit_leader,
                                        Role::director,   Role::oversight};
const std::vector<Role> roles_of_keys{Role::sender, Role::case_system, Role::auditor};

template <class T>
T id_of(std::size_t number)
{
    T id;
    id.uuid.bytes[0] = 1;
    id.uuid.bytes[15] = std::uint8_t(number);
    return id;
}

template <class T>
std::string joined(const std::vector<T>& values)
{
    std::string text;
    for (const auto& value : values)
        text += " " + value.text;
    return text;
}

std::string in_words(const domain::Grant& grant)
{
    return fmt::format("\n    {} in \"{}\" for{}, {} … {}", domain::name_of(grant.role),
                       grant.unit.text, grant.kinds.empty() ? " all" : joined(grant.kinds),
                       grant.from.unix_us, grant.until ? grant.until->unix_us : -1);
}

std::string short_of(const Uuid& id) { return std::to_string(id.bytes[15]); }

}  // namespace

domain::Object Question::asked() const
{
    auto asked = object;
    asked.problem = problem ? &*problem : nullptr;
    return asked;
}

std::string in_words(const Question& question)
{
    const auto& [actor, action, object, context, problem] = question;
    auto text =
        fmt::format("{} at {}: person {} of organisation {} ({}), with", name_of(action),
                    context.now.unix_us, short_of(actor.person.uuid),
                    short_of(actor.organisation.id.uuid), name_of(actor.organisation.sector));
    for (const auto& grant : actor.grants)
        text += in_words(grant);
    text += fmt::format("\n  on kind {} (audience {}) in unit \"{}\", overseen by{}; sender {}, "
                        "person {}, role {}{}, barred",
                        object.kind.text, int(object.audience), object.unit.text,
                        joined(object.overseers), short_of(object.sender.uuid),
                        short_of(object.person.uuid), domain::name_of(object.role),
                        object.delegated ? " delegated" : "");
    for (const auto& person : object.barred)
        text += " " + short_of(person.uuid);
    if (problem)
        text += fmt::format(
            "\n  problem {} of \"{}\", handled by \"{}\", about person {} \"{}\"{}, "
            "raised by person {} of organisation {} as {} in \"{}\"",
            domain::name_of(problem->name), problem->unit.text, problem->handler.text,
            short_of(problem->about_person.uuid), problem->about,
            problem->confidential ? ", confidential" : "", short_of(problem->raised_by.person.uuid),
            short_of(problem->raised_by.organisation.uuid),
            domain::name_of(problem->raised_by.role), problem->raised_by.unit.text);
    return text;
}

World::World(std::uint64_t seed) : draw_(seed)
{
    for (std::size_t i = 0, n = std::size_t(draw_.between(2, 5)); i < n; ++i)
        units_.push_back({fmt::format("unit.{}", i)});
    for (const auto& unit : units_)
        for (auto n = draw_.below(3); n > 0; --n)
            overseers_[unit].push_back(draw_.pick(units_));
    for (std::size_t i = 0, n = std::size_t(draw_.between(1, 4)); i < n; ++i) {
        kinds_.push_back({fmt::format("kind.{}", i)});
        audiences_[kinds_.back()] = Audience(draw_.below(3));
    }
    for (std::size_t i = 0, n = std::size_t(draw_.between(1, 4)); i < n; ++i)
        organisations_.push_back(
            {id_of<OrganisationId>(100 + i), "Organisation", Sector(draw_.below(3))});
    for (std::size_t i = 0; i < 8; ++i)
        instants_.push_back(begin.plus_seconds(hour * draw_.between(-40, 40)));
    for (std::size_t i = 0, n = std::size_t(draw_.between(3, 10)); i < n; ++i)
        actors_.push_back(draw_actor(i));
    for (const auto& actor : actors_)
        if (!actor.person.is_nil())
            draw_absence(actor.person);
}

void World::draw_absence(const PersonId& person)
{
    for (const auto& unit : units_)
        for (auto n = draw_.chance(0.3) ? draw_.between(1, 3) : 0; n > 0; --n) {
            const auto from = draw_.pick(instants_);
            leave_[{person, unit}].push_back(
                {from, draw_.chance(0.5) ? draw_.pick(instants_)
                                         : from.plus_seconds(hour * draw_.between(1, 30))});
        }
    if (draw_.chance(0.15))
        disabled_at_[person] = draw_.pick(instants_);
}

domain::UnitPerson World::in_unit(const domain::Actor& actor, const UnitId& unit) const
{
    domain::UnitPerson person{.person = actor.person, .name = actor.name};
    for (const auto& grant : actor.grants)
        if (grant.unit == unit)
            person.grants.push_back({{}, grant});
    if (const auto found = leave_.find({actor.person, unit}); found != leave_.end())
        person.leave = found->second;
    if (const auto found = disabled_at_.find(actor.person); found != disabled_at_.end())
        person.disabled_at = found->second;
    return person;
}

domain::Actor World::draw_actor(std::size_t number)
{
    domain::Actor actor;
    if (draw_.chance(0.06))
        return actor;  // Nobody signed in.
    actor.organisation = draw_.pick(organisations_);
    if (draw_.chance(0.12)) {  // A system: its key's role, as one grant.
        actor.grants = {draw_grant(draw_.pick(roles_of_keys))};
        return actor;
    }
    actor.person = id_of<PersonId>(1 + number);
    actor.name = fmt::format("Person {}", number);
    for (auto n = draw_.below(5); n > 0; --n)
        actor.grants.push_back(draw_grant(draw_.pick(roles_of_people)));
    return actor;
}

domain::Grant World::draw_grant(Role role)
{
    domain::Grant grant{.role = role};
    if (role != Role::sender && role != Role::auditor)
        grant.unit = draw_.pick(units_);
    if (draw_.chance(0.35))
        for (auto n = draw_.between(1, 2); n > 0; --n)
            grant.kinds.push_back(draw_.pick(kinds_));
    grant.from = draw_.chance(0.6) ? begin.plus_seconds(-100 * day) : draw_.pick(instants_);
    if (draw_.chance(0.4))
        grant.until = draw_.pick(instants_);
    return grant;
}

/// Often exactly when something begins or ends, or a microsecond beside it.
Timestamp World::draw_now()
{
    if (draw_.chance(0.4))
        return begin.plus_seconds(hour * draw_.between(-45, 45));
    return {draw_.pick(instants_).unix_us + draw_.between(-1, 1)};
}

PersonId World::draw_person()
{
    return draw_.chance(0.1) ? PersonId{} : id_of<PersonId>(1 + draw_.below(actors_.size() + 1));
}

UnitId World::draw_unit(const domain::Actor& actor)
{
    if (!actor.grants.empty() && draw_.chance(0.6))
        return draw_.pick(actor.grants).unit;
    return draw_.chance(0.03) ? UnitId{} : draw_.pick(units_);
}

domain::Object World::draw_object(const domain::Actor& actor)
{
    domain::Object object{.kind = draw_.pick(kinds_), .unit = draw_unit(actor)};
    object.audience = audiences_[object.kind];
    if (draw_.chance(0.08))
        object.kind = {};  // None is asked about.
    object.unit_name = "Name of " + object.unit.text;
    object.sender = draw_.chance(0.3)   ? OrganisationId{}
                    : draw_.chance(0.5) ? actor.organisation.id
                                        : draw_.pick(organisations_).id;
    object.overseers = overseers_[object.unit];
    object.person = draw_.chance(0.3) ? actor.person : draw_person();
    for (auto n = draw_.chance(0.3) ? draw_.between(1, 3) : 0; n > 0; --n)
        object.barred.push_back(draw_.chance(0.4) ? actor.person : draw_person());
    object.role = draw_.pick(roles);
    object.delegated = draw_.chance(0.4);
    return object;
}

domain::Problem World::draw_problem(const domain::Actor& actor)
{
    domain::Problem problem{.number = 1};
    problem.name =
        draw_.chance(0.5) ? domain::ProblemName::reported : domain::ProblemName(draw_.below(11));
    if (draw_.chance(0.85))
        problem.unit = draw_unit(actor);
    if (draw_.chance(0.85))
        problem.handler = draw_.chance(0.6) ? problem.unit : draw_unit(actor);
    if (draw_.chance(0.4))
        problem.about_person = draw_.chance(0.4) ? actor.person : draw_person();
    problem.confidential = draw_.chance(0.25);
    if (draw_.chance(0.7)) {
        problem.raised_by.person = draw_person();
        problem.raised_by.organisation = draw_.pick(organisations_).id;
        problem.raised_by.role = draw_.pick(roles);
        problem.raised_by.unit = draw_.pick(units_);
    }
    problem.raised_at = begin;
    if (draw_.chance(0.2))
        problem.closed_at = begin;
    return problem;
}

Question World::ask()
{
    constexpr auto actions = std::size_t(Action::ask_resend) + 1;
    Question question{.actor = draw_.pick(actors_), .action = Action(draw_.below(actions))};
    question.object = draw_object(question.actor);
    question.problem = draw_problem(question.actor);
    // Overseers are those of the unit that the problem is about.
    if (question.action == Action::see_problem || question.action == Action::answer_problem ||
        question.action == Action::close_problem)
        question.object.overseers = overseers_[question.problem->unit];
    question.context.now = draw_now();
    return question;
}

}  // namespace varde::access_model
