#include "acts/access_event.hpp"

#include "acts/access_requests.hpp"
#include "acts/conflicts.hpp"
#include "acts/coverage_guard.hpp"
#include "acts/sealed_words.hpp"
#include "domain/access/grants.hpp"

namespace varde::acts {
namespace {

constexpr Timestamp for_ever{std::numeric_limits<std::int64_t>::max()};

Status watch(Services& services, store::Transaction& tx, const domain::Grant& grant, Timestamp now)
{
    if (!domain::is_reader(grant.role))
        return ok();
    TRY(watch_coverage(services, tx, grant.unit, now));
    return watch_conflicts(services, tx, grant.unit, now);
}

/// What was delegated from it, and from that in turn, ends with it.
Status end_delegations(Services& services, store::Transaction& tx, const domain::GrantId& source,
                       const Ending& ending, Timestamp now)
{
    Ending with = ending;
    with.substitute = {};
    with.reason = "It was delegated, and what it was delegated from has ended.";
    for (const auto& row : TRY(store::AccessRecords(tx).delegated_from(source, ending.until)))
        TRY(end(services, tx, row.given, with, now));
    return ok();
}

domain::GivenGrant for_substitute(Services& services, const domain::GivenGrant& given,
                                  const Ending& ending, Timestamp now)
{
    domain::GivenGrant fresh{.id = {make_uuid(now, services.random)},
                             .person = ending.substitute,
                             .grant = given.grant,
                             .delegated_from = {}};
    fresh.grant.from = std::max(given.grant.from, ending.until);
    return fresh;
}

}  // namespace

Status append_access(Services& services, store::Transaction& tx, domain::Event event,
                     std::string_view reason, std::string_view override_reason)
{
    auto fresh = TRY(services.vault.fresh_key(event.report.uuid, event.at));
    const store::ReportKey key{std::move(fresh.key), fresh.wrap.epoch};
    TRY(tx.keep(
        event.report,
        vault::seal_record(key.key, event.report.uuid, key.epoch, bytes_of("{}"), services.random),
        fresh.wrap));
    event.sealed = seal_words({{"reason", reason}, {"override_reason", override_reason}});
    return tx.append(std::move(event), key, services.random);
}

Status give(Services& services, store::Transaction& tx, const domain::GivenGrant& fresh,
            const domain::By& by, std::string_view reason, Timestamp now)
{
    TRY(append_access(services, tx, domain::given_event(fresh, by, now), reason));
    TRY(end_access_requests(services, tx, fresh, by, reason, now));
    return watch(services, tx, fresh.grant, now);
}

Status end(Services& services, store::Transaction& tx, const domain::GivenGrant& given,
           const Ending& ending, Timestamp now)
{
    const auto until = given.grant.until.value_or(for_ever);
    if (domain::is_reader(given.grant.role))
        TRY(guard_coverage(services, tx, ending.actor,
                           {.person = given.person,
                            .unit = given.grant.unit,
                            .span = {ending.until, until},
                            .grant = given.id.uuid,
                            .substitute = ending.substitute,
                            .override_reason = ending.override_reason},
                           now));
    const domain::AccessChangeId change{make_uuid(now, services.random)};
    TRY(append_access(services, tx,
                      domain::ended_event(given, change, ending.until, ending.by, now),
                      ending.reason, ending.override_reason));
    // First: they count when it is asked what the end of what was delegated leaves.
    if (!ending.substitute.is_nil())
        TRY(give(services, tx, for_substitute(services, given, ending, now), ending.by,
                 ending.reason, now));
    TRY(end_delegations(services, tx, given.id, ending, now));
    return watch(services, tx, given.grant, now);
}

Result<std::string> reason_of(const Services& services, store::Reading& reading,
                              const ReportId& change)
{
    if (change.is_nil() || !TRY(reading.content_key(change)))
        return std::string{};
    const auto key = TRY(report_key(services, reading, change));
    for (const auto& stored : TRY(reading.events_of(change)))
        if (stored.event.name == domain::EventName::access_changed)
            return word_in(TRY(store::open_fact(key, change, stored.sealed)), "reason");
    return std::string{};
}

}  // namespace varde::acts
