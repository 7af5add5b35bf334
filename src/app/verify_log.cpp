// `varde verify --log`: one look at another's ledger. Run it by a timer.
#include "app/clock.hpp"
#include "app/commands.hpp"
#include "app/log_follower.hpp"
#include "app/log_tiles.hpp"
#include "app/verify.hpp"
#include "json/writer.hpp"

#include <fmt/format.h>
#include <unistd.h>

namespace varde::app {
namespace {

using Verdict = LogSeen::Verdict;

// Others than 1, that something is wrong, and 2, that something cannot be used.
constexpr int exit_silent = 3, exit_unwitnessed = 4, exit_forked = 5, exit_unreachable = 6;

Result<LogSeen> look(const VerifyOptions& options)
{
    crypto::start();
    FollowedLog log{.state = options.state,
                    .reads_entries = !options.auditor_key.empty(),
                    .now = SystemClock::system_now()};
    if (!options.policy.empty()) {
        const auto text = TRY(contents_of(options.policy));
        log.policy = TRY(ledger::parse_policy(text));
    } else {
        log.key = TRY(read_key(options.key));
    }
    auto client = TRY(Client::make({.url = options.log,
                                    .key = options.auditor_key,
                                    .ca_file = options.ca_file,
                                    .tries_max = 3,
                                    .tells = ::isatty(STDERR_FILENO) == 1}));
    return follow_log(client, log);
}

std::string in_words(const LogSeen& seen)
{
    const auto size = seen.seen.checkpoint.size;
    switch (seen.verdict) {
    case Verdict::continues:
        return fmt::format("It continues what was seen before: {} entries, {} of them new.", size,
                           size - seen.size_before);
    case Verdict::older:
        if (seen.not_shown > 0)
            return fmt::format("OLDER THAN SIGNED: it shows {} entries, which continue what was "
                               "seen before, but it has signed {} and never shown those. What it "
                               "signed is kept until it does. If it stays so, tell whoever "
                               "oversees the server.",
                               size, seen.not_shown);
        return fmt::format("OLDER THAN SEEN: it shows {} entries, and {} were signed before. They "
                           "are the beginning of those: an old copy, perhaps of a cache. If it "
                           "stays so, tell whoever oversees the server.",
                           size, seen.size_before);
    case Verdict::rolled_back:
        return fmt::format("ROLLED BACK: {} entries were signed before, and now it shows {}, and "
                           "not that they are the beginning of those. Both signed notes are kept "
                           "in {} until it shows that. Look again; if it stays so, tell whoever "
                           "oversees the server.",
                           seen.size_before, size, seen.evidence);
    case Verdict::forked:
        return fmt::format("FORKED: it has signed two ledgers, neither of which goes on from the "
                           "other. Both signed notes are kept in {}: they prove it. Tell whoever "
                           "oversees the server.",
                           seen.evidence);
    case Verdict::wrong_tiles:
        return "WRONG: its tiles or entries are not there, or do not give the root that it "
               "signed. What was believed before is kept." +
               (seen.evidence.empty() ? ""
                                      : " So is what it signed now, in " + seen.evidence +
                                            ", until it shows what that is over.");
    case Verdict::unwitnessed:
        return fmt::format("NOT WITNESSED: it continues what was seen before, {} entries, but "
                           "fewer witnesses than the policy asks for have signed that.",
                           size);
    case Verdict::breaks_a_rule:
        return "WRONG: its entries break the rules of a delivery's life.";
    case Verdict::stale:
        return fmt::format("STALE: nothing new since {}, and it should sign every minute. What it "
                           "shows is consistent.",
                           rfc3339_seconds(*seen.fresh_at));
    }
    return {};
}

void print(const LogSeen& seen)
{
    fmt::print("{}: {}\n", seen.seen.checkpoint.origin, in_words(seen));
    for (const auto& each : seen.findings)
        fmt::print("  entry {} of {}: this breaks the rule that {}\n", each.position,
                   to_string(each.object), domain::in_words(each.rule));
    for (const auto& [name, at] : seen.seen.witnesses)
        fmt::print("  Seen by {} at {}.\n", name, rfc3339_seconds(at));
    if (seen.entries > 0)
        fmt::print(
            "  {} entries read{}.\n", seen.entries,
            seen.unknown_events > 0
                ? fmt::format(", {} with names that a newer program knows", seen.unknown_events)
                : "");
}

void print_json(const LogSeen& seen)
{
    json::Writer w;
    w.object([&] {
        w("origin", seen.seen.checkpoint.origin)("verdict", name_of(seen.verdict));
        w("size", seen.seen.checkpoint.size)("size_before", seen.size_before);
        w("root", to_base64(seen.seen.checkpoint.root))("quorum", seen.seen.quorum);
        if (seen.fresh_at)
            w("fresh_at", *seen.fresh_at);
        if (!seen.evidence.empty())
            w("evidence", seen.evidence);
        w("entries", seen.entries)("unknown_events", seen.unknown_events);
        w.array("findings", [&] {
            for (const auto& each : seen.findings)
                w.object([&] {
                    w("rule", domain::name_of(each.rule))("position", each.position);
                    w("object", to_string(each.object));
                });
        });
    });
    fmt::print("{}\n", w.take());
}

}  // namespace

int verify_log(const VerifyOptions& options)
{
    const auto seen = look(options);
    if (!seen) {
        const auto code = fail(seen.error(), options.json);
        return seen.error().problem == log_unreachable ? exit_unreachable : code;
    }
    options.json ? print_json(seen.value()) : print(seen.value());
    switch (seen.value().verdict) {
    case Verdict::continues:
        return 0;
    case Verdict::stale:
    case Verdict::older:
        return exit_silent;
    case Verdict::unwitnessed:
        return exit_unwitnessed;
    case Verdict::forked:
    case Verdict::rolled_back:
        return exit_forked;
    case Verdict::wrong_tiles:
    case Verdict::breaks_a_rule:
        return 1;
    }
    return 1;
}

}  // namespace varde::app
