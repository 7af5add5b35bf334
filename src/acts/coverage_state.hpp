// One unit's coverage as it stands: who is there, what it takes, what waits. For reads and for the
// writer alike: a Transaction is a Reading.
#pragma once

#include "acts/intake.hpp"
#include "store/intake.hpp"

namespace varde::acts {

/// For so long a problem that a person has closed is not raised again while nothing gets worse.
inline constexpr std::int64_t coverage_days_put_aside = 7;

/// As far ahead as leave can be entered, and a little more.
inline constexpr std::int64_t coverage_days_known = 800;

struct UnitCoverage {
    UnitId unit;
    std::vector<domain::UnitPerson> people;
    std::vector<store::IntakeRow> intake;
    std::vector<KindName> waiting;            ///< Kinds of which something waits here…
    std::vector<store::KindCount> passed_on;  ///< …or waits elsewhere, though it was meant for it.

    const store::IntakeRow* intake_of(const KindName& kind) const;
    bool is_live(const KindName& kind) const;
    /// Nothing: none was passed on.
    const store::KindCount* passed_on_of(const KindName& kind) const;
    /// Whether it is anybody's business how many can open the kind: the unit has gone live for it,
    /// or something of it waits.
    bool counts(const KindName& kind) const;
    std::size_t able(const KindName& kind, Timestamp at) const;
    std::vector<domain::Segment> over(const KindName& kind, const domain::Span& within) const;
};

/// Leave counts that ends after `since`.
Result<UnitCoverage> coverage_of(store::Reading& reading, const UnitId& unit, Timestamp since);

/// Every kind that the unit can take, and those of which it has something though it cannot.
std::vector<KindName> kinds_in(const packs::Pack& pack, const UnitCoverage& coverage);

/// The problem that the cell is at `now`: `coverage_none` when nobody could open it, `coverage_low`
/// with fewer than needed, or where the unit has not gone live and something went past it.
std::optional<domain::ProblemName> problem_of(const Services& services,
                                              const UnitCoverage& coverage, const KindName& kind,
                                              Timestamp now);

/// `«Bekymring for et barn, fra politiet»`, in the language's quotation marks.
std::string kind_in_words(const packs::Pack& pack, const KindName& kind, std::string_view language);
/// `1 person`, `ingen`, `3 people`.
std::string people_in_words(std::size_t count, std::string_view language);

}  // namespace varde::acts
