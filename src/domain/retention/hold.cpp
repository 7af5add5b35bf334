#include "domain/retention/hold.hpp"

#include <algorithm>

namespace varde::domain {
namespace {

constexpr std::array<std::string_view, 4> names{"legal", "complaint", "redress", "flag"};

}  // namespace

std::string_view name_of(HoldName name) { return names.at(std::size_t(name)); }

std::optional<HoldName> hold_named(std::string_view name)
{
    const auto found = std::ranges::find(names, name);
    return found == names.end() ? std::nullopt : std::optional(HoldName(found - names.begin()));
}

bool holds(const Hold& hold, const UnitId& unit, const KindName& kind)
{
    return hold.of_unit() && hold.unit == unit &&
           (hold.kinds.empty() || std::ranges::find(hold.kinds, kind) != hold.kinds.end());
}

ReportId kept_under(const Hold& hold) { return hold.of_unit() ? ReportId{hold.id} : hold.report; }

Hold placed_by(const Event& event)
{
    Hold hold{.id = event.facts.subject,
              .name = hold_named(event.facts.name).value_or(HoldName::legal),
              .unit = event.unit,
              .kinds = event.facts.kinds,
              .by = event.by.person,
              .at = event.at};
    if (event.report.uuid != hold.id)
        hold.report = event.report;
    return hold;
}

}  // namespace varde::domain
