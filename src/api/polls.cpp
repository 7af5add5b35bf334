#include "api/polls.hpp"

#include "acts/readback_events.hpp"

#include <algorithm>
#include <map>

namespace varde::api {
namespace {

/// Whether anything was stored that nobody has numbered yet.
bool has_grown(acts::Services& services)
{
    const auto grown = services.store.read([](store::Reading& reading) -> Result<bool> {
        const auto note = TRY(reading.last_note());
        const auto watermark = TRY(store::ReadbackRecords(reading).watermark());
        return note && watermark < note->size;
    });
    return grown && grown.value();
}

}  // namespace

void Polls::wait(Waiting waiting)
{
    {
        const std::lock_guard lock(mutex_);
        if (!ended_ && waiting_.size() < calls_max) {
            waiting_.push_back(std::move(waiting));
            return;
        }
    }
    waiting.answer();
}

std::vector<Polls::Waiting> Polls::take_ready(acts::Services& services)
{
    std::map<UnitId, std::int64_t> last;
    {
        const std::lock_guard lock(mutex_);
        for (const auto& each : waiting_)
            last.emplace(each.unit, 0);
    }
    const auto read = services.store.read([&](store::Reading& reading) -> Status {
        for (auto& [unit, number] : last)
            if (const auto system = TRY(store::ReadbackRecords(reading).case_system(unit)))
                number = system->last_number;
        return ok();
    });
    const auto now = services.clock.now();
    const auto still_waits = [&](const Waiting& each) {
        const auto found = last.find(each.unit);
        const bool come = found != last.end() && found->second > each.after_number;
        return read && !come && now < each.until;
    };
    const std::lock_guard lock(mutex_);
    const auto first = std::ranges::partition(waiting_, still_waits).begin();
    std::vector<Waiting> ready(std::make_move_iterator(first),
                               std::make_move_iterator(waiting_.end()));
    waiting_.erase(first, waiting_.end());
    return ready;
}

void Polls::look(acts::Services& services)
{
    {
        const std::lock_guard lock(mutex_);
        if (waiting_.empty())
            return;
    }
    if (has_grown(services))
        services.store.write<bool>([](store::Transaction& tx) { return acts::number_arrivals(tx); },
                                   [](Result<bool>, const store::Committed&) {});
    for (auto& each : take_ready(services))
        each.answer();
}

void Polls::end()
{
    std::vector<Waiting> all;
    {
        const std::lock_guard lock(mutex_);
        ended_ = true;
        all.swap(waiting_);
    }
    for (auto& each : all)
        each.answer();
}

}  // namespace varde::api
