#include "acts/sign_in.hpp"

#include "store/readbacks.hpp"

namespace varde::acts {
namespace {

constexpr std::int64_t touch_seconds = 60;  // A session's last use is noted this often.

Error not_signed_in()
{
    return {ErrorCode::unauthenticated, "Your session has ended. Sign in again."};
}

std::string fresh_token(Random& random)
{
    std::array<std::uint8_t, 32> bytes;
    random.fill(bytes);
    return to_hex(bytes);
}

Hash hash_of(std::string_view token) { return crypto::sha256(bytes_of(token)); }

/// Takes 46 MiB and tens of milliseconds: the caller sees to it that few are made at once.
bool password_fits(const std::optional<store::Login>& login, const std::string& password)
{
    // Somebody who does not exist costs as much time as somebody who does.
    static const auto nobody = crypto::hash_password("nobody has this password");
    const bool known = login && !login->disabled;
    return crypto::password_matches(known ? login->password_hash : nobody, password) && known;
}

/// One in each unit that the key is for.
Result<std::vector<domain::Grant>> grants_of_case_system(Services& services, const Hash& key,
                                                         const store::ApiKey& found)
{
    const auto units = TRY(services.store.read([&](store::Reading& reading) {
        return store::ReadbackRecords(reading).units_of_key(key);
    }));
    std::vector<domain::Grant> grants;
    for (const auto& unit : units)
        grants.push_back({.role = found.role, .unit = unit, .from = found.made_at});
    return grants;
}

}  // namespace

void sign_in(Services& services, std::string login, std::string password, Done<SignedIn> done)
{
    auto found = services.store.read([&](store::Reading& reading) { return reading.login(login); });
    if (!found)
        return done(std::move(found).error());
    if (!password_fits(found.value(), password))
        return done(Error{ErrorCode::unauthenticated, "Login or password is wrong."});
    const auto person = found.value()->person;
    SignedIn signed_in{.token = fresh_token(services.random), .csrf = fresh_token(services.random)};
    const auto token_hash = hash_of(signed_in.token);
    auto csrf = signed_in.csrf;  // A copy: the other closure takes `signed_in` itself.
    services.store.write<Nothing>(
        [&services, person, token_hash, csrf = std::move(csrf)](store::Transaction& tx) {
            return tx.add_session(token_hash, person, csrf, services.clock.now());
        },
        [&services, person, signed_in = std::move(signed_in),
         done = std::move(done)](Result<Nothing> outcome, const store::Committed&) mutable {
            if (!outcome)
                return done(std::move(outcome).error());
            done(services.store.read([&](store::Reading& reading) -> Result<SignedIn> {
                auto row = TRY(reading.person(person));
                CHECK(row);
                signed_in.person = std::move(*row);
                signed_in.grants = TRY(reading.grants_of(person));
                return std::move(signed_in);
            }));
        });
}

void sign_out(Services& services, std::string_view token, Done<Nothing> done)
{
    services.store.write<Nothing>(
        [hash = hash_of(token)](store::Transaction& tx) { return tx.remove_session(hash); },
        [done = std::move(done)](Result<Nothing> outcome, const store::Committed&) mutable {
            done(std::move(outcome));
        });
}

void sweep_sessions(Services& services)
{
    const auto now = services.clock.now();
    services.store.write<Nothing>(
        [now](store::Transaction& tx) {
            return tx.remove_sessions_before(now.plus_seconds(-session_idle_seconds),
                                             now.plus_seconds(-session_seconds));
        },
        [](Result<Nothing>, const store::Committed&) {});
}

Result<Authenticated> authenticate_session(Services& services, std::string_view token)
{
    const auto now = services.clock.now();
    const auto hash = hash_of(token);
    struct Found {
        store::Session session;
        Authenticated who;
    };
    auto read = services.store.read([&](store::Reading& reading) -> Result<Found> {
        auto session = TRY(reading.session(hash));
        if (!session || session->seen_at.plus_seconds(session_idle_seconds) < now ||
            session->made_at.plus_seconds(session_seconds) < now)
            return not_signed_in();
        auto person = TRY(reading.person(session->person));
        if (!person || person->disabled)
            return not_signed_in();
        Authenticated who{.actor = {.person = person->id,
                                    .name = person->name,
                                    .organisation = person->organisation,
                                    .grants = TRY(reading.grants_of(person->id))},
                          .csrf = session->csrf,
                          .token = std::string(token),
                          .login = person->login};
        return Found{*session, std::move(who)};
    });
    auto found = TRY(std::move(read));
    if (found.session.seen_at.plus_seconds(touch_seconds) < now)
        services.store.write<Nothing>(
            [hash, now](store::Transaction& tx) { return tx.touch_session(hash, now); },
            [](Result<Nothing>, const store::Committed&) {});
    return std::move(found.who);
}

Result<Authenticated> authenticate_key(Services& services, std::string_view key)
{
    auto found = TRY(services.store.api_key(hash_of(key)));
    if (!found)
        return Error{ErrorCode::unauthenticated,
                     "This API key is not known here or has been revoked."};
    Authenticated who;
    who.actor.name = found->organisation.name;
    if (found->role != domain::Role::case_system)
        who.actor.grants = {{.role = found->role, .from = found->made_at}};
    else
        who.actor.grants = TRY(grants_of_case_system(services, hash_of(key), *found));
    who.actor.organisation = std::move(found->organisation);
    return who;
}

}  // namespace varde::acts
