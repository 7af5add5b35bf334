// Who acts: a signed-in person, a system with a key, or somebody who did not sign in.
#pragma once

#include "base/id.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace varde::domain {

enum class Role {
    nobody,       ///< Not signed in: an anonymous reporter.
    sender,       ///< May send for an organisation and follow what it sent.
    caseworker,   ///< May open and handle what comes to a unit.
    unit_leader,  ///< A caseworker who also leads the unit.
    director,     ///< Leads the municipality's services; sees counts and clocks, never content.
    oversight,    ///< The state's supervision; sees counts and clocks, never content.
    case_system,  ///< A machine that takes over deliveries.
    auditor       ///< Reads the ledger.
};
std::string_view name_of(Role role);
std::optional<Role> role_named(std::string_view name);

/// A person may do what `role` allows, for these kinds, in this unit, from … until ….
struct Grant {
    Role role = Role::nobody;
    UnitId unit;                  ///< Empty: the whole organisation (role `sender` only).
    std::vector<KindName> kinds;  ///< Empty: every kind.
    Timestamp from;
    std::optional<Timestamp> until;
    bool active_at(Timestamp now) const { return from <= now && (!until || now < *until); }
};

/// What an organisation is, as far as rules ask.
enum class Sector { other, police, child_protection };
std::string_view name_of(Sector sector);
std::optional<Sector> sector_named(std::string_view name);

struct Organisation {
    OrganisationId id;
    std::string name;
    Sector sector = Sector::other;
};

struct Actor {
    PersonId person;  ///< Nil for systems and for who did not sign in.
    std::string name;
    Organisation organisation;  ///< Nil id for who did not sign in.
    std::vector<Grant> grants;  ///< For a system: its key's role, as one grant.
    bool is_nobody() const { return organisation.id.is_nil(); }
    bool is_system() const { return !is_nobody() && person.is_nil(); }
};

/// As whom an actor did something, for the record.
struct By {
    Role role = Role::nobody;
    UnitId unit;
    PersonId person;
    OrganisationId organisation;
    bool operator==(const By&) const = default;
};

}  // namespace varde::domain
