#include "domain/access/grant_change.hpp"

#include <algorithm>

namespace varde::domain {
namespace {

constexpr std::array<std::string_view, 4> names{"given", "ended", "disabled", "enabled"};
constexpr std::int64_t day_seconds = 86'400;
constexpr std::int64_t days_ahead_max = 731;

Event access_event(AccessChange change, const Uuid& id, const PersonId& person, const By& by,
                   Timestamp at)
{
    Event event{.name = EventName::access_changed, .report = {id}, .by = by, .at = at};
    event.facts.name = std::string(name_of(change));
    event.facts.people = {person};
    return event;
}

void describe(Event& event, const GivenGrant& given)
{
    event.unit = given.grant.unit;
    event.facts.subject = given.id.uuid;
    event.facts.about = std::string(name_of(given.grant.role));
}

bool is_for_people(Role role)
{
    return role == Role::sender || role == Role::caseworker || role == Role::unit_leader ||
           role == Role::director || role == Role::oversight;
}

void check_times(const Grant& grant, Timestamp now, std::vector<Fault>& faults)
{
    if (grant.until && *grant.until <= grant.from)
        faults.push_back({"/until", "must be after from"});
    else if (grant.until && *grant.until <= now)
        faults.push_back({"/until", "is over already"});
    if (grant.from > now.plus_seconds(days_ahead_max * day_seconds))
        faults.push_back({"/from", "lies more than two years ahead"});
}

void check_delegation(const Grant& grant, const Grant& source, std::vector<Fault>& faults)
{
    if (!grant.until)
        faults.push_back({"/until", "is required: what is delegated has an end"});
    else if (*grant.until > grant.from.plus_seconds(delegation_days_max * day_seconds))
        faults.push_back({"/until", "must be at most 31 days after from"});
    else if (source.until && *grant.until > *source.until)
        faults.push_back({"/until", "is later than the end of your own access"});
}

}  // namespace

std::string_view name_of(AccessChange change) { return names.at(std::size_t(change)); }

std::optional<AccessChange> access_change_named(std::string_view name)
{
    const auto found = std::ranges::find(names, name);
    if (found == names.end())
        return std::nullopt;
    return AccessChange(found - names.begin());
}

Event given_event(const GivenGrant& given, const By& by, Timestamp at)
{
    auto event = access_event(AccessChange::given, given.id.uuid, given.person, by, at);
    describe(event, given);
    event.facts.kinds = given.grant.kinds;
    event.facts.from = given.grant.from;
    event.facts.until = given.grant.until;
    event.facts.delegated_from = given.delegated_from.uuid;
    return event;
}

Event ended_event(const GivenGrant& given, AccessChangeId change, Timestamp until, const By& by,
                  Timestamp at)
{
    auto event = access_event(AccessChange::ended, change.uuid, given.person, by, at);
    describe(event, given);
    event.facts.until = until;
    return event;
}

Event account_event(AccessChange change, AccessChangeId id, const PersonId& person, const By& by,
                    Timestamp at)
{
    auto event = access_event(change, id.uuid, person, by, at);
    event.facts.subject = person.uuid;
    return event;
}

GivenGrant given_in(const Event& event)
{
    const auto& facts = event.facts;
    GivenGrant given{.id = {facts.subject}, .delegated_from = {facts.delegated_from}};
    if (!facts.people.empty())
        given.person = facts.people.front();
    given.grant = {.role = role_named(facts.about).value_or(Role::nobody),
                   .unit = event.unit,
                   .kinds = facts.kinds,
                   .from = facts.from.value_or(event.at),
                   .until = facts.until};
    return given;
}

Status check_given(const GivenGrant& fresh, const GivenGrant* source, Timestamp now)
{
    Error error{.code = ErrorCode::invalid,
                .message = "This access cannot be given; nothing was stored."};
    const auto& grant = fresh.grant;
    if (!is_for_people(grant.role))
        error.faults.push_back(
            {"/role", "must be caseworker, unit_leader, director, oversight or sender"});
    else if (grant.role == Role::sender && !grant.unit.text.empty())
        error.faults.push_back({"/unit", "is not for senders: they send for all of theirs"});
    else if (grant.role != Role::sender && grant.unit.text.empty())
        error.faults.push_back({"/unit", "is needed for this role"});
    check_times(grant, now, error.faults);
    if (source)
        check_delegation(grant, source->grant, error.faults);
    if (error.faults.empty())
        return ok();
    return error;
}

Status check_ended(const GivenGrant& given, Timestamp until, Timestamp now)
{
    if (given.grant.until && *given.grant.until <= now)
        return Error{ErrorCode::conflict, "This access has ended already. Nothing was changed."};
    if (given.grant.until && *given.grant.until <= until)
        return Error{ErrorCode::conflict,
                     "This access ends earlier than that already. Nothing was changed."};
    return ok();
}

}  // namespace varde::domain
