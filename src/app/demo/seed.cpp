#include "app/demo/seed.hpp"

#include "acts/grant_access.hpp"
#include "acts/intake.hpp"
#include "acts/sign_in.hpp"
#include "app/demo/lives.hpp"
#include "app/demo/past.hpp"
#include "app/demo/surroundings.hpp"

namespace varde::app::demo {
namespace {

constexpr std::uint64_t plot_seed = 20'260'101;
constexpr std::size_t reports = 200;

Status add_keys(Node& node, Cast& cast, Past& past)
{
    for (auto& key : cast.keys)
        acts::add_key(node.services(),
                      {.organisation = key.organisation,
                       .sector = key.sector,
                       .role = key.role,
                       .label = key.label},
                      past.answer<std::string>("adding a key for " + key.organisation,
                                               [&key](std::string& text) { key.key = text; }));
    return past.wait();
}

/// The ids of the accounts, in their order.
Result<std::vector<PersonId>> add_people(Node& node, const Cast& cast, Past& past, Timestamp from)
{
    const auto hash = crypto::hash_password(password);
    std::vector<PersonId> ids(cast.accounts.size());
    for (std::size_t i = 0; i < ids.size(); ++i) {
        const auto& account = cast.accounts[i];
        acts::add_person(node.services(),
                         {.organisation = account.organisation,
                          .sector = account.sector,
                          .login = account.login,
                          .name = account.name,
                          .password_hash = hash,
                          .grants = {{.role = account.role, .unit = account.unit, .from = from}}},
                         past.answer<PersonId>("adding " + account.login,
                                               [&id = ids[i]](PersonId& made) { id = made; }));
    }
    TRY(past.wait());
    return ids;
}

/// Each unit with people takes every kind that it can, from the beginning.
Status open_intakes(Node& node, const Actors& actors, Past& past)
{
    auto& services = node.services();
    for (const auto& [unit, people] : actors.of_unit)
        if (!acts::kinds_of(services.pack, unit).empty())
            acts::open_intake(services, unit, {}, "Demo: alle er med fra første dag.",
                              past.answer<std::vector<KindName>>("going live in " + unit.text,
                                                                 [](std::vector<KindName>&) {}));
    return past.wait();
}

Result<domain::Actor> actor_of(Node& node, const PersonId& id)
{
    return node.services().store.read([&](store::Reading& reading) -> Result<domain::Actor> {
        auto person = TRY(reading.person(id));
        CHECK(person);
        return domain::Actor{.person = id,
                             .name = person->name,
                             .organisation = std::move(person->organisation),
                             .grants = TRY(reading.grants_of(id))};
    });
}

Result<Actors> add_cast(Node& node, Cast& cast, Past& past, Timestamp from)
{
    TRY(add_keys(node, cast, past));
    const auto ids = TRY(add_people(node, cast, past, from));
    Actors actors;
    std::map<std::string, domain::Actor> senders;
    for (std::size_t i = 0; i < ids.size(); ++i) {
        const auto& account = cast.accounts[i];
        auto actor = TRY(actor_of(node, ids[i]));
        if (account.role == domain::Role::sender)
            senders.emplace(account.organisation, std::move(actor));
        else if (account.role == domain::Role::caseworker ||
                 account.role == domain::Role::unit_leader)
            actors.of_unit[account.unit].push_back(std::move(actor));
    }
    for (std::size_t i = 0; i < cast.senders.size(); ++i) {
        actors.sending_people.push_back(senders.at(cast.senders[i].organisation));
        auto system = TRY(acts::authenticate_key(node.services(), cast.keys[i].key));
        actors.sending_systems.push_back(std::move(system.actor));
    }
    return actors;
}

}  // namespace

Status seed(Node& node, Cast& cast, const Progress& told)
{
    const auto now = SystemClock::system_now();
    const auto from = now.plus_seconds(-demo_seconds - 24 * 3600);
    auto& pack = node.services().pack;
    Past past(node);
    past.move_to(from);
    const auto actors = TRY(add_cast(node, cast, past, from));
    TRY(open_intakes(node, actors, past));
    TRY(plan_duty(node.services(), actors, past, from));
    const auto plot = make_plot(
        {.cast = cast, .calendar = pack.calendar, .directory = pack.directory, .now = now},
        plot_seed, reports);
    Lives lives(node.services(), actors, past, now);
    TRY(lives.live(plot, told));
    return surround(node.services(), actors, past, now);
}

}  // namespace varde::app::demo
