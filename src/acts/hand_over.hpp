// Hand-over notes: what whoever has the duty next should know. Content, so sealed and for the
// unit's readers alone.
#pragma once

#include "acts/change_duty.hpp"

namespace varde::acts {

struct HandoverNote {
    domain::DutyId id;
    Timestamp at;
    std::string name;  ///< Of who wrote it.
    std::string text;
};

struct HandoverPage {
    std::vector<HandoverNote> items;     ///< Newest first.
    std::optional<domain::DutyId> next;  ///< There are older ones: ask for those before this.
};

/// `forbidden` to who cannot open what comes to the unit.
void hand_over(Services& services, DutyRequest request, UnitId unit, std::string text,
               Done<HandoverNote> done);
Result<HandoverPage> list_handovers(const Services& services, const domain::Actor& actor,
                                    const UnitId& unit, const domain::DutyId& before, int limit);

}  // namespace varde::acts
