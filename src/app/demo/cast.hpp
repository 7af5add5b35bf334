// Who takes part in the demo: people of units, senders, systems.
#pragma once

#include "acts/services.hpp"
#include "app/demo/texts.hpp"

namespace varde::app::demo {

inline constexpr std::string_view password = "varde-demo-2026";

struct Account {
    std::string login;
    std::string name;
    domain::Role role = domain::Role::caseworker;
    std::string organisation;
    domain::Sector sector = domain::Sector::other;
    UnitId unit;  ///< Empty for senders.
    std::string unit_name;
};

struct SystemKey {
    std::string organisation;
    domain::Sector sector = domain::Sector::other;
    domain::Role role = domain::Role::sender;
    std::string label;
    std::string key;  ///< Once it has been made.
};

/// An organisation that sends, and from where it sees children.
struct Sender {
    std::string organisation;
    Setting setting = Setting::school;
    std::string person_role;  ///< What its people are: `kontaktlærer`.
    domain::Place place;      ///< Where its children live.
};

struct Cast {
    std::vector<Account> accounts;
    std::vector<SystemKey> keys;
    std::vector<Sender> senders;
    std::vector<domain::Place> homes;  ///< Places whose units are staffed.
};

/// `directory` must hold the units of the pack `no`.
Cast make_cast(const domain::Directory& directory);

}  // namespace varde::app::demo
