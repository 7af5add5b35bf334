// What an obligation hangs on: a delivery or a problem, as far as telling people of it goes.
#pragma once

#include "acts/services.hpp"
#include "domain/escalation/listeners.hpp"
#include "domain/obligation/obligation.hpp"
#include "domain/problem/problem.hpp"

namespace varde::acts {

struct Matter {
    Uuid subject;
    std::optional<domain::Problem> problem;  ///< Nothing: it is a delivery.
    domain::Event about;      ///< Report, delivery, unit and number, as events of it name them.
    std::int64_t number = 0;  ///< The delivery's in its unit, or the problem's own.
    KindName kind;            ///< Empty: of a problem.
    bool urgent = false;
    PersonId owner;                   ///< Nil: nobody took it.
    OrganisationId sender;            ///< Nil: nobody who signed in, or a problem.
    PersonId sent_by;                 ///< Nil: a program, or nobody who signed in.
    std::vector<PersonId> concerned;  ///< Whom a problem is about: telling them is not enough.
    std::vector<PersonId> barred;     ///< By a conflict of interest: they are told nothing of it.
};

/// Nothing: there is no such delivery or problem.
Result<std::optional<Matter>> matter_of(const Services& services, store::Reading& reading,
                                        const Uuid& subject);

/// Who can be told of it, the silent party and the sender's people left open. Of a problem that
/// somebody raised only those who may see it: never whom it is about, nor their colleagues.
Result<domain::Staff> staff_around(const Services& services, store::Reading& reading,
                                   const Matter& matter, Timestamp now);

/// Whom of the sender's people a step tells: who sent it, if they still send; nobody where the
/// organisation itself can be told; otherwise all who send for it.
Result<std::vector<PersonId>> people_of_sender(const Services& services, store::Reading& reading,
                                               const Matter& matter, Timestamp now);

/// The units whose people stand above this one: its oversight, or itself where it is one. Of one
/// that works in no county alone every oversight, because somebody must be above it.
std::vector<UnitId> oversight_above(const Services& services, const UnitId& unit);

}  // namespace varde::acts
