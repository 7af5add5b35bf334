#include "acts/sweep_obligations.hpp"

#include "acts/obligations.hpp"
#include "acts/wait_for.hpp"
#include "base/log.hpp"
#include "crypto/crypto.hpp"
#include "store/retention.hpp"

#include <algorithm>

namespace varde::acts {
namespace {

constexpr int looked_at_once = 100;
constexpr std::size_t written_at_once = 20;

/// A pack never says two things under one label.
Hash digest_of(const packs::Pack& pack) { return crypto::sha256(bytes_of(pack.label())); }

/// What obligations hang on, as the beginning of the event that a sweep records for it.
using Subject = domain::Event;

Subject subject_of(const domain::Delivery& delivery)
{
    return {.name = domain::EventName::obligation_swept,
            .report = delivery.report,
            .delivery = delivery.id,
            .unit = delivery.unit,
            .channel = delivery.channel,
            .sequence = delivery.sequence};
}

Subject subject_of(const domain::Problem& problem)
{
    return {.name = domain::EventName::obligation_swept,
            .report = domain::as_report(problem.id),
            .unit = problem.handler};
}

/// Everything that obliges somebody, some at a time.
class Subjects {
public:
    Result<std::vector<Subject>> next(const Services& services)
    {
        return services.store.read([&](store::Reading& reading) -> Result<std::vector<Subject>> {
            std::vector<Subject> found;
            for (const auto& id : TRY(reading.deliveries_after(last_, looked_at_once))) {
                const auto delivery = TRY(reading.delivery(id));
                CHECK(delivery);  // Deliveries are never deleted.
                found.push_back(subject_of(*delivery));
                last_ = id;
            }
            if (!found.empty())
                return found;
            for (const auto& row : TRY(reading.problems(number_, looked_at_once))) {
                found.push_back(subject_of(row.problem));
                number_ = row.problem.number;
            }
            return found;
        });
    }

private:
    DeliveryId last_;
    std::int64_t number_ = std::numeric_limits<std::int64_t>::max();  // Problems from above.
};

/// What the rules change for one subject, as an event that is not yet appended.
Result<domain::Event> change_of(const Services& services, store::Reading& reading,
                                const Subject& subject)
{
    std::vector<domain::Event> events;
    for (auto& stored : TRY(reading.events_of(subject.report)))
        events.push_back(std::move(stored.event));
    const auto id = domain::subject_of(subject);
    auto event = subject;
    event.at = services.clock.now();
    if (TRY(store::RetentionRecords(reading).tombstone(event.report)))
        return event;  // Nobody can meet anything any more.
    event.facts.pack = services.pack.label();
    oblige_anew(services, TRY(reading.obligations_of(id)),
                domain::owed_after(services.pack.rules, domain::history_of(events, id)), event);
    return event;
}

bool changes(const domain::Event& event)
{
    return !event.facts.started.empty() || !event.facts.ended.empty();
}

void count(const domain::Event& event, Swept& swept)
{
    swept.started += std::int64_t(event.facts.started.size());
    swept.ended += std::int64_t(event.facts.ended.size());
    for (const auto& started : event.facts.started) {
        const auto end = std::ranges::find_if(event.facts.ended, [&](const auto& ended) {
            return ended.rule == started.rule && ended.since == started.since.value_or(event.at);
        });
        const bool done = end != event.facts.ended.end();
        const bool in_time = done && (!started.due || end->at.value_or(event.at) <= *started.due);
        if (!in_time)
            ++swept.missed;
        if (done)
            --swept.ended;  // It is told as one that appeared.
    }
}

Error stopped() { return {ErrorCode::unavailable, "The sweep was stopped; the next goes on."}; }

/// Compares once more, inside the writer, and records what is different.
Result<Swept> record(Services& services, const SweepOptions& options, std::vector<Subject> subjects)
{
    return write_and_wait<Swept>(
        services, options.stopped,
        [&services, subjects = std::move(subjects)](store::Transaction& tx) -> Result<Swept> {
            Swept swept;
            for (const auto& subject : subjects) {
                auto event = TRY(change_of(services, tx, subject));
                TRY(tx.wake_subject(domain::subject_of(subject), event.at));
                if (!changes(event))
                    continue;
                count(event, swept);
                const auto key = TRY(report_key(services, tx, event.report));
                TRY(tx.append(std::move(event), key, services.random));
            }
            return swept;
        });
}

void add(Swept& all, const Swept& some)
{
    all.subjects += some.subjects;
    all.started += some.started;
    all.missed += some.missed;
    all.ended += some.ended;
    all.failed += some.failed;
}

/// One by one where they cannot be recorded together: one that fails holds up no other.
Result<Swept> record_each(Services& services, const SweepOptions& options,
                          const std::vector<Subject>& subjects)
{
    Swept all;
    for (const auto& subject : subjects) {
        if (options.stopped())
            return stopped();
        if (const auto swept = record(services, options, {subject})) {
            add(all, swept.value());
            continue;
        } else {
            log::warning(
                "changed rules could not be brought to what one report obliges to",
                {{"report", to_string(subject.report)}, {"reason", swept.error().message}});
        }
        ++all.failed;
    }
    return all;
}

/// Whether a subject has anything to record: a difference, or an obligation whose ladder may have
/// changed.
Result<bool> is_concerned(const Services& services, store::Reading& reading, const Subject& subject,
                          Swept& swept)
{
    const auto event = TRY(change_of(services, reading, subject));
    count(event, swept);
    bool concerned = changes(event);
    for (const auto& obligation : TRY(reading.obligations_of(domain::subject_of(subject))))
        concerned |= obligation.is_open();
    return concerned;
}

Result<Swept> sweep_some(Services& services, const SweepOptions& options,
                         const std::vector<Subject>& subjects)
{
    Swept seen{.subjects = std::int64_t(subjects.size())};
    std::vector<Subject> concerned;
    TRY(services.store.read([&](store::Reading& reading) -> Status {
        for (const auto& subject : subjects) {
            const auto found = is_concerned(services, reading, subject, seen);
            // What cannot be read is left to the writer's turn, which says so.
            if (!found || found.value())
                concerned.push_back(subject);
        }
        return ok();
    }));
    if (options.dry_run)
        return seen;
    Swept all{.subjects = seen.subjects};
    for (std::size_t from = 0; from < concerned.size(); from += written_at_once) {
        if (options.stopped())
            return stopped();
        const auto first = concerned.begin() + std::ptrdiff_t(from);
        const std::vector<Subject> some(
            first, first + std::ptrdiff_t(std::min(written_at_once, concerned.size() - from)));
        auto recorded = record(services, options, some);
        if (!recorded && !options.stopped())
            recorded = record_each(services, options, some);
        add(all, TRY(std::move(recorded)));
    }
    return all;
}

}  // namespace

Result<bool> rules_have_changed(const Services& services)
{
    const auto last =
        TRY(services.store.read([](store::Reading& reading) { return reading.swept_rules(); }));
    return !std::ranges::equal(last, digest_of(services.pack));
}

Result<Swept> sweep_obligations(Services& services, const SweepOptions& options)
{
    Swept all;
    Subjects subjects;
    for (;;) {
        const auto some = TRY(subjects.next(services));
        if (some.empty())
            break;
        add(all, TRY(sweep_some(services, options, some)));
        options.progress(all);
    }
    if (!options.dry_run && all.failed == 0)
        TRY(write_and_wait<Nothing>(services, options.stopped, [&services](store::Transaction& tx) {
            return tx.save_swept_rules(digest_of(services.pack), services.clock.now());
        }));
    return all;
}

}  // namespace varde::acts
