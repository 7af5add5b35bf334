#include "acts/follow_report.hpp"

#include "acts/acceptance.hpp"
#include "store/resends.hpp"
#include "json/writer.hpp"

#include <algorithm>

namespace varde::acts {
namespace {

Error no_such_report() { return {ErrorCode::not_found, "There is no such report."}; }

/// The report, if `actor` may follow it; to anyone else it does not exist.
Result<store::Report> followed(const Services& services, store::Reading& reading,
                               const domain::Actor& actor, const ReportId& id,
                               domain::Action action)
{
    auto report = TRY(reading.report(id));
    if (!report)
        return no_such_report();
    const auto decision = domain::decide(
        actor, action, {.kind = report->kind, .sender = report->sender}, {services.clock.now()});
    if (!decision)
        return Error{actor.is_nobody() ? ErrorCode::unauthenticated : ErrorCode::forbidden,
                     decision.reason};
    return *report;
}

/// The delivery that is accountable: there is always exactly one, or none but ended ones (P2).
const domain::Delivery& accountable(const std::vector<domain::Delivery>& deliveries)
{
    CHECK(!deliveries.empty());
    for (const auto& delivery : deliveries)
        if (delivery.standing == domain::Standing::owned)
            return delivery;
    for (const auto& delivery : deliveries)
        if (delivery.standing == domain::Standing::closed)
            return delivery;
    return deliveries.front();
}

std::string message_in(const store::OpenFact& fact)
{
    const auto line = fact.committed.find('\n');
    if (line == std::string::npos)
        return {};
    const auto document = json::Document::parse(std::string_view(fact.committed).substr(line + 1));
    return document ? std::string(document.value().root().member("message").text().value_or(""))
                    : std::string{};
}

/// What of an event only readers and its sender may see.
Status open_sealed(const store::ReportKey& key, const store::StoredEvent& stored,
                   ReportStatus& status)
{
    const auto& event = stored.event;
    if (event.name == domain::EventName::report_accepted) {
        const auto fact = TRY(store::open_fact(key, event.report, stored.sealed));
        auto details = TRY(read_details(fact.extra));
        status.sender_reference = std::move(details.sender_reference);
        status.warnings = std::move(details.warnings);
    }
    if (event.name == domain::EventName::delivery_answered)
        status.answers.push_back(
            message_in(TRY(store::open_fact(key, event.report, stored.sealed))));
    return ok();
}

/// The first of the limits for opening this delivery that has passed; and when a ladder told the
/// sender of it.
Result<std::optional<ReportStatus::Unopened>> unopened_past_limit(const Services& services,
                                                                  store::Reading& reading,
                                                                  const domain::Delivery& delivery)
{
    std::optional<ReportStatus::Unopened> found;
    const auto opened = domain::name_of(domain::EventName::delivery_opened);
    for (const auto& view : TRY(obligations_of(services, reading, delivery.id.uuid))) {
        const auto& owed = view.obligation;
        const bool is_opening = view.rule && std::ranges::find(view.rule->rule.met_by, opened) !=
                                                 view.rule->rule.met_by.end();
        if (!is_opening || !owed.is_open() || !owed.due || services.clock.now() < *owed.due)
            continue;
        if (!found || *owed.due < found->due)
            found = {*owed.due, found ? found->told_at : std::nullopt};
        for (const auto& step :
             TRY(reading.escalations_of(delivery.id.uuid, owed.rule, owed.since)))
            if (step.listener == domain::Listener::sender &&
                (!found->told_at || step.raised_at < *found->told_at))
                found->told_at = step.raised_at;
    }
    return found;
}

Result<ReportStatus> status_of(const Services& services, store::Reading& reading,
                               store::Report report)
{
    ReportStatus status{.report = std::move(report)};
    std::optional<store::ReportKey> key;
    status.erased = TRY(erased(services, reading, status.report.id));
    if (!status.erased)
        key = TRY(report_key(services, reading, status.report.id));
    const auto deliveries = TRY(reading.deliveries_of(status.report.id));
    const auto& now_with = accountable(deliveries);
    status.unit = now_with.unit;
    status.unit_name = unit_name(services, now_with.unit);
    status.owner_role = now_with.owner.is_nil() ? "duty" : "caseworker";
    status.state =
        status.erased ? std::string("erased") : std::string(domain::state_word(now_with));
    for (const auto& delivery : deliveries)
        for (auto& obligation : TRY(obligations_of(services, reading, delivery.id.uuid)))
            status.obligations.push_back(std::move(obligation));
    status.unopened_past_limit = TRY(unopened_past_limit(services, reading, now_with));
    domain::NewMilestones anew;
    for (const auto& stored : TRY(reading.events_of(status.report.id))) {
        const auto& event = stored.event;
        for (const auto name : anew.of(event))
            status.milestones.push_back({.name = std::string(name),
                                         .at = event.at,
                                         .by = event.by,
                                         .unit_name = unit_name(services, event.by.unit)});
        if (event.name == domain::EventName::report_accepted)
            status.earlier = event.facts.earlier;
        if (key)
            TRY(open_sealed(*key, stored, status));
    }
    status.repeats = TRY(store::ResendRecords(reading).repeats_of(status.report.id));
    return status;
}

}  // namespace

Result<ReportStatus> follow_report(const Services& services, const domain::Actor& actor,
                                   const ReportId& report)
{
    return services.store.read([&](store::Reading& reading) -> Result<ReportStatus> {
        auto found = TRY(followed(services, reading, actor, report, domain::Action::follow));
        return status_of(services, reading, std::move(found));
    });
}

Result<ReportStatus> follow_by_code(const Services& services, std::string_view code)
{
    return services.store.read([&](store::Reading& reading) -> Result<ReportStatus> {
        const auto id = TRY(report_behind(services, reading, code));
        auto report = TRY(reading.report(id));
        CHECK(report);
        return status_of(services, reading, std::move(*report));
    });
}

Result<ReportPage> list_reports(const Services& services, const domain::Actor& actor,
                                const ReportQuery& query)
{
    const domain::Object own{.sender = actor.organisation.id};
    const auto decision =
        domain::decide(actor, domain::Action::follow, own, {services.clock.now()});
    if (!decision)
        return Error{actor.is_nobody() ? ErrorCode::unauthenticated : ErrorCode::forbidden,
                     decision.reason};
    const auto& sender = actor.organisation.id;
    const auto mac = reference_mac(services, to_string(sender), query.sender_reference);
    const auto recent = services.store.recent_references(mac);
    return services.store.read([&](store::Reading& reading) -> Result<ReportPage> {
        auto rows =
            query.sender_reference.empty()
                ? TRY(reading.reports_of(sender, query.after, query.limit + 1))
                : TRY(reading.reports_of(sender, mac, recent, query.after, query.limit + 1));
        ReportPage page;
        if (rows.size() > std::size_t(query.limit)) {
            rows.resize(std::size_t(query.limit));
            page.next = rows.back().id;
        }
        for (auto& row : rows) {
            auto status = TRY(status_of(services, reading, std::move(row)));
            const bool closed = status.state == "closed" || status.erased;
            if (query.state.empty() || (query.state == "closed") == closed)
                page.items.push_back(std::move(status));
        }
        return page;
    });
}

Result<std::vector<Receipt>> receipts_of(const Services& services, const domain::Actor& actor,
                                         const ReportId& report)
{
    return services.store.read([&](store::Reading& reading) -> Result<std::vector<Receipt>> {
        TRY(followed(services, reading, actor, report, domain::Action::follow));
        // What the acceptance's entry stands for went with the report's key.
        const bool is_erased = TRY(erased(services, reading, report)).has_value();
        std::vector<Receipt> receipts;
        domain::NewMilestones anew;
        for (const auto& stored : TRY(reading.events_of(report))) {
            const bool shown = !anew.of(stored.event).empty();
            const bool first = stored.event.name == domain::EventName::report_accepted;
            if (first && !is_erased)
                receipts.push_back(TRY(accepted_report(services, reading, report)).receipt);
            else if (shown)
                receipts.push_back(TRY(receipt_of(services, reading, stored)));
            else
                continue;
            receipts.back() =
                TRY(witnessed(services, reading, std::move(receipts.back()), stored.position));
            if (first)
                receipts.back().code = code_of(services, report, stored.position);
        }
        return receipts;
    });
}

void withdraw_report(Services& services, const domain::Actor& actor, Withdrawal withdrawal,
                     Done<ReportStatus> done)
{
    auto key = services.store.read([&](store::Reading& reading) -> Result<store::ReportKey> {
        TRY(followed(services, reading, actor, withdrawal.report, domain::Action::withdraw));
        return report_key(services, reading, withdrawal.report);
    });
    if (!key)
        return done(std::move(key).error());
    const auto report = withdrawal.report;
    services.store.write<Nothing>(
        [&services, actor, withdrawal = std::move(withdrawal),
         key = std::move(key).value()](store::Transaction& tx) -> Status {
            const auto& id = withdrawal.report;
            if (TRY(done_before(services, tx, withdrawal.key, withdrawal.request, id)))
                return ok();
            const auto found = TRY(tx.report(id));
            if (found->withdrawn_at)
                return Error{ErrorCode::conflict, "It has been withdrawn already."};
            domain::Event event{
                .name = domain::EventName::report_withdrawn,
                .report = id,
                .by = {domain::Role::sender, {}, actor.person, actor.organisation.id},
                .at = services.clock.now()};
            json::Writer w;
            w.object([&] { w("reason", withdrawal.reason); });
            event.sealed = w.take();
            return tx.append(std::move(event), key, services.random);
        },
        [&services, actor, report, done = std::move(done)](Result<Nothing> outcome,
                                                           const store::Committed&) mutable {
            if (!outcome)
                return done(std::move(outcome).error());
            done(follow_report(services, actor, report));
        });
}

}  // namespace varde::acts
