#include "acts/hand_over.hpp"

#include "acts/duty_event.hpp"
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

Result<HandoverPage> list_handovers(const Services& services, const domain::Actor& actor,
                                    const UnitId& unit, const domain::DutyId& before, int limit)
{
    if (const auto decision = may(services, actor, unit); !decision)
        return denied(actor, decision);
    return services.store.read([&](store::Reading& reading) -> Result<HandoverPage> {
        auto rows = TRY(reading.handovers_of(unit, before, limit + 1));
        HandoverPage page;
        if (rows.size() > std::size_t(limit)) {
            rows.resize(std::size_t(limit));
            page.next = rows.back().id;
        }
        for (const auto& row : rows)
            page.items.push_back(TRY(opened(services, reading, row)));
        return page;
    });
}

}  // namespace varde::acts
