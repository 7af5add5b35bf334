#include "acts/conflicts.hpp"

#include "acts/act_on_delivery.hpp"
#include "acts/delivery_access.hpp"
#include "acts/raise_problem.hpp"
#include "acts/sealed_words.hpp"

namespace varde::acts {
namespace {

using domain::Action;
using domain::Delivery;
using domain::ProblemName;

/// What came of the writer's step. A refusal is a success here: its record must be committed.
struct Acted {
    std::string refused;
};

/// For people, in the pack's first language.
std::string in_words(const Services& services, const Delivery& delivery, std::size_t able)
{
    const auto number = std::to_string(delivery.sequence);
    const auto unit = unit_name(services, delivery.unit);
    const auto people = std::to_string(able);
    if (services.pack.languages.front() == "nb")
        return "Melding nr. " + number + " i " + unit + " kan nå åpnes av " + people +
               ". Noen er inhabile. Gi flere tilgang, eller send den videre.";
    return "Report no. " + number + " in " + unit + " can be opened by " + people +
           " now: there are conflicts of interest. Give more people access, or hand it on.";
}

/// One problem of a delivery at most: too few, or nobody at all.
Status tell(Services& services, store::Transaction& tx, const Delivery& delivery, std::size_t able,
            Timestamp now)
{
    const auto about = to_string(delivery.id);
    const auto fitting = able == 0 ? ProblemName::coverage_none : ProblemName::coverage_low;
    const bool enough = able >= people_needed(services);
    for (const auto name : {ProblemName::coverage_none, ProblemName::coverage_low})
        if (enough || name != fitting)
            TRY(end_problem(services, tx, name, delivery.unit, about, now));
    if (enough)
        return ok();
    TRY(raise_problem(services, tx,
                      {.name = fitting,
                       .unit = delivery.unit,
                       .about = about,
                       .text = in_words(services, delivery, able)},
                      now));
    return ok();
}

bool is_open(const Delivery& delivery)
{
    return delivery.standing == domain::Standing::owned ||
           delivery.standing == domain::Standing::offered;
}

Status watch(Services& services, store::Transaction& tx, const Delivery& delivery, Timestamp now)
{
    if (!is_open(delivery))
        return ok();
    const auto able = TRY(able_to_read(services, tx, delivery, now));
    return tell(services, tx, delivery, able.size(), now);
}

/// Each that waits: it may be in several units, and with that person in any of them.
Status watch_all(Services& services, store::Transaction& tx, const ReportId& report, Timestamp now)
{
    for (const auto& delivery : TRY(tx.deliveries_of(report)))
        TRY(watch(services, tx, delivery, now));
    return ok();
}

Result<Acted> refuse(Services& services, store::Transaction& tx, const Delivery& delivery,
                     const domain::Actor& actor, Action action, const std::string& reason,
                     Timestamp now)
{
    const auto key = TRY(report_key(services, tx, delivery.report));
    TRY(tx.append(refusal(delivery, actor, action, reason, now), key, services.random));
    return Acted{.refused = reason};
}

Result<bool> is_barred(store::Reading& reading, const ReportId& report, const PersonId& person)
{
    const auto barred = TRY(store::AccessRecords(reading).barred_from(report));
    return std::ranges::find(barred, person) != barred.end();
}

/// In the writer.
Status declare(Services& services, store::Transaction& tx, const Delivery& delivery,
               const Conflict& conflict, const domain::Doing& doing)
{
    if (!TRY(tx.person(conflict.person)))
        return Error{.code = ErrorCode::invalid,
                     .message = "There is nobody with this id; nothing was stored.",
                     .faults = {{"/person", "is nobody who has an account here"}}};
    if (TRY(is_barred(tx, delivery.report, conflict.person)))
        return ok();
    const auto key = TRY(report_key(services, tx, delivery.report));
    const auto sealed = seal_words({{"reason", conflict.reason}});
    for (const auto& each : TRY(tx.deliveries_of(delivery.report))) {
        if (each.id != delivery.id && !domain::is_with(each, conflict.person))
            continue;
        TRY(tx.append(domain::declare_conflict(each, doing, conflict.person, sealed), key,
                      services.random));
        if (domain::is_with(each, conflict.person))
            TRY(tx.wake_subject(each.id.uuid, doing.at));
    }
    return watch_all(services, tx, delivery.report, doing.at);
}

/// In the writer.
Status lift(Services& services, store::Transaction& tx, const Delivery& delivery,
            const Conflict& conflict, const domain::Doing& doing)
{
    if (!TRY(is_barred(tx, delivery.report, conflict.person)))
        return Error{ErrorCode::conflict,
                     "No conflict of interest of theirs is declared. Nothing was changed."};
    const auto key = TRY(report_key(services, tx, delivery.report));
    TRY(tx.append(domain::lift_conflict(delivery, doing, conflict.person,
                                        seal_words({{"reason", conflict.reason}})),
                  key, services.random));
    return watch_all(services, tx, delivery.report, doing.at);
}

using Changing = Status (*)(Services&, store::Transaction&, const Delivery&, const Conflict&,
                            const domain::Doing&);

/// In the writer.
Result<Acted> decide(Services& services, store::Transaction& tx, const AccessAct& act,
                     const Conflict& conflict, Action action, Changing change, Timestamp now)
{
    const auto delivery = TRY(tx.delivery(conflict.delivery));
    if (!delivery)
        return Error{ErrorCode::not_found, "There is no such delivery."};
    const auto object = TRY(object_of(services, tx, *delivery, conflict.person));
    const auto decision = domain::decide(act.actor, action, object, {now});
    if (!decision)
        return refuse(services, tx, *delivery, act.actor, action, decision.reason, now);
    if (!TRY(done_before(services, tx, act.key, act.request, delivery->report)))
        TRY(change(services, tx, *delivery, conflict, {decision.as, now}));
    return Acted{};
}

void begin(Services& services, AccessAct act, Conflict conflict, Action action, Changing change,
           Done<Nothing> done)
{
    services.store.write<Acted>(
        [&services, act = std::move(act), conflict = std::move(conflict), action, change,
         now = services.clock.now()](store::Transaction& tx) {
            return decide(services, tx, act, conflict, action, change, now);
        },
        [done = std::move(done)](Result<Acted> acted, const store::Committed&) mutable {
            if (!acted)
                return done(std::move(acted).error());
            if (!acted.value().refused.empty())
                return done(Error{ErrorCode::forbidden, acted.value().refused});
            done(Nothing{});
        });
}

}  // namespace

void declare_conflict(Services& services, AccessAct act, Conflict conflict, Done<Nothing> done)
{
    begin(services, std::move(act), std::move(conflict), Action::declare_conflict, declare,
          std::move(done));
}

void lift_conflict(Services& services, AccessAct act, Conflict conflict, Done<Nothing> done)
{
    begin(services, std::move(act), std::move(conflict), Action::lift_conflict, lift,
          std::move(done));
}

Status watch_conflicts(Services& services, store::Transaction& tx, const UnitId& unit,
                       Timestamp now)
{
    for (const auto& id : TRY(store::AccessRecords(tx).deliveries_with_conflicts(unit)))
        if (const auto delivery = TRY(tx.delivery(id)))
            TRY(watch(services, tx, *delivery, now));
    return ok();
}

}  // namespace varde::acts
