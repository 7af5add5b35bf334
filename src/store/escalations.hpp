// Steps of ladders in the database: folded from what events record of them.
#pragma once

#include "domain/escalation/ladder.hpp"
#include "domain/event.hpp"
#include "sql/connection.hpp"

namespace varde::store {

/// One step that was taken for one obligation.
struct Escalation {
    Uuid id;
    Uuid subject;  ///< A delivery or a problem…
    std::string rule;
    Timestamp since;  ///< …and with these two its obligation.
    UnitId unit;      ///< Whose it is.
    int step = 1;     ///< On the ladder, from 1.
    domain::Listener listener = domain::Listener::duty;
    std::vector<PersonId> told;
    bool in_vain = false;  ///< It was known at once that this reaches nobody who would act.
    bool urgent = false;
    Timestamp raised_at;
    std::optional<Timestamp> acknowledged_at;
    PersonId acknowledged_by;
    bool newest = false;  ///< Of an obligation that has not ended.
};

/// As `Facts::name` of an escalation.raised that is in vain.
inline constexpr std::string_view in_vain_word = "in_vain";

/// Folds an event into escalations and who listens; both end with their obligation.
Status project_escalations(sql::Connection& connection, const domain::Event& event);

Escalation read_escalation(const sql::Row& row);

}  // namespace varde::store
