// Follows somebody else's ledger from outside (C2SP tlog-tiles): never believes less than what was
// seen before.
//
// The state folder:
//   checkpoint    the newest note that was believed, as signed
//   seen          when its size was first seen, RFC 3339
//   entries/<n>   full bundles of 256 entries, for auditors: a copy of the ledger grows here
//   audited       how many entries of that copy were read and held, and the tree over them
//   evidence/<n>/ kept and shown: two notes that one log should never have signed both. With a file
//                 `unproven` beside them: the log has not shown yet what the second one is over
#pragma once

#include "app/client.hpp"
#include "domain/lifecycle/lifecycle.hpp"
#include "ledger/policy.hpp"
#include "ledger/tree.hpp"

namespace varde::app {

struct FollowedLog {
    std::optional<ledger::VerifierKey> key;  ///< One of these two.
    std::optional<ledger::Policy> policy;
    std::string state;           ///< Folder; made when it is not there.
    bool reads_entries = false;  ///< The client carries an auditor's key.
    Timestamp now;
};

/// What was found.
struct LogSeen {
    enum class Verdict {
        continues,    ///< It is what it was, and more.
        older,        ///< Less than was signed before: an old copy, or no longer growing.
        rolled_back,  ///< Shorter than what was signed before, and not shown to be a part of it.
        forked,       ///< Proven: it has signed two trees, neither of which is a part of the other.
        wrong_tiles,  ///< Tiles or entries are not there or do not give the signed root.
        breaks_a_rule,  ///< Its entries do not follow the rules of a delivery's life.
        unwitnessed,    ///< It continues, but fewer witnesses have signed than the policy asks for.
        stale           ///< Nothing new for more than five minutes.
    };
    Verdict verdict = Verdict::continues;
    ledger::Witnessed seen;
    std::uint64_t size_before = 0;
    /// Of the largest tree that it has signed, if it shows less now and did not show that one yet;
    /// otherwise 0. Then `older` goes on from what was believed.
    std::uint64_t not_shown = 0;
    std::string evidence;       ///< Of what does not continue: the folder with both notes.
    std::uint64_t entries = 0;  ///< Read and checked.
    std::vector<domain::LifecycleFinding> findings;
    std::uint64_t unknown_events = 0;   ///< Of a newer program: their rules are not known here.
    std::optional<Timestamp> fresh_at;  ///< When it was last known to be alive.
};
std::string_view name_of(LogSeen::Verdict verdict);

/// Fetches and checks once; keeps durably what it believes. Each note that the log has signed is
/// kept until it is known to continue the others, whatever else goes wrong. An error when the
/// ledger cannot be reached (problem `log_unreachable`), or nothing it says can be believed.
Result<LogSeen> follow_log(Client& client, const FollowedLog& log);

}  // namespace varde::app
