#include "domain/balance/kept_balance.hpp"

#include <chrono>

namespace varde::domain {
namespace {

constexpr std::int64_t days_whole = 60;
constexpr std::uint64_t events_between_max = 50'000;

std::chrono::year_month month_of(Timestamp at)
{
    const std::chrono::sys_time<std::chrono::microseconds> time{
        std::chrono::microseconds(at.unix_us)};
    const std::chrono::year_month_day day{std::chrono::floor<std::chrono::days>(time)};
    return day.year() / day.month();
}

}  // namespace

Timestamp balances_kept_whole_until(Timestamp now)
{
    return now.plus_seconds(-days_whole * 86'400);
}

std::vector<std::uint64_t> superfluous(std::span<const KeptBalance> kept)
{
    std::vector<std::uint64_t> found;
    std::size_t stays = 0;
    for (std::size_t i = 1; i + 1 < kept.size(); ++i) {
        if (month_of(kept[i].at) == month_of(kept[stays].at) &&
            kept[i + 1].position - kept[stays].position <= events_between_max)
            found.push_back(kept[i].position);
        else
            stays = i;
    }
    return found;
}

}  // namespace varde::domain
