// P4: what case systems really hold, at each instant, against what the service says that they
// hold. What was given is known from what went over the line, never from the service's own tables.
#pragma once

#include "sim/book.hpp"
#include "sim/case_system.hpp"
#include "sim/reckoning.hpp"
#include "sim/server.hpp"

namespace varde::sim {

class Stores {
public:
    Stores(Server& server, Findings& findings, const Reckoning& reckoning,
           const std::vector<Sent>& book);

    // What is really so.
    void add_unit(const std::string& unit) { units_[unit]; }
    /// What the unit's system holds of a delivery from now on; nothing: nothing.
    void holds(const Uuid& delivery, const std::string* bytes, Timestamp now);
    /// Its content came to the system just now.
    void took(const Uuid& delivery, Timestamp now) { holdings_[delivery].at_hand = now; }
    /// A call went wrong, the server was away: silence is no fault of the system.
    void excuse(Timestamp now) { trouble_ = now; }
    void excuse(const std::string& unit, Timestamp now) { units_.at(unit).trouble = now; }
    /// From now on it may be found to have done wrong.
    void blame(const std::string& unit) { units_.at(unit).blameless = false; }
    bool blameless(const std::string& unit) const { return units_.at(unit).blameless; }

    // What is looked for.
    /// Of each step, and whether it was a call.
    void see(const std::vector<Happened>& events);
    void before_call(const Call& call);
    void after_call(const Outcome& outcome, Timestamp now);
    /// `whole`: the round came to its end. P4 at a time when the service has watched since then.
    void after_round(bool whole, Timestamp now, Timestamp watched_since);
    /// An honest system has fetched and answered all from `begun` on, and got each answer.
    void after_visit(const std::string& unit, Timestamp begun);
    void after_compare(const std::string& unit, bool agreed);

    /// When the service should look at the latest.
    std::optional<Timestamp> next_round_at() const;
    /// Whether it was asked something since the last time.
    bool asked_anew(const std::string& unit);

    /// Whether something came for a system since the last time.
    bool anything_new() { return std::exchange(arrived_, false); }

    std::size_t proofs = 0, failures = 0;

private:
    struct Row {  ///< As the service has it.
        Uuid delivery;
        std::string unit, state;
        Timestamp added;
        std::optional<Timestamp> asked, due, stored, proved, failed;
        bool failing() const
        {
            return state != "waiting" && state != "stored" && state != "erased";
        }
    };
    struct Holding {
        std::optional<std::string> given;  ///< What it was the first time.
        bool held = false;                 ///< Byte for byte.
        Timestamp held_last, unheld_since;
        std::optional<Timestamp> at_hand;
        std::optional<Row> row;
        bool open_when_proved = false;
    };
    struct Proof {
        Uuid delivery;
        std::string nonce, digest;
        std::optional<std::string> sealed;  ///< The wrap of its key, before.
    };
    struct Unit {
        Timestamp trouble;
        bool blameless = true, asked_anew = false;
    };
    static Row read(const sql::Row& row);
    void look(Timestamp now, const Uuid* only = nullptr);
    void compare(const Row& row, Timestamp now);
    bool is_proved_now(const Uuid& delivery) const;
    void check_proof(const Holding& before, const Row& row);
    void check_given(const test::Answer& answer);
    void note_given(const Uuid& delivery, const std::string& document);
    void check_accused(const Happened& event);
    void check_found(const Holding& holding, Timestamp now, Timestamp watched_since);
    void check_told(Timestamp now, Timestamp watched_since);
    std::optional<std::string> sealed_of(const Uuid& delivery);
    void never(const Uuid& delivery, const std::string& what);

    Server& server_;
    Findings& findings_;
    const Reckoning& reckoning_;
    const std::vector<Sent>& book_;
    std::unique_ptr<sql::Connection> connection_;
    std::map<std::string, Unit> units_;
    std::map<Uuid, Holding> holdings_;  // By delivery.
    std::set<Uuid> unnumbered_;         // They came, and the service has not looked at them yet.
    std::optional<Call> under_way_;
    std::optional<Proof> proof_;
    std::set<Uuid> given_now_;
    Timestamp trouble_;
    bool arrived_ = false;
};

}  // namespace varde::sim
