#include "torture/world.hpp"

#include "acts/grant_access.hpp"
#include "acts/intake.hpp"
#include "app/node.hpp"
#include "base/log.hpp"
#include "torture/child.hpp"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <future>
#include <sstream>

namespace varde::torture {
namespace {

/// Waits for an act's answer. Without a server it comes from the writer's own thread.
template <class T, class Start>
Result<T> wait_for(Start&& start)
{
    std::promise<Result<T>> promise;
    auto answer = promise.get_future();
    start([&promise](Result<T> result) { promise.set_value(std::move(result)); });
    return answer.get();
}

/// Everywhere a report can end up: the places' own units and all that stand behind them.
std::vector<domain::Grant> grants_everywhere(const packs::Pack& pack, Timestamp now)
{
    std::vector<domain::Grant> grants;
    for (const auto& unit : pack.directory.units()) {
        const bool named = std::any_of(places().begin(), places().end(), [&](const Place& place) {
            return unit.municipality == place.municipality;
        });
        if (named || unit.service != domain::Service::child_protection)
            grants.push_back({.role = domain::Role::caseworker, .unit = unit.id, .from = now});
    }
    return grants;
}

/// One API key a line.
Result<std::string> add_accounts(const World& world)
{
    std::string keys;
    auto node = TRY(app::Node::open(world.folder));
    auto& services = node->services();
    for (const auto& organisation : world.organisations) {
        const bool police = organisation.kind == "concern.police";
        keys += TRY(wait_for<std::string>([&](auto done) {
            acts::add_key(services,
                          {.organisation = organisation.name,
                           .sector = police ? domain::Sector::police : domain::Sector::other,
                           .label = "torture"},
                          std::move(done));
        }));
        keys += '\n';
    }
    const auto grants = grants_everywhere(services.pack, services.clock.now());
    for (const auto& login : {world.login, std::string("tage.testesen")})
        TRY(wait_for<PersonId>([&](auto done) {
            acts::add_person(services,
                             {.organisation = "Fiktiv barnevernstjeneste",
                              .sector = domain::Sector::child_protection,
                              .login = login,
                              .name = login == world.login ? "Tuva Testesen" : "Tage Testesen",
                              .password_hash = crypto::hash_password(world.password),
                              .grants = grants},
                             std::move(done));
        }));
    for (const auto& grant : grants)
        if (!acts::kinds_of(services.pack, grant.unit).empty())
            TRY(wait_for<std::vector<KindName>>([&](auto done) {
                acts::open_intake(services, grant.unit, {}, "For the torture test",
                                  std::move(done));
            }));
    return keys;
}

}  // namespace

const std::vector<Place>& places()
{
    static const std::vector<Place> all{{"4601", "01"}, {"4601", ""}, {"0301", "02"},
                                        {"0301", "05"}, {"1103", ""}, {"1101", ""},
                                        {"9999", ""},   {"", ""}};
    return all;
}

Result<World> make_world(World world, const std::string& lock)
{
    std::filesystem::create_directories(std::filesystem::path(world.log).parent_path());
    world.organisations = {{"Fiktiv skole", "concern.child", ""},
                           {"Fiktiv helsestasjon", "concern.child", ""},
                           {"Fiktivt politidistrikt", "concern.police", ""}};
    world.login = "tuva.testesen";
    world.password = "bare til tortur";
    const auto command = "'" + world.program + "' init --data '" + world.folder +
                         "' --origin torture.varde.example/no/2026 --json" +
                         (lock.empty() ? "" : " --lock '" + lock + "'") + " >'" + world.log + "'";
    if (std::system(command.c_str()) != 0)
        return Error{ErrorCode::unavailable, "varde init failed: " + command};
    std::istringstream keys(in_child([&] {
        auto added = add_accounts(world);
        return added ? std::move(added).value() : std::string();
    }));
    for (auto& organisation : world.organisations)
        if (!std::getline(keys, organisation.api_key))
            return Error{ErrorCode::unavailable, "the accounts cannot be added"};
    return world;
}

}  // namespace varde::torture
