// P5: whatever comes is somebody's to open, or says so; where too few could open what comes to a
// unit, an alarm stands.
#include "sim/auditor.hpp"

#include <fmt/format.h>

namespace varde::sim {
namespace {

constexpr std::size_t people_needed = 2;
constexpr std::int64_t put_aside_seconds = 7 * 86'400;

}  // namespace

/// A report that nobody can read is accepted all the same, and goes where somebody can.
void Auditor::check_routing(const Happened& accepted)
{
    const auto& rights = reckoning_.rights;
    const auto& kind = reckoning_.reports.at(accepted.report).kind;
    const auto able = [&](const std::string& unit) {
        return !rights.able(unit, kind, accepted.at).empty();
    };
    const auto what = "report " + hex_of(accepted.report) + " came to " + accepted.unit;
    const auto& past = reckoning_.reports.at(accepted.report).passed_over;
    if (!past.empty() && able(past) && rights.live(past, kind))
        findings_.add("P5", what + " past " + past + ", which takes it and where somebody can");
    const auto& directory = test::norway().directory;
    const auto& unit = *directory.find({accepted.unit});
    const bool takes = unit.service == domain::Service::oversight || !past.empty() ||
                       unit.service == domain::Service::sorting || rights.live(accepted.unit, kind);
    if (able(accepted.unit) && takes)
        return;
    auto others = unit.fallbacks;
    others.push_back(directory.sorting().id);
    for (const auto& other : others)
        if (other != unit.id && able(other.text))
            findings_.add("P5", what + ", where nobody " + (takes ? "can open it" : "takes it") +
                                    ", and not to " + other.text + ", where somebody can");
}

/// At a time when the service has just looked.
void Auditor::check_alarms(const std::string& only_unit)
{
    const auto now = server_.product().clock.now();
    if (only_unit.empty())
        looked_at_ = now;
    auto cells = reckoning_.rights.live_cells();
    for (const auto& id : reckoning_.open_parcels) {
        const auto& parcel = reckoning_.parcels.at(id);
        cells.insert({parcel.unit, reckoning_.reports.at(parcel.report).kind});
    }
    for (const auto& [unit, kind] : cells)
        if (only_unit.empty() || unit == only_unit)
            check_alarm(unit, kind, now);
}

void Auditor::check_alarm(const std::string& unit, const std::string& kind, Timestamp now)
{
    const auto able = reckoning_.rights.able(unit, kind, now).size();
    if (able >= people_needed)
        return;
    ++shortfalls;
    const std::string wanted = able == 0 ? "coverage_none" : "coverage_low";
    for (const auto& [id, alarm] : reckoning_.alarms)
        if (alarm.name == wanted && alarm.unit == unit && alarm.about == kind)
            return;
    // Somebody has closed it: then it is told again by the first look after a week, and no sooner
    // by an act that changed nothing of it.
    const auto closed = reckoning_.put_aside.find({wanted, unit, kind});
    if (closed != reckoning_.put_aside.end() &&
        looked_at_ < closed->second.plus_seconds(put_aside_seconds))
        return;
    findings_.add("P5", fmt::format("{} could open {} in {}, and no alarm ({}) stands", able, kind,
                                    unit, wanted));
}

/// Drills are reports whose sender is the service itself.
void Auditor::after_drills()
{
    static const std::set<std::string> may{"report.accepted",  "delivery.opened", "delivery.read",
                                           "delivery.closed",  "drill.ended",     "problem.raised",
                                           "problem.answered", "problem.closed"};
    const auto events = look();
    for (const auto& event : events) {
        if (!may.contains(event.name))
            findings_.add("P1", "a drill made the event " + event.name);
        if (event.name == "report.accepted") {
            drills_.insert(event.report);
            ++drills;
        }
    }
    check_touched(events, {});
}

}  // namespace varde::sim
