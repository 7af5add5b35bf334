// Who has which access, given by whom and why, and what proves that it works.
#pragma once

#include "acts/delivery_view.hpp"
#include "store/access.hpp"

namespace varde::acts {

struct GrantView {
    store::GrantRow row;
    std::string unit_name;
    std::string given_by_name, ended_by_name;  ///< Empty: the operator, or not kept.
    PersonId delegated_by;                     ///< Nil: it is no delegation.
    std::string delegated_by_name;
    /// Of who may give such access, and of whose it is: why it was given, and ended.
    std::string reason, end_reason;
    store::ContactStanding contact = store::ContactStanding::none;
    std::optional<Timestamp> on_leave_until;
};

struct GrantQuery {
    UnitId unit;      ///< Empty: by…
    PersonId person;  ///< …person.
};
/// What is in force or will be, and what has ended within 90 days. `forbidden` to who may not watch
/// the unit; of a person those in units that the actor may watch, of oneself all.
Result<std::vector<GrantView>> list_grants(const Services& services, const domain::Actor& actor,
                                           const GrantQuery& query);
/// Its access has been decided.
Result<GrantView> see_grant(const Services& services, const domain::Actor& actor,
                            const domain::GrantId& id);

/// What somebody could open now.
struct OpensView {
    UnitId unit;
    std::string unit_name;
    KindName kind;
    std::string why;
    std::optional<Timestamp> last_used;
};
struct PersonAccess {
    store::Person person;
    std::vector<GrantView> grants;
    std::vector<OpensView> opens;  ///< Nothing while the account is disabled.
};
/// `forbidden` to who is not that person and manages no unit of theirs.
Result<PersonAccess> see_person_access(const Services& services, const domain::Actor& actor,
                                       const PersonId& person);

/// Whom somebody who manages access in the unit could give some: people of the same organisations
/// whose name or login has `text` in it, whatever the case of its letters.
Result<std::vector<store::Person>> find_people(const Services& services, const domain::Actor& actor,
                                               const UnitId& unit, std::string_view text);

/// Whether the actor gives and ends access to reports in the unit.
domain::Decision may_manage(const Services& services, const domain::Actor& actor,
                            const UnitId& unit);

}  // namespace varde::acts
