// A unit's inbox: what waits there, in the order in which it should be taken.
#pragma once

#include "acts/delivery_view.hpp"
#include "domain/access/coverage.hpp"

namespace varde::acts {

struct InboxItem {
    domain::Delivery delivery;
    std::string owner_name;   ///< Empty: the duty slot.
    std::string sender_name;  ///< Empty: nobody signed in.
    std::vector<ObligationView> obligations;
};

/// Items that are announced, not shown: of kinds that the actor's access does not include.
struct ClosedToYou {
    std::int64_t count = 0;
    std::optional<Timestamp> oldest;
};

struct InboxPage {
    std::vector<InboxItem> items;
    ClosedToYou closed_to_you;
    ClosedToYou passed_on;  ///< Meant for this unit, and waiting in one behind it.
    std::optional<store::InboxPlace> next;
};

struct InboxQuery {
    UnitId unit;
    bool ended = false;  ///< Closed, transferred and returned ones instead of waiting ones.
    store::InboxPlace after;
    int limit = 50;
};

/// `forbidden` to who has no access in the unit at all.
Result<InboxPage> list_inbox(const Services& services, const domain::Actor& actor,
                             const InboxQuery& query);

/// Who can be reached in a unit for a kind: numbers and times, no names.
struct Reachability {
    const domain::Unit* unit = nullptr;
    bool open_now = false;
    std::optional<Timestamp> opens_at;
    std::size_t people = 0;  ///< Who could open the kind now…
    std::size_t needed = 0;  ///< …and how many should.
    bool live = false;       ///< Whether the unit takes the kind; without a kind, every one.
    std::optional<domain::Segment> next_gap;
    std::vector<domain::Warning> warnings;  ///< As a report would get them that is sent now.
    std::vector<const domain::Unit*> fallbacks;
};
Result<Reachability> reach_unit(const Services& services, const domain::Actor& actor,
                                const UnitId& unit, const KindName& kind);

struct Colleague {
    PersonId id;
    std::string name;
    domain::Role role = domain::Role::caseworker;
};
/// Who can be given a delivery of this unit.
Result<std::vector<Colleague>> colleagues(const Services& services, const domain::Actor& actor,
                                          const UnitId& unit);

}  // namespace varde::acts
