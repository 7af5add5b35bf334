#include "domain/escalation/ladder.hpp"

#include <algorithm>
#include <array>

namespace varde::domain {
namespace {

constexpr std::array<std::string_view, 6> listener_names{"duty",     "readers",   "leader",
                                                         "director", "oversight", "sender"};

}  // namespace

std::string_view name_of(Listener listener) { return listener_names[std::size_t(listener)]; }

std::optional<Listener> listener_named(std::string_view name)
{
    const auto found = std::ranges::find(listener_names, name);
    if (found == listener_names.end())
        return std::nullopt;
    return Listener(found - listener_names.begin());
}

bool stands_above(Listener listener)
{
    return listener == Listener::director || listener == Listener::oversight;
}

bool is_quiet(const QuietHours& hours, int minute_of_day)
{
    const bool after = minute_of_day >= hours.from_minute;
    const bool before = minute_of_day < hours.to_minute;
    return hours.from_minute < hours.to_minute ? after && before : after || before;
}

}  // namespace varde::domain
