#include "acts/accept_report.hpp"

#include "acts/acceptance.hpp"
#include "acts/check_content.hpp"
#include "acts/intake.hpp"
#include "acts/kind_meant.hpp"
#include "acts/obligations.hpp"
#include "ledger/checkpoint.hpp"
#include "vault/record.hpp"

namespace varde::acts {
namespace {

/// Everything that the writer needs, finished: it does no parsing, routing or sealing.
struct Prepared {
    domain::Event event;
    store::SealedFact fact;
    Bytes content;
    vault::Wrap wrap;
    std::vector<store::Upload> uploads;
    std::optional<store::KeyMac> retry_mac;
    Hash request{};
    AcceptedReport answer;  // All but what only the batch knows.
};

/// What came of a decision: ours, or the answer that an earlier request got.
struct Decided {
    std::optional<ReportId> earlier;
    std::int64_t sequence = 0;
};

domain::Moment moment_of(const Services& services, const NewReport& report, const KindName& kind,
                         Timestamp now)
{
    const auto& calendar = services.pack.calendar;
    return {.is_open = [&calendar, now](
                           const domain::Unit& unit) { return calendar.is_open(unit.hours, now); },
            .opens_in_words =
                [&calendar, now](const domain::Unit& unit) {
                    return calendar.in_words(calendar.next_opening(unit.hours, now), "en");
                },
            .readers =
                [&services, kind, now](const domain::Unit& unit) {
                    return services.coverage.readers(unit.id, kind, now);
                },
            .is_live =
                [&services, kind, drilled = report.before_going_live](const domain::Unit& unit) {
                    return drilled || is_taken(services, unit.id, kind);
                }};
}

/// Finds the named uploads; each that is not there or not the sender's becomes a warning.
Result<std::vector<store::Upload>> find_uploads(Services& services, const domain::Actor& actor,
                                                NewReport& report, AcceptanceDetails& details)
{
    if (report.attachments.empty())
        return std::vector<store::Upload>{};
    return services.store.read([&](store::Reading& reading) -> Result<std::vector<store::Upload>> {
        std::vector<store::Upload> found;
        const auto owner = upload_owner(services, actor);
        for (std::size_t i = 0; i < report.attachments.size(); ++i) {
            const auto& named = report.attachments[i];
            auto upload = TRY(reading.upload(named.upload));
            if (upload && upload->owner_mac == owner) {
                found.push_back(std::move(*upload));
                details.attachment_names.push_back(named.name);
                continue;
            }
            report.warnings.push_back(
                {"attachment_missing",
                 "The file \"" + named.name +
                     "\" is not here: its upload was not found. The report was accepted "
                     "without it. Upload it again and send a report that refers to this one.",
                 "/attachments/" + std::to_string(i)});
        }
        return found;
    });
}

Result<domain::Decision> decide_sending(const Services& services, const domain::Actor& actor,
                                        const packs::Kind& kind, domain::Medium medium,
                                        Timestamp now)
{
    const domain::Object object{.kind = kind.name, .audience = kind.audience};
    const bool by_hand = medium != domain::Medium::api && medium != domain::Medium::form;
    if (by_hand && kind.audience != domain::Audience::police)
        // Staff write down what came by phone, letter or in a meeting, for the unit they work in.
        for (const auto& grant : actor.grants) {
            auto recording = domain::decide(actor, domain::Action::record,
                                            {.kind = kind.name,
                                             .unit = grant.unit,
                                             .unit_name = unit_name(services, grant.unit)},
                                            {now});
            if (recording)
                return recording;
        }
    return domain::decide(actor, domain::Action::send, object, {now});
}

/// The report that this one repeats: only one that the same sender sent, or for which whoever does
/// not sign in has the code. Anything else becomes a warning: a report is never refused for it.
Result<ReportId> find_earlier(const Services& services, const domain::Actor& actor,
                              NewReport& report)
{
    if (report.earlier.empty())
        return ReportId{};
    auto earlier =
        services.store.read([&](store::Reading& reading) -> Result<std::optional<store::Report>> {
            if (const auto id = parse_uuid(report.earlier))
                return reading.report({*id});
            const auto behind = report_behind(services, reading, report.earlier);
            if (!behind && behind.error().code != ErrorCode::not_found)
                return behind.error();
            return behind ? reading.report(behind.value()) : std::optional<store::Report>{};
        });
    if (!earlier)
        return std::move(earlier).error();
    const bool by_code = !parse_uuid(report.earlier);
    const auto& found = earlier.value();
    if (found && found->sender == actor.organisation.id && (by_code || !actor.is_nobody()))
        return found->id;
    report.warnings.push_back({"earlier_unknown",
                               "The earlier report that this one repeats was not found among your "
                               "reports. This one was accepted without a link to it.",
                               "/earlier"});
    return ReportId{};
}

std::string sender_name(const domain::By& by)
{
    if (!by.unit.text.empty())
        return "unit:" + by.unit.text;
    return by.organisation.is_nil() ? "public" : "organisation:" + to_string(by.organisation);
}

Status seal(Services& services, NewReport& report, const AcceptanceDetails& details,
            Prepared& prepared)
{
    const auto& id = prepared.event.report;
    auto fresh = TRY(services.vault.fresh_key(id.uuid, prepared.event.at));
    const store::ReportKey key{fresh.key, fresh.wrap.epoch};
    prepared.wrap = std::move(fresh.wrap);
    const auto manifest = manifest_of(report.document, prepared.uploads);
    prepared.fact = store::seal_fact(key, id, manifest, write_details(details), services.random);
    prepared.content =
        vault::seal_record(key.key, id.uuid, key.epoch, bytes_of(report.document), services.random);
    prepared.answer.receipt.manifest = manifest;
    return ok();
}

Result<Prepared> prepare(Services& services, const domain::Actor& actor, NewReport report,
                         const RetryKey& key)
{
    const auto* kind = services.pack.find_kind(report.kind.text);
    if (!kind)
        return unknown_kind(services, report.kind);
    const auto now = services.clock.now();
    const auto decision = TRY(decide_sending(services, actor, *kind, report.medium, now));
    if (!decision)
        return Error{actor.is_nobody() ? ErrorCode::unauthenticated : ErrorCode::forbidden,
                     decision.reason};
    TRY(check_content(services, *kind, report));

    Prepared prepared;
    prepared.request = crypto::sha256(bytes_of(report.document));
    if (key.given())
        prepared.retry_mac = key_mac(services, key);
    else
        report.warnings.push_back(
            {"no_idempotency_key",
             "No Idempotency-Key was sent: if this answer is lost, sending again makes a second "
             "report.",
             ""});
    AcceptanceDetails details{.sender_reference = report.sender_reference};
    const auto earlier = TRY(find_earlier(services, actor, report));
    prepared.uploads = TRY(find_uploads(services, actor, report, details));
    auto routed = domain::route(services.pack.directory, report.address, kind->service,
                                report.urgent, moment_of(services, report, kind->name, now));
    details.warnings = std::move(report.warnings);
    if (auto other = other_kind_meant(services.pack, actor.organisation.sector, kind->name))
        details.warnings.push_back(std::move(*other));
    details.warnings.insert(details.warnings.end(), routed.warnings.begin(), routed.warnings.end());

    auto& event = prepared.event;
    event.name = domain::EventName::report_accepted;
    event.report = report.id.is_nil() ? ReportId{make_uuid(now, services.random)} : report.id;
    event.delivery.uuid = make_uuid(now, services.random);
    event.unit = routed.unit->id;
    event.by = decision.as;
    event.at = now;
    event.channel = channel_of(services, sender_name(decision.as), event.unit);
    event.facts.kind = kind->name;
    event.facts.pack = services.pack.label();
    event.facts.sender = actor.organisation.id;
    if (!report.sender_reference.empty())
        event.facts.sender_reference_mac =
            reference_mac(services, to_string(actor.organisation.id), report.sender_reference);
    event.facts.medium = report.medium;
    event.facts.urgent = report.urgent;
    event.facts.occurred_at = report.occurred_at;
    event.facts.captured_at = report.captured_at;
    event.facts.earlier = earlier;
    event.facts.anonymous = is_anonymous(actor, report.parsed);
    if (routed.passed_over)
        event.facts.about_unit = routed.passed_over->id;
    oblige(services, {}, event);
    TRY(seal(services, report, details, prepared));
    prepared.answer.unit_name = routed.unit->name;
    prepared.answer.obligations = event.facts.started;
    prepared.answer.warnings = std::move(details.warnings);
    return prepared;
}

Result<Decided> decide(store::Transaction& tx, Prepared& prepared)
{
    auto& event = prepared.event;
    if (prepared.retry_mac) {
        const auto earlier =
            TRY(tx.claim(*prepared.retry_mac, prepared.request, event.report, event.at));
        if (earlier && earlier->request != prepared.request)
            return key_reused(earlier->report);
        if (earlier)
            return Decided{.earlier = earlier->report};
    }
    for (const auto& upload : prepared.uploads)
        if (!TRY(tx.upload(upload.id)))
            return Error{ErrorCode::not_found, "the upload is no longer there"};
    event.sequence = TRY(tx.next_sequence(event.channel));
    // Nothing has been changed so far, and from here on nothing is refused.
    TRY(tx.keep(event.report, prepared.content, prepared.wrap));
    int number = 0;
    for (const auto& upload : prepared.uploads)
        TRY(tx.attach(event.report, ++number, upload));
    TRY(tx.append(event, prepared.fact));
    return Decided{.sequence = event.sequence};
}

AcceptedReport answer(const Services& services, Prepared& prepared, std::int64_t sequence,
                      const store::Committed& committed)
{
    auto accepted = std::move(prepared.answer);
    const auto& event = prepared.event;
    accepted.id = event.report;
    accepted.accepted_at = event.at;
    accepted.delivery = event.delivery;
    accepted.unit = event.unit;
    accepted.sequence = sequence;
    const auto position = committed.positions.front();
    complete_receipt(services, accepted.receipt,
                     store::StoredEvent{.position = position,
                                        .event = event,
                                        .commitment = prepared.fact.commitment},
                     {.extra = std::move(prepared.fact.opening),
                      .index = position,
                      .path = committed.batch->growth->inclusion_proof(position),
                      .note = committed.batch->note});
    return accepted;
}

/// Of a report that an earlier request brought: it is stored, whatever comes of reading it.
Result<AcceptedReport> first_answer(Services& services, const ReportId& report)
{
    auto answer = services.store.read(
        [&](store::Reading& reading) { return accepted_report(services, reading, report); });
    if (answer)
        return answer;
    auto error = std::move(answer).error();
    error.first_report = to_string(report);
    if (error.problem == "report-erased")  // It was stored, and is no more: nothing to send again.
        return error;
    error.message =
        "The report is stored, but its receipt cannot be shown now. Ask for it with the "
        "same Idempotency-Key shortly.";
    error.kept = true;
    return error;
}

}  // namespace

void accept_report(Services& services, const domain::Actor& actor, NewReport report, RetryKey key,
                   Done<AcceptedReport> done)
{
    auto result = prepare(services, actor, std::move(report), key);
    if (!result)
        return done(std::move(result).error());
    // One allocation that both halves of the act look at: decide, then done, never at once.
    auto prepared = std::make_shared<Prepared>(  // Owners: the two closures below.
        std::move(result).value());
    services.store.write_quickly<Decided>(
        [prepared](store::Transaction& tx) { return decide(tx, *prepared); },
        [&services, prepared, done = std::move(done)](Result<Decided> decided,
                                                      const store::Committed& committed) mutable {
            if (!decided)
                return done(std::move(decided).error());
            if (const auto& earlier = decided.value().earlier)
                return done(first_answer(services, *earlier));
            done(answer(services, *prepared, decided.value().sequence, committed));
        });
}

}  // namespace varde::acts
