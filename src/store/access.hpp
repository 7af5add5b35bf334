// Who has had which access since when, what proves that they use it, and who must not read which
// report, as rows: folds over `access.changed`, `delivery.opened`, `delivery.read` and conflicts.
#pragma once

#include "domain/access/grant_change.hpp"
#include "store/transaction.hpp"

namespace varde::store {

struct GrantRow {
    domain::GivenGrant given;
    std::string name;                   ///< Whose it is.
    bool disabled = false;              ///< Their account.
    std::optional<Timestamp> given_at;  ///< Nothing: before this was kept.
    PersonId given_by;                  ///< Nil: the operator, or before this was kept.
    domain::Role given_as = domain::Role::nobody;
    std::optional<Timestamp> ended_at;  ///< When somebody let it end before its time…
    PersonId ended_by;
    domain::AccessChangeId ended_as;  ///< …by this change.
    std::optional<Timestamp> last_used;
};

/// Whether somebody can be told, as far as is known.
enum class ContactStanding {
    none,        ///< They gave no address.
    dead,        ///< No address of theirs takes anything.
    unverified,  ///< Nothing has been sent there yet.
    verified     ///< A message was taken there, and none came back.
};
std::string_view name_of(ContactStanding standing);

/// Somebody who must not read a report.
struct BarredRow {
    PersonId person;
    std::string name;
    Timestamp declared_at;
    PersonId declared_by;
    std::optional<Timestamp> lifted_at;
};

class AccessRecords {
public:
    explicit AccessRecords(Reading& reading) : reading_(reading) {}

    Result<std::optional<GrantRow>> grant(const domain::GrantId& id);
    /// Those that have not ended before `since`, of whoever may have an account.
    Result<std::vector<GrantRow>> grants_in(const UnitId& unit, Timestamp since);
    Result<std::vector<GrantRow>> grants_of(const PersonId& person, Timestamp since);
    Result<std::vector<GrantRow>> delegated_from(const domain::GrantId& source, Timestamp since);
    Result<std::optional<Timestamp>> last_use(const PersonId& person, const UnitId& unit,
                                              const KindName& kind);
    Result<ContactStanding> contact_of(const PersonId& person);
    /// Until when a person who is on leave in the unit at `at` is.
    Result<std::optional<Timestamp>> on_leave_until(const UnitId& unit, const PersonId& person,
                                                    Timestamp at);
    /// Of the organisations whose people have access in the unit, by name.
    Result<std::vector<Person>> people_beside(const UnitId& unit, int limit);

    /// Everybody who was ever barred from a report, oldest first.
    Result<std::vector<BarredRow>> conflicts_of(const ReportId& report);
    /// Those who are barred from it now.
    Result<std::vector<PersonId>> barred_from(const ReportId& report);
    /// What waits in a unit and somebody is barred from, and of what the unit was told that too few
    /// can open it, whether it waits or not.
    Result<std::vector<DeliveryId>> deliveries_with_conflicts(const UnitId& unit);

    /// Requests for access, newest first.
    Result<std::vector<domain::ProblemId>> access_wanted_in(const UnitId& unit, int limit);
    /// Those that have not been answered, in no order.
    Result<std::vector<domain::ProblemId>> access_wanted_still(const UnitId& unit);
    Result<std::vector<domain::ProblemId>> access_wanted_by(const PersonId& person, int limit);

private:
    sql::Connection& connection();
    Reading& reading_;
};

/// Folds one event into access_grant, person, access_use and conflict_of_interest.
Status project_access(sql::Connection& connection, const domain::Event& event);

}  // namespace varde::store
