#include "acts/begin_drill.hpp"

#include "acts/end_drill.hpp"

namespace varde::acts {
namespace {

constexpr int names_tried = 20;

Uuid random_id(Random& random)
{
    Uuid id;
    random.fill(id.bytes);
    id.bytes[6] = std::uint8_t(0x40 | (id.bytes[6] & 0x0f));
    id.bytes[8] = std::uint8_t(0x80 | (id.bytes[8] & 0x3f));
    return id;
}

DrillPlan plan_for(Services& services, const DrillWish& wish, const packs::Kind& kind,
                   Timestamp now)
{
    const bool police = kind.audience == domain::Audience::police;
    DrillPlan plan{.id = random_id(services.random),
                   .report = {make_uuid(now, services.random)},
                   .name = wish.name,
                   .unit = wish.unit,
                   .kind = wish.kind,
                   .began_at = now,
                   .sender = {.id = {make_uuid(now, services.random)},
                              .sector = police ? domain::Sector::police : domain::Sector::other},
                   .claim = wish.claim};
    plan.document_sha256 = crypto::sha256(bytes_of(drill_document(services, plan)));
    return plan;
}

/// A machine drill's claim is given back when it ends: from then on its standing tells.
Result<bool> has_ended(store::Reading& reading, const DrillWish& wish)
{
    if (wish.name != domain::DrillName::machine)
        return false;
    for (const auto& row : TRY(store::DrillRecords(reading).standing(wish.unit, wish.kind)))
        if (row.name == wish.name && wish.turn_began <= row.ended_at)
            return true;
    return false;
}

/// A name that nobody has; the last resort has a number.
Result<std::string> free_name(Services& services, store::Reading& reading, const packs::Kind& kind)
{
    std::string name;
    for (int i = 0; i < names_tried; ++i) {
        name = drill_sender_name(kind.audience, services.random);
        if (!TRY(reading.organisation_named(name)))
            return name;
    }
    return name + " " + to_string(random_id(services.random)).substr(0, 8);
}

enum class Marked { yes, repeated, taken };

Result<Marked> mark(Services& services, store::Transaction& tx, const DrillWish& wish,
                    DrillPlan& plan)
{
    if (TRY(done_before(services, tx, wish.key, wish.request, plan.report)))
        return Marked::repeated;
    store::DrillChanges changes(tx);
    if (TRY(has_ended(tx, wish)) || !TRY(changes.claim(plan.claim)))
        return Marked::taken;
    const auto* kind = services.pack.find_kind(plan.kind.text);
    plan.sender.name = TRY(free_name(services, tx, *kind));
    TRY(tx.add_organisation(plan.sender, plan.began_at));
    TRY(changes.add(seal_drill(services, plan)));
    return Marked::yes;
}

domain::Actor sender_of(const DrillPlan& plan)
{
    return {.name = plan.sender.name,
            .organisation = plan.sender,
            .grants = {{.role = domain::Role::sender, .from = plan.began_at}}};
}

}  // namespace

void begin_drill(Services& services, DrillWish wish, Done<DrillStart> done)
{
    const auto* kind = services.pack.find_kind(wish.kind.text);
    if (!kind)
        return done(Error{ErrorCode::invalid, "There is no kind \"" + wish.kind.text + "\"."});
    auto plan = std::make_shared<DrillPlan>(  // Owners: the two closures below.
        plan_for(services, wish, *kind, services.clock.now()));
    services.store.write<Marked>(
        [&services, plan, wish = std::move(wish)](store::Transaction& tx) {
            return mark(services, tx, wish, *plan);
        },
        [&services, plan, done = std::move(done)](Result<Marked> marked,
                                                  const store::Committed&) mutable {
            if (!marked)
                return done(std::move(marked).error());
            if (marked.value() != Marked::yes)
                return done(DrillStart{.repeated = marked.value() == Marked::repeated});
            send_drill(services, std::move(*plan),
                       [done = std::move(done)](Result<BegunDrill> begun) mutable {
                           if (!begun)
                               return done(std::move(begun).error());
                           done(DrillStart{.begun = std::move(begun).value()});
                       });
        });
}

void send_drill(Services& services, DrillPlan plan, Done<BegunDrill> done)
{
    NewReport report{.id = plan.report,
                     .kind = plan.kind,
                     .address = {.unit = plan.unit},
                     .document = drill_document(services, plan),
                     .before_going_live = plan.name == domain::DrillName::human};
    auto parsed = json::Document::parse(report.document);
    CHECK(parsed);  // We wrote it.
    report.parsed = std::move(parsed).value();
    const RetryKey key{to_string(plan.sender.id), to_string(plan.id)};
    const auto sender = sender_of(plan);
    accept_report(
        services, sender, std::move(report), key,
        [plan = std::move(plan), done = std::move(done)](Result<AcceptedReport> accepted) mutable {
            if (accepted)
                return done(BegunDrill{std::move(plan), std::move(accepted).value()});
            // Whether it is stored is not known: the next round looks.
            if (accepted.error().code == ErrorCode::unavailable)
                return done(std::move(accepted).error());
            done(BegunDrill{std::move(plan), std::nullopt});
        });
}

void forget_drill(Services& services, DrillPlan plan, Done<Nothing> done)
{
    services.store.write<Nothing>(
        [&services, plan = std::move(plan)](store::Transaction& tx) -> Status {
            if (TRY(tx.report(plan.report)))
                return ok();
            store::DrillChanges changes(tx);
            TRY(changes.forget(drill_mac(services, plan.report)));
            TRY(changes.give_back(plan.claim));
            return changes.remove_sender(plan.sender.id);
        },
        [done = std::move(done)](Result<Nothing> outcome, const store::Committed&) mutable {
            done(std::move(outcome));
        });
}

}  // namespace varde::acts
