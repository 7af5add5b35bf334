// How long the pack says that a report is kept.
#include "packs/due.hpp"
#include "packs/pack.hpp"

#include <algorithm>

namespace varde::packs {

const KeepingRule* Pack::keeping_of(const KindName& kind, Timestamp closed_at) const
{
    const auto found = std::ranges::find_if(retention, [&](const KeepingRule& each) {
        return each.rule.kind == kind && each.rule.from <= closed_at &&
               (!each.rule.to || closed_at < *each.rule.to);
    });
    return found == retention.end() ? nullptr : &*found;
}

const KeepingRule* Pack::keeping_named(std::string_view rule) const
{
    const auto found = std::ranges::find_if(
        retention, [&](const KeepingRule& each) { return each.rule.name == rule; });
    return found == retention.end() ? nullptr : &*found;
}

std::optional<Timestamp> Pack::kept_until(const domain::RetentionRule& rule,
                                          Timestamp closed_at) const
{
    static const domain::OpeningHours any;  // Only for limits that count working days.
    return due(closed_at, rule.kept_for, {.calendar = calendar, .hours = any, .school_area = {}})
        .at;
}

}  // namespace varde::packs
