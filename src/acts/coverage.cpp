#include "acts/coverage.hpp"

#include "store/intake.hpp"

#include <set>

namespace varde::acts {

struct Coverage::Snapshot {
    store::PeopleByUnit people;
    std::set<domain::Cell> live;
    std::uint64_t number = 0;
};

Status Coverage::refresh(store::Store& store)
{
    auto fresh = std::make_shared<Snapshot>();  // Owners: this and readers that are under way.
    {
        std::lock_guard lock(mutex_);
        fresh->number = ++begun_;
    }
    const auto seen = store.read([&](store::Reading& reading) -> Status {
        store::IntakeRecords records(reading);
        fresh->people = TRY(records.readers());
        for (auto& row : TRY(records.all()))
            if (row.live)
                fresh->live.insert(std::move(row.cell));
        return ok();
    });
    TRY(seen);
    std::lock_guard lock(mutex_);
    if (!current_ || current_->number < fresh->number)
        current_ = std::move(fresh);
    return ok();
}

// Owners: this and readers that are under way.
std::shared_ptr<const Coverage::Snapshot> Coverage::current() const
{
    std::lock_guard lock(mutex_);
    CHECK(current_);
    return current_;
}

std::size_t Coverage::readers(const UnitId& unit, const KindName& kind, Timestamp now) const
{
    const auto snapshot = current();
    const auto found = snapshot->people.find(unit);
    return found == snapshot->people.end() ? 0 : count_able(found->second, {unit, kind}, now);
}

bool Coverage::is_live(const UnitId& unit, const KindName& kind) const
{
    return current()->live.contains({unit, kind});
}

std::vector<domain::Cell> Coverage::live_cells() const
{
    const auto snapshot = current();
    return {snapshot->live.begin(), snapshot->live.end()};
}

}  // namespace varde::acts
