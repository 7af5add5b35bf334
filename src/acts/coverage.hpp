// Coverage: who could open (unit, kind) now, and which units have gone live. A snapshot, so that
// acceptance reads no table.
#pragma once

#include "domain/access/coverage.hpp"
#include "store/store.hpp"

#include <memory>
#include <mutex>

namespace varde::acts {

/// May be used from any thread.
class Coverage {
public:
    /// Reads it all anew; call at start and after each change of grants, accounts, leave or intake.
    /// Of several at once the one that began last counts.
    Status refresh(store::Store& store);

    /// How many different people could open this kind in the unit at `now`: none of them on leave,
    /// no account disabled.
    std::size_t readers(const UnitId& unit, const KindName& kind, Timestamp now) const;

    bool is_live(const UnitId& unit, const KindName& kind) const;
    std::vector<domain::Cell> live_cells() const;

private:
    struct Snapshot;
    // Owners: this and readers that are under way.
    std::shared_ptr<const Snapshot> current() const;

    mutable std::mutex mutex_;  // Guards what follows.
    std::uint64_t begun_ = 0;
    std::shared_ptr<const Snapshot> current_;  // Owners: this and readers that are under way.
};

}  // namespace varde::acts
