#include "app/log_audit.hpp"

#include "ledger/accumulator.hpp"
#include "ledger/entry.hpp"

#include <algorithm>

namespace varde::app {
namespace {

class Audit {
public:
    Audit(ledger::Frontier audited, LogSeen& seen)
        : seen_(seen), tree_(std::move(audited)), whole_(tree_)
    {
    }

    /// False when this cannot be a bundle of so many entries.
    bool take(std::string_view bundle, unsigned width)
    {
        const auto entries = entries_in(bundle);
        if (!entries || entries.value().size() != width)
            return false;
        for (const auto& text : entries.value())
            if (!take(text))
                return false;
        if (tree_.size % ledger::tile_width == 0)
            whole_ = tree_;
        return true;
    }
    bool holds() const { return tree_.root() == seen_.seen.checkpoint.root; }
    /// The tree of the full bundles.
    const ledger::Frontier& whole() const { return whole_; }
    void finish()
    {
        seen_.entries = position_;
        if (lifecycle_.found() > 0)
            seen_.verdict = LogSeen::Verdict::breaks_a_rule;
        seen_.findings = lifecycle_.findings();
        if (position_ > 0)
            seen_.fresh_at = std::max(seen_.fresh_at.value_or(newest_), newest_);
    }

private:
    bool take(const std::string& text)
    {
        const auto entry = ledger::parse_entry(text);
        if (!entry)
            return false;
        const auto& read = entry.value();
        if (const auto name = domain::event_named(read.event))
            lifecycle_.take({.position = position_,
                             .name = *name,
                             .object = {read.object},
                             .channel = read.channel.value_or(ledger::Channel{}),
                             .sequence = read.sequence});
        else
            ++seen_.unknown_events;
        newest_ = std::max(newest_, read.time);
        if (position_++ >= tree_.size)
            ledger::add_leaf(tree_, ledger::leaf_hash(text));
        return true;
    }

    LogSeen& seen_;
    domain::Lifecycle lifecycle_;
    ledger::Frontier tree_, whole_;
    std::uint64_t position_ = 0;
    Timestamp newest_;
};

}  // namespace

Status audit_entries(LogTiles& tiles, const LogState& state, LogSeen& seen)
{
    const auto size = seen.seen.checkpoint.size;
    auto tree = TRY(state.audited());
    if (tree.size > size)
        tree = {};
    const auto audited = tree.size / ledger::tile_width;
    Audit audit(std::move(tree), seen);
    bool readable = true;
    for (std::uint64_t tile = 0; readable && tile * ledger::tile_width < size; ++tile) {
        const auto width = unsigned(std::min(ledger::tile_width, size - tile * ledger::tile_width));
        const auto bundle = TRY(state.bundle(tile, width, audited, tiles));
        readable = audit.take(bundle, width);
        if (!readable && tile < audited)
            return state.damaged(tile);
    }
    if (!readable || !audit.holds()) {
        state.forget_bundles_from(audited);
        seen.verdict = LogSeen::Verdict::wrong_tiles;
        return ok();
    }
    audit.finish();
    return state.keep_audited(audit.whole());
}

}  // namespace varde::app
