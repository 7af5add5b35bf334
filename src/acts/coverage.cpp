#include "acts/coverage.hpp"

#include "domain/access/decide.hpp"

#include <set>

namespace varde::acts {

Status Coverage::refresh(store::Store& store)
{
    auto grants = TRY(store.read([](store::Reading& reading) { return reading.readers(); }));
    auto fresh = std::make_shared<Grants>();  // Owners: this and readers that are under way.
    for (auto& grant : grants)
        (*fresh)[grant.grant.unit].push_back(std::move(grant));
    std::lock_guard lock(mutex_);
    current_ = std::move(fresh);
    return ok();
}

std::size_t Coverage::readers(const UnitId& unit, const KindName& kind, Timestamp now) const
{
    auto snapshot = [&] {
        std::lock_guard lock(mutex_);
        return current_;
    }();
    CHECK(snapshot);
    const auto found = snapshot->find(unit);
    if (found == snapshot->end())
        return 0;
    std::set<PersonId> people;
    for (const auto& [person, name, grant] : found->second)
        if (domain::lets_open(grant, unit, kind, now))
            people.insert(person);
    return people.size();
}

}  // namespace varde::acts
