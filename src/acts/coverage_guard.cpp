#include "acts/coverage_guard.hpp"

#include "acts/coverage_drops.hpp"
#include "acts/sealed_words.hpp"
#include "acts/watch_coverage.hpp"

namespace varde::acts {
namespace {

/// As whom an actor takes access away, for the record: their first grant in force in the unit. The
/// operator has none, and is told from Varde itself by the unit.
domain::By by(const domain::Actor& actor, const UnitId& unit, Timestamp now)
{
    domain::By by{.person = actor.person, .organisation = actor.organisation.id};
    if (actor.person.is_nil())
        by.unit = unit;
    for (const auto& grant : actor.grants)
        if (grant.active_at(now) && grant.unit == unit) {
            by.role = grant.role;
            by.unit = grant.unit;
            break;
        }
    return by;
}

/// One sentence: the worst of what would follow, and the way out.
Error would_drop(const Services& services, const AbilityChange& change,
                 const std::vector<CoverageDrop>& drops, Timestamp now)
{
    const auto* worst = &drops.front();
    for (const auto& drop : drops)
        if (drop.drop.after < worst->drop.after)
            worst = &drop;
    auto text = drop_in_words(services, change, *worst, now, "en");
    if (drops.size() > 1)
        text += " The same goes for " + std::to_string(drops.size() - 1) +
                " more of what comes to its units.";
    text += change.substitute.is_nil()
                ? " Name a substitute, or go on with a reason that oversight will read."
                : " The substitute named does not make up for it. Name somebody who cannot open "
                  "it yet, or go on with a reason that oversight will read.";
    return {
        .code = ErrorCode::conflict, .message = std::move(text), .problem = "coverage-would-drop"};
}

}  // namespace

Status guard_coverage(Services& services, store::Transaction& tx, const domain::Actor& actor,
                      const AbilityChange& change, Timestamp now)
{
    const auto drops = TRY(drops_of(services, tx, change, now));
    if (drops.empty())
        return ok();
    if (!says_something(change.override_reason))
        return would_drop(services, change, drops, now);
    const auto& language = services.pack.languages.front();
    for (const auto& drop : drops)
        TRY(raise_overridden(services, tx,
                             drop.drop.after == 0 ? domain::ProblemName::coverage_none
                                                  : domain::ProblemName::coverage_low,
                             drop.cell, by(actor, drop.cell.unit, now),
                             drop_in_words(services, change, drop, now, language) +
                                 (language == "nb" ? " Begrunnelse: " : " Reason: ") +
                                 change.override_reason,
                             now));
    return ok();
}

Status count_coverage(Services& services)
{
    auto counted = services.coverage.refresh(services.store);
    if (counted)
        return ok();
    return Error{.code = counted.error().code,
                 .message = "What you asked for is stored, but could not be shown now. Look at it "
                            "again in a minute.",
                 .kept = true};
}

}  // namespace varde::acts
