// Giving and ending access by hand, on a folder that no server uses: people, systems' keys, and
// what a unit takes.
#pragma once

#include "domain/access/actor.hpp"

#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace varde::app {

struct GrantPersonOptions {
    std::string data, login, name, organisation, role, unit;
    std::string sector = "other";
    std::vector<std::string> kinds;
    std::string until, because;
    std::string email, sms;
    bool password_stdin = false;
    bool json = false;
};

struct GrantEndOptions {
    std::string data, login, unit, role, at, because, override_reason;
    bool json = false;
};

struct GrantKeyOptions {
    std::string data, organisation, role, label;
    std::vector<std::string> units;
    std::string sector = "other";
    bool json = false;
};

struct GrantContactOptions {
    std::string data, login, organisation, email, sms;
    std::string language = "nb";
    bool json = false;
};

struct GrantLiveOptions {
    std::string data, unit, because;
    std::vector<std::string> kinds;
    bool json = false;
};

int grant_live(const GrantLiveOptions& options);
int grant_person(const GrantPersonOptions& options);
int grant_end(const GrantEndOptions& options);
int grant_key(const GrantKeyOptions& options);
int grant_contact(const GrantContactOptions& options);

void add_grant(CLI::App& program, int& exit_code);

}  // namespace varde::app
