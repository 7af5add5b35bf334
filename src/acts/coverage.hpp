// Coverage: who could open (unit, kind) now. A snapshot, so that acceptance reads no table.
#pragma once

#include "store/store.hpp"

#include <map>
#include <memory>
#include <mutex>

namespace varde::acts {

/// May be used from any thread.
class Coverage {
public:
    /// Reads every grant anew; call at start and after each change of grants or people.
    Status refresh(store::Store& store);

    /// How many different people could open this kind in the unit at `now`.
    std::size_t readers(const UnitId& unit, const KindName& kind, Timestamp now) const;

private:
    using Grants = std::map<UnitId, std::vector<store::PersonGrant>>;
    mutable std::mutex mutex_;               // Guards which snapshot is current.
    std::shared_ptr<const Grants> current_;  // Owners: this and readers that are under way.
};

}  // namespace varde::acts
