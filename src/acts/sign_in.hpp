// Who is calling: sessions of people and keys of systems. Tokens and keys are kept as hashes only.
#pragma once

#include "acts/services.hpp"

namespace varde::acts {

inline constexpr std::int64_t session_idle_seconds = 60 * 60;
inline constexpr std::int64_t session_seconds = 10 * 60 * 60;

struct SignedIn {
    std::string token;  ///< For the cookie; given out once and stored nowhere.
    std::string csrf;   ///< For the X-CSRF-Token header of every change.
    store::Person person;
    std::vector<domain::Grant> grants;
};

/// Checks a password and begins a session. `unauthenticated` says the same for an unknown login
/// and a wrong password; `unavailable` when too many are being checked at once.
void sign_in(Services& services, std::string login, std::string password, Done<SignedIn> done);
void sign_out(Services& services, std::string_view token, Done<Nothing> done);
/// Removes sessions past their time. Run now and then.
void sweep_sessions(Services& services);

struct Authenticated {
    domain::Actor actor;
    std::string csrf;   ///< Of the session; empty for a key.
    std::string token;  ///< Of the session; empty for a key.
    std::string login;
};

/// The person of a session. `unauthenticated` when it has ended. Grants are read anew each time:
/// what was taken away is gone at once.
Result<Authenticated> authenticate_session(Services& services, std::string_view token);
/// The system behind an API key. `unauthenticated` when it is not known or revoked.
Result<Authenticated> authenticate_key(Services& services, std::string_view key);

}  // namespace varde::acts
