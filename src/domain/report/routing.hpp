// Routing: which unit receives a report. Never fails (P5): what cannot be routed as asked goes to
// the fallback, and the warnings say exactly that.
#pragma once

#include "domain/unit/unit.hpp"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace varde::domain {

/// Something the sender should know about an accepted report.
struct Warning {
    std::string code;  ///< Stable: `place_unknown`, `unit_closed`, …
    std::string detail;
    std::string pointer;  ///< Where in the request, or empty.
    bool operator==(const Warning&) const = default;
};

/// Where the sender wants it: a unit by id, or a place.
struct Address {
    std::optional<UnitId> unit;
    std::optional<Place> place;
};

/// What routing must know of the moment.
struct Moment {
    /// Whether the unit is open now.
    std::function<bool(const Unit&)> is_open;
    /// `mandag 23. november kl. 08.00`: when it opens next.
    std::function<std::string(const Unit&)> opens_in_words;
    /// How many people could open this kind in the unit now.
    std::function<std::size_t(const Unit&)> readers;
    /// Whether the unit has gone live for the kind; of those that never do, true.
    std::function<bool(const Unit&)> is_live;
};

struct Routed {
    const Unit* unit = nullptr;  ///< Never null.
    /// Which was passed over because it is not live or nobody there could open it; null: none.
    const Unit* passed_over = nullptr;
    std::vector<Warning> warnings;
};

/// `urgent` reports for a closed unit go to the first fallback that is open (the guard); others
/// wait for the unit, and the warning names the guard. A unit that is not live for the kind, or
/// where nobody can open it, is passed over for its first fallback where somebody can; where nobody
/// can anywhere, it keeps the report.
Routed route(const Directory& directory, const Address& address, Service service, bool urgent,
             const Moment& moment);

}  // namespace varde::domain
