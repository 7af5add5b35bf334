#include "acts/reconcile.hpp"

#include "acts/compare_lists.hpp"
#include "acts/duty_event.hpp"
#include "acts/raise_problem.hpp"

namespace varde::acts {
namespace {

Result<domain::By> may_reconcile(const Services& services, const domain::Actor& actor,
                                 const UnitId& unit)
{
    if (!unit.text.empty() && !services.pack.directory.find(unit))
        return Error{ErrorCode::not_found, "There is no such unit."};
    const auto decision = unit.text.empty() ? domain::decide(actor, domain::Action::follow,
                                                             {.sender = actor.organisation.id},
                                                             {services.clock.now()})
                                            : may_compare(services, actor, unit);
    if (!decision)
        return Error{actor.is_nobody() ? ErrorCode::unauthenticated : ErrorCode::forbidden,
                     decision.reason};
    return decision.as;
}

std::string text_of(const Services& services, const UnitId& unit, const std::string& whose,
                    const domain::Event& event)
{
    const bool nb = services.pack.languages.front() == "nb";
    const auto& facts = event.facts;
    const auto number = [&](std::size_t i) { return std::to_string(facts.counts[i]); };
    const auto time = [&](Timestamp at) {
        return services.pack.calendar.in_words(at, nb ? "nb" : "en");
    };
    std::string text = nb ? "En avstemming gikk ikke opp. Liste fra: "
                          : "A reconciliation does not agree. List of: ";
    text += (unit.text.empty() ? whose : unit_name(services, unit)) + ".\n";
    if (facts.from && facts.until)
        text += (nb ? "Tid: " : "Time: ") + time(*facts.from) + " – " + time(*facts.until) + ".\n";
    text += nb ? "På listen, ikke her: " + number(0) + ". Her, ikke på listen: " + number(1) +
                     ". Ulike: " + number(2) + ". Like: " + number(3) + ".\n"
               : "On the list, not here: " + number(0) + ". Here, not on the list: " + number(1) +
                     ". Different: " + number(2) + ". Agreed: " + number(3) + ".\n";
    text += nb ? "Radene fikk den som sammenlignet. Flere sammenligninger kan ha vist det samme: "
                 "`GET /api/v1/reconciliations` har alle. Finn ut hva som ble borte, be om det på "
                 "nytt, og lukk dette med en grunn."
               : "Whoever compared has the rows. Other comparisons may have shown the same: "
                 "`GET /api/v1/reconciliations` has them all. Find out what was lost, ask for it "
                 "again, and close this with a reason.";
    return text;
}

/// One for each whose list it is, until a person closes it: a later list of another time says
/// nothing about this one.
Status tell_mismatch(Services& services, store::Transaction& tx, const std::string& whose,
                     const domain::Event& event)
{
    const std::string about = event.unit.text.empty() ? "sender " + to_string(event.facts.sender)
                                                      : std::string("its list");
    TRY(raise_problem(services, tx,
                      {.name = domain::ProblemName::reconciliation_differs,
                       .unit = event.unit,
                       .about = about,
                       .text = text_of(services, event.unit, whose, event)},
                      event.at));
    return ok();
}

/// `unavailable` while the book lacks some of the events before `end`: what came with them would be
/// said to be nowhere missing.
Status is_booked(const Services& services, std::uint64_t end)
{
    const auto mark = TRY(services.store.read(
        [](store::Reading& reading) { return store::BookRecords(reading).mark(); }));
    if (mark >= end)
        return ok();
    return Error{ErrorCode::unavailable,
                 "The book is " + std::to_string(end - mark) +
                     " entries behind: what is missing on the list cannot be told yet. Nothing was "
                     "compared. Ask again in a minute."};
}

/// Compares and records it, by somebody who may.
void compare_and_keep(Services& services, ReconciliationRequest request, const domain::By& by,
                      Done<ReconciliationResult> done)
{
    auto compared = compare_lists(services, request);
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
                        .by = by,
                        .at = result.made_at};
    if (request.unit.text.empty())
        event.facts.sender = request.actor.organisation.id;
    event.facts.from = request.from;
    event.facts.until = request.until;
    const auto& counts = result.counts;
    event.facts.counts = {counts.missing_here, counts.missing_there, counts.different,
                          counts.agreed, counts.erased};
    services.store.write<domain::DutyId>(
        [&services, request = std::move(request), event = std::move(event),
         note = std::move(note).value(),
         differs = counts.differs()](store::Transaction& tx) -> Result<domain::DutyId> {
            const domain::DutyId fresh{event.report.uuid};
            const auto earlier =
                TRY(entered_before(services, tx, request.key, request.request, fresh));
            if (!earlier.is_nil())
                return earlier;
            TRY(tx.keep(event.report, note.content, note.wrap));
            TRY(tx.append(event, note.key, services.random));
            if (differs)
                TRY(tell_mismatch(services, tx, request.actor.organisation.name, event));
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

}  // namespace

void reconcile(Services& services, ReconciliationRequest request, Done<ReconciliationResult> done)
{
    const auto by = may_reconcile(services, request.actor, request.unit);
    if (!by)
        return done(by.error());
    if (request.unit.text.empty() || !request.from)
        return compare_and_keep(services, std::move(request), by.value(), std::move(done));
    // What a unit's list does not name is found in the book.
    const auto end = services.store.read(
        [](store::Reading& reading) { return store::BookRecords(reading).event_end(); });
    if (!end)
        return done(end.error());
    book_for_answer(services, [&services, request = std::move(request), by = by.value(),
                               end = end.value(), done = std::move(done)](Result<Nothing>) mutable {
        const auto booked = is_booked(services, end);
        if (!booked)
            return done(booked.error());
        compare_and_keep(services, std::move(request), by, std::move(done));
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
