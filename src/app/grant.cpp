#include "app/grant.hpp"

#include "acts/grant_access.hpp"
#include "acts/intake.hpp"
#include "app/commands.hpp"
#include "app/demo/folder.hpp"
#include "app/node.hpp"
#include "app/terminal.hpp"
#include "base/log.hpp"
#include "json/writer.hpp"

#include <fmt/format.h>

#include <future>

namespace varde::app {
namespace {

constexpr std::size_t password_bytes_min = 12, password_bytes_max = 1'000;

Result<std::unique_ptr<Node>> open_offline(const std::string& data)
{
    TRY(demo::refuse_unfinished(data));
    auto node = Node::open(data);
    if (node || node.error().problem != "folder-in-use")
        return node;
    return Error{ErrorCode::conflict, node.error().message +
                                          " Access is given while the server is stopped. "
                                          "Nothing was changed."};
}

/// Runs an act and waits for its answer.
template <class T, class Act>
Result<T> wait_for(Act act)
{
    std::promise<Result<T>> answered;
    act(acts::Done<T>([&](Result<T> result) { answered.set_value(std::move(result)); }));
    return answered.get_future().get();
}

Error wrong(std::string pointer, std::string detail)
{
    return {.code = ErrorCode::invalid,
            .message = "Nothing was changed: an option is wrong.",
            .faults = {{std::move(pointer), std::move(detail)}}};
}

Result<domain::Sector> sector_of(const std::string& text)
{
    const auto sector = domain::sector_named(text);
    if (!sector)
        return wrong("--sector", "must be police, child_protection or other");
    return *sector;
}

Result<std::optional<Timestamp>> time_of(const std::string& option, const std::string& text)
{
    const auto at = parse_rfc3339(text);
    if (!text.empty() && !at)
        return wrong(option, "must be a time such as 2027-06-30T22:00:00Z");
    return at;
}

Result<domain::Role> role_of(const std::string& text)
{
    const auto role = domain::role_named(text);
    if (role != domain::Role::sender && role != domain::Role::caseworker &&
        role != domain::Role::unit_leader && role != domain::Role::director &&
        role != domain::Role::oversight)
        return wrong("--role", "must be caseworker, unit_leader, director, oversight or sender");
    return *role;
}

Result<domain::Grant> grant_of(const GrantPersonOptions& options)
{
    const auto role = TRY(role_of(options.role));
    if (role == domain::Role::sender && !options.unit.empty())
        return wrong("--unit", "is not for senders: they send for their whole organisation");
    if (role != domain::Role::sender && options.unit.empty())
        return wrong("--unit", "is needed for this role, such as no.4601.02");
    domain::Grant grant{.role = role, .unit = {options.unit}, .from = SystemClock::system_now()};
    grant.until = TRY(time_of("--until", options.until));
    if (grant.until && *grant.until <= grant.from)
        return wrong("--until", "is over already");
    for (const auto& kind : options.kinds)
        grant.kinds.push_back({kind});
    return grant;
}

Result<std::string> ask_password(const GrantPersonOptions& options)
{
    auto password = TRY(options.password_stdin ? read_first_line()
                                               : ask_secret_twice("Password for " + options.login));
    if (password.size() < password_bytes_min || password.size() > password_bytes_max)
        return wrong("password", "must have at least " + std::to_string(password_bytes_min) +
                                     " characters; several words are easy to remember");
    return password;
}

/// Whether somebody may read what comes to a unit that takes nothing yet.
bool waits_to_go_live(const acts::Services& services, const domain::Grant& grant)
{
    const bool reads =
        grant.role == domain::Role::caseworker || grant.role == domain::Role::unit_leader;
    return reads && std::ranges::any_of(acts::kinds_of(services.pack, grant.unit),
                                        [&](const KindName& kind) {
                                            return !services.coverage.is_live(grant.unit, kind);
                                        });
}

struct GrantedPerson {
    PersonId id;
    bool waits_to_go_live = false;
};

Result<GrantedPerson> try_grant_person(const GrantPersonOptions& options)
{
    const auto sector = TRY(sector_of(options.sector));
    auto grant = TRY(grant_of(options));
    auto node = TRY(open_offline(options.data));
    auto& services = node->services();
    const bool waits = waits_to_go_live(services, grant);
    if (options.name.empty()) {
        const auto id = TRY(wait_for<PersonId>([&](acts::Done<PersonId> done) {
            acts::add_grant(services, options.login, std::move(grant), options.because,
                            std::move(done));
        }));
        return GrantedPerson{id, waits};
    }
    if (options.organisation.empty())
        return wrong("--organisation", "is needed for a new person");
    const auto password = TRY(ask_password(options));
    acts::NewPerson person{.organisation = options.organisation,
                           .sector = sector,
                           .login = options.login,
                           .name = options.name,
                           .password_hash = crypto::hash_password(password),
                           .grants = {std::move(grant)},
                           .contacts = {.email = options.email, .sms = options.sms},
                           .because = options.because};
    const auto id = TRY(wait_for<PersonId>([&](acts::Done<PersonId> done) {
        acts::add_person(services, std::move(person), std::move(done));
    }));
    return GrantedPerson{id, waits};
}

Result<std::vector<KindName>> try_grant_live(const GrantLiveOptions& options)
{
    std::vector<KindName> kinds;
    for (const auto& kind : options.kinds)
        kinds.push_back({kind});
    auto node = TRY(open_offline(options.data));
    return wait_for<std::vector<KindName>>([&](acts::Done<std::vector<KindName>> done) {
        acts::open_intake(node->services(), {options.unit}, std::move(kinds), options.because,
                          std::move(done));
    });
}

Result<std::size_t> try_grant_end(const GrantEndOptions& options)
{
    acts::GrantsToEnd which{.login = options.login,
                            .unit = {options.unit},
                            .because = options.because,
                            .override_reason = options.override_reason};
    if (!options.role.empty())
        which.role = TRY(role_of(options.role));
    which.at = TRY(time_of("--at", options.at));
    auto node = TRY(open_offline(options.data));
    return wait_for<std::size_t>([&](acts::Done<std::size_t> done) {
        acts::end_grants(node->services(), std::move(which), std::move(done));
    });
}

Result<std::string> try_grant_key(const GrantKeyOptions& options)
{
    const auto sector = TRY(sector_of(options.sector));
    const auto role = domain::role_named(options.role);
    if (role != domain::Role::sender && role != domain::Role::case_system &&
        role != domain::Role::auditor)
        return wrong("--role", "must be sender, case_system or auditor");
    std::vector<UnitId> units;
    for (const auto& unit : options.units)
        units.push_back({unit});
    auto node = TRY(open_offline(options.data));
    return wait_for<std::string>([&](acts::Done<std::string> done) {
        acts::add_key(node->services(),
                      {.organisation = options.organisation,
                       .sector = sector,
                       .role = *role,
                       .label = options.label,
                       .units = std::move(units)},
                      std::move(done));
    });
}

Result<Nothing> try_grant_contact(const GrantContactOptions& options)
{
    const auto language = domain::language_named(options.language);
    if (!language)
        return wrong("--language", "must be nb or en");
    auto node = TRY(open_offline(options.data));
    return wait_for<Nothing>([&](acts::Done<Nothing> done) {
        acts::set_contacts_of(node->services(), options.login, options.organisation,
                              {.email = options.email, .sms = options.sms, .language = *language},
                              std::move(done));
    });
}

}  // namespace

int grant_contact(const GrantContactOptions& options)
{
    keep_memory_out_of_core_dumps();
    log::only_errors();
    if (const auto set = try_grant_contact(options); !set)
        return fail(set.error(), options.json);
    if (options.json)
        fmt::print("{{}}\n");
    else
        fmt::print("{} is told{}{}{}.\n",
                   options.login.empty() ? options.organisation : options.login,
                   options.email.empty() ? "" : " by mail to " + options.email,
                   options.sms.empty() ? "" : " by SMS to " + options.sms,
                   options.email.empty() && options.sms.empty() ? " by neither mail nor SMS" : "");
    return 0;
}

int grant_person(const GrantPersonOptions& options)
{
    keep_memory_out_of_core_dumps();
    log::only_errors();
    const auto id = try_grant_person(options);
    if (!id)
        return fail(id.error(), options.json);
    if (options.json) {
        json::Writer w;
        w.object([&] {
            w("id", id.value().id)("login", options.login)("role", options.role);
            w("unit", options.unit);
        });
        fmt::print("{}\n", w.take());
    } else {
        fmt::print("{} as {}{}.\n",
                   options.name.empty() ? "Gave " + options.login + " access"
                                        : "Added " + options.name + " (" + options.login + ")",
                   options.role, options.unit.empty() ? "" : " in " + options.unit);
        if (id.value().waits_to_go_live)
            fmt::print("What comes for {0} goes past it until it takes reports: its leader says so "
                       "in the app, or\n  varde grant live --data {1} --unit {0} --because '...'\n",
                       options.unit, options.data);
    }
    return 0;
}

int grant_live(const GrantLiveOptions& options)
{
    log::only_errors();
    const auto opened = try_grant_live(options);
    if (!opened)
        return fail(opened.error(), options.json);
    std::string kinds;
    json::Writer w;
    w.object([&] {
        w("unit", options.unit);
        w.array("kinds", [&] {
            for (const auto& kind : opened.value()) {
                w.value(kind.text);
                kinds += (kinds.empty() ? "" : ", ") + kind.text;
            }
        });
    });
    if (options.json)
        fmt::print("{}\n", w.take());
    else
        fmt::print("{} takes {} from now on.\n", options.unit, kinds);
    return 0;
}

int grant_end(const GrantEndOptions& options)
{
    log::only_errors();
    const auto ended = try_grant_end(options);
    if (!ended)
        return fail(ended.error(), options.json);
    if (options.json)
        fmt::print("{{\"ended\":{}}}\n", ended.value());
    else
        fmt::print("{}'s access{} ends {}.\n", options.login,
                   options.unit.empty() ? "" : " in " + options.unit,
                   options.at.empty() ? "now" : "at " + options.at);
    return 0;
}

int grant_key(const GrantKeyOptions& options)
{
    keep_memory_out_of_core_dumps();
    log::only_errors();
    const auto key = try_grant_key(options);
    if (!key)
        return fail(key.error(), options.json);
    if (options.json) {
        json::Writer w;
        w.object([&] {
            w("organisation", options.organisation)("role", options.role)("key", key.value());
        });
        fmt::print("{}\n", w.take());
    } else {
        fmt::print("{}\n", key.value());
        fmt::print(stderr,
                   "This is the key of {}. It is shown this once and stored nowhere: keep "
                   "it as you keep a password.\n",
                   options.organisation);
    }
    return 0;
}

}  // namespace varde::app
