#include "domain/balance/booked.hpp"

#include <algorithm>

namespace varde::domain {
namespace {

constexpr MarkName marks_by_name[] = {
    {"routed", mark_routed},       {"notified", mark_notified},
    {"opened", mark_opened},       {"filed", mark_filed},
    {"assessed", mark_assessed},   {"answered", mark_answered},
    {"forwarded", mark_forwarded}, {"returned", mark_returned},
    {"withdrawn", mark_withdrawn}, {"closed", mark_closed},
    {"stored", mark_stored},       {"readback_failed", mark_readback_failed},
    {"erased", mark_erased},       {"drill", mark_drill},
};

Booked begin(const Event& event, const OrganisationId& sender)
{
    const bool from_sender = event.name == EventName::report_accepted;
    Booked booked{.delivery = event.delivery, .report = event.report, .received_at = event.at};
    booked.key.unit = event.unit;
    booked.key.kind = event.facts.kind;
    booked.key.sender = sender;
    booked.key.standing = from_sender ? Standing::owned : Standing::offered;
    booked.key.marks = mark_routed;
    if (from_sender)
        booked.key.marks |= mark_from_sender;
    return booked;
}

void advance(BookKey& key, const Event& event)
{
    switch (event.name) {
    case EventName::delivery_opened:
        key.marks |= mark_opened;
        break;
    case EventName::delivery_filed:
        key.marks |= mark_filed;
        break;
    case EventName::delivery_assessed:
        key.marks |= mark_assessed;
        break;
    case EventName::delivery_answered:
        key.marks |= mark_answered;
        break;
    case EventName::drill_ended:
        key.marks |= mark_drill;
        [[fallthrough]];
    case EventName::delivery_closed:
        key.marks |= mark_closed;
        key.standing = Standing::closed;
        break;
    case EventName::escalation_raised:
        // A name says that nobody was reached; and the sender is not whom it waits for.
        if (!event.facts.people.empty() && event.facts.name.empty() &&
            event.facts.listener != "sender")
            key.marks |= mark_notified;
        break;
    case EventName::delivery_forwarded:
        key.marks |= mark_forwarded;
        break;
    case EventName::delivery_stored:
        key.marks = (key.marks | mark_stored) & ~mark_readback_failed;
        key.connector = event.facts.connector;
        break;
    case EventName::readback_failed:
        if (event.facts.name == "nonce_expired" || event.facts.name == "nonce_unknown")
            break;  // Says nothing of what the system holds.
        key.marks |= mark_readback_failed;
        key.connector = event.facts.connector;
        break;
    case EventName::delivery_returned:
        key.marks |= mark_returned;
        if (event.facts.to_delivery.is_nil())
            key.standing = Standing::returned;
        break;
    case EventName::delivery_taken:
        key.standing = Standing::owned;
        break;
    case EventName::delivery_transferred:
        key.standing = Standing::transferred;
        break;
    default:
        break;
    }
}

/// What is so of every delivery of the report.
std::int64_t mark_of_all(EventName name)
{
    if (name == EventName::report_erased)
        return mark_erased;
    return name == EventName::report_withdrawn ? std::int64_t(mark_withdrawn) : 0;
}

/// Whether somebody is accountable for the report through it, or was until it ended.
bool is_accountable(const BookKey& key)
{
    return key.standing == Standing::owned || key.standing == Standing::closed;
}

}  // namespace

std::optional<std::int64_t> mark_named(std::string_view milestone)
{
    for (const auto& [name, mark] : marks_by_name)
        if (name == milestone)
            return mark;
    return std::nullopt;
}

std::span<const MarkName> mark_names() { return marks_by_name; }

std::vector<Booked> book(std::span<const Event> events)
{
    std::vector<Booked> all;
    OrganisationId sender;
    for (const auto& event : events) {
        if (event.name == EventName::report_accepted)
            sender = event.facts.sender;
        for (auto& booked : all)
            booked.key.marks |= mark_of_all(event.name);
        const auto found = std::ranges::find(all, event.delivery, &Booked::delivery);
        if (found != all.end())
            advance(found->key, event);
        else if (event.name == EventName::report_accepted ||
                 event.name == EventName::delivery_offered)
            all.push_back(begin(event, sender));
    }
    return all;
}

std::string_view state_word(const BookKey& key)
{
    if (key.marks & mark_erased && key.standing == Standing::closed)
        return "erased";
    if (key.standing != Standing::owned)
        return name_of(key.standing);
    for (const auto mark : {mark_answered, mark_assessed, mark_filed, mark_opened})
        if (key.marks & mark)
            for (const auto& [name, value] : marks_by_name)
                if (value == mark)
                    return name;
    return "unopened";
}

std::int64_t Account::sum() const
{
    std::int64_t sum = 0;
    for (const auto& [state, count] : states)
        sum += count;
    return sum;
}

void Balance::add(const BookKey& key, std::int64_t count)
{
    const bool from_sender = key.marks & mark_from_sender;
    const auto put = [&](Account& account) {
        const std::string state(state_word(key));
        if ((account.states[state] += count) == 0)
            account.states.erase(state);
    };
    auto& recipient = recipients[key.unit];
    (from_sender ? recipient.accepted : recipient.taken_over) += count;
    put(recipient);
    auto& sender = senders[key.sender];
    sender.accepted += from_sender ? count : 0;
    if (is_accountable(key))
        put(sender);
}

std::int64_t Balance::accepted() const
{
    std::int64_t sum = 0;
    for (const auto& [sender, account] : senders)
        sum += account.accepted;
    return sum;
}

std::vector<std::string> Balance::faults() const
{
    std::vector<std::string> faults;
    const auto compare = [&](const std::string& whose, std::int64_t came, std::int64_t sum) {
        if (came != sum)
            faults.push_back(whose + ": " + std::to_string(came) + " came, and the states sum to " +
                             std::to_string(sum) + ".");
    };
    for (const auto& [sender, account] : senders)
        compare("Sender " + (sender.is_nil() ? "public" : to_string(sender)), account.accepted,
                account.sum());
    for (const auto& [unit, account] : recipients)
        compare("Unit " + unit.text, account.accepted + account.taken_over, account.sum());
    return faults;
}

}  // namespace varde::domain
