#include "app/log_follower.hpp"

#include "app/log_audit.hpp"
#include "ledger/entry.hpp"

#include <algorithm>

namespace varde::app {
namespace {

using Verdict = LogSeen::Verdict;

constexpr std::int64_t silent_us_max = 5 * 60 * 1'000'000LL;
constexpr int settled_at_once = 100;  // Some requests each.

Result<ledger::Witnessed> believe(const std::string& note, const FollowedLog& log)
{
    if (log.policy)
        return ledger::verify_note(note, *log.policy);
    CHECK(log.key);
    ledger::Witnessed seen{.log = *log.key};
    seen.checkpoint = TRY(ledger::verify_note(note, seen.log));
    return seen;
}

/// Whether the tree of `less` is the beginning of that of `more`. `forked` is proven by the tiles,
/// which give the root of `more`, and another for its beginning; `wrong_tiles`: they show nothing.
Result<Verdict> compare_in_tiles(const ledger::Checkpoint& less, const ledger::Checkpoint& more,
                                 LogTiles& tiles)
{
    const auto node = tiles.nodes(more.size);
    if (TRY(ledger::tree_root(more.size, node)) != more.root)
        return Verdict::wrong_tiles;
    if (less.size == 0)
        return Verdict::continues;
    const auto begins = TRY(ledger::tree_root(less.size, node));
    const auto proof = TRY(ledger::consistency_proof(less.size, more.size, node));
    if (!ledger::consistency_holds(less.size, begins, more.size, more.root, proof))
        return Verdict::wrong_tiles;
    return begins == less.root ? Verdict::continues : Verdict::forked;
}

/// The same for any two. An error only when the ledger cannot be reached.
Result<Verdict> compare(const ledger::Checkpoint& kept, const ledger::Checkpoint& shown,
                        LogTiles& tiles)
{
    if (shown.size == kept.size)
        return shown.root == kept.root ? Verdict::continues : Verdict::forked;
    const bool back = shown.size < kept.size;
    auto found = back ? compare_in_tiles(shown, kept, tiles) : compare_in_tiles(kept, shown, tiles);
    if (!found && found.error().problem == log_unreachable)
        return found;
    if (!found)
        found = Verdict::wrong_tiles;
    if (!back || found.value() == Verdict::forked)
        return found;
    return found.value() == Verdict::continues ? Verdict::older : Verdict::rolled_back;
}

/// One look, once the note is believed to be the log's.
class Look {
public:
    Look(LogTiles& tiles, const FollowedLog& log, std::string note, LogSeen& seen)
        : tiles_(tiles), state_(log.state), log_(log), note_(std::move(note)), seen_(seen)
    {
    }

    Status judge()
    {
        const auto& shown = seen_.seen.checkpoint;
        kept_note_ = TRY(state_.kept());
        ledger::Checkpoint kept{.origin = shown.origin, .root = ledger::empty_root()};
        if (!kept_note_.empty())
            kept = TRY(ledger::verify_note(kept_note_, seen_.seen.log));
        seen_.size_before = kept.size;
        auto looked = look(kept, shown);
        if (seen_.verdict == Verdict::forked)
            looked = ok();  // Which is to be told, whatever could not be reached after that.
        const bool same = shown.size == kept.size && shown.root == kept.root;
        if ((!looked || does_not_continue()) && !same && seen_.evidence.empty()) {
            auto folder = state_.keep_evidence(kept_note_, note_, seen_.verdict == Verdict::forked);
            if (!folder)
                return looked ? std::move(folder).error() : std::move(looked).error();
            seen_.evidence = std::move(folder).value();
        }
        if (!looked || does_not_continue() ||
            (seen_.verdict == Verdict::older && seen_.not_shown == 0))
            return looked;
        const bool grown = kept_note_.empty() || shown.size > kept.size;
        judge_freshness(TRY(state_.keep(note_, grown, log_.now)));
        return ok();
    }

private:
    bool does_not_continue() const
    {
        return seen_.verdict == Verdict::forked || seen_.verdict == Verdict::rolled_back ||
               seen_.verdict == Verdict::wrong_tiles;
    }
    Status look(const ledger::Checkpoint& kept, const ledger::Checkpoint& shown)
    {
        seen_.verdict = TRY(compare(kept, shown, tiles_));
        if (seen_.verdict == Verdict::continues)
            TRY(settle(shown));
        if (seen_.verdict == Verdict::continues && log_.reads_entries)
            TRY(audit_entries(tiles_, state_, seen_));
        if (seen_.verdict == Verdict::continues && seen_.not_shown > 0)
            seen_.verdict = Verdict::older;
        if (seen_.verdict == Verdict::continues && log_.policy && !seen_.seen.quorum)
            seen_.verdict = Verdict::unwitnessed;
        return ok();
    }
    /// What the log has signed at other times and did not show the tree of.
    Status settle(const ledger::Checkpoint& shown)
    {
        int settled = 0;
        for (const auto& each : TRY(state_.unproven())) {
            const auto earlier = ledger::verify_note(each.note, seen_.seen.log);
            const auto size = earlier ? earlier.value().size : 0;
            if (size > shown.size)  // Until the log has grown so far.
                seen_.not_shown = std::max(seen_.not_shown, size);
            if (!earlier || size > shown.size || settled == settled_at_once)
                continue;
            const auto found = TRY(compare(earlier.value(), shown, tiles_));
            if (found == Verdict::forked) {
                seen_.verdict = found;
                seen_.evidence = TRY(state_.keep_evidence(each.note, note_, true));
            }
            if (found == Verdict::wrong_tiles)
                continue;
            TRY(state_.settle(each));
            ++settled;
        }
        return ok();
    }
    void judge_freshness(Timestamp first_seen)
    {
        for (const auto& [name, at] : seen_.seen.witnesses)
            seen_.fresh_at = std::max(seen_.fresh_at.value_or(at), at);
        if (!seen_.fresh_at)
            seen_.fresh_at = first_seen;
        if (seen_.verdict == Verdict::continues &&
            log_.now.unix_us - seen_.fresh_at->unix_us > silent_us_max)
            seen_.verdict = Verdict::stale;
    }

    LogTiles& tiles_;
    const LogState state_;
    const FollowedLog& log_;
    const std::string note_;
    LogSeen& seen_;
    std::string kept_note_;
};

}  // namespace

std::string_view name_of(LogSeen::Verdict verdict)
{
    constexpr std::array<std::string_view, 8> names{"continues",   "older",       "rolled-back",
                                                    "forked",      "wrong-tiles", "breaks-a-rule",
                                                    "unwitnessed", "stale"};
    return names.at(std::size_t(verdict));
}

Result<LogSeen> follow_log(Client& client, const FollowedLog& log)
{
    LogTiles tiles(client);
    const auto note = TRY(tiles.text("/checkpoint"));
    LogSeen seen;
    seen.seen = TRY(believe(note, log));
    TRY(Look(tiles, log, note, seen).judge());
    return seen;
}

}  // namespace varde::app
