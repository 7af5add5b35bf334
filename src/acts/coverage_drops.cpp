#include "acts/coverage_drops.hpp"

#include "domain/access/grants.hpp"

#include <algorithm>

namespace varde::acts {
namespace {

constexpr Timestamp for_ever{INT64_MAX};

using People = std::vector<domain::UnitPerson>;

/// The part of a grant that lies in `span`; nothing where they do not meet.
std::optional<domain::Grant> during(domain::Grant grant, const domain::Span& span)
{
    const auto both = domain::common(span, {grant.from, grant.until.value_or(for_ever)});
    if (both.empty())
        return std::nullopt;
    grant.from = both.from;
    grant.until = both.until == for_ever ? std::nullopt : std::optional(both.until);
    return grant;
}

/// What ends, as grants for as long as they would have gone on.
std::vector<domain::Grant> taken_away(const People& people, const AbilityChange& change)
{
    std::vector<domain::Grant> ending;
    for (const auto& person : people)
        for (const auto& [id, grant] : person.grants)
            if (domain::is_reader(grant.role) &&
                (change.grant.is_nil() ? person.person == change.person : id == change.grant))
                if (auto part = during(grant, change.span))
                    ending.push_back(std::move(*part));
    return ending;
}

void take_away(People& people, const AbilityChange& change)
{
    for (auto& person : people) {
        if (change.grant.is_nil() && person.person == change.person)
            person.leave.push_back(change.span);
        for (auto& [id, grant] : person.grants)
            if (!change.grant.is_nil() && id == change.grant)
                grant.until = std::min(change.span.from, grant.until.value_or(for_ever));
    }
}

/// Gives the substitute what ends, unless there is no such account.
Status put_in_place(store::Reading& reading, People& people, const PersonId& substitute,
                    const std::vector<domain::Grant>& grants)
{
    auto found = std::ranges::find(people, substitute, &domain::UnitPerson::person);
    if (found == people.end()) {
        const auto person = TRY(reading.person(substitute));
        if (!person || person->disabled)
            return ok();
        people.push_back({.person = substitute, .name = person->name});
        found = people.end() - 1;
    }
    for (const auto& grant : grants)
        found->grants.push_back({{}, grant});
    return ok();
}

Status add_drops(const Services& services, store::Reading& reading, const AbilityChange& change,
                 const UnitId& unit, const domain::Span& span, std::vector<CoverageDrop>& drops)
{
    const auto before = TRY(coverage_of(reading, unit, span.from));
    auto after = before;
    const auto ending = taken_away(before.people, change);
    if (ending.empty())
        return ok();
    take_away(after.people, change);
    if (!change.substitute.is_nil())
        TRY(put_in_place(reading, after.people, change.substitute, ending));
    const auto who = std::ranges::find(before.people, change.person, &domain::UnitPerson::person);
    for (const auto& kind : kinds_in(services.pack, before)) {
        if (!before.counts(kind))
            continue;
        if (const auto drop = domain::first_drop(before.over(kind, span), after.over(kind, span),
                                                 services.pack.people_needed))
            drops.push_back(
                {{unit, kind}, *drop, who == before.people.end() ? std::string() : who->name});
    }
    return ok();
}

/// ` from Monday 30 November at 08.00`; nothing where it is so at once.
std::string when_in_words(const Services& services, const CoverageDrop& drop, Timestamp now,
                          std::string_view language)
{
    if (drop.drop.from <= now)
        return {};
    return (language == "nb" ? " fra " : " from ") +
           services.pack.calendar.in_words(drop.drop.from, language);
}

/// "If Kari Nordmann's access ends", and what else may happen to it.
std::string condition_in_words(const Services& services, const AbilityChange& change,
                               const CoverageDrop& drop, std::string_view language)
{
    const bool nb = language == "nb";
    if (!change.grant.is_nil())
        return nb ? "Hvis tilgangen til " + drop.who + " avsluttes"
                  : "If " + drop.who + "'s access ends";
    if (change.span.until == for_ever)
        return nb ? "Hvis " + drop.who + " ikke lenger kan logge inn"
                  : "If " + drop.who + " can no longer sign in";
    const auto& calendar = services.pack.calendar;
    const auto from = calendar.in_words(change.span.from, language);
    const auto until = calendar.in_words(change.span.until, language);
    return nb ? "Hvis " + drop.who + " er borte fra " + from + " til " + until
              : "If " + drop.who + " is away from " + from + " until " + until;
}

}  // namespace

Result<std::vector<CoverageDrop>> drops_of(const Services& services, store::Reading& reading,
                                           const AbilityChange& change, Timestamp now)
{
    std::vector<CoverageDrop> drops;
    const auto span = domain::common(change.span, {now, for_ever});
    if (span.empty())
        return drops;
    const auto units = change.unit.text.empty()
                           ? TRY(store::IntakeRecords(reading).units_of(change.person))
                           : std::vector{change.unit};
    for (const auto& unit : units)
        TRY(add_drops(services, reading, change, unit, span, drops));
    return drops;
}

std::string drop_in_words(const Services& services, const AbilityChange& change,
                          const CoverageDrop& drop, Timestamp now, std::string_view language)
{
    const auto unit = unit_name(services, drop.cell.unit);
    const auto kind = kind_in_words(services.pack, drop.cell.kind, language);
    const auto needed = std::to_string(services.pack.people_needed);
    const auto left = people_in_words(drop.drop.after, language);
    const auto when = when_in_words(services, drop, now, language);
    const auto condition = condition_in_words(services, change, drop, language);
    if (language == "nb")
        return condition + ", kan " + (drop.drop.after == 0 ? "ingen" : "bare " + left) + " åpne " +
               kind + " i " + unit + when + "; " + needed + " trengs.";
    return condition + ", " + (drop.drop.after == 0 ? "nobody" : "only " + left) + " can open " +
           kind + " in " + unit + when + "; " + needed + " are needed.";
}

}  // namespace varde::acts
