#include "domain/retention/retention.hpp"

#include <algorithm>

namespace varde::domain {
namespace {

constexpr std::array<std::string_view, 14> reasons{
    "erased",    "unread",       "unassessed",  "not_closed",   "withdrawn_only",
    "handed_on", "flagged",      "held",        "not_archived", "no_rule",
    "not_yet",   "not_proposed", "same_person", "barred"};
constexpr std::array<std::string_view, 7> states{"open", "kept",     "held",  "to_archive",
                                                 "due",  "proposed", "erased"};

bool is_open(const Delivery& delivery)
{
    return delivery.standing == Standing::owned || delivery.standing == Standing::offered;
}

/// Another unit answers for it, or the one it came from.
bool has_gone_on(const Delivery& delivery)
{
    return delivery.standing == Standing::transferred || delivery.standing == Standing::returned;
}

void fold_delivery(Retained& retained, const Event& event)
{
    auto found = std::ranges::find(retained.deliveries, event.delivery,
                                   [](const auto& each) { return each.delivery.id; });
    if (found == retained.deliveries.end())
        found = retained.deliveries.emplace(retained.deliveries.end());
    found->delivery = fold(std::move(found->delivery), event);
    if (event.by.person.is_nil())
        return;
    found->opened |= event.name == EventName::delivery_opened;
    found->assessed |= event.name == EventName::delivery_assessed;
    if (event.name == EventName::delivery_closed)
        found->closed_at = event.at;
}

/// What no named person did to a delivery for which somebody has to answer.
void add_undone(const HandledDelivery& handled, std::vector<WhyNot>& why)
{
    if (!handled.opened)
        why.push_back(WhyNot::unread);
    if (!handled.assessed)
        why.push_back(WhyNot::unassessed);
    if (!handled.closed_at || is_open(handled.delivery))
        why.push_back(WhyNot::not_closed);
    if (handled.delivery.standing == Standing::offered || !handled.delivery.offered_as.is_nil())
        why.push_back(WhyNot::handed_on);
}

void add_holds(const Retained& retained, std::span<const Hold> of_units, std::vector<WhyNot>& why)
{
    const auto add = [&](const Hold& hold) {
        why.push_back(hold.name == HoldName::flag ? WhyNot::flagged : WhyNot::held);
    };
    std::ranges::for_each(retained.holds, add);
    for (const auto& hold : of_units)
        if (std::ranges::any_of(retained.deliveries, [&](const auto& each) {
                return holds(hold, each.delivery.unit, retained.kind);
            }))
            add(hold);
}

bool has(const std::vector<WhyNot>& why, std::initializer_list<WhyNot> any_of)
{
    return std::ranges::any_of(
        why, [&](WhyNot each) { return std::ranges::find(any_of, each) != any_of.end(); });
}

std::vector<WhyNot> each_once(std::vector<WhyNot> why)
{
    std::ranges::sort(why);
    const auto rest = std::ranges::unique(why);
    why.erase(rest.begin(), rest.end());
    return why;
}

}  // namespace

const HandledDelivery* Retained::closed() const
{
    const HandledDelivery* last = nullptr;
    for (const auto& each : deliveries) {
        if (has_gone_on(each.delivery))
            continue;
        if (is_open(each.delivery) || !each.closed_at)
            return nullptr;
        if (!last || *last->closed_at <= *each.closed_at)
            last = &each;
    }
    return last;
}

Retained fold_retained(Retained retained, const Event& event)
{
    const auto& facts = event.facts;
    switch (event.name) {
    case EventName::report_accepted:
        retained.report = event.report;
        retained.kind = facts.kind;
        break;
    case EventName::report_withdrawn:
        retained.withdrawn = true;
        break;
    case EventName::report_held:
        retained.holds.push_back(placed_by(event));
        break;
    case EventName::report_released:
        std::erase_if(retained.holds, [&](const Hold& each) { return each.id == facts.subject; });
        break;
    case EventName::conflict_declared:
        retained.barred.push_back(facts.to_person);
        break;
    case EventName::conflict_lifted:
        std::erase(retained.barred, facts.to_person);
        break;
    case EventName::report_archived:
        if (!event.by.person.is_nil())
            retained.archived_at = event.at;
        break;
    case EventName::erasure_proposed:
        if (!event.by.person.is_nil())
            retained.proposal = Proposal{event.by.person, event.at};
        break;
    case EventName::erasure_withdrawn:
        retained.proposal.reset();
        break;
    case EventName::report_erased:
        retained.erased = Tombstone{
            .rule = facts.rule, .kept_until = facts.until.value_or(event.at), .at = event.at};
        if (facts.people.size() == 2) {
            retained.erased->proposer = facts.people.front();
            retained.erased->approver = facts.people.back();
        }
        break;
    default:
        break;
    }
    if (!event.delivery.is_nil())
        fold_delivery(retained, event);
    return retained;
}

Retained retained_of(std::span<const Event> events)
{
    Retained retained;
    for (const auto& event : events)
        retained = fold_retained(std::move(retained), event);
    return retained;
}

std::string_view name_of(WhyNot why) { return reasons.at(std::size_t(why)); }

std::string_view in_words(WhyNot why)
{
    switch (why) {
    case WhyNot::erased:
        return "It has been erased already.";
    case WhyNot::unread:
        return "No named person has opened it.";
    case WhyNot::unassessed:
        return "No named person has assessed it.";
    case WhyNot::not_closed:
        return "No named person has closed it with a reason.";
    case WhyNot::withdrawn_only:
        return "Its sender withdrew it, which is no decision of the unit.";
    case WhyNot::handed_on:
        return "It is offered to a unit that has not taken it.";
    case WhyNot::flagged:
        return "It is flagged.";
    case WhyNot::held:
        return "A hold says that it must not be erased.";
    case WhyNot::not_archived:
        return "It must be handed over to the archive first.";
    case WhyNot::no_rule:
        return "No rule says how long this kind is kept, so it is kept.";
    case WhyNot::not_yet:
        return "The time for which it is kept has not run.";
    case WhyNot::not_proposed:
        return "Nobody has proposed to erase it.";
    case WhyNot::same_person:
        return "Whoever proposed it cannot approve it.";
    case WhyNot::barred:
        break;
    }
    return "A conflict of interest is declared between it and one of the two persons.";
}

std::vector<WhyNot> why_kept(const Retained& retained, const RetentionTerms& terms)
{
    if (retained.erased)
        return {WhyNot::erased};
    std::vector<WhyNot> why;
    for (const auto& each : retained.deliveries)
        if (!has_gone_on(each.delivery))
            add_undone(each, why);
    const auto* closed = retained.closed();
    if (!closed && why.empty())
        why.push_back(WhyNot::not_closed);
    if (!closed && retained.withdrawn)
        why.push_back(WhyNot::withdrawn_only);
    add_holds(retained, terms.holds, why);
    if (terms.rule && terms.rule->archive_first && !retained.archived_at)
        why.push_back(WhyNot::not_archived);
    if (!terms.rule)
        why.push_back(WhyNot::no_rule);
    else if (closed && (!terms.kept_until || terms.now < *terms.kept_until))
        why.push_back(WhyNot::not_yet);
    return each_once(std::move(why));
}

std::vector<WhyNot> why_not_erased(const Retained& retained, const RetentionTerms& terms,
                                   const PersonId& approver)
{
    auto why = why_kept(retained, terms);
    if (retained.erased)
        return why;
    const auto barred = [&](const PersonId& person) {
        return std::ranges::find(retained.barred, person) != retained.barred.end();
    };
    if (!retained.proposal)
        why.push_back(WhyNot::not_proposed);
    else if (approver.is_nil() || retained.proposal->by == approver)
        why.push_back(WhyNot::same_person);
    if (barred(approver) || (retained.proposal && barred(retained.proposal->by)))
        why.push_back(WhyNot::barred);
    return each_once(std::move(why));
}

std::string_view name_of(RetentionState state) { return states.at(std::size_t(state)); }

std::optional<RetentionState> retention_state_named(std::string_view name)
{
    const auto found = std::ranges::find(states, name);
    return found == states.end() ? std::nullopt
                                 : std::optional(RetentionState(found - states.begin()));
}

RetentionState state_of(const Retained& retained, const RetentionTerms& terms)
{
    if (retained.erased)
        return RetentionState::erased;
    if (!retained.closed())
        return RetentionState::open;
    const auto why = why_kept(retained, terms);
    if (has(why, {WhyNot::flagged, WhyNot::held}))
        return RetentionState::held;
    if (has(why, {WhyNot::no_rule, WhyNot::not_yet, WhyNot::unread, WhyNot::unassessed}))
        return RetentionState::kept;
    if (has(why, {WhyNot::not_archived}))
        return RetentionState::to_archive;
    return retained.proposal ? RetentionState::proposed : RetentionState::due;
}

}  // namespace varde::domain
