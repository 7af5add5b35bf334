// When a report may be erased, and every reason why not. Pure. The clock starts at the decision
// that closes, made by a named person; never at receipt, and never by a machine or by the sender.
#pragma once

#include "domain/delivery/delivery.hpp"
#include "domain/obligation/limit.hpp"
#include "domain/retention/hold.hpp"

#include <span>

namespace varde::domain {

/// How long reports of one kind are kept, for those that were closed during one time.
struct RetentionRule {
    std::string name;
    KindName kind;
    Limit kept_for;               ///< In days, weeks or months; from the decision that closes.
    bool archive_first = false;   ///< It must have been handed over to an archive before.
    std::string source;           ///< As shown to people.
    bool own = false;             ///< A limit of our own: no law says how long.
    Timestamp from;               ///< In force for what was closed at or after this…
    std::optional<Timestamp> to;  ///< …and before this.
};

/// One delivery of a report, and which of its milestones a named person reached.
struct HandledDelivery {
    Delivery delivery;
    bool opened = false;
    bool assessed = false;
    std::optional<Timestamp> closed_at;
};

struct Proposal {
    PersonId by;
    Timestamp at;
};

/// What remains of an erased report: no content.
struct Tombstone {
    std::string rule;
    Timestamp kept_until;
    Timestamp at;
    PersonId proposer, approver;
};

/// What happened to a report, as far as erasing depends on it: a fold over its own events.
struct Retained {
    ReportId report;
    KindName kind;
    std::vector<HandledDelivery> deliveries;  ///< In the order in which they came to be.
    bool withdrawn = false;
    std::vector<Hold> holds;  ///< Of this report alone, those in force.
    std::vector<PersonId> barred;
    std::optional<Timestamp> archived_at;
    std::optional<Proposal> proposal;  ///< The one that stands.
    std::optional<Tombstone> erased;

    /// The delivery through which it was closed last; null while somebody is still accountable or
    /// no named person has closed it.
    const HandledDelivery* closed() const;
};
Retained fold_retained(Retained retained, const Event& event);
/// Of all events of a report, in order.
Retained retained_of(std::span<const Event> events);

enum class WhyNot {
    erased,          ///< It has been erased.
    unread,          ///< No named person has opened it.
    unassessed,      ///< No named person has assessed it.
    not_closed,      ///< No named person has decided that it is done.
    withdrawn_only,  ///< …and that its sender withdrew it is no such decision.
    handed_on,       ///< It is offered to somebody who has not taken it.
    flagged,         ///< A hold says that it must not be overlooked.
    held,            ///< Another hold is in force.
    not_archived,
    no_rule,       ///< The pack says nothing of its kind, so it is kept for ever.
    not_yet,       ///< Its time has not run.
    not_proposed,  ///< Nobody has proposed it.
    same_person,   ///< Who approves proposed it.
    barred         ///< A conflict of interest is declared for one of the two.
};
std::string_view name_of(WhyNot why);
/// For people.
std::string_view in_words(WhyNot why);

/// What beside the report's own events decides.
struct RetentionTerms {
    const RetentionRule* rule = nullptr;  ///< For its kind when it was closed; null: none.
    std::optional<Timestamp> kept_until;  ///< By that rule; nothing: it cannot be said.
    std::span<const Hold> holds;          ///< Of whole units, those in force.
    Timestamp now;
};

/// All that stands in the way of proposing it; empty: it is due.
std::vector<WhyNot> why_kept(const Retained& retained, const RetentionTerms& terms);
/// The same for erasing it now, by `approver`.
std::vector<WhyNot> why_not_erased(const Retained& retained, const RetentionTerms& terms,
                                   const PersonId& approver);

enum class RetentionState { open, kept, held, to_archive, due, proposed, erased };
std::string_view name_of(RetentionState state);
std::optional<RetentionState> retention_state_named(std::string_view name);
RetentionState state_of(const Retained& retained, const RetentionTerms& terms);

}  // namespace varde::domain
