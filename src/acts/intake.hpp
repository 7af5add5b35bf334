// Going live: a unit takes a kind from when enough people can open it, a rota is there and a drill
// has come through; or goes on without, for a reason that oversight reads.
#pragma once

#include "acts/services.hpp"

namespace varde::acts {

/// Which kinds a unit can take: those of its service; a guard and the unit that sorts, all; one
/// that oversees, none.
std::vector<KindName> kinds_of(const packs::Pack& pack, const UnitId& unit);
bool takes(const packs::Pack& pack, const UnitId& unit, const KindName& kind);

/// Whether what comes for the unit is its own to take: it has gone live, or is one that never does.
bool is_taken(const Services& services, const UnitId& unit, const KindName& kind);

/// A changing request by a person, and the key under which it may be repeated.
struct IntakeRequest {
    domain::Actor actor;
    RetryKey key;
    std::string request;
    domain::Cell cell;
    std::string reason;
    std::string override_reason;  ///< Not empty: goes live whatever is missing, and says why.
};
/// The unit takes the kind from now on. `forbidden`; `invalid` for a cell that there is not;
/// `conflict` with problem `not-ready-to-go-live`, each fault a sentence on what is missing. With
/// an `override_reason` it goes live all the same, and whoever has oversight is told why.
void go_live(Services& services, IntakeRequest request, Done<Nothing> done);
/// The unit takes no more of the kind until it goes live again; what comes goes past it.
void pause_intake(Services& services, IntakeRequest request, Done<Nothing> done);

/// By the operator, whose word goes for all that is asked of others: the unit takes these kinds
/// (none named: each that it can) from now on. `invalid` for a unit or kind that there is not.
/// Gives the kinds; those that it takes already stay as they are.
void open_intake(Services& services, UnitId unit, std::vector<KindName> kinds, std::string because,
                 Done<std::vector<KindName>> done);

}  // namespace varde::acts
