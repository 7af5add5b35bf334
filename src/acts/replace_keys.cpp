#include "acts/replace_keys.hpp"

#include "acts/duty_event.hpp"
#include "acts/wait_for.hpp"
#include "base/log.hpp"
#include "store/retention.hpp"
#include "vault/key_store.hpp"

namespace varde::acts {
namespace {

using store::KeyChange;
using store::WrapTable;

constexpr int moved_at_once = 200;
constexpr std::int64_t day_seconds = 24 * 3600;
constexpr std::array tables{WrapTable::contents, WrapTable::uploads};

std::uint32_t month_of(std::uint32_t epoch) { return epoch / 100; }

/// A day later: other nodes' clocks may differ, and they must not wrap anything new under it.
bool is_over(std::uint32_t month, Timestamp now)
{
    return month_of(vault::first_epoch(now.plus_seconds(-day_seconds))) > month;
}

/// Ids begin with their time: the first that was made at that time or later.
Uuid first_id_at(Timestamp at)
{
    Uuid id;
    const auto ms = std::uint64_t(std::max<std::int64_t>(at.unix_us, 0)) / 1'000;
    for (int i = 0; i < 6; ++i)
        id.bytes[std::size_t(i)] = std::uint8_t(ms >> (8 * (5 - i)));
    return id;
}

/// Between these ids stands nearly all that the epoch's month brought.
std::pair<Uuid, Uuid> ids_of(std::uint32_t month)
{
    using namespace std::chrono;
    const year_month first{year(int(month / 100)), std::chrono::month(month % 100)};
    const auto start = [](year_month of) {
        const sys_days day = of / 1;
        return Timestamp{duration_cast<microseconds>(day.time_since_epoch()).count()};
    };
    return {first_id_at(start(first).plus_seconds(-day_seconds)),
            first_id_at(start(first + months(1)).plus_seconds(day_seconds))};
}

/// What came of one page of wraps.
struct Moved {
    std::int64_t moved = 0;
    std::int64_t stuck = 0;  ///< Could not be unwrapped.
    bool key_gone = false;   ///< The old key was destroyed before: the rows are from an old copy.
};

class Replacing {
public:
    Replacing(Services& services, const std::function<bool()>& stopped)
        : services_(services), stopped_(stopped), now_(services.clock.now())
    {
    }

    Status run()
    {
        TRY(services_.vault.forget_destroyed());
        const auto changes = TRY(services_.store.read([](store::Reading& reading) {
            return store::RetentionRecords(reading).key_changes();
        }));
        for (const auto& change : changes) {
            if (stopped_())
                return Error{ErrorCode::unavailable, "It was stopped; the next round goes on."};
            TRY(take_on(change, changes));
        }
        return ok();
    }

    ReplacedKeys done;

private:
    Status take_on(const KeyChange& change, const std::vector<KeyChange>& all)
    {
        if (!change.to_epoch)
            return is_over(month_of(change.epoch), now_) ? make(change, all) : ok();
        // A key folder from an old copy: with the old key gone too, nothing could be read.
        if (!TRY(services_.vault.has_key(*change.to_epoch)))
            return Error{ErrorCode::unavailable,
                         "keys.db lacks erasure key " + std::to_string(*change.to_epoch) +
                             ": bring back the newest copy of the key folder"};
        if (!change.moved_at)
            return now_ < change.made_at->plus_seconds(key_copied_seconds) ? ok() : move(change);
        return now_ < change.moved_at->plus_seconds(data_copied_seconds) ? ok() : destroy(change);
    }

    /// Nothing may move under a key that is itself to go: so above all of the month's that are.
    Status make(const KeyChange& change, const std::vector<KeyChange>& all)
    {
        auto above = change.epoch;
        for (const auto& other : all)
            if (month_of(other.epoch) == month_of(change.epoch))
                above = std::max({above, other.epoch, other.to_epoch.value_or(0)});
        const auto to = TRY(services_.vault.epoch_above(above, now_));
        done.made += TRY(write_and_wait<bool>(
            services_, stopped_, [epoch = change.epoch, to, now = now_](store::Transaction& tx) {
                return store::RetentionChanges(tx).begin_key_change(epoch, to, now);
            }));
        return ok();
    }

    Status move(const KeyChange& change)
    {
        if (!TRY(move_all(change)))
            return ok();
        TRY(write_and_wait<Nothing>(services_, stopped_,
                                    [epoch = change.epoch, now = now_](store::Transaction& tx) {
                                        return store::RetentionChanges(tx).end_key_move(epoch, now);
                                    }));
        return ok();
    }

    /// Whether nothing that can be read stands under the old key any more.
    Result<bool> move_all(const KeyChange& change)
    {
        std::int64_t stuck = 0;
        for (const auto table : tables) {
            const auto [from, to] = ids_of(month_of(change.epoch));
            for (auto after = from;;) {
                const auto page = TRY(services_.store.read([&](store::Reading& reading) {
                    return store::RetentionRecords(reading).wraps_between(table, change.epoch,
                                                                          after, to, moved_at_once);
                }));
                if (page.empty())
                    break;
                TRY(move_page(change, table, page));
                after = page.back().object;
            }
            // Whatever has an id of another time; at the end this finds nothing, in all the table.
            for (Moved last{.moved = 1}; last.moved > 0;) {
                const auto rest = TRY(under(table, change.epoch));
                last = TRY(move_page(change, table, rest));
                stuck += last.key_gone ? 0 : last.stuck;
                if (last.key_gone)
                    log::error("keys of reports stand under an erasure key that is gone: the data "
                               "was brought back from a copy that is older than its keys",
                               {{"epoch", std::int64_t(change.epoch)}});
            }
        }
        if (stuck > 0)
            log::error("keys of reports cannot be unwrapped: their erasure key is not destroyed",
                       {{"epoch", std::int64_t(change.epoch)}, {"count", stuck}});
        return stuck == 0;
    }

    Result<std::vector<store::WrappedKey>> under(WrapTable table, std::uint32_t epoch)
    {
        return services_.store.read([&](store::Reading& reading) {
            return store::RetentionRecords(reading).wraps_under(table, epoch, moved_at_once);
        });
    }

    Result<Moved> move_page(const KeyChange& change, WrapTable table,
                            const std::vector<store::WrappedKey>& page)
    {
        Moved moved;
        std::vector<std::pair<store::WrappedKey, vault::Wrap>> wraps;
        for (const auto& old : page) {
            auto wrap = services_.vault.rewrap(old.object, old.wrap, *change.to_epoch);
            if (wrap) {
                wraps.emplace_back(old, std::move(wrap).value());
                continue;
            }
            if (wrap.error().code == ErrorCode::unavailable)
                return std::move(wrap).error();
            ++moved.stuck;
            moved.key_gone |= wrap.error().code == ErrorCode::not_found;
        }
        moved.moved = std::int64_t(wraps.size());
        if (wraps.empty())
            return moved;
        const auto save = [table, wraps = std::move(wraps)](store::Transaction& tx) -> Status {
            store::RetentionChanges changes(tx);
            for (const auto& [old, wrap] : wraps)
                TRY(changes.move(table, old.object, old.wrap, wrap));
            return ok();
        };
        TRY(write_and_wait<Nothing>(services_, stopped_, save));
        done.moved += moved.moved;
        return moved;
    }

    Status destroy(const KeyChange& change)
    {
        // What came under it since, from a copy that was brought back: it moves now, and a later
        // round destroys the key.
        for (const auto table : tables) {
            const auto left = TRY(under(table, change.epoch));
            if (left.empty())
                continue;
            if (const auto last = TRY(move_page(change, table, left)); !last.key_gone)
                return ok();
        }
        TRY(services_.vault.destroy(change.epoch));
        const Uuid id = make_uuid(now_, services_.random);
        const auto note = TRY(seal_note(services_, {id}, "{}", now_));
        // By value: it may still be decided when nobody waits for it any more.
        const auto save = [&services = services_, change, id, note,
                           now = now_](store::Transaction& tx) -> Result<bool> {
            if (!TRY(store::RetentionChanges(tx).end_key_change(change.epoch, now)))
                return false;
            domain::Event event{
                .name = domain::EventName::key_destroyed, .report = {id}, .at = now};
            event.facts.name = std::to_string(change.epoch);
            event.facts.about = std::to_string(*change.to_epoch);
            TRY(tx.keep({id}, note.content, note.wrap));
            TRY(tx.append(std::move(event), note.key, services.random));
            return true;
        };
        done.destroyed += TRY(write_and_wait<bool>(services_, stopped_, save));
        return ok();
    }

    Services& services_;
    const std::function<bool()>& stopped_;
    const Timestamp now_;
};

}  // namespace

Result<ReplacedKeys> replace_keys(Services& services, const std::function<bool()>& stopped)
{
    Replacing replacing(services, stopped);
    TRY(replacing.run());
    return replacing.done;
}

}  // namespace varde::acts
