// Who has opened a report, who could, and who must not.
#pragma once

#include "acts/delivery_view.hpp"
#include "store/access.hpp"

namespace varde::acts {

/// What access to a delivery depends on, with whoever is barred from its report.
Result<domain::Object> object_of(const Services& services, store::Reading& reading,
                                 const domain::Delivery& delivery, const PersonId& person = {});

struct AbleReader {
    PersonId person;
    std::string name;
    domain::Role role = domain::Role::caseworker;
    std::optional<Timestamp> until;  ///< As far as their access goes.
};
/// Who could open it now: a reader of its unit and kind who is neither on leave nor barred.
Result<std::vector<AbleReader>> able_to_read(const Services& services, store::Reading& reading,
                                             const domain::Delivery& delivery, Timestamp now);

/// Whether it has an owner who could still open it: whoever has left, or must not read it, keeps
/// nobody from taking it.
Result<bool> is_kept(store::Reading& reading, const domain::Delivery& delivery, Timestamp now);

struct DeliveryAccess {
    struct Opening {
        PersonId person;
        std::string name;
        Timestamp at;
        std::string why;  ///< The reason of the decision; empty before reasons were kept.
    };
    struct Barred {
        PersonId person;
        std::string name;
        Timestamp at;
        std::string reason;
    };
    std::vector<Opening> opened;  ///< Every reading, oldest first.
    std::vector<Opening> refused;
    std::vector<AbleReader> able;
    std::vector<Barred> barred;
    std::string unit_name;
};
/// For who may open it. `not_found`; `forbidden`, which is recorded before it is told.
void see_delivery_access(Services& services, const domain::Actor& actor, const DeliveryId& delivery,
                         Done<DeliveryAccess> done);

}  // namespace varde::acts
