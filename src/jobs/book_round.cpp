#include "jobs/book_round.hpp"

#include "acts/balance.hpp"
#include "acts/wait_for.hpp"
#include "acts/watch_book.hpp"
#include "base/log.hpp"

namespace varde::jobs {
namespace {

constexpr std::chrono::milliseconds between_rounds{10'000}, under_pressure{1'000}, while_busy{50};
/// More decisions than the writer's next batch takes.
constexpr std::size_t waiting_under_pressure = 256;

}  // namespace

std::chrono::milliseconds BookKeeper::step()
{
    if (services_.store.recovery())
        return between_rounds;
    if (services_.store.waiting() > waiting_under_pressure)
        return under_pressure;
    const auto made = acts::wait_for<acts::BookStep>(
        [this](auto done) {
            acts::book_step(services_, busy_ ? pace_.busy : pace_.idle, std::move(done));
        },
        stopped_);
    if (!made)
        return between_rounds;
    if (!*made || !made->value().more)
        tell(*made ? ok() : Status(made->error()));
    if (!*made)
        return between_rounds;
    const auto& step = made->value();
    // Booking itself adds no event; and nobody knows who writes after a long pause.
    busy_ = !step.more || step.end != end_ || services_.store.waiting() > 0;
    end_ = step.end;
    if (!step.more)
        return between_rounds;
    return busy_ ? while_busy : std::chrono::milliseconds(0);
}

void BookKeeper::tell(const Status& counted)
{
    if (!counted)
        log::warning("what has come could not be booked", {{"reason", counted.error().message}});
    if (const auto told = acts::tell_book(services_, stopped_, counted); !told)
        log::warning("nobody could be told how the book goes on",
                     {{"reason", told.error().message}});
}

void strike_balance(acts::Services& services, const std::function<bool()>& stopped)
{
    if (services.store.recovery())
        return;
    if (auto struck = acts::strike_balance(services, stopped); !struck)
        log::warning("the balance could not be struck", {{"reason", struck.error().message}});
    if (auto watched = acts::watch_strikes(services, stopped); !watched)
        log::warning("it could not be seen when the balance was struck last",
                     {{"reason", watched.error().message}});
}

}  // namespace varde::jobs
