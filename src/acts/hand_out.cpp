#include "acts/hand_out.hpp"

#include "acts/act_on_delivery.hpp"
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

/// What the system says of itself by the number that it asks from. `confirmed` never falls: of what
/// it asks again up to there, it had said that it holds it.
Status compare_number(Services& services, store::Transaction& tx, store::CaseSystem& system,
                      const Fetching& fetching, const domain::By& by, Timestamp now)
{
    store::ReadbackRecords records(tx);
    const auto after = fetching.after_number;
    const bool back = after < system.confirmed;
    // Going back, what it is given now; the rest of it when it gets there.
    auto found = back ? records.after(system.unit, after, fetching.limit)
                      : records.waiting(system.unit, system.confirmed, after, passed_at_once);
    auto seen = TRY(std::move(found));
    if (!back)
        system.confirmed = seen.size() < std::size_t(passed_at_once) ? after : seen.back().number;
    bool failed = false;
    for (auto& readback : seen) {
        if (back && (readback.state != ReadbackState::stored || readback.number > system.confirmed))
            continue;
        const auto how = back ? ReadbackState::regressed : ReadbackState::skipped;
        TRY(keep_failure(services, tx, domain::fail_readback(std::move(readback), how, now), by,
                         now));
        failed = true;
    }
    if (failed)
        TRY(tell_failing(services, tx, system.unit, now));
    return ok();
}

/// A reading by a machine: an event as any other, and never that somebody opened it.
Status record_reading(Services& services, store::Transaction& tx, domain::Readback& readback,
                      const std::string& connector, const domain::Decision& decision, Timestamp now)
{
    if (readback.state == ReadbackState::erased || readback.state == ReadbackState::stored)
        return ok();  // Of what it has proved it gets no content.
    const auto key = TRY(key_or_end(services, tx, readback));
    if (!key)
        return ok();
    if (readback.connector != connector) {  // Who took it and proves nothing is named.
        readback.connector = connector;
        TRY(store::ReadbackChanges(tx).save(readback));
    }
    auto event = readback_event(readback, domain::EventName::delivery_read, decision.as, now);
    event.sealed = seal_words({{"why", decision.reason}});
    return tx.append(std::move(event), *key, services.random);
}

struct Found {
    store::CaseSystem system;
    std::vector<domain::Readback> readbacks;
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
    auto readbacks = TRY(records.after(fetching.unit, fetching.after_number, fetching.limit));
    for (auto& readback : readbacks)
        TRY(record_reading(services, tx, readback, fetching.connector, decision, now));
    return Found{std::move(*system), std::move(readbacks)};
}

Result<HandedOut> handed_out(const Services& services, store::Reading& reading,
                             const domain::Readback& readback)
{
    const auto delivery = TRY(reading.delivery(readback.delivery));
    if (!delivery)
        return Error{ErrorCode::internal, "a delivery for a case system is not there"};
    HandedOut out{.readback = readback,
                  .kind = delivery->kind,
                  .urgent = delivery->urgent,
                  .state = std::string(domain::state_word(*delivery)),
                  .nonce = nonce_of(services, readback)};
    if (readback.state == ReadbackState::erased || readback.state == ReadbackState::stored)
        return out;
    auto package = package_of(services, reading, readback.report);
    if (package)
        out.package = std::move(package).value();
    else if (package.error().problem == "report-erased")
        out.readback = domain::end_readback(std::move(out.readback));
    else if (package.error().code == ErrorCode::internal) {
        log::error(
            "a delivery cannot be given to its case system",
            {{"delivery", to_string(readback.delivery)}, {"reason", package.error().message}});
        out.unavailable = true;
    } else
        return std::move(package).error();
    return out;
}

Result<HandedPage> page_of(const Services& services, store::Reading& reading, Found found)
{
    HandedPage page{.system = std::move(found.system)};
    for (const auto& readback : found.readbacks) {
        auto item = TRY(handed_out(services, reading, readback));
        page.items.push_back(std::move(item));
    }
    return page;
}

/// What `read_one` in a writer's step recorded, or why it did not.
struct One {
    domain::Readback readback;
    std::string refused;
};

/// Records the reading of one delivery, or that it was refused.
Result<One> read_one(Services& services, store::Transaction& tx, const domain::Actor& actor,
                     const UnitId& unit, const DeliveryId& id)
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
        TRY(record_reading(services, tx, *readback, readback->connector, decision, now));
        return One{std::move(*readback), {}};
    }
    const auto delivery = TRY(tx.delivery(id));
    const auto key = TRY(key_or_end(services, tx, *readback));
    if (delivery && key)
        TRY(tx.append(refusal(*delivery, actor, domain::Action::fetch, decision.reason, now), *key,
                      services.random));
    return One{{}, decision.reason};
}

/// Reads with `show` what was recorded as read.
template <class T, class Show>
void read_then(Services& services, const domain::Actor& actor, const UnitId& unit,
               const DeliveryId& delivery, Done<T> done, Show show)
{
    services.store.write<One>(
        [&services, actor, unit, delivery](store::Transaction& tx) {
            return read_one(services, tx, actor, unit, delivery);
        },
        [&services, actor, show, done = std::move(done)](Result<One> one,
                                                         const store::Committed&) mutable {
            if (!one)
                return done(std::move(one).error());
            if (!one.value().refused.empty())
                return done(forbidden(actor, one.value().refused));
            services.store.post(
                [&services, show, one = std::move(one).value(), done = std::move(done)]() mutable {
                    done(services.store.read([&](store::Reading& reading) -> Result<T> {
                        return show(reading, one.readback);
                    }));
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
                    done(services.store.read([&](store::Reading& reading) {
                        return page_of(services, reading, std::move(found));
                    }));
                });
        });
}

void hand_out_again(Services& services, const domain::Actor& actor, const UnitId& unit,
                    const DeliveryId& delivery, Done<HandedOut> done)
{
    read_then<HandedOut>(services, actor, unit, delivery, std::move(done),
                         [&services](store::Reading& reading, const domain::Readback& readback) {
                             return handed_out(services, reading, readback);
                         });
}

void hand_out_file(Services& services, const domain::Actor& actor, const UnitId& unit,
                   const DeliveryId& delivery, int number, Done<HandedFile> done)
{
    read_then<HandedFile>(
        services, actor, unit, delivery, std::move(done),
        [&services, number](store::Reading& reading,
                            const domain::Readback& readback) -> Result<HandedFile> {
            auto package = TRY(package_of(services, reading, readback.report));
            auto reader = TRY(open_file(services, reading, readback.report, number));
            for (auto& file : package.files)
                if (file.number == number)
                    return HandedFile{std::move(file), std::move(reader)};
            return Error{ErrorCode::not_found, "The report has no such attachment."};
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
