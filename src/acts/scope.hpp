// Scope: whom does a fault affect, which reports, since when? Counts and ids, never content (P10).
#pragma once

#include "acts/keep_book.hpp"
#include "store/resends.hpp"

#include <set>

namespace varde::acts {

struct ScopeQuery {
    store::ScopeFilter filter;
    std::string municipality;  ///< Official number; empty: all.
    std::string state;         ///< As `domain::state_word`; empty: all.
    store::BookPlace after;
    int limit = 50;
};

struct ScopeUnit {
    UnitId unit;
    std::string name, municipality;
    std::int64_t count = 0;
    std::map<std::string, std::int64_t, std::less<>> states;
};

struct ScopeItem {
    domain::Booked booked;
    std::string unit_name;
    bool sender_hidden = false;  ///< From whom must not read the report.
    /// Only to the organisation that sent it, and not of what was erased.
    std::string sender_reference;
    std::string digest;       ///< SHA-256 of what was sent, in hex.
    bool unreadable = false;  ///< The two above cannot be read at present.
    std::optional<Timestamp> resend_asked_at;
    std::vector<ReportId> repeats;  ///< That came in its place since.
    /// By name, as far as the report names them; nothing: not asked for, or not for this actor.
    std::optional<std::vector<std::string>> people;
};

struct Scope {
    Timestamp at;
    std::uint64_t events = 0;  ///< So many of the ledger's events are counted…
    std::uint64_t behind = 0;  ///< …and so many that it has are not yet.
    std::vector<ScopeUnit> units;
    std::int64_t total = 0;
    std::optional<Timestamp> first, last;  ///< When the first and the last of them came.
    std::vector<ScopeItem> items;          ///< Oldest first.
    std::optional<store::BookPlace> next;
    std::map<OrganisationId, std::string> sender_names;  ///< Of the items.
    /// Of the items whose people are not shown: how many for which reason.
    std::map<std::string, std::int64_t> people_hidden;
};

/// Of units that the actor may watch, and of what the actor's organisation sent. `forbidden` to
/// whom that leaves nothing, or for a unit that they may not watch. Call it after
/// `book_for_answer`.
Result<Scope> see_scope(const Services& services, const domain::Actor& actor,
                        const ScopeQuery& query);

/// What of the query only the pack and the state in words can answer.
bool is_wanted(const Services& services, const ScopeQuery& query, const domain::BookKey& key);

/// What a notice to the data protection authority must say, as far as Varde knows it (GDPR article
/// 33 (3)). Nothing in it names a person.
struct ScopeNotice {
    Scope scope;  ///< Without items, and without drills that have ended.
    struct Measure {
        std::string what;
        std::int64_t count = 0;
        Timestamp first, last;
    };
    std::vector<Measure> measures;
};
Result<ScopeNotice> scope_notice(const Services& services, const domain::Actor& actor,
                                 ScopeQuery query);

/// What a sender said that it sent: its reference, and the digest of the bytes. Empty where it was
/// erased, or is unreadable: its key is lost or not to be had, or what is sealed is damaged.
struct SentFacts {
    std::string sender_reference, digest;
    bool unreadable = false;
};
Result<SentFacts> sent_facts(const Services& services, store::Reading& reading,
                             const ReportId& report);

/// Whether somebody may see this: what scopes and resends are restricted by.
class Sight {
public:
    /// `forbidden` or `unauthenticated` to whom it leaves nothing of what the filter asks for.
    static Result<Sight> of(const Services& services, const domain::Actor& actor,
                            const store::ScopeFilter& filter, domain::Action action);
    bool sees(const domain::BookKey& key) const;
    /// Everything of this kind in the unit, whoever sent it.
    bool sees(const UnitId& unit, const KindName& kind) const;
    bool is_sender() const { return !sender_.is_nil(); }
    const OrganisationId& sender() const { return sender_; }
    const domain::By& as() const { return as_; }
    /// What the actor sees of a question: in units, and elsewhere what their organisation sent. The
    /// filters go through as little else as they can, and nothing is in two parts.
    struct Part {
        store::ScopeFilter filter;
        bool of_units = false;
    };
    std::vector<Part> parts(const store::ScopeFilter& filter) const;
    bool sees(const Part& part, const UnitId& unit, const KindName& kind) const
    {
        return sees(unit, kind) == part.of_units;
    }

private:
    /// Kinds by unit; empty kinds: every one.
    std::map<UnitId, std::set<KindName>> units_;
    OrganisationId sender_;  // Whose own reports the actor may follow; nil: none.
    domain::By as_;
};

}  // namespace varde::acts
