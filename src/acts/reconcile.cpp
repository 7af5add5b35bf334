#include "acts/reconcile.hpp"

#include "acts/duty_event.hpp"
#include "acts/list_obligations.hpp"
#include "acts/receipt.hpp"

#include <algorithm>

namespace varde::acts {
namespace {

constexpr std::int64_t hour_us = 3'600'000'000;

Result<domain::By> may_reconcile(const Services& services, const domain::Actor& actor,
                                 const UnitId& unit)
{
    if (!unit.text.empty() && !services.pack.directory.find(unit))
        return Error{ErrorCode::not_found, "There is no such unit."};
    const auto decision = unit.text.empty() ? domain::decide(actor, domain::Action::follow,
                                                             {.sender = actor.organisation.id},
                                                             {services.clock.now()})
                                            : may_watch(services, actor, unit);
    if (!decision)
        return Error{actor.is_nobody() ? ErrorCode::unauthenticated : ErrorCode::forbidden,
                     decision.reason};
    return decision.as;
}

/// One comparison: rows of theirs against what a reading shows.
class Comparison {
public:
    Comparison(const Services& services, store::Reading& reading,
               const ReconciliationRequest& request)
        : services_(services), reading_(reading), request_(request),
          sender_(request.actor.organisation.id)
    {
    }

    Result<ReconciliationResult>
    run(const std::vector<std::vector<std::int64_t>>& recent_references)
    {
        const bool of_unit = !request_.unit.text.empty();
        for (std::size_t row = 0; row < request_.items.size(); ++row)
            TRY(of_unit ? compare_delivery(row) : compare_report(row, recent_references[row]));
        if (request_.from && request_.until)
            TRY(of_unit ? find_unnamed_deliveries() : find_unnamed_reports());
        auto& counts = result_.counts;
        counts.missing_here = std::int64_t(result_.missing_here.size());
        counts.different = std::int64_t(result_.different.size());
        counts.agreed = std::int64_t(result_.agreed.size());
        return std::move(result_);
    }

private:
    /// Reports that a row may mean: by its most exact key.
    Result<std::vector<ReportId>> meant(const ListedItem& item,
                                        const std::vector<std::int64_t>& recent)
    {
        ReportId id;
        if (const auto uuid = parse_uuid(item.id)) {
            id = {*uuid};
        } else if (!item.code.empty()) {
            const auto behind = report_behind(services_, reading_, item.code);
            if (!behind && behind.error().code != ErrorCode::not_found)
                return behind.error();
            if (behind)
                id = behind.value();
        } else if (!item.reference.empty()) {
            const auto mac = reference_mac(services_, to_string(sender_), item.reference);
            std::vector<ReportId> ids;
            for (const auto& report : TRY(reading_.reports_of(sender_, mac, recent, {}, 100)))
                ids.push_back(report.id);
            return ids;
        }
        const auto report = TRY(reading_.report(id));
        return report && report->sender == sender_ ? std::vector{id} : std::vector<ReportId>{};
    }

    /// Why what we have is not what they list; empty: it is.
    Result<std::string> difference(const ListedItem& item, const ReportId& report,
                                   std::string& note)
    {
        if (item.digest.empty() && item.reference.empty())
            return std::string{};
        const auto sent = TRY(sent_facts(services_, reading_, report));
        if (sent.digest.empty()) {
            note = "It has been erased: what was sent could not be compared.";
            return std::string{};
        }
        if (!item.digest.empty() && item.digest != sent.digest)
            return "What was sent has the digest " + sent.digest + ".";
        if (!item.reference.empty() && item.reference != sent.sender_reference)
            return "It was sent with another reference" +
                   (sent.sender_reference.empty() ? std::string(": none.")
                                                  : ": " + sent.sender_reference + ".");
        return std::string{};
    }

    Status compare_report(std::size_t row, const std::vector<std::int64_t>& recent)
    {
        const auto& item = request_.items[row];
        const auto found = TRY(meant(item, recent));
        named_.insert(found.begin(), found.end());
        if (found.empty()) {
            result_.missing_here.push_back({.row = row});
            return ok();
        }
        ComparedItem compared{.row = row, .report = found.front()};
        for (const auto& report : found) {
            std::string note;
            auto why = TRY(difference(item, report, note));
            if (why.empty()) {
                result_.agreed.push_back({.row = row, .report = report, .detail = note});
                return ok();
            }
            if (compared.detail.empty())
                compared.detail = std::move(why);
        }
        result_.different.push_back(std::move(compared));
        return ok();
    }

    Status compare_delivery(std::size_t row)
    {
        const auto& item = request_.items[row];
        const auto id = parse_uuid(item.id);
        const auto delivery = TRY(reading_.delivery({id.value_or(Uuid{})}));
        if (!delivery || delivery->unit != request_.unit || !sees(delivery->kind)) {
            result_.missing_here.push_back({.row = row});
            return ok();
        }
        named_deliveries_.insert(delivery->id);
        ComparedItem compared{.row = row, .report = delivery->report, .delivery = delivery->id};
        const auto state = domain::state_word(*delivery);
        if (!item.state.empty() && item.state != state) {
            compared.detail = "Here its state is " + std::string(state) + ".";
            result_.different.push_back(std::move(compared));
        } else {
            result_.agreed.push_back(std::move(compared));
        }
        return ok();
    }

    bool sees(const KindName& kind) const
    {
        auto object = duty_of(services_, request_.unit);
        object.kind = kind;
        return bool(
            domain::decide(request_.actor, domain::Action::watch, object, {services_.clock.now()}));
    }

    void add_unnamed(UnnamedItem item)
    {
        ++result_.counts.missing_there;
        if (result_.missing_there.size() < reconciled_rows_max)
            result_.missing_there.push_back(std::move(item));
    }

    Status find_unnamed_reports()
    {
        store::ReconciliationRecords records(reading_);
        constexpr int rows_at_once = 1'000;
        // Ids begin with when they were made: not long before what they name was accepted, and
        // after it only where a clock was set back.
        store::SentWindow window{
            .from = *request_.from,
            .until = *request_.until,
            .after = {first_uuid(Timestamp{request_.from->unix_us - hour_us})},
            .before = {first_uuid(Timestamp{request_.until->unix_us + hour_us})}};
        for (;;) {
            const auto rows = TRY(records.sent_in(window, sender_, rows_at_once));
            for (const auto& row : rows)
                if (!named_.contains(row.id)) {
                    const auto sent = TRY(sent_facts(services_, reading_, row.id));
                    add_unnamed({.report = row.id,
                                 .at = row.accepted_at,
                                 .sender_reference = sent.sender_reference});
                }
            if (rows.size() < std::size_t(rows_at_once))
                return ok();
            window.after = rows.back().id;
        }
    }

    Status find_unnamed_deliveries()
    {
        const store::ScopeFilter filter{
            .unit = request_.unit, .from = *request_.from, .until = *request_.until};
        const auto unnamed = [&](const domain::Booked& booked) {
            return !named_deliveries_.contains(booked.delivery) && sees(booked.key.kind);
        };
        for (const auto& booked :
             TRY(store::BookRecords(reading_).items(filter, {}, unnamed, SIZE_MAX)))
            add_unnamed({.report = booked.report,
                         .delivery = booked.delivery,
                         .at = booked.received_at,
                         .state = std::string(domain::state_word(booked.key))});
        return ok();
    }

    /// The least id of those made from then on.
    static Uuid first_uuid(Timestamp at)
    {
        Uuid id;
        const auto ms = std::uint64_t(std::max<std::int64_t>(0, at.unix_us)) / 1'000;
        for (std::size_t i = 0; i < 6; ++i)
            id.bytes[i] = std::uint8_t(ms >> (40 - 8 * i));
        return id;
    }

    const Services& services_;
    store::Reading& reading_;
    const ReconciliationRequest& request_;
    const OrganisationId sender_;
    std::set<ReportId> named_;
    std::set<DeliveryId> named_deliveries_;
    ReconciliationResult result_;
};

Result<ReconciliationResult> compare(const Services& services, const ReconciliationRequest& request)
{
    std::vector<std::vector<std::int64_t>> recent(request.items.size());
    const auto scope = to_string(request.actor.organisation.id);
    for (std::size_t row = 0; row < request.items.size(); ++row)
        if (const auto& reference = request.items[row].reference; !reference.empty())
            recent[row] =
                services.store.recent_references(reference_mac(services, scope, reference));
    return services.store.read([&](store::Reading& reading) {
        return Comparison(services, reading, request).run(recent);
    });
}

}  // namespace

void reconcile(Services& services, ReconciliationRequest request, Done<ReconciliationResult> done)
{
    const auto by = may_reconcile(services, request.actor, request.unit);
    if (!by)
        return done(by.error());
    auto compared = compare(services, request);
    if (!compared)
        return done(std::move(compared).error());
    auto result = std::move(compared).value();
    result.made_at = services.clock.now();
    result.id = make_uuid(result.made_at, services.random);
    auto note = seal_note(services, {result.id}, "{}", result.made_at);
    if (!note)
        return done(std::move(note).error());
    domain::Event event{.name = domain::EventName::reconciliation_made,
                        .report = {result.id},
                        .unit = request.unit,
                        .by = by.value(),
                        .at = result.made_at};
    if (request.unit.text.empty())
        event.facts.sender = request.actor.organisation.id;
    event.facts.from = request.from;
    event.facts.until = request.until;
    const auto& counts = result.counts;
    event.facts.counts = {counts.missing_here, counts.missing_there, counts.different,
                          counts.agreed};
    services.store.write<domain::DutyId>(
        [&services, request = std::move(request), event = std::move(event),
         note = std::move(note).value()](store::Transaction& tx) -> Result<domain::DutyId> {
            const domain::DutyId fresh{event.report.uuid};
            const auto earlier =
                TRY(entered_before(services, tx, request.key, request.request, fresh));
            if (!earlier.is_nil())
                return earlier;
            TRY(tx.keep(event.report, note.content, note.wrap));
            TRY(tx.append(event, note.key, services.random));
            return fresh;
        },
        [result = std::move(result), done = std::move(done)](Result<domain::DutyId> kept,
                                                             const store::Committed&) mutable {
            if (!kept)
                return done(std::move(kept).error());
            result.id = kept.value().uuid;
            done(std::move(result));
        });
}

Result<ReconciliationPage> list_reconciliations(const Services& services,
                                                const domain::Actor& actor, const UnitId& unit,
                                                const store::ReconciliationPlace& before, int limit)
{
    TRY(may_reconcile(services, actor, unit));
    return services.store.read([&](store::Reading& reading) -> Result<ReconciliationPage> {
        store::ReconciliationRecords records(reading);
        ReconciliationPage page;
        page.items = unit.text.empty()
                         ? TRY(records.of_sender(actor.organisation.id, before, limit + 1))
                         : TRY(records.of_unit(unit, before, limit + 1));
        if (page.items.size() > std::size_t(limit)) {
            page.items.resize(std::size_t(limit));
            page.next = {page.items.back().made_at, page.items.back().id};
        }
        return page;
    });
}

}  // namespace varde::acts
