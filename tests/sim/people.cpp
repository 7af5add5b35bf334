// Who is there: units with people, and organisations that report.
#include "acts/contacts.hpp"
#include "acts/intake.hpp"
#include "sim/world.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace varde::sim {
namespace {

constexpr double day = 86'400;

/// Municipalities of one county that are no city with districts.
std::vector<const domain::Unit*> whole_towns(const std::string& county)
{
    std::vector<const domain::Unit*> towns;
    for (const auto& unit : test::norway().directory.units())
        if (unit.service == domain::Service::child_protection && unit.county == county &&
            unit.district.empty())
            towns.push_back(&unit);
    return towns;
}

}  // namespace

void World::settle()
{
    const auto& pack = test::norway();
    std::vector<const domain::Unit*> candidates;
    while (candidates.size() < climate_.municipalities)
        candidates = whole_towns(draw_.pick(pack.counties).number);
    while (towns_.size() < climate_.municipalities) {
        const auto* town = draw_.pick(candidates);
        if (std::ranges::count(towns_, town) == 0)
            towns_.push_back(town);
    }
    for (const auto* town : towns_)
        settle_unit(*town, std::size_t(draw_.between(2, 5)));
    for (const auto& fallback : towns_.front()->fallbacks)
        settle_unit(*pack.directory.find(fallback), std::size_t(draw_.between(1, 2)));
    auditor_.after_job({"access.changed", "intake.changed"});
    for (const auto* town : towns_)
        keep_rota(*town);
    for (const auto& fallback : towns_.front()->fallbacks)
        keep_rota(*pack.directory.find(fallback));
    settle_senders();
    CHECK(server_.product().services().coverage.refresh(server_.product().store()));
    auditor_.after_job({});
}

void World::settle_unit(const domain::Unit& unit, std::size_t workers)
{
    using domain::Role;
    auto& product = server_.product();
    product.goes_live = false;  // By its event instead, as the auditor reads it.
    hire(unit, Role::unit_leader);
    for (std::size_t i = 0; i < workers; ++i)
        hire(unit, Role::caseworker);
    if (unit.service == domain::Service::child_protection)
        hire(unit, Role::director);
    if (unit.service == domain::Service::oversight)
        hire(unit, Role::oversight);
    auto kinds = acts::kinds_of(test::norway(), unit.id);
    if (unit.service == domain::Service::child_protection && draw_.chance(0.2))
        kinds.pop_back();  // Of this nothing is taken yet: it goes past.
    if (!kinds.empty())
        acts::open_intake(product.services(), unit.id, kinds, "It is ready.",
                          [](const Result<std::vector<KindName>>& live) { CHECK(live); });
}

void World::hire(const domain::Unit& unit, domain::Role role)
{
    const bool leader = role == domain::Role::unit_leader;
    auto& product = server_.product();
    const auto login = fmt::format("{}.{}", unit.id.text, workers_.size());
    domain::Grant grant{.role = role, .unit = unit.id, .from = now()};
    // Some leave for good in the middle of it: their access ends on a day.
    if (role == domain::Role::caseworker && draw_.chance(0.2))
        grant.until = later(draw_.waiting(100 * day));
    const auto id = product.add_person({.organisation = "Organisation of " + unit.id.text,
                                        .sector = domain::Sector::child_protection,
                                        .login = login,
                                        .name = "Worker " + login,
                                        .grants = {grant}});
    const auto address = draw_.chance(0.6) ? login + "@example.test" : std::string();
    if (!address.empty())
        acts::set_contacts_of(product.services(), login, "", {.email = address},
                              [](const Status& set) { CHECK(set); });
    if (draw_.chance(0.1))
        server_.mail.dead.insert(address);
    workers_.push_back({.id = id,
                        .login = login,
                        .unit = unit.id.text,
                        .role = role,
                        .leader = leader,
                        .always_open = unit.hours.always_open,
                        .address = address,
                        .diligence = draw_.chance(0.2) ? 0.2 : 0.6 + 0.4 * draw_.part(),
                        .until = grant.until,
                        .caller = product.anyone()});
}

void World::settle_senders()
{
    auto& product = server_.product();
    senders_.push_back({.caller = product.anyone()});
    for (const auto* kind : {"School", "Kindergarten", "Clinic", "Police district"}) {
        const auto sector = std::string_view(kind) == "Police district" ? domain::Sector::police
                                                                        : domain::Sector::other;
        const auto name = std::string(kind) + " of the county";
        senders_.push_back(
            {.organisation = name, .sector = sector, .caller = product.add_sender(name, sector)});
    }
}

}  // namespace varde::sim
