#include "acts/hand_over.hpp"

#include "acts/duty_event.hpp"
#include "acts/refused_as.hpp"
#include "acts/sealed_words.hpp"
#include "json/writer.hpp"

namespace varde::acts {
namespace {

using domain::Action;

/// Whoever may list a unit's deliveries and open them.
domain::Decision may(const Services& services, const domain::Actor& actor, const UnitId& unit)
{
    const domain::Object object{.unit = unit, .unit_name = unit_name(services, unit)};
    const domain::Context context{services.clock.now()};
    const auto listing = domain::decide(actor, Action::list, object, context);
    return listing ? domain::decide(actor, Action::open, object, context) : listing;
}

Error denied(const domain::Actor& actor, const domain::Decision& decision)
{
    return {actor.is_nobody() ? ErrorCode::unauthenticated : ErrorCode::forbidden, decision.reason};
}

Result<HandoverNote> opened(const Services& services, store::Reading& reading,
                            const store::HandoverRow& row)
{
    const ReportId subject{row.id.uuid};
    const auto key = TRY(report_key(services, reading, subject));
    const auto sealed = TRY(reading.content(subject));
    if (!sealed)
        return Error{ErrorCode::internal, "this note's text is not there"};
    const auto plain = TRY(vault::open_record(key.key, row.id.uuid, *sealed));
    return HandoverNote{row.id, row.at, row.name, std::string(text_of(plain))};
}

/// What ties the event to the text: its digest.
std::string digest_of(std::string_view text)
{
    json::Writer w;
    w.object([&] { w("text_sha256", to_hex(crypto::sha256(bytes_of(text)))); });
    return w.take();
}

Result<HandoverNote> read_note(const Services& services, const domain::DutyId& id)
{
    return services.store.read([&](store::Reading& reading) -> Result<HandoverNote> {
        const auto row = TRY(reading.handover(id));
        CHECK(row);  // Never deleted.
        return opened(services, reading, *row);
    });
}

/// A page as the writer found it.
struct Rows {
    std::vector<store::HandoverRow> rows;
    bool more = false;
};

/// One event for the page, under the newest note's key; it seals which notes these were.
Status record_reading(const Services& services, store::Transaction& tx, const UnitId& unit,
                      const std::vector<store::HandoverRow>& rows, const domain::Decision& decision)
{
    if (rows.empty())
        return ok();  // There is nothing to read.
    const ReportId newest{rows.front().id.uuid};
    domain::Event event{.name = domain::EventName::handover_read,
                        .report = newest,
                        .unit = unit,
                        .by = decision.as,
                        .at = services.clock.now()};
    event.facts.subject = rows.back().id.uuid;
    json::Writer w;
    w.object([&] {
        w.array("notes", [&] {
            for (const auto& row : rows)
                w.value(row.id);
        });
        w("why", decision.reason);
    });
    event.sealed = w.take();
    return tx.append(std::move(event), TRY(report_key(services, tx, newest)), services.random);
}

Result<HandoverPage> page_of(const Services& services, const Rows& found)
{
    return services.store.read([&](store::Reading& reading) -> Result<HandoverPage> {
        HandoverPage page;
        for (const auto& row : found.rows)
            page.items.push_back(TRY(opened(services, reading, row)));
        if (found.more)
            page.next = found.rows.back().id;
        return page;
    });
}

/// Recorded before it is told, under a key of its own: it is about no note.
void refuse(Services& services, const domain::Actor& actor, const UnitId& unit, Error why,
            Done<HandoverPage> done)
{
    if (!services.pack.directory.find(unit))
        return done(std::move(why));  // Nothing can be there.
    const auto now = services.clock.now();
    const domain::DutyId id{make_uuid(now, services.random)};
    auto note = seal_note(services, id, {}, now);
    if (!note)
        return done(std::move(note).error());
    domain::Event event{.name = domain::EventName::access_refused,
                        .report = {id.uuid},
                        .unit = unit,
                        .by = refused_as(actor),
                        .at = now,
                        .sealed = seal_words({{"why", why.message}})};
    event.facts.action = std::string(domain::name_of(Action::open));
    services.store.write<Nothing>(
        [&services, event = std::move(event),
         note = std::move(note).value()](store::Transaction& tx) -> Result<Nothing> {
            TRY(tx.keep(event.report, note.content, note.wrap));
            return tx.append(event, note.key, services.random);
        },
        [why = std::move(why), done = std::move(done)](Result<Nothing> recorded,
                                                       const store::Committed&) mutable {
            done(recorded ? std::move(why) : std::move(recorded).error());
        });
}

}  // namespace

void hand_over(Services& services, DutyRequest request, UnitId unit, std::string text,
               Done<HandoverNote> done)
{
    const auto now = services.clock.now();
    const auto decision = may(services, request.actor, unit);
    if (!decision)
        return done(denied(request.actor, decision));
    domain::DutyEntry entry{
        .id = {make_uuid(now, services.random)}, .unit = unit, .person = request.actor.person};
    entry.series = entry.id;
    entry.entered_at = now;
    auto note = seal_note(services, entry.id, text, now);
    if (!note)
        return done(std::move(note).error());
    services.store.write<domain::DutyId>(
        [&services, entry, by = decision.as, note = std::move(note).value(),
         request = std::move(request),
         digest = digest_of(text)](store::Transaction& tx) -> Result<domain::DutyId> {
            const auto before =
                TRY(entered_before(services, tx, request.key, request.request, entry.id));
            if (!before.is_nil())
                return before;
            TRY(enter(services, tx, domain::DutyChange::handover_written, entry, by, note, digest));
            return entry.id;
        },
        [&services, done = std::move(done)](Result<domain::DutyId> id,
                                            const store::Committed&) mutable {
            if (!id)
                return done(std::move(id).error());
            done(read_note(services, id.value()));
        });
}

void list_handovers(Services& services, const domain::Actor& actor, const HandoversAsked& asked,
                    Done<HandoverPage> done)
{
    const auto decision = may(services, actor, asked.unit);
    if (!decision)
        return refuse(services, actor, asked.unit, denied(actor, decision), std::move(done));
    services.store.write<Rows>(
        [&services, asked, decision](store::Transaction& tx) -> Result<Rows> {
            auto rows = TRY(tx.handovers_of(asked.unit, asked.before, asked.limit + 1));
            const bool more = rows.size() > std::size_t(asked.limit);
            if (more)
                rows.resize(std::size_t(asked.limit));
            TRY(record_reading(services, tx, asked.unit, rows, decision));
            return Rows{std::move(rows), more};
        },
        [&services, done = std::move(done)](Result<Rows> rows, const store::Committed&) mutable {
            if (!rows)
                return done(std::move(rows).error());
            done(page_of(services, rows.value()));
        });
}

}  // namespace varde::acts
