// P7 and P10 on the book: the balance that it gives, and the answer to a question about scope,
// against the world's own count.
#include "sim/auditor.hpp"
#include "store/book.hpp"

#include <fmt/format.h>

namespace varde::sim {
namespace {

std::string state_of(const Parcel& parcel, bool erased)
{
    if (erased && parcel.standing == "closed")
        return "erased";
    if (parcel.standing != "owned")
        return parcel.standing;
    if (parcel.answered)
        return "answered";
    if (parcel.assessed)
        return "assessed";
    if (parcel.filed)
        return "filed";
    return parcel.opened ? "opened" : "unopened";
}

}  // namespace

void Auditor::check_balance()
{
    store::Reading reading(*connection_);
    store::BookRecords records(reading);
    const auto end = records.event_end();
    CHECK(end);
    const auto booked = records.balance_at(end.value());
    CHECK(booked);
    domain::Balance counted;
    for (const auto& [id, parcel] : reckoning_.parcels) {
        const auto& raised = reckoning_.reports.at(parcel.report);
        const auto state = state_of(parcel, raised.erased);
        auto& recipient = counted.recipients[{parcel.unit}];
        ++(parcel.from.is_nil() ? recipient.accepted : recipient.taken_over);
        ++recipient.states[state];
        auto& sender = counted.senders[{raised.sender}];
        sender.accepted += parcel.from.is_nil() ? 1 : 0;
        if (parcel.standing == "owned" || parcel.standing == "closed")
            ++sender.states[state];
    }
    if (!(booked.value() == counted))
        findings_.add("P7", fmt::format("the balance over {} events is not what became of the "
                                        "reports",
                                        end.value()));
    for (const auto& fault : booked.value().faults())
        findings_.add("P7", "the book does not balance: " + fault);
    check_scope(records, end.value());
}

/// A question that changes from step to step, once everything is booked.
void Auditor::check_scope(store::BookRecords& records, std::uint64_t end)
{
    const auto mark = records.mark();
    CHECK(mark);
    if (mark.value() != end || reckoning_.parcels.empty())
        return;
    auto parcel = reckoning_.parcels.begin();
    std::advance(parcel, std::ptrdiff_t(end * 7 % reckoning_.parcels.size()));
    store::ScopeFilter filter{.absent = end % 2 == 0 ? domain::mark_opened : domain::mark_assessed};
    if (end % 3 != 0)
        filter.from = parcel->second.received;
    if (end % 5 == 0)
        filter.until = parcel->second.received.plus_seconds(40 * 86'400);
    std::map<std::string, std::int64_t> expected, found;
    for (const auto& [id, each] : reckoning_.parcels) {
        const bool has = end % 2 == 0 ? each.opened : each.assessed;
        if (!has && filter.from <= each.received && each.received < filter.until)
            ++expected[each.unit];
    }
    const auto counts = records.counts(filter);
    CHECK(counts);
    for (const auto& counted : counts.value())
        found[counted.unit.text] += counted.count;
    if (found != expected)
        findings_.add("P10",
                      fmt::format("a scope over {} events has not the reports that are so", end));
    const auto all = [](const domain::Booked&) { return true; };
    const auto items = records.items(filter, {}, all, SIZE_MAX);
    CHECK(items);
    for (const auto& item : items.value())
        --expected[item.key.unit.text];
    for (const auto& [unit, missing] : expected)
        if (missing != 0)
            findings_.add("P10", fmt::format("a scope lists {} too few of {}", missing, unit));
}

}  // namespace varde::sim
