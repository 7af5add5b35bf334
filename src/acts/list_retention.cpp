#include "acts/list_retention.hpp"

#include "acts/delivery_view.hpp"
#include "acts/list_obligations.hpp"

#include <algorithm>
#include <array>
#include <limits>

namespace varde::acts {
namespace {

using domain::RetentionState;
using store::RetentionRow;
using store::RetentionStage;

/// Rows that an index gives in order: one unit, stage and kind, closed at or after `from` and
/// before `until`.
struct Segment {
    RetentionStage stage;
    KindName kind;
    Timestamp from, until;
};

/// What was closed before this has been kept for long enough under the rule.
Timestamp run_before(const packs::Pack& pack, const domain::RetentionRule& rule, Timestamp now)
{
    const auto has_run = [&](std::int64_t us) {
        const auto until = pack.kept_until(rule, {us});
        return until && *until <= now;
    };
    std::int64_t low = rule.from.unix_us, high = now.unix_us;
    while (low < high) {
        const auto middle = low + (high - low) / 2;
        if (has_run(middle))
            low = middle + 1;
        else
            high = middle;
    }
    return {low};
}

/// The segments in which what is in a state may stand; each item is looked at for itself after.
class Segments {
public:
    Segments(const packs::Pack& pack, RetentionState state, Timestamp now)
        : pack_(pack), state_(state), now_(now)
    {
    }

    std::vector<Segment> all(const std::vector<domain::Hold>& holds, const UnitId& unit)
    {
        for (const auto& kind : pack_.kinds) {
            held_ = std::ranges::any_of(holds, [&](const domain::Hold& hold) {
                return domain::holds(hold, unit, kind.name);
            });
            add_kind(kind.name);
        }
        return std::move(found_);
    }

private:
    static constexpr Timestamp end{std::numeric_limits<std::int64_t>::max()};
    /// What was proposed under an earlier rule may be in another state under today's.
    static constexpr std::array not_held{RetentionStage::kept, RetentionStage::archived,
                                         RetentionStage::proposed};

    void add_kind(const KindName& kind)
    {
        if (state_ == RetentionState::erased)
            return add(RetentionStage::erased, kind, {}, end);
        if (state_ == RetentionState::held) {
            add(RetentionStage::held, kind, {}, end);
            if (held_)
                for (const auto stage : not_held)
                    add(stage, kind, {}, end);
            return;
        }
        if (held_)  // All of it is held.
            return;
        if (state_ == RetentionState::proposed)
            return add(RetentionStage::proposed, kind, {}, end);
        Timestamp after;
        for (const auto& rule : rules_of(kind)) {
            add_unruled(kind, after, rule->from);
            add_ruled(*rule);
            after = rule->to.value_or(end);
        }
        add_unruled(kind, after, end);
    }

    std::vector<const domain::RetentionRule*> rules_of(const KindName& kind) const
    {
        std::vector<const domain::RetentionRule*> rules;
        for (const auto& each : pack_.retention)
            if (each.rule.kind == kind)
                rules.push_back(&each.rule);
        std::ranges::sort(rules, {}, [](const auto* rule) { return rule->from; });
        return rules;
    }

    void add_unruled(const KindName& kind, Timestamp from, Timestamp until)
    {
        if (state_ == RetentionState::kept)
            for (const auto stage : not_held)
                add(stage, kind, from, until);
    }

    void add_ruled(const domain::RetentionRule& rule)
    {
        const auto to = rule.to.value_or(end);
        const auto run = std::clamp(run_before(pack_, rule, now_), rule.from, to);
        if (state_ == RetentionState::kept)
            for (const auto stage : not_held)
                add(stage, rule.kind, run, to);
        if (state_ == RetentionState::due)
            add(RetentionStage::archived, rule.kind, rule.from, run);
        if (state_ == (rule.archive_first ? RetentionState::to_archive : RetentionState::due))
            add(RetentionStage::kept, rule.kind, rule.from, run);
        if (state_ == RetentionState::to_archive && rule.archive_first)
            add(RetentionStage::proposed, rule.kind, rule.from, run);
    }

    void add(RetentionStage stage, const KindName& kind, Timestamp from, Timestamp until)
    {
        if (from < until)
            found_.push_back({stage, kind, from, until});
    }

    const packs::Pack& pack_;
    const RetentionState state_;
    const Timestamp now_;
    bool held_ = false;  // The kind, in the unit as a whole.
    std::vector<Segment> found_;
};

Result<std::vector<RetentionRow>> rows_of(const Services& services, store::Reading& reading,
                                          const RetentionQuery& query, Timestamp now)
{
    store::RetentionRecords records(reading);
    if (!query.state)
        return records.of_unit(query.unit, query.after, query.limit + 1);
    std::vector<RetentionRow> rows;
    Segments segments(services.pack, *query.state, now);
    for (const auto& each : segments.all(TRY(records.holds_of_unit(query.unit)), query.unit)) {
        auto after = query.after;
        if (after.closed_at < each.from)
            after = {{each.from.unix_us - 1}, {}};
        for (auto& row : TRY(records.at_stage(query.unit, each.stage, each.kind, each.until, after,
                                              query.limit + 1)))
            rows.push_back(std::move(row));
    }
    std::ranges::sort(rows, {},
                      [](const RetentionRow& row) { return std::pair(row.closed_at, row.report); });
    if (rows.size() > std::size_t(query.limit) + 1)
        rows.resize(std::size_t(query.limit) + 1);
    return rows;
}

Result<RetentionItem> item_of(const Services& services, store::Reading& reading,
                              const domain::Actor& actor, KeptReport kept, Timestamp now)
{
    const auto terms = kept.terms(now);
    RetentionItem item{.state = domain::state_of(kept.retained, terms)};
    item.why_not = item.state == RetentionState::proposed
                       ? domain::why_not_erased(kept.retained, terms, actor.person)
                       : domain::why_kept(kept.retained, terms);
    for (const auto* holds : {&kept.retained.holds, &kept.unit_holds})
        for (const auto& hold : *holds)
            item.holds.push_back(TRY(view_hold(
                services, reading, hold,
                !kept.retained.erased && may_read_reason(services, actor, hold, &kept, now))));
    if (kept.retained.proposal)
        item.proposer_name = TRY(Names(reading).of(kept.retained.proposal->by));
    item.kept = std::move(kept);
    return item;
}

}  // namespace

Result<RetentionPage> list_retention(const Services& services, const domain::Actor& actor,
                                     const RetentionQuery& query)
{
    if (const auto decision = may_watch(services, actor, query.unit); !decision)
        return Error{actor.is_nobody() ? ErrorCode::unauthenticated : ErrorCode::forbidden,
                     decision.reason};
    const auto now = services.clock.now();
    return services.store.read([&](store::Reading& reading) -> Result<RetentionPage> {
        auto rows = TRY(rows_of(services, reading, query, now));
        RetentionPage page;
        if (rows.size() > std::size_t(query.limit)) {
            rows.resize(std::size_t(query.limit));
            page.next = store::RetentionPlace{rows.back().closed_at, rows.back().report};
        }
        for (const auto& row : rows) {
            auto kept = TRY(kept_report(services, reading, row.report, now));
            CHECK(kept);  // Reports are never deleted.
            auto item = TRY(item_of(services, reading, actor, std::move(*kept), now));
            if (!query.state || item.state == *query.state)
                page.items.push_back(std::move(item));
        }
        return page;
    });
}

}  // namespace varde::acts
