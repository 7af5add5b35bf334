// Rotas for tests: leaders, shifts, and gaps as a person would write them.
#pragma once

#include "support/product.hpp"

namespace varde::test {

/// The body of a shift or a leave. Times without seconds: `2026-11-24T08:00+01:00`.
std::string entry_json(const std::string& unit, const PersonId& person, const std::string& from,
                       const std::string& until, const std::string& more = "");

/// The array of spans at `pointer` in UTC: `24T07:00-24T14:30 25T07:00-25T14:30`.
std::string spans(const Answer& answer, const std::string& pointer);

/// One look at all rotas, and what it found is stored. How many units' problems had to be raised or
/// ended.
std::size_t look_for_gaps(Product& product);

/// Puts people on duty anywhere, each unit's shifts by a leader of its own.
class RotaKeeper {
public:
    explicit RotaKeeper(Product& product) : product_(product) {}
    PersonId add_leader(const std::string& unit, const std::string& login);
    PersonId add_oversight(const std::string& unit, const std::string& login);
    /// Expects that it can be entered; adds a leader to the unit if this has not been done.
    void enter(const std::string& unit, const PersonId& person, const std::string& from,
               const std::string& until, const std::string& more = "");

private:
    PersonId add(const std::string& unit, const std::string& login, domain::Role role);
    Product& product_;
    std::map<std::string, std::string> leaders_;  // Unit to login.
};

}  // namespace varde::test
