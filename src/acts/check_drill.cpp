#include "acts/check_drill.hpp"

#include "acts/list_inbox.hpp"
#include "acts/matter.hpp"
#include "vault/record.hpp"

#include <algorithm>

namespace varde::acts {
namespace {

using domain::DrillStep;
using domain::EventName;
using Verdict = std::optional<DrillStep>;

/// Somebody who can open this kind in the unit, as they would be signed in.
Result<std::optional<domain::Actor>> reader_of(store::Reading& reading, const DrillPlan& plan,
                                               Timestamp now)
{
    for (const auto& row : TRY(reading.people_of(plan.unit))) {
        if (!domain::lets_open(row.grant, plan.unit, plan.kind, now))
            continue;
        const auto person = TRY(reading.person(row.person));
        if (person && !person->disabled)
            return std::optional(domain::Actor{.person = person->id,
                                               .name = person->name,
                                               .organisation = person->organisation,
                                               .grants = {row.grant}});
    }
    return std::optional<domain::Actor>{};
}

std::optional<Timestamp> first_due(const AcceptedReport& accepted)
{
    std::optional<Timestamp> first;
    for (const auto& started : accepted.obligations)
        if (started.due && (!first || *started.due < *first))
            first = started.due;
    return first;
}

/// Where a list begins whose first item is this delivery.
store::InboxPlace just_before(const domain::Delivery& delivery, Timestamp due)
{
    auto id = delivery.id;
    for (auto byte = id.uuid.bytes.rbegin(); byte != id.uuid.bytes.rend(); ++byte)
        if ((*byte)-- != 0)
            break;
    return {std::int64_t(domain::danger_of(delivery)), due, id};
}

Result<bool> stands_in_inbox(const Services& services, const DrillPlan& plan,
                             const domain::Actor& reader, const domain::Delivery& delivery,
                             Timestamp due)
{
    const auto page = TRY(list_inbox(
        services, reader, {.unit = plan.unit, .after = just_before(delivery, due), .limit = 1}));
    return std::ranges::any_of(page.items, [&](const InboxItem& item) {
        return item.delivery.id == delivery.id && item.delivery.standing == delivery.standing;
    });
}

/// Whether any step of the ladder would tell somebody of the unit, or above it.
Result<bool> tells_somebody(const Services& services, store::Reading& reading,
                            const domain::Obligation& owed, const DeliveryId& delivery,
                            Timestamp now)
{
    const auto matter = TRY(matter_of(services, reading, delivery.uuid));
    if (!matter)
        return false;
    const auto staff = TRY(staff_around(services, reading, *matter, now));
    const auto& steps = services.pack.ladder_of(owed.rule, owed.since).steps;
    return std::ranges::any_of(steps, [&](const auto& step) {
        const bool top = &step == &steps.back();
        return step.tell != domain::Listener::sender &&
               !domain::listeners(step.tell, staff, top, now).in_vain;
    });
}

Result<bool> is_as_sent(const Services& services, store::Reading& reading, const DrillPlan& plan)
{
    const auto sealed = TRY(reading.content(plan.report));
    if (!sealed)
        return false;
    const auto key = report_key(services, reading, plan.report);
    if (!key && key.error().code == ErrorCode::unavailable)
        return key.error();
    if (!key)
        return false;
    const auto plain = vault::open_record(key.value().key, plan.report.uuid, *sealed);
    return plain && crypto::sha256(plain.value()) == plan.document_sha256;
}

/// Whether it was accepted that it runs from, and its opening that it asks for.
bool asks_for_opening(const Services& services, const domain::Obligation& owed,
                      const domain::Delivery& delivery)
{
    const auto* found = services.pack.find_rule(owed.rule, owed.since);
    return found && owed.since == delivery.received_at &&
           std::ranges::find(found->rule.starts, domain::name_of(EventName::report_accepted)) !=
               found->rule.starts.end() &&
           std::ranges::find(found->rule.met_by, domain::name_of(EventName::delivery_opened)) !=
               found->rule.met_by.end();
}

struct Found {
    Verdict failed;
    domain::Delivery delivery;
    std::optional<domain::Actor> reader;
};

/// What one look at the database can say.
Result<Found> look(const Services& services, store::Reading& reading, const DrillPlan& plan,
                   const AcceptedReport& accepted, Timestamp now)
{
    const auto delivery = TRY(reading.delivery(accepted.delivery));
    if (!delivery || delivery->report != plan.report)
        return Found{.failed = DrillStep::accepted};
    Found found{.delivery = *delivery};
    const auto fail = [&](DrillStep step) {
        found.failed = step;
        return found;
    };
    if (accepted.unit != plan.unit || delivery->unit != plan.unit ||
        !domain::is_open(delivery->standing))
        return fail(DrillStep::routed);
    if (accepted.sequence < 1 || delivery->sequence != accepted.sequence)
        return fail(DrillStep::numbered);
    found.reader = TRY(reader_of(reading, plan, now));
    if (!found.reader)
        return fail(DrillStep::inbox);
    const auto obligations = TRY(reading.obligations_of(delivery->id.uuid));
    const auto owed = std::ranges::find_if(obligations, [&](const domain::Obligation& each) {
        return each.is_open() && each.due && asks_for_opening(services, each, *delivery);
    });
    if (owed == obligations.end())
        return fail(DrillStep::obligation);
    if (!TRY(tells_somebody(services, reading, *owed, delivery->id, now)))
        return fail(DrillStep::ladder);
    if (!TRY(is_as_sent(services, reading, plan)))
        return fail(DrillStep::content);
    return found;
}

}  // namespace

Result<Verdict> check_drill(Services& services, const DrillPlan& plan,
                            const AcceptedReport& accepted)
{
    const auto now = services.clock.now();
    const auto found = TRY(services.store.read(
        [&](store::Reading& reading) { return look(services, reading, plan, accepted, now); }));
    if (found.failed)
        return found.failed;
    const auto due = first_due(accepted);
    if (!due)
        return Verdict(DrillStep::obligation);
    if (!TRY(stands_in_inbox(services, plan, *found.reader, found.delivery, *due)))
        return Verdict(DrillStep::inbox);
    const auto checked =
        TRY(check_receipt(services, accepted.receipt.entry, accepted.receipt.proof));
    if (!checked.holds || !checked.in_ledger)
        return Verdict(DrillStep::receipt);
    return Verdict{};
}

}  // namespace varde::acts
