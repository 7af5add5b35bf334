// What a unit owes, delivery by delivery, in the order in which it should be done.
#pragma once

#include "acts/delivery_view.hpp"
#include "acts/handle_problem.hpp"

namespace varde::acts {

struct ObligationItem {
    domain::Delivery delivery;
    ObligationView view;
    std::string owner_name;  ///< Empty: the duty slot.
};

struct ObligationPage {
    /// Open ones that the unit must act on and the actor may see; on the first page alone.
    std::vector<ProblemItem> problems;
    std::vector<ObligationItem> items;  ///< Of one delivery together, due first first.
    std::optional<store::InboxPlace> next;
};

struct ObligationQuery {
    UnitId unit;
    store::InboxPlace after;
    int limit = 50;  ///< Deliveries, not obligations.
};

/// The open obligations of the unit's deliveries: first of closed ones through which somebody is
/// still owed something, then of open ones in the inbox's order. No content: for the
/// unit's people, its director and its oversight alike; `forbidden` to others.
Result<ObligationPage> list_obligations(const Services& services, const domain::Actor& actor,
                                        const ObligationQuery& query);

/// Whether the actor may see what a unit owes and whom it has told, without content.
domain::Decision may_watch(const Services& services, const domain::Actor& actor,
                           const UnitId& unit);

}  // namespace varde::acts
