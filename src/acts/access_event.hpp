// How a change of access becomes durable, inside any decision of the writer: an event under a key
// of its own, with its reason sealed, and whatever follows from it.
#pragma once

#include "acts/services.hpp"
#include "store/access.hpp"

namespace varde::acts {

/// Appends an `access.changed` with its reason. `report` of the event names a fresh key.
Status append_access(Services& services, store::Transaction& tx, domain::Event event,
                     std::string_view reason, std::string_view override_reason = {});

/// Gives it, ends the requests that asked for it, and looks at the unit's coverage. Whether that
/// may be has been decided.
Status give(Services& services, store::Transaction& tx, const domain::GivenGrant& fresh,
            const domain::By& by, std::string_view reason, Timestamp now);

/// Who takes access away, and how.
struct Ending {
    domain::Actor actor;  ///< For the guard: nobody is the operator.
    domain::By by;
    Timestamp until;      ///< Not before now.
    PersonId substitute;  ///< Gets the same; nil: nobody.
    std::string reason, override_reason;
};

/// Lets it end, with what was delegated from it, and gives the substitute the same for the rest of
/// its time. `conflict` where too few people could then open something.
Status end(Services& services, store::Transaction& tx, const domain::GivenGrant& given,
           const Ending& ending, Timestamp now);

/// The reason sealed in a change; empty where none was given, or before changes were kept.
Result<std::string> reason_of(const Services& services, store::Reading& reading,
                              const ReportId& change);

}  // namespace varde::acts
