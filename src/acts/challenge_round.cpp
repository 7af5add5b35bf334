#include "acts/challenge_round.hpp"

#include "acts/raise_problem.hpp"
#include "acts/readback_events.hpp"
#include "acts/readback_package.hpp"
#include "acts/tell_failing.hpp"
#include "acts/wait_for.hpp"

#include <algorithm>

namespace varde::acts {
namespace {

constexpr int due_at_once = 200;
constexpr auto failed = domain::ProblemName::readback_failed;

/// Numbers what has come; false when stopped.
Status number_all(Services& services, const std::function<bool()>& stopped)
{
    for (bool all = false; !all && !stopped();)
        all = TRY(write_and_wait<bool>(services, stopped,
                                       [](store::Transaction& tx) { return number_arrivals(tx); }));
    return ok();
}

class Round {
public:
    Round(Services& services, const std::function<bool()>& stopped)
        : services_(services), stopped_(stopped), now_(services.clock.now())
    {
    }

    Result<ChallengeRound> run()
    {
        units_ = TRY(services_.store.read(
            [](store::Reading& reading) { return store::ReadbackRecords(reading).units(); }));
        TRY(number_all(services_, stopped_));
        TRY(look_at_due());
        for (const auto& unit : units_)
            TRY(tell_of(unit));
        TRY(end_what_is_over());
        return done_;
    }

private:
    bool expected(const UnitId& unit) const
    {
        return std::ranges::find(units_, unit) != units_.end();
    }

    Status look_at_due()
    {
        for (std::size_t looked = due_at_once; looked == due_at_once && !stopped_();) {
            TRY(keep_what_cannot_be_read());
            looked = TRY(write_and_wait<std::size_t>(
                services_, stopped_, [this](store::Transaction& tx) { return look(tx); }));
        }
        return ok();
    }

    /// Before anybody is said not to have answered, and before anything is asked again that we
    /// could not read: whether we can. In the reader, since files take as long as the disk does.
    Status keep_what_cannot_be_read()
    {
        std::vector<DeliveryId> unread;
        for (const auto& readback : TRY(services_.store.read([&](store::Reading& reading) {
                 return store::ReadbackRecords(reading).due(now_, due_at_once);
             }))) {
            const bool unanswered = readback.asked_at && !domain::is_failing(readback.state);
            if (!unanswered && readback.state != domain::ReadbackState::unavailable)
                continue;
            if (!expected(readback.unit) || stopped_())
                continue;
            if (!TRY(services_.store.read([&](store::Reading& reading) {
                    return can_be_read(services_, reading, readback.report);
                })))
                unread.push_back(readback.delivery);
        }
        if (unread.empty())
            return ok();
        const auto kept =
            write_and_wait<bool>(services_, stopped_, [&](store::Transaction& tx) -> Result<bool> {
                for (const auto& delivery : unread)
                    TRY(keep_unavailable(services_, tx, delivery, now_));
                return true;
            });
        return kept ? ok() : Status(kept.error());
    }

    Result<std::size_t> look(store::Transaction& tx)
    {
        const auto due = TRY(store::ReadbackRecords(tx).due(now_, due_at_once));
        for (const auto& readback : due) {
            auto looked = domain::look_again(readback, now_);
            if (!expected(readback.unit)) {  // Its key is revoked: nothing is asked till another.
                looked = {readback, false};
                looked.readback.told.clear();
                looked.readback.due_at = now_.plus_seconds(domain::nonce_seconds_max);
            }
            ++(looked.changed ? done_.silent : done_.asked);
            TRY(keep_failure(services_, tx, std::move(looked), {}, now_));
        }
        return due.size();
    }

    Status tell_of(const UnitId& unit)
    {
        const auto untold = TRY(services_.store.read([&](store::Reading& reading) {
            return store::ReadbackRecords(reading).untold(unit, 1);
        }));
        for (bool more = !untold.empty(); more && !stopped_();) {
            const auto told =
                TRY(write_and_wait<std::size_t>(services_, stopped_, [&](store::Transaction& tx) {
                    return tell_failing(services_, tx, unit, now_);
                }));
            done_.told += told;
            more = told == told_at_once;
        }
        return ok();
    }

    /// Of channels that differ, who compares them says when they agree.
    Status end_what_is_over()
    {
        const auto standing = TRY(services_.store.read(
            [](store::Reading& reading) { return store::ReadbackRecords(reading).problems(); }));
        for (const auto& problem : standing) {
            if (stopped_())
                break;
            done_.ended += TRY(write_and_wait<bool>(
                services_, stopped_, [&](store::Transaction& tx) { return end(tx, problem); }));
        }
        return ok();
    }

    Result<bool> end(store::Transaction& tx, const store::UnitProblem& problem)
    {
        if (expected(problem.unit)) {
            const auto failing = TRY(store::ReadbackRecords(tx).failing_as(problem));
            if (failing > 0 || problem.about.starts_with("channel "))
                return false;
        }
        return end_problem(services_, tx, failed, problem.unit, problem.about, now_);
    }

    Services& services_;
    const std::function<bool()>& stopped_;
    const Timestamp now_;
    std::vector<UnitId> units_;  // With a case system whose key is valid.
    ChallengeRound done_;
};

}  // namespace

Result<ChallengeRound> make_challenge_round(Services& services,
                                            const std::function<bool()>& stopped)
{
    return Round(services, stopped).run();
}

}  // namespace varde::acts
