#include "access_model/coverage.hpp"

#include "access_model/model.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace varde::access_model {
namespace {

/// Of one cell at one instant, over everybody in a world.
class Cover {
public:
    Cover(const World& world, domain::Cell cell, Timestamp at, Covered& covered)
        : world_(world), cell_(std::move(cell)), at_(at), covered_(covered)
    {
    }

    void check()
    {
        for (const auto& actor : world_.actors())
            if (!actor.person.is_nil())
                check(actor);
        const auto counted = domain::count_able(people_, cell_, at_);
        if (counted != able_)
            differ(fmt::format("coverage counts {}, and {} could open it", counted, able_));
        check_timeline();
    }

private:
    void check(const domain::Actor& actor)
    {
        people_.push_back(world_.in_unit(actor, cell_.unit));
        const auto& person = people_.back();
        const auto ability = domain::ability_of(person, cell_, at_).ability;
        const bool named = ability == domain::Ability::able;
        if (named != domain::is_able(person, cell_, at_))
            differ(actor.name + " is able in one list of coverage and not in another");
        const bool decided = decide(actor, domain::Action::open,
                                    {.kind = cell_.kind, .unit = cell_.unit}, {.now = at_})
                                 .allowed;
        const bool there = !is_away(person) && !is_shut_out(person);
        ++covered_.decisions;
        covered_.names += named ? 1 : 0;
        able_ += decided && there ? 1 : 0;
        if (named && !decided)
            differ("coverage names " + actor.name + ", who may not open it");
        if (!named && decided && there)
            differ("coverage leaves out " + actor.name + ", who may open it and is there");
        if (named && !there)
            differ("coverage names " + actor.name + ", who is away");
        if (decided != is_reader(actor, cell_.unit, cell_.kind, at_))
            differ("the page does not call " + actor.name + " a reader, or does");
        if (decided != some_grant_lets_open(actor))
            differ("one of the grants of " + actor.name + " opens it alone, or none does");
        const bool away = decided && !is_shut_out(person) && is_away(person);
        if (away != (ability == domain::Ability::on_leave))
            differ("why " + actor.name + " is not able is not said as it is");
    }

    bool some_grant_lets_open(const domain::Actor& actor) const
    {
        return std::ranges::any_of(actor.grants, [&](const domain::Grant& grant) {
            return domain::lets_open(grant, cell_.unit, cell_.kind, at_);
        });
    }

    /// What it says of a time to come is what it will say then.
    void check_timeline()
    {
        constexpr std::int64_t days_around = 86'400 * 3;
        const auto segments = domain::timeline(
            people_, cell_, {at_.plus_seconds(-days_around), at_.plus_seconds(days_around)});
        const auto now = std::ranges::find_if(
            segments, [&](const domain::Segment& segment) { return segment.span.holds(at_); });
        if (now == segments.end() || now->count != able_)
            differ("the timeline counts others than there are then");
    }

    bool is_away(const domain::UnitPerson& person) const
    {
        return std::ranges::any_of(person.leave, [&](const domain::Span& leave) {
            return leave.from <= at_ && at_ < leave.until;
        });
    }
    bool is_shut_out(const domain::UnitPerson& person) const
    {
        return person.disabled_at && *person.disabled_at <= at_;
    }
    void differ(const std::string& what)
    {
        covered_.differences.push_back(
            fmt::format("{} in {} at {}: {}", cell_.kind.text, cell_.unit.text, at_.unix_us, what));
    }

    const World& world_;
    const domain::Cell cell_;
    const Timestamp at_;
    Covered& covered_;
    std::vector<domain::UnitPerson> people_;
    std::size_t able_ = 0;
};

}  // namespace

Covered check_coverage(World& world)
{
    Covered covered;
    for (const auto& unit : world.units())
        for (const auto& kind : world.kinds())
            Cover(world, {unit, kind}, world.draw_now(), covered).check();
    return covered;
}

}  // namespace varde::access_model
