// The ledger's events, added up anew: what the projections must say, worked out from the clear
// columns of `event` without the product's own folding.
#pragma once

#include "ledger/tree.hpp"
#include "sim/findings.hpp"
#include "sim/rights.hpp"
#include "sql/connection.hpp"

#include <map>
#include <set>
#include <string>

namespace varde::sim {

/// A row of `event`.
struct Happened {
    std::int64_t position = 0;
    Timestamp at;
    std::string name;
    Uuid report, delivery;
    std::string unit;
    Uuid person, organisation;
    std::string channel;  ///< As bytes.
    std::int64_t sequence = 0;
    std::string facts;
    Hash commitment{}, leaf{};
};

/// An obligation, as the events' facts record it.
struct Told {
    Timestamp at;
    std::int64_t step = 0;
    std::string listener;
    std::size_t people = 0;
    bool another = false;  ///< Somebody among them is not of those who should have acted.
};
struct Duty {
    std::optional<std::int64_t> due_us;
    Timestamp known_at;  ///< It may count from earlier, and be due already.
    bool open = true, breached = false;
    std::vector<Told> told = {};  ///< In the order in which it happened.
    std::set<Uuid> silent = {};   ///< Whoever was told because it was theirs to do.
};
using Duties = std::map<std::pair<std::string, std::int64_t>, Duty>;  ///< By rule and start.

struct Parcel {  ///< A delivery, as its events make it.
    Uuid id, report;
    std::string unit, channel, standing;
    std::int64_t sequence = 0;
    bool urgent = false;
    Timestamp received;
    Uuid owner;       ///< Nil: the unit's duty slot.
    Uuid offered_to;  ///< A colleague.
    Uuid offered_as, from;
    bool opened = false, filed = false, assessed = false, answered = false;
    /// By a named person, and no machine.
    bool read_by_person = false, assessed_by_person = false;
    std::optional<Timestamp> closed_by_person_at = {};
    bool open() const { return standing == "owned" || standing == "offered"; }
};

struct Raised {  ///< A report.
    Uuid sender;
    std::string channel, kind;
    std::string passed_over;  ///< The unit that it was meant for; empty: it is there.
    bool withdrawn = false, archived = false, erased = false;
    std::set<Uuid> holds;
    Uuid proposed_by;  ///< To be erased; nil: nobody.
    std::vector<Uuid> deliveries;
};

/// Follows one database for as long as its world lasts.
class Reckoning {
public:
    explicit Reckoning(Findings& findings) : findings_(findings) {}
    /// What has been added since; already part of what stands below.
    Result<std::vector<Happened>> catch_up(sql::Connection& connection);

    std::map<Uuid, Parcel> parcels;
    std::map<Uuid, Raised> reports;
    std::map<std::string, std::int64_t> channels;  ///< The last number in each.
    std::set<Uuid> open_parcels;
    std::map<Uuid, bool> problems;  ///< Whether each is open.
    std::set<Uuid> owing;           ///< Of `duties`, those of which one is open.
    std::map<Uuid, Duties> duties;  ///< By what obliges: a delivery, or something else.
    ledger::Frontier tree;
    std::size_t erased = 0;
    Rights rights;
    /// Of each problem that is open and has been found by Varde: what it is about.
    struct Alarm {
        std::string name, unit, about;
    };
    std::map<Uuid, Alarm> alarms;
    /// When a person closed one though it may still have been so: by name, unit and what about.
    std::map<std::tuple<std::string, std::string, std::string>, Timestamp> put_aside;
    struct UnitHold {
        std::string unit;
        std::set<std::string> kinds;  ///< Empty: every kind.
    };
    std::map<Uuid, UnitHold> unit_holds;  ///< "Do not erase any of these."

private:
    void add(const Happened& event);
    void begin(const Happened& event);
    void retain(const Happened& event);
    void check_erased(const Happened& event, const json::Document& facts);
    std::string why_kept(const Raised& raised, const Happened& erasure) const;
    void change(Parcel& parcel, const Happened& event);
    void number(const Happened& event);
    void note_owing(const Uuid& subject);
    void oblige(const Happened& event);
    void escalate(const Happened& event);
    Duty* duty_of(const Happened& event, const std::string& rule, std::int64_t since_us);
    void check_leaf(const Happened& event);
    Findings& findings_;
    Timestamp last_at_;
};

std::string hex_of(const Uuid& id);  ///< For stories: the last digits.

}  // namespace varde::sim
