#include "domain/lifecycle/lifecycle.hpp"

#include <algorithm>
#include <bit>
#include <cstring>
#include <utility>

namespace varde::domain {
namespace {

enum Fact : std::uint16_t {
    offered = 1,  // And not taken yet.
    opened = 2,
    assessed = 4,
    closed = 8,
    ended = 16,
    opened_by_person = 32,
    assessed_by_person = 64,
    closed_by_person = 128,
    of_problem = 256,
    of_erased = 512
};

struct RuleText {
    std::string_view name, words;
};
constexpr std::array<RuleText, 16> rules{{
    {"begins", "a delivery begins with its acceptance or with an offer"},
    {"begins-once", "a delivery begins once"},
    {"gapless", "the numbers of a channel have no gaps and ascend"},
    {"same-object", "all entries of a delivery are about the same report"},
    {"opened-once", "a delivery is opened once, and read after that"},
    {"opened-first", "what nobody has opened is not filed, assessed, answered or closed"},
    {"assessed-first", "what nobody has assessed is not closed"},
    {"by-people", "people open, assess and close, and no machine"},
    {"ended", "nothing is done about a delivery that has ended"},
    {"taken-first", "an offered delivery is taken before anything is done about it"},
    {"decided-first", "only what people opened, assessed and closed is erased"},
    {"two-persons", "one person proposes that a report is erased, and another erases it"},
    {"not-held", "what is held is not erased"},
    {"after-erased", "nothing is done about an erased report"},
    {"handed-over", "a delivery is transferred when another unit has taken it over"},
    {"held-first", "only what is held is released"},
}};

bool begins_delivery(EventName name)
{
    return name == EventName::report_accepted || name == EventName::delivery_offered ||
           name == EventName::problem_raised;
}

/// About a whole channel, several reports or the log: no step of a delivery.
bool is_of_no_delivery(EventName name)
{
    return name == EventName::channel_compared || name == EventName::reconciliation_made ||
           name == EventName::balance_struck || name == EventName::ledger_beat;
}

/// What only somebody accountable for an open delivery does.
bool is_handling(EventName name)
{
    switch (name) {
    case EventName::delivery_filed:
    case EventName::delivery_assessed:
    case EventName::delivery_closed:
    case EventName::delivery_forwarded:
    case EventName::delivery_transferred:
    case EventName::delivery_assigned:
    case EventName::drill_ended:
        return true;
    default:
        return false;
    }
}

bool is_decision(EventName name)
{
    return name == EventName::delivery_filed || name == EventName::delivery_assessed ||
           name == EventName::delivery_answered || name == EventName::delivery_closed;
}

/// What can still be said of a report whose content is gone.
bool is_barred_after_erasure(EventName name)
{
    switch (name) {
    case EventName::delivery_opened:
    case EventName::delivery_read:
    case EventName::delivery_answered:
    case EventName::delivery_taken:
    case EventName::delivery_returned:
    case EventName::report_archived:
    case EventName::erasure_proposed:
    case EventName::report_erased:
        return true;
    default:
        return is_handling(name);
    }
}

std::uint32_t hour_of(Timestamp at)
{
    return std::uint32_t(std::max<std::int64_t>(0, at.unix_us) / 3'600'000'000);
}

std::uint64_t end_of(const ReportId& id)
{
    std::uint64_t number = 0;
    std::memcpy(&number, id.uuid.bytes.data() + 8, sizeof number);
    return number;
}

}  // namespace

std::string_view name_of(LifecycleRule rule) { return rules.at(std::size_t(rule)).name; }
std::string_view in_words(LifecycleRule rule) { return rules.at(std::size_t(rule)).words; }

std::size_t Lifecycle::HashBytes::operator()(const Channel& channel) const
{
    std::size_t number = 0;
    std::memcpy(&number, channel.data(), sizeof number);
    return number;
}

// Whoever makes ids chooses them, but a store only checks its own.
std::size_t Lifecycle::HashBytes::operator()(const ReportId& id) const { return end_of(id); }

std::size_t Lifecycle::Reports::slot_of(std::uint64_t object) const
{
    // The highest bits of a product depend on all bits of the number (Fibonacci hashing).
    auto at = std::size_t(object * 0x9e3779b97f4a7c15U >> (64 - std::bit_width(slots_.size() - 1)));
    while (slots_[at].place.sequence != 0 && slots_[at].object != object)
        at = (at + 1) & (slots_.size() - 1);
    return at;
}

void Lifecycle::Reports::grow()
{
    const auto before =
        std::exchange(slots_, std::vector<Slot>(std::max<std::size_t>(1'024, slots_.size() * 2)));
    for (const auto& slot : before)
        if (slot.place.sequence != 0)
            slots_[slot_of(slot.object)] = slot;
}

const Lifecycle::Place* Lifecycle::Reports::add(std::uint64_t object, Place place)
{
    if (2 * size_ >= slots_.size())
        grow();
    auto& slot = slots_[slot_of(object)];
    if (slot.place.sequence != 0)
        return &slot.place;
    slot = {object, place};
    ++size_;
    return nullptr;
}

const Lifecycle::Place* Lifecycle::Reports::find(std::uint64_t object) const
{
    if (slots_.empty())
        return nullptr;
    const auto& slot = slots_[slot_of(object)];
    return slot.place.sequence == 0 ? nullptr : &slot.place;
}

void Lifecycle::find(const LedgerStep& step, LifecycleRule rule)
{
    ++found_;
    if (findings_.size() < findings_max)
        findings_.push_back({step.position, rule, step.object});
}

std::uint32_t Lifecycle::channel_of(const LedgerStep& step)
{
    const auto [found, fresh] = channels_.try_emplace(step.channel, std::uint32_t(numbers_.size()));
    if (fresh)
        numbers_.emplace_back();
    return found->second;
}

Lifecycle::Numbered* Lifecycle::numbered(const LedgerStep& step)
{
    const auto channel = channels_.find(step.channel);
    if (channel == channels_.end())
        return nullptr;
    auto& numbers = numbers_[channel->second];
    const auto at = std::uint64_t(step.sequence) - 1;
    return at < numbers.size() ? &numbers[at] : nullptr;
}

void Lifecycle::begin(const LedgerStep& step)
{
    if (step.sequence < 1)
        return find(step, LifecycleRule::gapless);
    const auto channel = channel_of(step);
    auto& numbers = numbers_[channel];
    if (std::uint64_t(step.sequence) <= numbers.size())
        return find(step, LifecycleRule::begins_once);
    if (std::uint64_t(step.sequence) != numbers.size() + 1)
        return find(step, LifecycleRule::gapless);
    Numbered fresh{.object = end_of(step.object), .hour = hour_of(step.at)};
    if (step.name == EventName::problem_raised)
        fresh.facts = Fact::of_problem;
    if (step.name == EventName::delivery_offered)
        fresh.facts = Fact::offered;
    numbers.push_back(fresh);
    if (step.name == EventName::problem_raised)
        return;
    const Place place{channel, std::uint32_t(step.sequence)};
    const bool first = reports_.add(end_of(step.object), place) == nullptr;
    if (step.name == EventName::report_accepted ? !first : first)
        return find(step, first ? LifecycleRule::begins : LifecycleRule::begins_once);
    if (first)
        return;
    auto& closing = closings_[step.object];
    closing.more.push_back(place);
    if (closing.erased)
        find(step, LifecycleRule::after_erased);
}

void Lifecycle::check_people(const LedgerStep& step, Numbered& numbered)
{
    const bool opens = step.name == EventName::delivery_opened;
    const bool assesses = step.name == EventName::delivery_assessed;
    const bool closes = step.name == EventName::delivery_closed;
    if (!opens && !assesses && !closes)
        return;
    numbered.facts |= opens ? Fact::opened : assesses ? Fact::assessed : Fact::closed;
    if (step.actor_known && step.person.is_nil())
        return find(step, LifecycleRule::by_people);
    numbered.facts |= opens      ? Fact::opened_by_person
                      : assesses ? Fact::assessed_by_person
                                 : Fact::closed_by_person;
}

void Lifecycle::go_on(const LedgerStep& step, Numbered& numbered)
{
    using enum EventName;
    const auto facts = numbered.facts;
    if (numbered.object != end_of(step.object))
        return find(step, LifecycleRule::same_object);
    if (facts & Fact::of_problem)
        return;
    if (facts & Fact::of_erased) {
        if (is_barred_after_erasure(step.name))
            find(step, LifecycleRule::after_erased);
        return;
    }
    if (is_handling(step.name) && facts & Fact::ended)
        return find(step, LifecycleRule::ended);
    if (is_handling(step.name) && facts & Fact::offered && step.name != drill_ended)
        return find(step, LifecycleRule::taken_first);
    if (step.name == delivery_opened && facts & Fact::opened)
        find(step, LifecycleRule::opened_once);
    // A case system reads what nobody has opened; where the actors are not known it may be one.
    const bool person_reads = step.name == delivery_read && !step.person.is_nil();
    if ((is_decision(step.name) || person_reads) && !(facts & Fact::opened))
        find(step, LifecycleRule::opened_first);
    if (step.name == delivery_closed && !(facts & Fact::assessed))
        find(step, LifecycleRule::assessed_first);
    if (step.name == delivery_taken) {
        if (facts & Fact::ended)
            find(step, LifecycleRule::ended);
        else if (facts & Fact::offered)
            ++closings_[step.object].taken;
        numbered.facts &= std::uint16_t(~Fact::offered);
    }
    if (step.name == delivery_transferred)
        transfer(step);
    const bool given_back = step.name == delivery_returned && facts & Fact::offered;
    if (given_back || step.name == delivery_closed || step.name == delivery_transferred ||
        step.name == drill_ended)
        numbered.facts |= Fact::ended;
    check_people(step, numbered);
}

void Lifecycle::erase(const LedgerStep& step)
{
    const auto* const first = reports_.find(end_of(step.object));
    if (!first)
        return find(step, LifecycleRule::begins);
    auto& closing = closings_[step.object];
    auto places = closing.more;
    places.push_back(*first);
    constexpr std::uint16_t done = Fact::opened | Fact::assessed | Fact::opened_by_person |
                                   Fact::assessed_by_person | Fact::closed_by_person;
    bool decided = false, undecided = false;
    for (const auto& place : places) {
        auto& facts = numbers_[place.channel][place.sequence - 1].facts;
        decided = decided || facts & Fact::closed;
        undecided =
            undecided || !(facts & Fact::ended) || (facts & Fact::closed && (facts & done) != done);
        facts |= Fact::of_erased;
    }
    if (!decided || undecided)
        find(step, LifecycleRule::decided_first);
    if (!closing.proposed ||
        (step.actor_known && (step.person.is_nil() || step.person == closing.proposer)))
        find(step, LifecycleRule::two_persons);
    if (closing.holds > 0)
        find(step, LifecycleRule::not_held);
    closing.erased = true;
    ++erased_;
}

/// The entry does not name the delivery that goes on, but each transfer has one.
void Lifecycle::transfer(const LedgerStep& step)
{
    const auto closing = closings_.find(step.object);
    if (closing == closings_.end() || closing->second.transferred >= closing->second.taken)
        return find(step, LifecycleRule::handed_over);
    ++closing->second.transferred;
}

/// Nor does it name the hold that ends.
void Lifecycle::release(const LedgerStep& step)
{
    auto& holds = closings_[step.object].holds;
    if (holds == 0)
        return find(step, LifecycleRule::held_first);
    --holds;
}

/// What is about the report as a whole, whichever delivery it names.
void Lifecycle::check_report(const LedgerStep& step)
{
    switch (step.name) {
    case EventName::erasure_proposed: {
        auto& closing = closings_[step.object];
        closing.proposed = true;
        closing.proposer = step.person;
        break;
    }
    case EventName::erasure_withdrawn:
        closings_[step.object].proposed = false;
        break;
    case EventName::report_held:
        ++closings_[step.object].holds;
        break;
    case EventName::report_released:
        release(step);
        break;
    case EventName::report_erased:
        erase(step);
        break;
    default:
        break;
    }
}

void Lifecycle::take(const LedgerStep& step)
{
    ++steps_;
    newest_hour_ = std::max(newest_hour_, hour_of(step.at));
    if (is_of_no_delivery(step.name))
        return;
    if (begins_delivery(step.name))
        return begin(step);
    auto* const known = step.sequence > 0 ? numbered(step) : nullptr;
    if (step.sequence > 0 && !known)
        return find(step, LifecycleRule::begins);
    if (known) {
        const auto before = found_;
        go_on(step, *known);
        // An erasure that comes twice is said once.
        if (found_ != before && step.name == EventName::report_erased)
            return;
    }
    check_report(step);
}

Lifecycle::Counts Lifecycle::counts() const
{
    Counts counts{.steps = steps_,
                  .reports = reports_.size(),
                  .channels = channels_.size(),
                  .erased = erased_};
    constexpr std::uint16_t waits_for_nobody =
        Fact::offered | Fact::opened | Fact::ended | Fact::of_problem | Fact::of_erased;
    for (const auto& numbers : numbers_) {
        counts.deliveries += numbers.size();
        counts.unopened += std::uint64_t(std::ranges::count_if(numbers, [&](const Numbered& each) {
            return !(each.facts & waits_for_nobody) && each.hour + unopened_hours <= newest_hour_;
        }));
    }
    return counts;
}

}  // namespace varde::domain
