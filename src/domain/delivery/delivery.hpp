// A delivery: one report addressed to one unit, and what people may do with it. Pure: every act
// returns the events that must be stored for it to have happened.
#pragma once

#include "base/result.hpp"
#include "domain/event.hpp"
#include "domain/obligation/order.hpp"

namespace varde::domain {

/// Whether somebody is accountable through this delivery.
enum class Standing {
    owned,        ///< The unit owns it: its duty slot, or a person.
    offered,      ///< Waits for this unit to take it; the offering unit owns it.
    transferred,  ///< Another unit took it.
    returned,     ///< Given back before it was taken.
    closed
};
std::string_view name_of(Standing standing);
std::optional<Standing> standing_named(std::string_view name);
/// Whether somebody must act on it still.
bool is_open(Standing standing);

/// The present state of a delivery: a fold over its events and nothing else.
struct Delivery {
    DeliveryId id;
    ReportId report;
    UnitId unit;
    KindName kind;
    bool urgent = false;
    Channel channel{};
    std::int64_t sequence = 0;
    Timestamp received_at;
    Standing standing = Standing::owned;
    PersonId owner;         ///< Nil: the unit's duty slot.
    PersonId offered_to;    ///< A colleague who has been asked to take it.
    UnitId offered_unit;    ///< A unit that has been asked to take it…
    DeliveryId offered_as;  ///< …through this delivery.
    UnitId from_unit;       ///< Who offered it to this unit; empty: it came from the sender.
    DeliveryId from_delivery;
    CaseId case_id;
    std::optional<Timestamp> opened_at, filed_at, assessed_at, answered_at, closed_at;
    std::optional<bool> immediate_follow_up;  ///< Nothing: nobody has judged it.
    std::int64_t version = 0;                 ///< Grows with each change; what an ETag shows.
    bool operator==(const Delivery&) const = default;
};

/// Adds one event. The first event of a delivery starts from an empty one.
Delivery fold(Delivery delivery, const Event& event);

/// Whether this person owns it, or has been asked to take it.
bool is_with(const Delivery& delivery, const PersonId& person);

/// What is known of the danger; urgent until somebody has assessed it, or judged so.
Danger danger_of(const Delivery& delivery);

/// One word for lists: unopened, opened, filed, assessed, answered, closed, offered, transferred
/// or returned.
std::string_view state_word(const Delivery& delivery);

/// Who does something, and when.
struct Doing {
    By by;
    Timestamp at;
};

/// Each act checks the delivery's state and returns its events, or `conflict` saying what stands
/// in the way. Access has been decided before.
Result<std::vector<Event>> open(const Delivery& delivery, const Doing& doing);
/// Filing and assessing make the actor the owner where no person is yet: who registers it has it.
Result<std::vector<Event>> file(const Delivery& delivery, const Doing& doing, CaseId case_id,
                                std::string sealed);
Result<std::vector<Event>> assess(const Delivery& delivery, const Doing& doing,
                                  std::optional<bool> immediate_follow_up, std::string sealed);
Result<std::vector<Event>> answer(const Delivery& delivery, const Doing& doing, std::string sealed);
Result<std::vector<Event>> close(const Delivery& delivery, const Doing& doing, CloseReason reason,
                                 std::string sealed);
Result<std::vector<Event>> assign(const Delivery& delivery, const Doing& doing, PersonId to,
                                  std::string sealed);

/// Where an offer goes, and how the new delivery is numbered.
struct Offer {
    UnitId unit;
    DeliveryId delivery;
    Channel channel{};
    std::int64_t sequence = 0;
};
Result<std::vector<Event>> forward(const Delivery& delivery, const Doing& doing, const Offer& offer,
                                   std::string sealed);
/// Offers it back to the unit it came from: at once when this unit never took it, otherwise as a
/// new delivery that the other must take (`offer` names it).
Result<std::vector<Event>> give_back(const Delivery& delivery, const Delivery& origin,
                                     const Doing& doing, const Offer& offer, std::string sealed);
/// Takes what was offered to this unit (`origin` is the delivery it came out of) or to this
/// person, or what the duty slot holds.
Result<std::vector<Event>> take(const Delivery& delivery, const Delivery* origin,
                                const Doing& doing);

/// Says that `person` must not read the report, or may after all. Whatever of it was with them is
/// the duty slot's from then on.
Event declare_conflict(const Delivery& delivery, const Doing& doing, const PersonId& person,
                       std::string sealed);
Event lift_conflict(const Delivery& delivery, const Doing& doing, const PersonId& person,
                    std::string sealed);
/// Ends it because it was a drill, with what came of that. Whatever its state, nothing more is to
/// be done with it: closed and never assessed, which no person can bring about.
Event end_as_drill(const Delivery& delivery, Timestamp at, std::string_view outcome);
/// Whether that has happened.
bool ended_as_drill(const Delivery& delivery);

/// The acts that the delivery's state allows now, in the order in which they usually come.
std::vector<std::string_view> possible_acts(const Delivery& delivery);

}  // namespace varde::domain
