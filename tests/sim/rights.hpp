// Who may do what in a world: worked out from the ledger's events, without the product's tables and
// decisions.
#pragma once

#include "domain/access/decide.hpp"
#include "domain/duty/span.hpp"
#include "json/value.hpp"

#include <map>
#include <set>

namespace varde::sim {

struct Happened;

class Rights {
public:
    /// Access, accounts, leave, conflicts of interest.
    void note(const Happened& event);

    /// As the product should see them; a disabled account never acts.
    domain::Actor actor(const Uuid& person) const;
    bool disabled(const Uuid& person) const { return disabled_.contains(person); }
    /// Where somebody has access that has not ended.
    std::set<std::string> units_of(const Uuid& person, Timestamp at) const;
    /// Whether any of that is as director.
    bool directs(const Uuid& person, Timestamp at) const;
    bool barred(const Uuid& person, const Uuid& report) const;
    std::vector<PersonId> barred_from(const Uuid& report) const;
    bool on_leave(const Uuid& person, const std::string& unit, Timestamp at) const;
    /// Could open the kind in the unit at `at`, by what is known now.
    std::set<Uuid> able(const std::string& unit, const std::string& kind, Timestamp at) const;
    bool live(const std::string& unit, const std::string& kind) const;
    /// By unit and kind.
    const std::set<std::pair<std::string, std::string>>& live_cells() const { return live_; }

private:
    struct Held {
        Uuid id;
        domain::Grant grant;
    };
    struct Leave {
        Uuid id, person;
        std::string unit;
        domain::Span span;
    };
    void change_access(const Happened& event, json::View facts);
    void change_leave(const Happened& event, json::View facts);
    void end(const Uuid& grant, Timestamp at);

    std::map<Uuid, std::vector<Held>> held_;  ///< By person.
    std::set<Uuid> disabled_;
    std::vector<Leave> leave_;
    std::map<Uuid, std::set<Uuid>> barred_;  ///< By report.
    std::set<std::pair<std::string, std::string>> live_;
};

}  // namespace varde::sim
