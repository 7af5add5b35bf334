#include "acts/conflicts.hpp"

#include "acts/act_on_delivery.hpp"
#include "acts/coverage_state.hpp"
#include "acts/delivery_access.hpp"
#include "acts/raise_problem.hpp"
#include "acts/sealed_words.hpp"
#include "store/intake.hpp"

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

constexpr ProblemName both[] = {ProblemName::coverage_none, ProblemName::coverage_low};

/// Somebody has closed it with a reason, and nobody was barred since: they are not asked again at
/// once.
Result<bool> is_put_aside(store::Reading& reading, const Delivery& delivery, ProblemName name,
                          Timestamp now)
{
    const auto closed = TRY(store::IntakeRecords(reading).closed_by_person(
        name, {delivery.unit, {to_string(delivery.id)}}));
    if (!closed || closed->plus_seconds(coverage_days_put_aside * 86'400) <= now)
        return false;
    const auto rows = TRY(store::AccessRecords(reading).conflicts_of(delivery.report));
    return std::ranges::none_of(rows, [&](const store::BarredRow& row) {
        return !row.lifted_at && *closed < row.declared_at;
    });
}

/// How it stands with one delivery from which somebody is barred.
struct Standing {
    std::size_t able = 0;
    std::optional<ProblemName> wanted;  ///< Which problem it must have, if any.
};

Result<Standing> standing_of(const Services& services, store::Reading& reading,
                             const Delivery& delivery, Timestamp now)
{
    const bool waits = delivery.standing == domain::Standing::owned ||
                       delivery.standing == domain::Standing::offered;
    const auto barred = TRY(store::AccessRecords(reading).barred_from(delivery.report));
    if (!waits || barred.empty())
        return Standing{};
    const auto able = TRY(able_to_read(services, reading, delivery, now));
    Standing standing{.able = able.size(), .wanted = {}};
    if (able.size() >= services.pack.people_needed)
        return standing;
    standing.wanted = able.empty() ? ProblemName::coverage_none : ProblemName::coverage_low;
    if (TRY(is_put_aside(reading, delivery, *standing.wanted, now)))
        standing.wanted.reset();
    return standing;
}

/// Raises or ends its problem: too few, or nobody at all.
Status watch(Services& services, store::Transaction& tx, const Delivery& delivery, Timestamp now)
{
    const auto standing = TRY(standing_of(services, tx, delivery, now));
    const auto about = to_string(delivery.id);
    for (const auto name : both)
        if (name != standing.wanted)
            TRY(end_problem(services, tx, name, delivery.unit, about, now));
    if (!standing.wanted)
        return ok();
    TRY(raise_problem(services, tx,
                      {.name = *standing.wanted,
                       .unit = delivery.unit,
                       .about = about,
                       .text = in_words(services, delivery, standing.able)},
                      now));
    return ok();
}

/// Those of a unit from which somebody is barred, and those of which it was told.
Result<std::vector<Delivery>> watched(store::Reading& reading, const UnitId& unit)
{
    std::vector<Delivery> found;
    for (const auto& id : TRY(store::AccessRecords(reading).deliveries_with_conflicts(unit)))
        if (auto delivery = TRY(reading.delivery(id)))
            found.push_back(std::move(*delivery));
    return found;
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
    for (const auto& delivery : TRY(watched(tx, unit)))
        TRY(watch(services, tx, delivery, now));
    return ok();
}

Result<bool> conflicts_fit(const Services& services, store::Reading& reading, const UnitId& unit,
                           Timestamp now)
{
    for (const auto& delivery : TRY(watched(reading, unit))) {
        const auto standing = TRY(standing_of(services, reading, delivery, now));
        for (const auto name : both) {
            const auto told = TRY(reading.problem_found(name, unit, to_string(delivery.id)));
            if (told.has_value() != (name == standing.wanted))
                return false;
        }
    }
    return true;
}

}  // namespace varde::acts
