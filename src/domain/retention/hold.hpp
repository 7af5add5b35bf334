// What stops erasure: of one report, or of all of a unit ("do not erase any of these").
#pragma once

#include "domain/event.hpp"

namespace varde::domain {

enum class HoldName {
    legal,      ///< A court, a prosecutor or a supervisor needs it.
    complaint,  ///< A complaint is under way.
    redress,    ///< Somebody may claim redress.
    flag        ///< Somebody says that it must not be overlooked.
};
std::string_view name_of(HoldName name);
std::optional<HoldName> hold_named(std::string_view name);

struct Hold {
    Uuid id;
    HoldName name = HoldName::legal;
    ReportId report;              ///< Nil: it holds all of the unit…
    UnitId unit;                  ///< Of a report's hold: who has the report.
    std::vector<KindName> kinds;  ///< …and of these kinds; empty: of every kind.
    PersonId by;
    Timestamp at;
    bool of_unit() const { return report.is_nil(); }
};

/// Whether a unit's hold is about a report of this kind that this unit had.
bool holds(const Hold& hold, const UnitId& unit, const KindName& kind);

/// A hold of a unit is no report's: its events name the hold where others name a report.
ReportId kept_under(const Hold& hold);
/// The hold that `event`, of the name report.held, places.
Hold placed_by(const Event& event);

}  // namespace varde::domain
