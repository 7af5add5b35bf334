// Rules that oblige somebody, and what is owed under them after what has happened. Pure: the same
// rules and the same history give the same answer, so a changed rule can be swept over the past.
#pragma once

#include "domain/obligation/condition.hpp"
#include "domain/obligation/limit.hpp"
#include "domain/obligation/obligation.hpp"

#include <span>

namespace varde::domain {

/// One rule during one time. Rules of one name are versions of each other; their times never meet.
struct Rule {
    std::string name;                 ///< `review`
    std::vector<std::string> starts;  ///< Occasions on which it begins to run.
    std::vector<std::string> met_by;  ///< Occasions that meet it…
    std::vector<std::string> needs;   ///< …if all of these facts are then true.
    std::vector<std::string> cancelled_by;
    Limit limit;
    /// It has run since the report first came to anybody, however often it was handed on.
    bool from_first_receipt = false;
    Condition condition;
    std::vector<std::string> suspended_by;  ///< The only suspensions that count, by name.
    Debtor owed_by = Debtor::unit;
    std::string source;           ///< The paragraph, as shown to people.
    bool own = false;             ///< A limit of our own, earlier than the law's.
    Timestamp from;               ///< In force for what starts at or after this…
    std::optional<Timestamp> to;  ///< …and before this.
};
using RuleSet = std::vector<Rule>;
bool in_force(const Rule& rule, Timestamp at);

/// Something that happened to one delivery or case, and what became known with it. A later fact
/// goes before an earlier one of the same name.
struct Occasion {
    std::string name;  ///< An event's name, or one that cases will bring.
    Timestamp at;
    KnownFacts facts;
    /// Of a delivery that another unit offered: when the report first came to anybody.
    std::optional<Timestamp> first_receipt;
};
/// Whether a rule may name such an occasion.
bool is_occasion(std::string_view name);

/// What is owed under one rule, once. When it is due, packs/due.hpp says.
struct Owed {
    std::string rule;
    Timestamp since;  ///< Of the occasion that started it, however late it became known.
    std::optional<Timestamp> met_at;
    std::optional<Timestamp> cancelled_at;
    /// Facts that were not known: the duty is taken to exist until they are.
    std::vector<std::string> assumed;
    bool operator==(const Owed&) const = default;
};

/// All that was ever owed, in the order of the rules and then of time. `history` is in the order
/// in which things happened. What starts again while it still runs keeps its first start.
std::vector<Owed> owed_after(const RuleSet& rules, std::span<const Occasion> history);

/// What `next` changes after `history`. Sweeping a new rule over the past is the same comparison.
struct Changes {
    std::vector<Owed> started;
    std::vector<Owed> met;
    std::vector<Owed> cancelled;
};
Changes changes_by(const RuleSet& rules, std::span<const Occasion> history, const Occasion& next);
/// From one answer of `owed_after` to a later one. What is new and has ended already stands in
/// `started` alone, with its end.
Changes between(const std::vector<Owed>& before, const std::vector<Owed>& after);
/// The same where the rules are what has changed: what they know no more falls away at `at`.
Changes swept(const std::vector<Owed>& before, const std::vector<Owed>& after, Timestamp at);

}  // namespace varde::domain
