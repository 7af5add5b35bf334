// Trust policies (C2SP tlog-policy): which logs and witnesses somebody trusts, and how many of them
// must have signed. A text file with one statement to a line; `#` begins a comment line.
//
//   log <vkey> [<url>]                          several of one name: any of its keys will do
//   witness <name> <vkey> [<url>]               no key twice
//   group <name> all|any|<number> <member>…     members: witnesses and groups from earlier lines,
//                                               none twice
//   quorum <name>|none                          exactly once
#pragma once

#include "ledger/checkpoint.hpp"
#include "ledger/cosignature.hpp"

#include <map>

namespace varde::ledger {

struct TrustedLog {
    VerifierKey key;
    std::string url;  ///< May be empty.
};
struct TrustedWitness {
    std::string name;  ///< In the policy; its key may have another.
    WitnessKey key;
    std::string url;  ///< May be empty: then nobody can be asked.
};
struct WitnessGroup {
    std::vector<std::string> members;
    std::size_t needed = 0;
};
struct Policy {
    std::vector<TrustedLog> logs;
    std::vector<TrustedWitness> witnesses;
    std::map<std::string, WitnessGroup, std::less<>> groups;
    std::string quorum;  ///< A witness, a group or `none`.
};

/// `invalid` with the number of the line that is wrong.
Result<Policy> parse_policy(std::string_view text);
/// Of a valid policy's text the lines about witnesses, groups and the quorum, in their order, with
/// one space between words and without addresses: what whoever holds a checkpoint needs of it.
std::string witness_lines(std::string_view text);

/// A checkpoint under a policy: by a trusted log, and perhaps seen by enough witnesses.
struct Witnessed {
    Checkpoint checkpoint;
    VerifierKey log;  ///< Whose signature it carries.
    std::vector<std::pair<std::string, Timestamp>>
        witnesses;  ///< Names in the policy, in its order.
    bool quorum = false;
};
/// `invalid` when no trusted log has signed it, or when a trusted witness's line is wrong.
Result<Witnessed> verify_note(std::string_view note, const Policy& policy);

}  // namespace varde::ledger
