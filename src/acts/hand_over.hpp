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

struct HandoversAsked {
    UnitId unit;
    domain::DutyId before;  ///< Nil: from the newest on.
    int limit = 0;
};

/// `forbidden` to who cannot open what comes to the unit. A note has no kind of its own: whoever
/// writes one knows that all who may open something in the unit may read it.
void hand_over(Services& services, DutyRequest request, UnitId unit, std::string text,
               Done<HandoverNote> done);
/// Each page that has notes is recorded as read before its text is given, each refusal before it is
/// told (P9).
void list_handovers(Services& services, const domain::Actor& actor, const HandoversAsked& asked,
                    Done<HandoverPage> done);

}  // namespace varde::acts
