// Drills in the database. Which reports are drills only a MAC tells, which acts/ computes.
#pragma once

#include "domain/drill/drill.hpp"
#include "store/transaction.hpp"

namespace varde::store {

/// Folds what `event` records of drills: how the last of each unit, kind and name came out.
Status project_drill(sql::Connection& connection, const domain::Event& event);

/// A drill under way, as it is stored.
struct SealedDrill {
    Bytes report_mac;
    Uuid id;
    Bytes sealed;  ///< What it is: for whoever has the key.
};

struct EndedDrill {
    Uuid id;
    domain::DrillName name = domain::DrillName::machine;
    UnitId unit;
    KindName kind;
    Timestamp began_at, ended_at;
    domain::DrillOutcome outcome = domain::DrillOutcome::passed;
    std::optional<domain::DrillStep> failed;  ///< The step that failed.
    PersonId opened_by;
};

/// Where a list of ended drills goes on: before this one. Nil: from the newest.
struct DrillPlace {
    Timestamp ended_at;
    Uuid id;
};

/// The last drill of one unit, kind and name.
struct DrillStanding {
    UnitId unit;
    KindName kind;
    domain::DrillName name = domain::DrillName::machine;
    Timestamp ended_at;
    domain::DrillOutcome outcome = domain::DrillOutcome::passed;
    std::optional<Timestamp> passed_at;  ///< The last that somebody opened, or that came through.
};

class DrillRecords {
public:
    explicit DrillRecords(Reading& reading) : reading_(reading) {}

    Result<bool> knows(ByteView report_mac);
    Result<std::optional<SealedDrill>> under_way(ByteView report_mac);
    Result<std::vector<SealedDrill>> under_way();
    /// Newest first.
    Result<std::vector<EndedDrill>> ended(const UnitId& unit, const DrillPlace& before, int limit);
    Result<std::vector<DrillStanding>> standing(const UnitId& unit, const KindName& kind);
    Result<std::vector<DrillStanding>> standings();

private:
    Reading& reading_;
};

class DrillChanges {
public:
    explicit DrillChanges(Transaction& tx) : tx_(tx) {}

    Status add(const SealedDrill& drill);
    /// It began with nothing: its report was never accepted.
    Status forget(ByteView report_mac);
    /// From here on it may be seen. False: it had ended before.
    Result<bool> end(ByteView report_mac, const EndedDrill& ended);
    /// Of one that no event records, because its report was never accepted.
    Status save_standing(const EndedDrill& ended);
    /// False: it has begun before.
    Result<bool> claim(ByteView mac);
    Status give_back(ByteView mac);
    /// A drill's sender is invented for it alone and goes with it.
    Status remove_sender(const OrganisationId& sender);

private:
    Transaction& tx_;
};

}  // namespace varde::store
