#include "acts/see_access.hpp"

#include "acts/access_event.hpp"
#include "acts/change_access.hpp"
#include "acts/intake.hpp"
#include "base/text.hpp"

#include <set>

namespace varde::acts {
namespace {

using domain::Action;

constexpr std::int64_t ended_days_shown = 90;
constexpr int people_read_max = 5'000;
constexpr std::size_t people_shown_max = 50;

domain::Decision may_watch(const Services& services, const domain::Actor& actor, const UnitId& unit)
{
    return domain::decide(actor, Action::watch, access_object(services, unit, {}, {}),
                          {services.clock.now()});
}

/// Why somebody got access can say much about them: it is for those who answer for it.
bool sees_reasons(const Services& services, const domain::Actor& actor, const store::GrantRow& row)
{
    const auto& unit = row.given.grant.unit;
    return row.given.person == actor.person || row.given_by == actor.person ||
           may_manage(services, actor, unit) ||
           may_watch(services, actor, unit).as.role == domain::Role::oversight;
}

Result<GrantView> view_of(const Services& services, store::Reading& reading, Names& names,
                          const domain::Actor& actor, store::GrantRow row)
{
    store::AccessRecords records(reading);
    GrantView view{.row = std::move(row)};
    const auto& given = view.row.given;
    view.unit_name = given.grant.unit.text.empty() ? "" : unit_name(services, given.grant.unit);
    view.given_by_name = TRY(names.of(view.row.given_by));
    view.ended_by_name = TRY(names.of(view.row.ended_by));
    if (!given.delegated_from.is_nil())
        if (const auto source = TRY(records.grant(given.delegated_from))) {
            view.delegated_by = source->given.person;
            view.delegated_by_name = source->name;
        }
    if (sees_reasons(services, actor, view.row)) {
        view.reason = TRY(reason_of(services, reading, {given.id.uuid}));
        view.end_reason = TRY(reason_of(services, reading, {view.row.ended_as.uuid}));
    }
    view.contact = TRY(records.contact_of(given.person));
    view.on_leave_until =
        TRY(records.on_leave_until(given.grant.unit, given.person, services.clock.now()));
    return view;
}

Result<std::vector<GrantView>> views_of_person(const Services& services, store::Reading& reading,
                                               const domain::Actor& actor, const PersonId& person)
{
    const auto since = services.clock.now().plus_seconds(-ended_days_shown * 86'400);
    Names names(reading);
    std::vector<GrantView> views;
    for (auto& row : TRY(store::AccessRecords(reading).grants_of(person, since)))
        if (actor.person == person || may_watch(services, actor, row.given.grant.unit))
            views.push_back(TRY(view_of(services, reading, names, actor, std::move(row))));
    return views;
}

std::string why(const domain::Grant& grant, const std::string& unit)
{
    return (grant.role == domain::Role::unit_leader ? "Leads " : "Is caseworker in ") + unit + ".";
}

Result<std::vector<OpensView>> opens_of(const Services& services, store::Reading& reading,
                                        const std::vector<GrantView>& grants)
{
    const auto now = services.clock.now();
    std::vector<OpensView> opens;
    std::set<std::pair<UnitId, KindName>> shown;
    for (const auto& view : grants) {
        const auto& given = view.row.given;
        for (const auto& kind : kinds_of(services.pack, given.grant.unit))
            if (domain::lets_open(given.grant, given.grant.unit, kind, now) &&
                shown.emplace(given.grant.unit, kind).second)
                opens.push_back(
                    {given.grant.unit, view.unit_name, kind, why(given.grant, view.unit_name),
                     TRY(store::AccessRecords(reading).last_use(given.person, given.grant.unit,
                                                                kind))});
    }
    return opens;
}

bool manages_a_unit_of(const Services& services, const domain::Actor& actor,
                       const std::vector<store::GrantRow>& rows)
{
    return std::ranges::any_of(rows, [&](const store::GrantRow& row) {
        const auto& unit = row.given.grant.unit;
        return !unit.text.empty() &&
               (may_manage(services, actor, unit) ||
                may_watch(services, actor, unit).as.role == domain::Role::oversight);
    });
}

}  // namespace

domain::Decision may_manage(const Services& services, const domain::Actor& actor,
                            const UnitId& unit)
{
    return domain::decide(actor, Action::give_access,
                          access_object(services, unit, {}, domain::Role::caseworker),
                          {services.clock.now()});
}

Result<std::vector<GrantView>> list_grants(const Services& services, const domain::Actor& actor,
                                           const GrantQuery& query)
{
    if (query.unit.text.empty())
        return services.store.read([&](store::Reading& reading) {
            return views_of_person(services, reading, actor, query.person);
        });
    if (const auto decision = may_watch(services, actor, query.unit); !decision)
        return denied(actor, decision);
    return services.store.read([&](store::Reading& reading) -> Result<std::vector<GrantView>> {
        const auto since = services.clock.now().plus_seconds(-ended_days_shown * 86'400);
        Names names(reading);
        std::vector<GrantView> views;
        for (auto& row : TRY(store::AccessRecords(reading).grants_in(query.unit, since)))
            if (query.person.is_nil() || row.given.person == query.person)
                views.push_back(TRY(view_of(services, reading, names, actor, std::move(row))));
        return views;
    });
}

Result<GrantView> see_grant(const Services& services, const domain::Actor& actor,
                            const domain::GrantId& id)
{
    return services.store.read([&](store::Reading& reading) -> Result<GrantView> {
        auto row = TRY(store::AccessRecords(reading).grant(id));
        CHECK(row);  // Never deleted.
        Names names(reading);
        return view_of(services, reading, names, actor, std::move(*row));
    });
}

Result<PersonAccess> see_person_access(const Services& services, const domain::Actor& actor,
                                       const PersonId& id)
{
    return services.store.read([&](store::Reading& reading) -> Result<PersonAccess> {
        auto person = TRY(reading.person(id));
        const auto rows = TRY(store::AccessRecords(reading).grants_of(id, Timestamp{}));
        if (!person || (actor.person != id && !manages_a_unit_of(services, actor, rows)))
            return Error{ErrorCode::forbidden,
                         "Only they themselves and whoever answers for a unit of theirs see what "
                         "somebody could open."};
        PersonAccess access{.person = std::move(*person), .grants = {}, .opens = {}};
        access.grants = TRY(views_of_person(services, reading, actor, id));
        if (!access.person.disabled)
            access.opens = TRY(opens_of(services, reading, access.grants));
        return access;
    });
}

Result<std::vector<store::Person>> find_people(const Services& services, const domain::Actor& actor,
                                               const UnitId& unit, std::string_view text)
{
    if (const auto decision = may_manage(services, actor, unit); !decision)
        return denied(actor, decision);
    const auto wanted = folded(text);
    auto people = TRY(services.store.read([&](store::Reading& reading) {
        return store::AccessRecords(reading).people_beside(unit, people_read_max);
    }));
    std::erase_if(people, [&](const store::Person& person) {
        return folded(person.name).find(wanted) == std::string::npos &&
               folded(person.login).find(wanted) == std::string::npos;
    });
    if (people.size() > people_shown_max)
        people.resize(people_shown_max);
    return people;
}

}  // namespace varde::acts
