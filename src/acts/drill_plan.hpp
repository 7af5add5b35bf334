// What a drill is while it is under way. Outside the process it stands sealed, and its report is
// known by a MAC, so that no part of a report's route can tell a drill from a report.
#pragma once

#include "acts/services.hpp"
#include "store/drills.hpp"

namespace varde::acts {

struct DrillPlan {
    Uuid id;  ///< Random: it does not say when it was made.
    ReportId report;
    domain::DrillName name = domain::DrillName::machine;
    UnitId unit;
    KindName kind;
    Timestamp began_at;
    domain::Organisation sender;  ///< Invented for this drill alone.
    Bytes claim;                  ///< Whose turn it took; see store::DrillChanges::claim.
    Hash document_sha256{};       ///< Of what was sent, whichever pack is read by now.
};

/// By what the database knows that a report is a drill.
Bytes drill_mac(const Services& services, const ReportId& report);
/// A MAC over whose turn it is: `month`, unit, `2026-11`.
Bytes drill_claim(const Services& services, std::string_view what, std::string_view whose,
                  std::string_view when);
/// What draws the instant of such a turn: nobody foresees it without the key.
Hash drill_draw(const Services& services, std::string_view what, std::string_view whose,
                std::string_view when);

store::SealedDrill seal_drill(const Services& services, const DrillPlan& plan);
/// `internal` when it is not one of ours.
Result<DrillPlan> open_drill(const Services& services, const store::SealedDrill& sealed);

/// The report, as a sender's system would send it. It says inside what it is; the same plan gives
/// the same bytes as long as the pack is the same, which must have its kind.
std::string drill_document(const Services& services, const DrillPlan& plan);

/// A name that a sender of this kind could have.
std::string drill_sender_name(domain::Audience audience, Random& random);

}  // namespace varde::acts
