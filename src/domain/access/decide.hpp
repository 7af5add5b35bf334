// The one place that says who may do what. Pure; every yes and every no has its reason (P9).
#pragma once

#include "domain/access/actor.hpp"
#include "domain/unit/unit.hpp"

namespace varde::domain {

struct Problem;

enum class Action {
    send,      ///< Raise a report of a kind.
    record,    ///< Record what came to a unit by phone, letter or meeting.
    follow,    ///< See milestones and receipts of a report that one's organisation sent.
    withdraw,  ///< Add that the sender withdraws.
    list,      ///< See which deliveries a unit has; no content.
    open,      ///< Read content for the first time, or again.
    handle,    ///< File, assess, answer, close, take.
    hand_on,   ///< Forward, return, assign.
    reach,     ///< See who can be reached in a unit.
    watch,     ///< See what a unit owes, whom it has told, and its duty; no content.

    plan_duty,    ///< Enter and cancel shifts.
    enter_leave,  ///< Enter and cancel leave of `Object::person`.

    see_problem,
    answer_problem,
    close_problem,  ///< Never by whom it is about, nor by their unit.

    give_access,  ///< Give `Object::person` the role, or delegate one's own.
    end_access,   ///< Take it away.
    set_account,  ///< Disable or enable the account of somebody who works in the unit.
    set_intake,   ///< Take a kind, or pause.
    run_drill,
    declare_conflict,  ///< Say that a person must not read a report…
    lift_conflict,     ///< …or may after all.

    place_hold,
    release_hold,
    archive,
    propose_erasure,
    approve_erasure,  ///< Of what `Object::person` proposed.
    fetch,            ///< As a unit's case system: take over what comes, and prove that it is kept.
    ask_resend        ///< Ask senders to send again what came to the unit.
};
std::string_view name_of(Action action);

/// Who may send a kind.
enum class Audience {
    anyone,        ///< Without signing in; may stay anonymous.
    professional,  ///< A signed-in person or a system of an organisation.
    police         ///< A police organisation's systems and persons.
};

/// What an action is about. Only the members that the action needs are looked at.
struct Object {
    KindName kind;
    Audience audience = Audience::professional;
    UnitId unit;
    std::string unit_name;          ///< For the reason, as people read it.
    OrganisationId sender;          ///< Who sent the report.
    std::vector<UnitId> overseers;  ///< Units that have oversight of the unit.
    PersonId person;                ///< Whose leave, access, conflict or proposal it is.
    std::vector<PersonId> barred;   ///< Who must not read this report, or that of the problem.
    /// Of the grant that is given or ended; of an account `director` if its person is one anywhere.
    Role role = Role::nobody;
    bool delegated = false;         ///< Whether that grant passes on somebody's own role.
    const Problem* problem = nullptr;
};

struct Context {
    Timestamp now;
};

struct Decision {
    bool allowed = false;
    By as;               ///< The role and unit that made it a yes.
    std::string reason;  ///< A sentence that may be shown to the actor.
    explicit operator bool() const { return allowed; }
};

Decision decide(const Actor& actor, Action action, const Object& object, const Context& context);

/// Whether a grant lets a person open content of this kind in this unit; what coverage counts.
bool lets_open(const Grant& grant, const UnitId& unit, const KindName& kind, Timestamp now);

}  // namespace varde::domain
