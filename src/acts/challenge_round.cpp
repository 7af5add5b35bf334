#include "acts/challenge_round.hpp"

#include "acts/raise_problem.hpp"
#include "acts/readback_events.hpp"
#include "acts/wait_for.hpp"

#include <algorithm>

namespace varde::acts {
namespace {

using domain::ReadbackState;

constexpr int due_at_once = 200;
constexpr int failing_at_once = 10'000;
constexpr std::size_t named_at_most = 100;
constexpr auto failed = domain::ProblemName::readback_failed;

bool in_norwegian(const Services& services) { return services.pack.languages.front() == "nb"; }

std::string_view in_words(ReadbackState state, bool nb)
{
    switch (state) {
    case ReadbackState::silent:
        return nb ? "Fagsystemet har ikke svart i tide på om det har dette"
                  : "The case system has not said in time whether it holds these";
    case ReadbackState::missing:
        return nb ? "Fagsystemet sier at det ikke har dette"
                  : "The case system says that it does not have these";
    case ReadbackState::wrong_digest:
        return nb ? "Det fagsystemet har, er ikke det vi ga det"
                  : "What the case system holds is not what we gave it";
    case ReadbackState::skipped:
        return nb ? "Fagsystemet gikk forbi dette uten å bevise at det har det"
                  : "The case system went past these without proving that it holds them";
    default:
        return nb ? "Fagsystemet ber om noe det hadde: det kan være gjenopprettet fra en gammel "
                    "kopi"
                  : "The case system asks for what it had: it may have been restored from an old "
                    "copy";
    }
}

using Failing = std::span<const domain::Readback>;

/// Which deliveries, by their ids and when they came: no content.
std::string text_of(const Services& services, const std::string& connector, Failing group)
{
    const bool nb = in_norwegian(services);
    const auto language = nb ? "nb" : "en";
    std::string text(in_words(group.front().state, nb));
    text += " (" + unit_name(services, group.front().unit);
    text += (connector.empty() ? "" : ", " + connector) + ").\n\n";
    for (std::size_t i = 0; i < std::min(group.size(), named_at_most); ++i)
        text += to_string(group[i].delivery) + (nb ? ", kom " : ", came ") +
                services.pack.calendar.in_words(group[i].added_at, language) + "\n";
    if (group.size() > named_at_most)
        text += (nb ? "… og flere, i alt " : "… and more, in all ") +
                std::to_string(group.size()) + "\n";
    text += nb ? "\nAlt er fortsatt trygt her. Åpne dem i Varde, og be leverandøren av fagsystemet "
                 "om å rette feilen. Problemet lukker seg selv når fagsystemet beviser at det har "
                 "dem."
               : "\nAll of it is still safe here. Open it in Varde, and have the case system's "
                 "vendor put it right. This ends by itself when the case system proves that it "
                 "holds them.";
    return text;
}

/// Numbers what has come; false when stopped.
Status number_all(Services& services, const std::function<bool()>& stopped)
{
    for (bool all = false; !all && !stopped();)
        all = TRY(write_and_wait<bool>(services, stopped, [](store::Transaction& tx) {
            return number_arrivals(tx);
        }));
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
        for (std::size_t looked = due_at_once; looked == due_at_once && !stopped_();)
            looked = TRY(write_and_wait<std::size_t>(
                services_, stopped_, [this](store::Transaction& tx) { return look(tx); }));
        return ok();
    }

    Result<std::size_t> look(store::Transaction& tx)
    {
        const auto due = TRY(store::ReadbackRecords(tx).due(now_, due_at_once));
        for (const auto& readback : due) {
            auto looked = domain::look_again(readback, now_);
            if (!expected(readback.unit)) {  // Its key is revoked: nothing is asked till another.
                looked = {readback, false};
                looked.readback.due_at = now_.plus_seconds(domain::nonce_seconds_max);
            }
            ++(looked.changed ? done_.silent : done_.asked);
            TRY(keep_failure(services_, tx, std::move(looked), {}, now_));
        }
        return due.size();
    }

    /// What fails and is named by no problem yet: one problem for each way of failing.
    Status tell_of(const UnitId& unit)
    {
        if (stopped_())
            return ok();
        const auto failing =
            TRY(services_.store.read([&](store::Reading& reading) {
                return store::ReadbackRecords(reading).failing(unit, failing_at_once);
            }));
        const bool untold =
            std::ranges::any_of(failing, [](const auto& each) { return each.told.empty(); });
        if (!untold)
            return ok();
        done_.told += TRY(write_and_wait<std::size_t>(
            services_, stopped_, [&](store::Transaction& tx) { return tell(tx, unit); }));
        return ok();
    }

    Result<std::size_t> tell(store::Transaction& tx, const UnitId& unit)
    {
        store::ReadbackRecords records(tx);
        const auto system = TRY(records.case_system(unit));
        auto failing = TRY(records.failing(unit, failing_at_once));
        std::erase_if(failing, [](const auto& each) { return !each.told.empty(); });
        std::size_t told = 0;
        for (auto first = failing.begin(); first != failing.end(); ++told) {
            const auto end = std::find_if(first, failing.end(), [&](const auto& each) {
                return each.state != first->state;
            });
            const auto about =
                std::string(domain::name_of(first->state)) + " " + to_string(first->delivery);
            TRY(raise_problem(services_, tx,
                              {.name = failed,
                               .unit = unit,
                               .about = about,
                               .text = text_of(services_, system ? system->connector : "",
                                               {first, end})},
                              now_));
            for (; first != end; ++first) {
                first->told = about;
                TRY(store::ReadbackChanges(tx).save(*first));
            }
        }
        return told;
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
            const auto failing = TRY(store::ReadbackRecords(tx).told(problem));
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
