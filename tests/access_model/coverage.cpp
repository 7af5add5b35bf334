#include "access_model/coverage.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace varde::access_model {
namespace {

/// Until there is a list by name: whether one of somebody's grants is counted.
bool is_counted(const domain::Actor& actor, const UnitId& unit, const KindName& kind, Timestamp at)
{
    return !actor.person.is_nil() && std::ranges::any_of(actor.grants, [&](const auto& grant) {
        return domain::lets_open(grant, unit, kind, at);
    });
}

}  // namespace

Covered check_coverage(World& world)
{
    Covered covered;
    const auto now = world.draw_now();
    for (const auto& actor : world.actors()) {
        if (actor.person.is_nil())
            continue;
        for (const auto& unit : world.units())
            for (const auto& kind : world.kinds()) {
                const bool counted = is_counted(actor, unit, kind, now);
                const auto decided =
                    decide(actor, domain::Action::open, {.kind = kind, .unit = unit}, {.now = now});
                ++covered.decisions;
                covered.names += counted ? 1 : 0;
                if (counted != decided.allowed)
                    covered.differences.push_back(
                        fmt::format("coverage {} {}, and decide says \"{}\"",
                                    counted ? "names" : "leaves out", actor.name, decided.reason));
            }
    }
    return covered;
}

}  // namespace varde::access_model
