// Who was told of what is owed, as people see it; and saying "I have seen it".
#pragma once

#include "acts/delivery_view.hpp"
#include "domain/escalation/climb.hpp"
#include "store/escalations.hpp"

namespace varde::acts {

struct EscalationView {
    store::Escalation escalation;
    bool is_problem = false;
    KindName kind;              ///< Of a delivery.
    std::int64_t sequence = 0;  ///< The delivery's in its unit, or the problem's.
    std::string unit_name;
    const packs::LegalRule* rule = nullptr;  ///< Null where the pack has it no more.
    std::vector<std::string> told;           ///< Names, in the order of `escalation.told`.
    std::string acknowledged_name;
    /// Who is told next if nothing happens, and when; nothing once the obligation has ended.
    struct Next {
        Timestamp at;
        domain::Listener listener = domain::Listener::duty;
    };
    std::optional<Next> next;
};

struct EscalationPage {
    std::vector<EscalationView> items;
    std::optional<store::EscalationPlace> next;
};

struct EscalationQuery {
    UnitId unit;  ///< Empty: what the actor was told of, in any unit.
    store::EscalationPlace after;
    int limit = 50;
};

/// The newest step of each open obligation, newest first; no content. Those of a unit are for its
/// people, its director and its oversight; `forbidden` to others. Of what people say is wrong each
/// sees what they may see; who only sent something sees the step that told them, and no names.
Result<EscalationPage> list_escalations(const Services& services, const domain::Actor& actor,
                                        const EscalationQuery& query);

/// A named person has seen it: the next step waits a while. For whoever may list its unit's, and
/// whoever was told and still has a right that fits. Doing it again changes nothing. `not_found`
/// to whoever may not see the problem; `conflict` when its obligation has ended.
void acknowledge_escalation(Services& services, const domain::Actor& actor, const Uuid& id,
                            Done<EscalationView> done);

}  // namespace varde::acts
