// Which units take which kinds in the database, what went past those that do not, and what coverage
// is counted from: folded from what events record.
#pragma once

#include "domain/access/coverage.hpp"
#include "store/transaction.hpp"

namespace varde::store {

/// That a unit once went live for a kind, and whether it is now.
struct IntakeRow {
    domain::Cell cell;
    bool live = false;
    Timestamp since;
};

/// What may open things, by unit.
using PeopleByUnit = std::map<UnitId, std::vector<domain::UnitPerson>>;

struct FoundProblem {
    domain::ProblemId id;
    domain::ProblemName name = domain::ProblemName::coverage_low;
    domain::Cell cell;
};

class IntakeRecords {
public:
    explicit IntakeRecords(Reading& reading) : reading_(reading) {}

    Result<std::vector<IntakeRow>> all();
    Result<std::vector<IntakeRow>> of(const UnitId& unit);

    /// Everybody who could, can or will open something, in all units; leave that is over, and names
    /// of who has no such grant, are not there.
    Result<PeopleByUnit> readers();
    /// Everybody with a grant in the unit, whenever it was, by name; leave that ends after `since`,
    /// as it was in force.
    Result<std::vector<domain::UnitPerson>> people_of(const UnitId& unit, Timestamp since);
    /// Where this person reads, did or will.
    Result<std::vector<UnitId>> units_of(const PersonId& person);

    /// What was meant for the unit, went past it and still waits, by kind.
    Result<std::vector<KindCount>> passed_on(const UnitId& unit);
    Result<std::vector<UnitId>> units_passed_over();
    Result<std::vector<UnitId>> units_waiting();  ///< Where anything waits.
    /// Of which kinds something waits in the unit, among those that press most.
    Result<std::vector<KindName>> kinds_waiting(const UnitId& unit);

    /// Coverage problems that have not ended. Where one is about a single delivery, from which
    /// somebody is barred, its id stands in the place of the kind.
    Result<std::vector<FoundProblem>> problems();
    /// When a person last closed a problem of this name about the cell.
    Result<std::optional<Timestamp>> closed_by_person(domain::ProblemName name,
                                                      const domain::Cell& cell);

private:
    sql::Connection& connection() { return reading_.connection_; }
    Reading& reading_;
};

/// Folds what `event` records of which units take which kinds, and what went past them.
Status project_intake(sql::Connection& connection, const domain::Event& event);

}  // namespace varde::store
