#include "acts/erase_reports.hpp"

#include "acts/keep_copies.hpp"
#include "acts/refused_as.hpp"
#include "acts/sealed_words.hpp"
#include "store/facts.hpp"
#include "json/writer.hpp"

#include <memory>

namespace varde::acts {
namespace {

using domain::EventName;
using domain::WhyNot;

/// What came of one report in the writer. A refusal is a success here: its record must be durable.
struct Decided {
    std::optional<RefusedReport> refused;
    std::vector<UploadId> files;  ///< May go now.
};

/// One act on one report, in the writer.
class OnReport {
public:
    OnReport(Services& services, store::Transaction& tx, const domain::Actor& actor,
             const ReportId& report)
        : services_(services), tx_(tx), actor_(actor), report_(report), now_(services.clock.now())
    {
    }

    /// What stands in the way of the action, access first; nothing is recorded of a report that
    /// does not exist or exists no more.
    Result<std::optional<RefusedReport>> refused(domain::Action action, std::vector<WhyNot> why)
    {
        RefusedReport refused{.report = report_};
        const auto object = kept->object(services_);
        const auto decision = domain::decide(actor_, action, object, {now_});
        by = decision.as;
        if (!decision) {
            refused.why = {decision.reason};
            refused.why_names = {"not_allowed"};
            // Why it is kept is for those who see that it is there.
            if (!domain::decide(actor_, domain::Action::list, object, {now_}))
                why.clear();
        }
        for (const auto each : why) {
            refused.why.emplace_back(in_words(each));
            refused.why_names.emplace_back(name_of(each));
        }
        if (refused.why.empty())
            return std::optional<RefusedReport>{};
        if (!kept->retained.erased)
            TRY(record(action, refused));
        return std::optional(std::move(refused));
    }

    /// False: there is no such report.
    Result<bool> load()
    {
        kept = TRY(kept_report(services_, tx_, report_, now_));
        return kept.has_value();
    }

    Status append(EventName name, std::string sealed)
    {
        auto event = kept->event(name, by, now_);
        event.sealed = std::move(sealed);
        const auto key = TRY(report_key(services_, tx_, report_));
        return tx_.append(std::move(event), key, services_.random);
    }

    Result<std::vector<UploadId>> erase()
    {
        const auto& retained = kept->retained;
        auto event = kept->event(EventName::report_erased, by, now_);
        event.facts.rule = kept->keeping->rule.name;
        event.facts.from = retained.closed()->closed_at;
        event.facts.until = kept->kept_until;
        event.facts.since = retained.proposal->at;
        event.facts.people = {retained.proposal->by, actor_.person};
        event.facts.name = kept->keeping->rule.archive_first ? "archived" : "";
        for (const auto& owed : TRY(tx_.obligations_of(event.delivery.uuid)))
            if (owed.is_open())  // Nobody can meet it any more.
                event.facts.ended.push_back(
                    {.rule = owed.rule, .since = owed.since, .cancelled = true});
        // Sealed under a key that goes now; what proves the entry stays beside the tombstone.
        const auto key = TRY(report_key(services_, tx_, report_));
        const auto fact = store::seal_fact(key, report_, store::to_json(event.facts) + "\n{}\n", {},
                                           services_.random);
        TRY(tx_.append(event, fact));
        store::RetentionChanges changes(tx_);
        auto files = TRY(changes.erase(report_, now_));
        TRY(changes.keep_opening(report_, fact.opening));
        return files;
    }

    std::vector<WhyNot> why_kept() const
    {
        return domain::why_kept(kept->retained, kept->terms(now_));
    }
    std::vector<WhyNot> why_not_erased() const
    {
        return domain::why_not_erased(kept->retained, kept->terms(now_), actor_.person);
    }

    std::optional<KeptReport> kept;
    domain::By by;

private:
    Status record(domain::Action action, const RefusedReport& refused)
    {
        auto event = kept->event(EventName::erasure_refused, refused_as(actor_), now_);
        event.facts.action = std::string(domain::name_of(action));
        for (const auto& name : refused.why_names)
            event.facts.about += (event.facts.about.empty() ? "" : " ") + name;
        const auto key = TRY(report_key(services_, tx_, report_));
        return tx_.append(std::move(event), key, services_.random);
    }

    Services& services_;
    store::Transaction& tx_;
    const domain::Actor& actor_;
    const ReportId report_;
    const Timestamp now_;
};

using Deciding = Result<Decided> (*)(OnReport& one, const OnReports& on);

/// All reports of one request, one after the other: each in a batch of its own at most.
struct Run {
    OnReports on;
    Deciding deciding;
    std::size_t next = 0;
    ReportsOutcome outcome;
    Done<ReportsOutcome> done;
};

Result<Decided> decide(Services& services, store::Transaction& tx, const Run& run,
                       const ReportId& report)
{
    OnReport one(services, tx, run.on.actor, report);
    if (!TRY(one.load()))
        return Decided{.refused = RefusedReport{.report = report,
                                                .why = {"There is no such report."},
                                                .why_names = {"not_found"}}};
    return run.deciding(one, run.on);
}

/// Owners of `run`: whichever answer comes next.
void go_on(Services& services, std::shared_ptr<Run> run)
{
    if (run->next == run->on.reports.size())
        return run->done(std::move(run->outcome));
    const auto report = run->on.reports[run->next++];
    services.store.write<Decided>(
        [&services, run, report](store::Transaction& tx) {
            return decide(services, tx, *run, report);
        },
        [&services, run, report](Result<Decided> decided, const store::Committed&) mutable {
            if (!decided)
                return run->done(std::move(decided).error());
            for (const auto& file : decided.value().files)
                remove_files(services, file);  // If we stop before this, the next start does it.
            if (decided.value().refused)
                run->outcome.refused.push_back(std::move(*decided.value().refused));
            else
                run->outcome.done.push_back(report);
            go_on(services, std::move(run));
        });
}

void run_all(Services& services, OnReports on, Deciding deciding, Done<ReportsOutcome> done)
{
    if (on.reports.empty() || on.reports.size() > erased_at_once_max)
        return done(Error{.code = ErrorCode::invalid,
                          .message = "Name 1 to 200 reports at a time.",
                          .faults = {{"/reports", "must hold 1 to 200 ids"}}});
    auto run = std::make_shared<Run>();  // Owners: whichever answer comes next.
    run->on = std::move(on);
    run->deciding = deciding;
    run->done = std::move(done);
    go_on(services, std::move(run));
}

}  // namespace

void propose_erasure(Services& services, OnReports on, Done<ReportsOutcome> done)
{
    run_all(
        services, std::move(on),
        [](OnReport& one, const OnReports& request) -> Result<Decided> {
            if (auto refused = TRY(one.refused(domain::Action::propose_erasure, one.why_kept())))
                return Decided{.refused = std::move(refused)};
            if (!one.kept->retained.proposal)
                TRY(one.append(EventName::erasure_proposed,
                               seal_words({{"reason", request.reason}})));
            return Decided{};
        },
        std::move(done));
}

void withdraw_proposals(Services& services, OnReports on, Done<ReportsOutcome> done)
{
    run_all(
        services, std::move(on),
        [](OnReport& one, const OnReports& request) -> Result<Decided> {
            std::vector<WhyNot> why;
            if (one.kept->retained.erased)
                why.push_back(WhyNot::erased);
            else if (!one.kept->retained.proposal)
                why.push_back(WhyNot::not_proposed);
            if (auto refused = TRY(one.refused(domain::Action::propose_erasure, std::move(why))))
                return Decided{.refused = std::move(refused)};
            TRY(one.append(EventName::erasure_withdrawn, seal_words({{"reason", request.reason}})));
            return Decided{};
        },
        std::move(done));
}

void approve_erasure(Services& services, OnReports on, Done<ReportsOutcome> done)
{
    run_all(
        services, std::move(on),
        [](OnReport& one, const OnReports& request) -> Result<Decided> {
            const auto& erased = one.kept->retained.erased;
            if (erased && erased->approver == request.actor.person)
                return Decided{};  // The same request, once more.
            if (auto refused =
                    TRY(one.refused(domain::Action::approve_erasure, one.why_not_erased())))
                return Decided{.refused = std::move(refused)};
            return Decided{.files = TRY(one.erase())};
        },
        std::move(done));
}

void archive_report(Services& services, Archiving archiving, Done<Nothing> done)
{
    services.store.write<Nothing>(
        [&services, archiving = std::move(archiving)](store::Transaction& tx) -> Status {
            OnReport one(services, tx, archiving.actor, archiving.report);
            if (!TRY(one.load()))
                return Error{ErrorCode::not_found, "There is no such report."};
            const auto decision =
                domain::decide(archiving.actor, domain::Action::archive, one.kept->object(services),
                               {services.clock.now()});
            if (!decision)
                return Error{ErrorCode::forbidden, decision.reason};
            if (!one.kept->retained.erased && !one.kept->retained.closed())
                return Error{ErrorCode::conflict,
                             "Nobody has closed it yet: what goes to the archive is decided on."};
            one.by = decision.as;
            json::Writer w;
            w.object([&] { w("reference", archiving.reference); });
            return one.append(EventName::report_archived, w.take());
        },
        [done = std::move(done)](Result<Nothing> outcome, const store::Committed&) mutable {
            done(std::move(outcome));
        });
}

}  // namespace varde::acts
