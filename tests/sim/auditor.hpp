// Stands outside and looks after every step: what clients were told against what the ledger shows,
// and the ledger against the projections. It reads through a connection of its own.
#pragma once

#include "sim/book.hpp"
#include "sim/reckoning.hpp"
#include "sim/server.hpp"

namespace varde::store {
class BookRecords;
}

namespace varde::sim {

class Auditor {
public:
    Auditor(Server& server, Findings& findings);

    /// After a step: what came of it, and whatever else must hold now.
    void after_sending(Sent& sent, const Outcome& outcome);
    void after_act(Act& act, const Outcome& outcome);
    void after_withdrawal(const Uuid& report, const Outcome& outcome);
    /// Of a request that is no act on a delivery: done exactly if it was answered so.
    void after_entry(const Outcome& outcome, const std::set<std::string>& may);
    /// Of a request about access: the answer is the page's.
    void after_managing(const Uuid& person, domain::Action action, const domain::Object& object,
                        const Outcome& outcome);
    void after_clearing(const Outcome& outcome);
    /// Of a machine's call; what may come of it is looked at by `seen`.
    void after_call(const Outcome& outcome, const std::string& what);
    /// What is sealed of a report and with which key, as one digest; nothing: it has none.
    std::optional<std::string> sealed_of(const Uuid& report);
    /// After SQL from beside: it was refused, and all is as before.
    void after_vandal(const Uuid& report, const std::optional<std::string>& before, bool done,
                      const std::string& statement);
    /// Of what the service does by itself: `may` are the events that may come of it.
    void after_job(const std::set<std::string>& may);
    void after_drills();
    /// P5, at a time when the service has just looked at all units, or at this one.
    void check_alarms(const std::string& only_unit = {});
    /// Everything at once, after a start and now and then: sums, numbers, and the whole tree.
    void balance(const std::vector<Sent>& book);
    void check_tree();
    /// A first page of a unit's inbox, against what is open there.
    void check_inbox(const std::string& unit, const test::Answer& page);

    /// P6, at a time when the service has watched since `watched_since` without a pause.
    void check_silence(Timestamp now, Timestamp watched_since);
    std::optional<Timestamp> next_wake_at();
    std::optional<Timestamp> next_notice_at();
    bool anything_open_in(const std::string& unit) const;

    /// Is told of each step's events.
    std::function<void(const std::vector<Happened>&)> seen = [](const auto&) {};

    const Reckoning& reckoning() const { return reckoning_; }
    std::size_t steps = 0, acknowledged = 0, readings = 0, refusals = 0, vandals = 0;
    std::size_t shortfalls = 0, drills = 0;

private:
    using Events = std::vector<Happened>;
    Events look();
    void check_touched(const Events& events, const Uuid& actor, bool sums = true);
    void check_report(const Uuid& report, const Uuid& actor);
    void check_problem(const Uuid& problem);
    void check_routing(const Happened& accepted);
    void check_alarm(const std::string& unit, const std::string& kind, Timestamp now);
    void check_access(const Act& act, const Outcome& outcome, const Events& events);
    void check_duties(const Uuid& subject, const std::string& standing,
                      std::optional<std::int64_t> next_due_us);
    void check_owner(const Uuid& report, const Uuid& delivery, const Uuid& owner,
                     const Uuid& actor);
    void check_silence_of(const Uuid& subject, const std::string& rule, Timestamp since,
                          const Duty& duty, Timestamp now, Timestamp watched_since);
    void check_checkpoint();
    void check_first_answer(Sent& sent, const test::Answer& answer);
    void check_receipt(const test::Answer& answer);
    void check_sums();
    void check_balance();
    void check_scope(store::BookRecords& records, std::uint64_t end);
    void check_keys();
    void check_book(const std::vector<Sent>& book);
    bool person_exists(const Uuid& person);
    void never(const Outcome& outcome, const std::string& what);

    Server& server_;
    const crypto::PublicKey log_key_;
    Findings& findings_;
    std::unique_ptr<sql::Connection> connection_;
    Reckoning reckoning_;
    struct Accountable {
        Uuid delivery, owner;
        bool operator==(const Accountable&) const = default;
    };
    std::map<Uuid, Accountable> accountable_;  ///< By report, as the product last showed it.
    std::set<Uuid> people_;
    std::set<Uuid> drills_;  ///< Reports that the service sent to itself.
    Timestamp looked_at_;    // When the service last looked at all alarms.
};

}  // namespace varde::sim
