// A small country for a while: some municipalities of one county, who reports there and who works
// there, and what each of them does next. Everything in it is drawn from one seed.
#pragma once

#include "sim/auditor.hpp"
#include "sim/case_system.hpp"
#include "sim/old_copy.hpp"
#include "sim/stores.hpp"
#include "sim/watchers.hpp"

#include <queue>

namespace varde::sim {

struct Sender {
    std::string organisation;  ///< Empty: anyone, without signing in.
    domain::Sector sector = domain::Sector::other;
    test::Caller caller;
};

struct Worker {
    PersonId id;
    std::string login, unit;
    domain::Role role = domain::Role::caseworker;
    bool leader = false, always_open = false;
    std::string address;             ///< Where mail reaches them; empty: nowhere.
    bool will_respond = false;       ///< To a message; then they look.
    double diligence = 1;            ///< How likely they do what they see.
    std::optional<Timestamp> until;  ///< When their access ends.
    Timestamp absent_until;          ///< Ill or on leave.
    Timestamp session_until;         ///< When they must sign in again at the latest.
    test::Caller caller;
};

/// A unit's case system, with all that it has.
struct Stored {
    Stored(std::string of, test::Caller by) : unit(std::move(of)), caller(std::move(by)) {}
    const std::string unit;
    test::Caller caller;
    std::unique_ptr<HeldStore> store;
    std::unique_ptr<BadLine> line;
    std::unique_ptr<CaseSystem> system;
    bool will_pull = false;
};

/// What is drawn first, and told when something is wrong.
struct Climate {
    Rates rates;
    std::size_t municipalities = 2;
    std::int64_t days = 90;
    Timestamp begin;
    double reports_a_year = 240;  ///< Of each municipality.
    double outages_a_year = 4;
    bool case_systems = false;        ///< One of the towns has one.
    double illness_days = 12;         ///< Between two absences, about ten times this.
    double days_between_changes = 8;  ///< Of access, in each municipality.
};

/// What a seed makes of the weather and the length of a world.
Climate climate_of(std::uint64_t seed);
double years_of(const Climate& climate);  ///< Municipality-years.

class World {
public:
    explicit World(std::uint64_t seed);

    /// Lives until its end or the first finding.
    void live();

    double municipality_years() const { return years_of(climate_); }
    const Findings& findings() const { return findings_; }
    const Auditor& auditor() const { return auditor_; }
    const Stores& stores() const { return stores_; }
    std::size_t old_copies() const { return old_copy_.starts; }
    std::size_t faults() const { return server_.faults_seen; }
    std::size_t events() const { return std::size_t(auditor_.reckoning().tree.size); }
    const std::string& story() const { return doing_; }
    Timestamp now() { return server_.product().clock.now(); }

private:
    using Doing = std::function<void()>;
    struct Planned {
        Timestamp at;
        std::uint64_t order;
        Doing doing;
        bool operator>(const Planned& other) const
        {
            return std::pair(at, order) > std::pair(other.at, other.order);
        }
    };
    void plan(Timestamp at, Doing doing);
    void after(double seconds, Doing doing) { plan(later(seconds), std::move(doing)); }
    Timestamp later(double seconds) { return {now().unix_us + std::int64_t(seconds * 1e6)}; }
    void pass(double seconds);
    /// Notes what is done, for the story, and lets some seconds pass.
    void tell(const std::string& what, double seconds = 20);

    // people.cpp
    void settle();
    void settle_unit(const domain::Unit& unit, std::size_t workers);
    void hire(const domain::Unit& unit, domain::Role role);
    void settle_senders();

    // sending.cpp
    void plan_report(std::size_t municipality);
    void raise(std::size_t municipality);
    Sent compose(std::size_t sender, const std::string& municipality);
    void make_useless(Sent& sent);
    void compose_form(Sent& sent, const std::string& municipality);
    void send(std::size_t number);
    void came_of_sending(Sent& sent, const Outcome& outcome);
    void reuse_key(const Sent& sent);
    void withdraw(const Sent& sent);
    void follow(const Sent& sent);

    // working.cpp
    void plan_visit(std::size_t worker);
    void visit(std::size_t worker);
    void look_through(Worker& worker);
    bool sign_in(Worker& worker);
    std::vector<Uuid> see_inbox(Worker& worker);
    void handle(Worker& worker, const Uuid& delivery);
    std::optional<Act> choose(const Worker& worker, const Parcel& parcel);
    std::optional<Act> choose_own(const Worker& worker, const Parcel& parcel);
    void hand_on(const Worker& worker, const Parcel& parcel, Act& act);
    Outcome perform(Worker& worker, Act& act);
    void check_content(const Act& act, const test::Answer& view);
    std::vector<std::size_t> colleagues(const std::string& unit) const;

    // duty.cpp
    void keep_rota(const domain::Unit& unit);
    void take_leave(Worker& worker, Timestamp until);
    void watch_until(Timestamp until);
    void reach(const std::string& address, const std::string& text);
    void alert(const std::string& unit);
    void respond(std::size_t worker);
    void call_up();
    void acknowledge(Worker& worker);
    void handle_problems(Worker& worker);
    void plan_complaint();
    void plan_silence();

    // staffing.cpp
    /// A request about access, and what the page asks to decide it.
    struct Managing {
        std::string what, path, body;
        domain::Action action = domain::Action::give_access;
        domain::Object object;
    };
    void plan_staffing();
    void change_staff(const std::string& unit);
    Worker* find_manager(const std::string& unit);
    Outcome manage(Worker& by, const Managing& wanted, const std::set<std::string>& may);
    void give_access(Worker& by, const std::string& unit);
    void end_access(Worker& by, const std::string& unit);
    void shut_out(Worker& by, const std::string& unit);
    void declare_conflict(const std::string& unit);
    void ask_for_access(Worker& answers, const std::string& unit);
    void plan_trespass();

    // erasing.cpp
    void plan_vandal();
    void plan_clearing();
    void clear_up(const std::string& unit);
    void clear(Worker& by, const std::string& path, const std::string& body);
    void hand_to_archive(Worker& by, const Uuid& report);
    void hold(Worker& by, const std::string& unit, const Uuid& report);

    // storing.cpp
    void settle_case_systems();
    std::optional<app::CaseServer::Answer> arrive(const std::string& unit, const Call& call);
    void plan_pull();
    void pull_soon();
    void pull();
    void plan_comparing();
    void plan_turning();
    void plan_challenge();
    void challenge();

    // world.cpp
    void plan_outage();
    void keep_or_start_old_copy();
    void plan_round();
    void plan_drills();
    void plan_beats();
    void look_at_everything();

    Draw draw_;
    const Climate climate_;
    Findings findings_;
    Server server_;
    Auditor auditor_;
    Watchers watchers_;
    std::vector<Sent> book_;
    Stores stores_;
    std::unique_ptr<Stored> stored_;
    OldCopy old_copy_;
    std::optional<Timestamp> challenge_at_;   // When case systems are asked next.
    std::vector<const domain::Unit*> towns_;  ///< Each municipality's service.
    std::vector<Sender> senders_;
    std::vector<Worker> workers_;
    std::priority_queue<Planned, std::vector<Planned>, std::greater<>> plans_;
    std::uint64_t planned_ = 0;
    Timestamp end_, watched_since_, not_before_;
    std::string doing_;
};

}  // namespace varde::sim
