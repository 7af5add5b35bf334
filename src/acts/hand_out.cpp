#include "acts/hand_out.hpp"

#include "acts/act_on_delivery.hpp"
#include "acts/duty_event.hpp"
#include "acts/sealed_words.hpp"
#include "acts/tell_failing.hpp"
#include "base/log.hpp"

namespace varde::acts {
namespace {

using domain::ReadbackState;

constexpr int chunks_at_once = 20;
constexpr int passed_at_once = 200;

Error forbidden(const domain::Actor& actor, std::string reason)
{
    return {actor.is_nobody() ? ErrorCode::unauthenticated : ErrorCode::forbidden,
            std::move(reason)};
}

Error no_case_system() { return {ErrorCode::not_found, "This unit has no case system here."}; }
Error ahead(const store::CaseSystem& system)
{
    return {.code = ErrorCode::conflict,
            .message = "after_seq is past the last number of this unit, which is " +
                       std::to_string(system.last_number) +
                       ". Nothing has changed. Look whether the key and the server are the right "
                       "ones, and whether the server says that it is in recovery mode.",
            .problem = "after-seq-ahead"};
}

/// That it went back: from which number it asks, up to which it had said that it holds all, and
/// the first, the last and the count of those that it had proved and is given again now.
Status keep_regression(Services& services, store::Transaction& tx, const Fetching& fetching,
                       std::vector<std::int64_t> counts, const domain::By& by, Timestamp now)
{
    const domain::DutyId id{make_uuid(now, services.random)};
    const auto note = TRY(seal_note(services, id, "{}", now));
    domain::Event event{.name = domain::EventName::channel_compared,
                        .report = {id.uuid},
                        .unit = fetching.unit,
                        .by = by,
                        .at = now};
    event.facts.name = "regressed";
    event.facts.connector = fetching.connector;
    event.facts.counts = std::move(counts);
    TRY(tx.keep(event.report, note.content, note.wrap));
    return tx.append(std::move(event), note.key, services.random);
}

/// Above which it is shown what there is.
std::int64_t first_of(const Fetching& fetching)
{
    return std::max(fetching.after_number, fetching.from_number);
}

/// What the system says of itself by the number that it asks from. `confirmed` never falls: of what
/// it asks again up to there, it had said that it holds it.
Status compare_number(Services& services, store::Transaction& tx, store::CaseSystem& system,
                      const Fetching& fetching, const domain::By& by, Timestamp now)
{
    store::ReadbackRecords records(tx);
    const auto after = fetching.after_number;
    const bool back = after < system.confirmed;
    // Going back, what it is given now; the rest of it when it gets there.
    auto found = back ? records.after(system.unit, first_of(fetching), fetching.limit)
                      : records.waiting(system.unit, system.confirmed, after, passed_at_once);
    auto seen = TRY(std::move(found));
    if (!back)
        system.confirmed = seen.size() < std::size_t(passed_at_once) ? after : seen.back().number;
    std::vector<std::int64_t> failed;
    for (auto& readback : seen) {
        if (back && (readback.state != ReadbackState::stored || readback.number > system.confirmed))
            continue;
        failed.push_back(readback.number);
        const auto how = back ? ReadbackState::regressed : ReadbackState::skipped;
        TRY(keep_failure(services, tx, domain::fail_readback(std::move(readback), how, now), by,
                         now));
    }
    if (failed.empty())
        return ok();
    if (back)
        TRY(keep_regression(
            services, tx, fetching,
            {after, system.confirmed, failed.front(), failed.back(), std::int64_t(failed.size())},
            by, now));
    TRY(tell_failing(services, tx, system.unit, now));
    return ok();
}

/// A reading by a machine: an event, once in a round for each system and in each hour, and never
/// that somebody opened it. What was asked before is void, unless it is the first question. False:
/// it is given no content.
Result<bool> record_reading(Services& services, store::Transaction& tx, domain::Readback& readback,
                            const std::string& connector, const domain::Decision& decision,
                            Timestamp now)
{
    if (readback.state == ReadbackState::erased || readback.state == ReadbackState::stored)
        return false;  // Of what it has proved it gets no content.
    if (readback.state == ReadbackState::unavailable)
        return false;  // The round finds out when it can be read again.
    const auto key = TRY(key_or_end(services, tx, readback));
    if (!key)
        return false;
    const auto before = readback;
    readback = domain::hand_over(std::move(readback), now);
    readback.connector = connector;  // Who took it and proves nothing is named.
    readback.read_round = readback.round;
    readback.read_by = decision.as.organisation;
    const bool recorded = readback.read_round == before.read_round &&
                          readback.read_by == before.read_by && connector == before.connector &&
                          before.read_at &&
                          now < before.read_at->plus_seconds(domain::reading_seconds_max);
    if (!recorded)
        readback.read_at = now;
    if (readback != before)
        TRY(store::ReadbackChanges(tx).save(readback));
    if (recorded)
        return true;
    auto event = readback_event(readback, domain::EventName::delivery_read, decision.as, now);
    event.sealed = seal_words({{"why", decision.reason}});
    TRY(tx.append(std::move(event), *key, services.random));
    return true;
}

/// What a writer's step has recorded of one delivery.
struct Recorded {
    domain::Readback readback;
    bool given = false;  ///< Its content.
};

struct Found {
    store::CaseSystem system;
    std::vector<Recorded> recorded;
};

Result<Found> fetch(Services& services, store::Transaction& tx, const domain::Actor& actor,
                    const Fetching& fetching)
{
    const auto now = services.clock.now();
    const auto decision = may_fetch(services, actor, fetching.unit);
    if (!decision)
        return forbidden(actor, decision.reason);
    bool all = false;
    for (int i = 0; i < chunks_at_once && !all; ++i)
        all = TRY(number_arrivals(tx));
    store::ReadbackRecords records(tx);
    auto system = TRY(records.case_system(fetching.unit));
    if (!system)
        return no_case_system();
    if (fetching.after_number > system->last_number)
        return ahead(*system);
    TRY(compare_number(services, tx, *system, fetching, decision.as, now));
    system->pulled_at = now;
    system->connector = fetching.connector;
    TRY(store::ReadbackChanges(tx).save(*system));
    Found found{std::move(*system), {}};
    bool untold = false;
    for (auto& readback : TRY(records.after(fetching.unit, first_of(fetching), fetching.limit))) {
        const bool given =
            !domain::is_taken(readback) &&
            TRY(record_reading(services, tx, readback, fetching.connector, decision, now));
        untold |= readback.state == ReadbackState::unavailable && readback.told.empty();
        found.recorded.push_back({std::move(readback), given});
    }
    if (untold)
        TRY(tell_failing(services, tx, fetching.unit, now));
    return found;
}

Result<HandedOut> handed_out(const Services& services, store::Reading& reading,
                             const Recorded& recorded)
{
    const auto& readback = recorded.readback;
    const auto delivery = TRY(reading.delivery(readback.delivery));
    if (!delivery)
        return Error{ErrorCode::internal, "a delivery for a case system is not there"};
    HandedOut out{.readback = readback,
                  .kind = delivery->kind,
                  .urgent = delivery->urgent,
                  .state = std::string(domain::state_word(*delivery)),
                  .nonce = nonce_of(services, readback),
                  .unavailable = readback.state == ReadbackState::unavailable && !recorded.given};
    out.given_again = !recorded.given && !out.unavailable && domain::is_failing(readback.state);
    if (!recorded.given)
        return out;
    if (auto package = package_of(services, reading, readback.report))
        out.package = std::move(package).value();
    else if (package.error().problem == "report-erased")
        out.readback = domain::end_readback(std::move(out.readback));
    else if (is_damage(package.error())) {
        log::error(
            "a delivery cannot be given to its case system",
            {{"delivery", to_string(readback.delivery)}, {"reason", package.error().message}});
        out.unavailable = true;
    } else
        return std::move(package).error();
    return out;
}

Result<HandedFile> handed_file(const Services& services, store::Reading& reading,
                               const Recorded& recorded, int number)
{
    if (recorded.readback.state == ReadbackState::unavailable && !recorded.given)
        return Error{ErrorCode::unavailable, "Varde itself cannot read this delivery now. Its "
                                             "people have been told; fetch it later."};
    const auto damaged = [](const Error& error) {
        return is_damage(error) ? Error{ErrorCode::internal, error.message} : error;
    };
    const auto& report = recorded.readback.report;
    auto package = package_of(services, reading, report);
    if (!package)
        return damaged(package.error());
    for (auto& file : package.value().files) {
        if (file.number != number)
            continue;
        auto reader = open_file(services, reading, report, number);
        if (!reader)
            return damaged(reader.error());
        return HandedFile{std::move(file), std::move(reader).value()};
    }
    return Error{ErrorCode::not_found, "The report has no such attachment."};
}

/// What `read_one` in a writer's step recorded, or why it did not.
struct One {
    Recorded recorded;
    std::string refused;
};

/// Records the reading of one delivery, or that it was refused.
Result<One> read_one(Services& services, store::Transaction& tx, const domain::Actor& actor,
                     const UnitId& unit, const DeliveryId& id, std::string connector)
{
    const auto now = services.clock.now();
    auto readback = TRY(store::ReadbackRecords(tx).of(id));
    if (!readback || readback->unit != unit)
        return Error{ErrorCode::not_found, "This unit's case system was given no such delivery."};
    const auto decision = may_fetch(services, actor, unit);
    if (decision) {
        if (readback->state == ReadbackState::stored) {  // Who holds it need not ask for it.
            auto failed = domain::fail_readback(std::move(*readback), ReadbackState::missing, now);
            TRY(keep_failure(services, tx, failed, decision.as, now));
            TRY(tell_failing(services, tx, unit, now));
            *readback = std::move(failed.readback);
        }
        if (connector.empty())
            connector = readback->connector;
        const bool given = TRY(record_reading(services, tx, *readback, connector, decision, now));
        if (readback->state == ReadbackState::unavailable && readback->told.empty())
            TRY(tell_failing(services, tx, unit, now));
        return One{{std::move(*readback), given}, {}};
    }
    const auto delivery = TRY(tx.delivery(id));
    const auto key = TRY(key_or_end(services, tx, *readback));
    if (delivery && key)
        TRY(tx.append(refusal(*delivery, actor, domain::Action::fetch, decision.reason, now), *key,
                      services.random));
    return One{{}, decision.reason};
}

/// Answers once it is kept, and people are told, what turned out to be damaged. Whether that went
/// well or not: what could be read is given.
template <class T>
void answer_with(Services& services, std::vector<DeliveryId> damaged, Result<T> answer,
                 Done<T> done)
{
    if (damaged.empty())
        return done(std::move(answer));
    services.store.write<Nothing>(
        [&services, damaged = std::move(damaged)](store::Transaction& tx) -> Status {
            for (const auto& delivery : damaged)
                TRY(keep_unavailable(services, tx, delivery, services.clock.now()));
            return ok();
        },
        [answer = std::move(answer), done = std::move(done)](
            const Result<Nothing>&, const store::Committed&) mutable { done(std::move(answer)); });
}

/// Whether what was recorded as given turned out to be damaged.
bool is_damaged(const Recorded& recorded, const Result<HandedOut>& out)
{
    return recorded.given && out && out.value().unavailable;
}
bool is_damaged(const Recorded& recorded, const Result<HandedFile>& file)
{
    return recorded.given && !file && file.error().code == ErrorCode::internal;
}

/// `damaged`: also those that were recorded as given and turned out to be.
Result<HandedPage> page_of(const Services& services, store::Reading& reading, Found found,
                           std::vector<DeliveryId>& damaged)
{
    HandedPage page{.system = std::move(found.system)};
    for (const auto& recorded : found.recorded) {
        auto item = handed_out(services, reading, recorded);
        if (is_damaged(recorded, item))
            damaged.push_back(recorded.readback.delivery);
        page.items.push_back(TRY(std::move(item)));
    }
    return page;
}

/// Reads with `show` what was recorded as read.
template <class T, class Show>
void read_then(Services& services, const domain::Actor& actor, const UnitId& unit,
               const DeliveryId& delivery, std::string connector, Done<T> done, Show show)
{
    services.store.write<One>(
        [&services, actor, unit, delivery,
         connector = std::move(connector)](store::Transaction& tx) {
            return read_one(services, tx, actor, unit, delivery, connector);
        },
        [&services, actor, show, done = std::move(done)](Result<One> one,
                                                         const store::Committed&) mutable {
            if (!one)
                return done(std::move(one).error());
            if (!one.value().refused.empty())
                return done(forbidden(actor, one.value().refused));
            services.store.post(
                [&services, show, one = std::move(one).value(), done = std::move(done)]() mutable {
                    const auto& recorded = one.recorded;
                    auto answer = services.store.read([&](store::Reading& reading) -> Result<T> {
                        return show(reading, recorded);
                    });
                    std::vector<DeliveryId> damaged;
                    if (is_damaged(recorded, answer))
                        damaged.push_back(recorded.readback.delivery);
                    answer_with(services, std::move(damaged), std::move(answer), std::move(done));
                });
        });
}

}  // namespace

void hand_out(Services& services, const domain::Actor& actor, Fetching fetching,
              Done<HandedPage> done)
{
    services.store.write<Found>(
        [&services, actor, fetching = std::move(fetching)](store::Transaction& tx) {
            return fetch(services, tx, actor, fetching);
        },
        [&services, done = std::move(done)](Result<Found> found, const store::Committed&) mutable {
            if (!found)
                return done(std::move(found).error());
            services.store.post(
                [&services, found = std::move(found).value(), done = std::move(done)]() mutable {
                    std::vector<DeliveryId> damaged;
                    auto page = services.store.read([&](store::Reading& reading) {
                        return page_of(services, reading, std::move(found), damaged);
                    });
                    answer_with(services, std::move(damaged), std::move(page), std::move(done));
                });
        });
}

void hand_out_again(Services& services, const domain::Actor& actor, const UnitId& unit,
                    const DeliveryId& delivery, std::string connector, Done<HandedOut> done)
{
    read_then<HandedOut>(services, actor, unit, delivery, std::move(connector), std::move(done),
                         [&services](store::Reading& reading, const Recorded& recorded) {
                             return handed_out(services, reading, recorded);
                         });
}

void hand_out_file(Services& services, const domain::Actor& actor, const UnitId& unit,
                   const DeliveryId& delivery, int number, std::string connector,
                   Done<HandedFile> done)
{
    read_then<HandedFile>(services, actor, unit, delivery, std::move(connector), std::move(done),
                          [&services, number](store::Reading& reading, const Recorded& recorded) {
                              return handed_file(services, reading, recorded, number);
                          });
}

Result<std::vector<Challenge>> see_challenges(const Services& services, const domain::Actor& actor,
                                              const UnitId& unit, std::int64_t after_number,
                                              int limit)
{
    if (const auto decision = may_fetch(services, actor, unit); !decision)
        return forbidden(actor, decision.reason);
    return services.store.read([&](store::Reading& reading) -> Result<std::vector<Challenge>> {
        store::ReadbackRecords records(reading);
        const auto system = TRY(records.case_system(unit));
        if (!system)
            return no_case_system();
        std::vector<Challenge> challenges;
        for (auto& readback : TRY(records.asked(unit, after_number, limit))) {
            const auto nonce = nonce_of(services, readback);
            const auto by = readback.asked_at->plus_seconds(domain::answer_seconds_max);
            challenges.push_back({std::move(readback), nonce, by});
        }
        return challenges;
    });
}

}  // namespace varde::acts
