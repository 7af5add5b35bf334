#include "domain/unit/unit.hpp"

#include "base/check.hpp"

namespace varde::domain {

Directory::Directory(std::vector<Unit> units) : units_(std::move(units))
{
    bool has_sorting = false;
    for (std::size_t i = 0; i < units_.size(); ++i) {
        const Unit& unit = units_[i];
        CHECK(by_id_.emplace(unit.id.text, i).second);
        if (unit.service == Service::child_protection)
            CHECK(by_place_.emplace(std::pair(unit.municipality, unit.district), i).second);
        if (unit.service == Service::sorting && !has_sorting) {
            sorting_ = i;
            has_sorting = true;
        }
    }
    CHECK(has_sorting);
    for (const Unit& unit : units_) {
        for (const UnitId& fallback : unit.fallbacks)
            CHECK(find(fallback) != nullptr);
    }
}

const Unit* Directory::find(const UnitId& id) const
{
    const auto found = by_id_.find(id.text);
    return found == by_id_.end() ? nullptr : &units_[found->second];
}

const Unit* Directory::child_protection_of(const Place& place) const
{
    const auto found = by_place_.find({place.municipality, place.district});
    return found == by_place_.end() ? nullptr : &units_[found->second];
}

bool Directory::has_districts(const std::string& municipality) const
{
    // The unit without a district sorts first, so what stands after it can only be a district's.
    const auto after = by_place_.upper_bound({municipality, ""});
    return after != by_place_.end() && after->first.first == municipality;
}

bool Directory::knows_municipality(const std::string& municipality) const
{
    const auto first = by_place_.lower_bound({municipality, ""});
    return first != by_place_.end() && first->first.first == municipality;
}

const Unit& Directory::sorting() const
{
    CHECK(!units_.empty());
    return units_[sorting_];
}

std::vector<UnitId> overseers_of(const Directory& directory, const UnitId& unit)
{
    std::vector<UnitId> overseers;
    if (const auto* found = directory.find(unit))
        for (const auto& id : found->fallbacks)
            if (const auto* behind = directory.find(id);
                behind && behind->service == Service::oversight && id != unit)
                overseers.push_back(id);
    return overseers;
}

}  // namespace varde::domain
