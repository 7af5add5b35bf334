// Whoever takes access away answers for what that leaves: a change after which too few people could
// open a kind is refused, unless somebody takes the place or oversight reads why (P5).
#pragma once

#include "acts/services.hpp"
#include "domain/duty/span.hpp"

namespace varde::acts {

/// Somebody will not be able to open things for a time.
struct AbilityChange {
    PersonId person;
    UnitId unit;          ///< Empty: in all units.
    domain::Span span;    ///< For ever: until `Timestamp{INT64_MAX}`.
    Uuid grant;           ///< The grant that ends; nil: the person is away as a whole.
    PersonId substitute;  ///< Gets the same for that time; nil: nobody.
    std::string override_reason;
};

/// Call it in the writer before the change's events are appended. `conflict` with problem
/// `coverage-would-drop` and a sentence that names the consequence and the way out. With an
/// `override_reason` it passes, and oversight is told.
Status guard_coverage(Services& services, store::Transaction& tx, const domain::Actor& actor,
                      const AbilityChange& change, Timestamp now);

/// Call it when a change of access, leave or intake is durable: counts anew who could open what.
/// The error of one that fails says that the change is kept; the next round counts again.
Status count_coverage(Services& services);

/// Raises or ends the unit's coverage problems, as they stand after what `tx` has done.
Status watch_coverage(Services& services, store::Transaction& tx, const UnitId& unit,
                      Timestamp now);

}  // namespace varde::acts
