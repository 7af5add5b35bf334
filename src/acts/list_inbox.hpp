// A unit's inbox: what waits there, in the order in which it should be taken.
#pragma once

#include "acts/delivery_view.hpp"

namespace varde::acts {

struct InboxItem {
    domain::Delivery delivery;
    std::string owner_name;   ///< Empty: the duty slot.
    std::string sender_name;  ///< Empty: nobody signed in.
    std::vector<ObligationView> obligations;
};

/// Items whose kind the actor's access does not include: announced, not shown.
struct ClosedToYou {
    std::int64_t count = 0;
    std::optional<Timestamp> oldest;
};

struct InboxPage {
    std::vector<InboxItem> items;
    ClosedToYou closed_to_you;
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
    std::size_t people = 0;  ///< Who could open the kind now.
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
