#include "jobs/book_round.hpp"

#include "acts/balance.hpp"
#include "acts/wait_for.hpp"
#include "base/log.hpp"

namespace varde::jobs {
namespace {

constexpr std::size_t waiting_max = 8;

}  // namespace

void keep_book(acts::Services& services, const std::function<bool()>& stopped)
{
    if (services.store.recovery())
        return;
    // By value: the act may outlive this call.
    const auto gives_way = [&services, stopped] {
        return stopped() || services.store.waiting() > waiting_max;
    };
    const auto booked = acts::wait_for<std::size_t>(
        [&](auto done) { acts::keep_book(services, gives_way, std::move(done)); }, stopped);
    if (booked && !*booked)
        log::warning("what has come could not be booked", {{"reason", booked->error().message}});
}

void strike_balance(acts::Services& services, const std::function<bool()>& stopped)
{
    if (services.store.recovery())
        return;
    if (auto struck = acts::strike_balance(services, stopped); !struck)
        log::warning("the balance could not be struck", {{"reason", struck.error().message}});
}

}  // namespace varde::jobs
