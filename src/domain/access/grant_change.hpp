// Changes of who may do what, as events: given and ended, never edited, so that "who could open it
// then" keeps its answer. Pure.
#pragma once

#include "base/result.hpp"
#include "domain/event.hpp"

namespace varde::domain {

using GrantId = Id<struct GrantTag>;
/// Each change is kept under an id of its own, with the key that seals its reason.
using AccessChangeId = Id<struct AccessChangeTag>;

enum class AccessChange { given, ended, disabled, enabled };
std::string_view name_of(AccessChange change);
std::optional<AccessChange> access_change_named(std::string_view name);

/// A grant, whose it is, and out of which it was delegated.
struct GivenGrant {
    GrantId id;
    PersonId person;
    Grant grant;
    GrantId delegated_from;  ///< Nil: it is no delegation.
    bool operator==(const GivenGrant&) const = default;
};

/// What gives it. Its change has the grant's own id.
Event given_event(const GivenGrant& given, const By& by, Timestamp at);
/// What lets it end at `until`, earlier than it would have.
Event ended_event(const GivenGrant& given, AccessChangeId change, Timestamp until, const By& by,
                  Timestamp at);
/// `disabled` or `enabled`: nobody signs in with the account, or somebody does again.
Event account_event(AccessChange change, AccessChangeId id, const PersonId& person, const By& by,
                    Timestamp at);

/// The grant as the event that gives it says it.
GivenGrant given_in(const Event& event);

inline constexpr std::int64_t delegation_days_max = 31;

/// `invalid`, with each faulty field, for a grant that is over before it begins, is over already or
/// begins more than two years ahead; for a role that no person is given, or that lacks its unit;
/// and for a delegation without an end, of more than `delegation_days_max` or past its source's.
Status check_given(const GivenGrant& fresh, const GivenGrant* source, Timestamp now);

/// `conflict` for what has ended already, or ends before `until` anyhow.
Status check_ended(const GivenGrant& given, Timestamp until, Timestamp now);

}  // namespace varde::domain
