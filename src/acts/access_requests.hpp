// "I should be able to open this": a request for access is a problem with an answer that is owed,
// and ends by itself when the access is given, whichever way.
#pragma once

#include "acts/change_access.hpp"
#include "acts/raise_problem.hpp"

namespace varde::acts {

struct AccessWanted {
    UnitId unit;
    KindName kind;  ///< Empty: every kind.
    std::string reason;
};
/// Asking twice is asking once. `invalid` for a unit or kind that does not exist; `conflict` when
/// the actor could open it already.
void ask_for_access(Services& services, const domain::Actor& actor, AccessWanted wanted,
                    Done<RaisedProblem> done);

enum class RequestState { open, given, declined };
std::string_view name_of(RequestState state);

struct AccessRequestView {
    domain::Problem problem;
    std::string person_name, unit_name;
    KindName kind;  ///< Empty: every kind.
    std::string reason, answer;
    RequestState state = RequestState::open;
    std::optional<Timestamp> due;  ///< Until when an answer is owed.
};
/// Newest first: the actor's own, or those of a unit, for who answers for it.
Result<std::vector<AccessRequestView>> list_access_requests(const Services& services,
                                                            const domain::Actor& actor,
                                                            const UnitId& unit, bool mine);

struct AccessAnswer {
    domain::ProblemId request;
    bool give = false;
    std::optional<Timestamp> until;  ///< Of what is given; not given: for ever.
    std::string reason;
};
/// Gives access as caseworker, for what was asked, or declines with the reason. `not_found`;
/// `forbidden`; `conflict` for one that has been answered.
void answer_access_request(Services& services, AccessAct act, AccessAnswer answer,
                           Done<AccessRequestView> done);

/// In the writer: closes those of the unit whose access was given for later and has begun.
Status end_met_requests(Services& services, store::Transaction& tx, const UnitId& unit,
                        Timestamp now);
/// Whether there are none.
Result<bool> requests_fit(const Services& services, store::Reading& reading, const UnitId& unit,
                          Timestamp now);

/// In the writer: closes the requests that this grant fulfils. One that begins later does so then.
Status end_access_requests(Services& services, store::Transaction& tx,
                           const domain::GivenGrant& fresh, const domain::By& by,
                           std::string_view reason, Timestamp now);

}  // namespace varde::acts
