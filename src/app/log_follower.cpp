#include "app/log_follower.hpp"

#include "app/log_state.hpp"
#include "app/log_tiles.hpp"
#include "ledger/accumulator.hpp"
#include "ledger/entry.hpp"

#include <algorithm>
#include <filesystem>

namespace varde::app {
namespace {

namespace fs = std::filesystem;

constexpr std::int64_t silent_us_max = 5 * 60 * 1'000'000LL;

Result<ledger::Witnessed> believe(const std::string& note, const FollowedLog& log)
{
    if (log.policy)
        return ledger::verify_note(note, *log.policy);
    CHECK(log.key);
    ledger::Witnessed seen{.log = *log.key};
    seen.checkpoint = TRY(ledger::verify_note(note, seen.log));
    return seen;
}

/// Whether what is shown continues what was kept; `wrong_tiles` when the tiles show nothing.
Result<LogSeen::Verdict> compare(const ledger::Checkpoint& kept, const ledger::Checkpoint& shown,
                                 LogTiles& tiles)
{
    using enum LogSeen::Verdict;
    if (shown.size < kept.size)
        return rolled_back;
    if (shown.size == kept.size)
        return shown.root == kept.root ? continues : forked;
    const auto node = tiles.nodes(shown.size);
    const auto root = TRY(ledger::tree_root(shown.size, node));
    if (root != shown.root)
        return wrong_tiles;
    if (kept.size == 0)
        return continues;
    const auto proof = TRY(ledger::consistency_proof(kept.size, shown.size, node));
    return ledger::consistency_holds(kept.size, kept.root, shown.size, shown.root, proof)
               ? continues
               : forked;
}

/// Every entry from the first, out of the folder's copy as far as that goes.
class Audit {
public:
    explicit Audit(LogSeen& seen) : seen_(seen) {}

    Status take(const std::string& text)
    {
        const auto entry = ledger::parse_entry(text);
        if (!entry)
            return Error{ErrorCode::invalid, "entry " + std::to_string(tree_.size) +
                                                 " is not one of a ledger of version 1"};
        const auto& read = entry.value();
        if (const auto name = domain::event_named(read.event))
            lifecycle_.take({.position = tree_.size,
                             .name = *name,
                             .object = {read.object},
                             .channel = read.channel.value_or(ledger::Channel{}),
                             .sequence = read.sequence});
        else
            ++seen_.unknown_events;
        newest_ = std::max(newest_, read.time);
        ledger::add_leaf(tree_, ledger::leaf_hash(text));
        return ok();
    }
    void finish()
    {
        seen_.entries = tree_.size;
        if (tree_.root() != seen_.seen.checkpoint.root)
            seen_.verdict = LogSeen::Verdict::wrong_tiles;
        else if (lifecycle_.found() > 0)
            seen_.verdict = LogSeen::Verdict::breaks_a_rule;
        seen_.findings = lifecycle_.findings();
        if (tree_.size > 0)
            seen_.fresh_at = std::max(seen_.fresh_at.value_or(newest_), newest_);
    }

private:
    LogSeen& seen_;
    domain::Lifecycle lifecycle_;
    ledger::Frontier tree_;
    Timestamp newest_;
};

Status audit(LogTiles& tiles, const LogState& state, LogSeen& seen)
{
    Audit audit(seen);
    const auto size = seen.seen.checkpoint.size;
    for (std::uint64_t tile = 0; tile * ledger::tile_width < size; ++tile) {
        const auto width = std::min(ledger::tile_width, size - tile * ledger::tile_width);
        const auto bundle = TRY(state.bundle(tile, unsigned(width), tiles));
        const auto entries = TRY(entries_in(bundle));
        if (entries.size() != width)
            return Error{ErrorCode::invalid, "a bundle of entries is not as long as the tree says"};
        for (const auto& text : entries)
            TRY(audit.take(text));
    }
    audit.finish();
    return ok();
}

void judge_freshness(LogSeen& seen, Timestamp first_seen, Timestamp now)
{
    for (const auto& [name, at] : seen.seen.witnesses)
        seen.fresh_at = std::max(seen.fresh_at.value_or(at), at);
    if (!seen.fresh_at)
        seen.fresh_at = first_seen;
    if (seen.verdict == LogSeen::Verdict::continues &&
        now.unix_us - seen.fresh_at->unix_us > silent_us_max)
        seen.verdict = LogSeen::Verdict::stale;
}

}  // namespace

std::string_view name_of(LogSeen::Verdict verdict)
{
    constexpr std::array<std::string_view, 6> names{"continues",   "rolled-back",   "forked",
                                                    "wrong-tiles", "breaks-a-rule", "stale"};
    return names.at(std::size_t(verdict));
}

Result<LogSeen> follow_log(Client& client, const FollowedLog& log)
{
    LogTiles tiles(client);
    LogState state(log.state);
    const auto note = TRY(tiles.text("/checkpoint"));
    LogSeen seen;
    seen.seen = TRY(believe(note, log));
    const auto& shown = seen.seen.checkpoint;
    const auto kept_note = TRY(state.kept());
    ledger::Checkpoint kept{.origin = shown.origin, .root = ledger::empty_root()};
    if (!kept_note.empty())
        kept = TRY(ledger::verify_note(kept_note, seen.seen.log));
    seen.size_before = kept.size;
    seen.verdict = TRY(compare(kept, shown, tiles));
    if (seen.verdict == LogSeen::Verdict::rolled_back || seen.verdict == LogSeen::Verdict::forked) {
        seen.evidence = TRY(state.keep_evidence(kept_note, note));
        return seen;
    }
    if (seen.verdict == LogSeen::Verdict::continues && log.reads_entries)
        TRY(audit(tiles, state, seen));
    if (seen.verdict == LogSeen::Verdict::wrong_tiles)
        return seen;
    const bool grown = kept_note.empty() || shown.size > kept.size;
    const auto first_seen = TRY(state.keep(note, grown, log.now));
    judge_freshness(seen, first_seen, log.now);
    return seen;
}

}  // namespace varde::app
