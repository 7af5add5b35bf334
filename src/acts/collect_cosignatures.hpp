// Collects witnesses' signatures under the newest published checkpoint (C2SP tlog-witness).
//
// A witness that cannot be reached delays nothing but its own signature. One that has signed more
// than this store holds, with our own key's word for it, shows that the store went back in time.
#pragma once

#include "acts/services.hpp"
#include "ledger/policy.hpp"

namespace varde::acts {

struct WitnessReply {
    int status = 0;
    std::string content_type, body;
};
/// Posts `*body` to the address, or gets it where there is none. An error: no answer came.
using AskWitness =
    std::function<Result<WitnessReply>(const std::string& url, const std::string* body)>;

/// Keeps a checkpoint of ours that this store does not hold, where the next start compares.
using KeepAhead = std::function<Status(const std::string& note)>;

/// One thread's alone.
class CosignatureRounds {
public:
    CosignatureRounds(Services& services, ledger::Policy policy, AskWitness ask, KeepAhead ahead)
        : services_(services), policy_(std::move(policy)), ask_(std::move(ask)),
          keep_ahead_(std::move(ahead))
    {
    }

    /// Before anything is published after a start: asks each witness what it has kept, and
    /// compares. What does not fit is recovery mode. One that does not answer is passed over.
    /// Blocks.
    void compare_with_all(const std::function<bool()>& stopped);
    /// Asks each witness that has an address and has not signed the newest published checkpoint,
    /// unless it failed and its pause is not over. Keeps what it answers durably. Blocks.
    Status make_round(const std::function<bool()>& stopped);

private:
    struct Asked {
        std::uint64_t head = 0;  ///< What it has signed, as far as is known.
        Timestamp next_try;
        int failures = 0;  ///< One after the other.
    };
    Status ask(const ledger::TrustedWitness& witness, Asked& asked,
               const std::function<bool()>& stopped);
    Result<WitnessReply> add_checkpoint(const ledger::TrustedWitness& witness, std::uint64_t from);
    Status keep(const ledger::TrustedWitness& witness, std::string_view lines,
                const std::function<bool()>& stopped);
    Status compare(const ledger::TrustedWitness& witness, const std::string& origin);

    Services& services_;
    const ledger::Policy policy_;
    const AskWitness ask_;
    const KeepAhead keep_ahead_;
    std::map<std::string, Asked> asked_;
    std::uint64_t size_ = 0;  // Of the round's checkpoint…
    std::string note_;        // …and its text, without witnesses' lines.
};

}  // namespace varde::acts
