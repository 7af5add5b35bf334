// Coverage: who could open what comes to a unit, from when until when, and why others could not.
// Pure.
#pragma once

#include "domain/access/decide.hpp"
#include "domain/duty/span.hpp"

namespace varde::domain {

/// What coverage is counted for: one kind in one unit.
struct Cell {
    UnitId unit;
    KindName kind;
    auto operator<=>(const Cell&) const = default;
};

/// A grant by its id. One that was ended early has that as its end.
struct HeldGrant {
    Uuid id;
    Grant grant;
};

/// Somebody who has, had or will have a grant in one unit, and when they are away from it.
struct UnitPerson {
    PersonId person;
    std::string name;
    std::vector<HeldGrant> grants;  ///< In this unit alone.
    std::vector<Span> leave;        ///< May overlap.
    std::optional<Timestamp> disabled_at;
};

/// Why somebody could open a cell, or the nearest reason why not.
enum class Ability {
    able,
    on_leave,
    disabled,    ///< The account.
    other_kind,  ///< A reader of the unit, for other kinds.
    not_yet,     ///< Their access begins later.
    ended,
    no_reader  ///< In the unit, but in a role that sees no content.
};

struct Able {
    Ability ability = Ability::no_reader;
    Role role = Role::nobody;  ///< Of the grant that this follows from.
    std::optional<Timestamp>
        until;                      ///< Able: until when, as far as is known. On leave: until when.
    std::optional<Timestamp> from;  ///< Not yet: from when.
};
Able ability_of(const UnitPerson& person, const Cell& cell, Timestamp at);
bool is_able(const UnitPerson& person, const Cell& cell, Timestamp at);

/// `people`: each person once.
std::size_t count_able(const std::vector<UnitPerson>& people, const Cell& cell, Timestamp at);

/// A stretch in which the same number of people could open a cell.
struct Segment {
    Span span;
    std::size_t count = 0;
    bool operator==(const Segment&) const = default;
};

/// All of `within`, in order, without gaps; neighbours differ in their count.
std::vector<Segment> timeline(const std::vector<UnitPerson>& people, const Cell& cell,
                              const Span& within);

/// The first stretch in which fewer than `needed` could open, and how many at the worst of it.
std::optional<Segment> first_gap(const std::vector<Segment>& segments, std::size_t needed);

/// What a change takes away.
struct Drop {
    Timestamp from;  ///< Since when fewer than needed, and fewer than before it, could open.
    std::size_t before = 0, after = 0;  ///< Then, and at the worst of it.
    bool operator==(const Drop&) const = default;
};
/// `before` and `after` are timelines of the same stretch.
std::optional<Drop> first_drop(const std::vector<Segment>& before,
                               const std::vector<Segment>& after, std::size_t needed);

}  // namespace varde::domain
