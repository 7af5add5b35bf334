// What a witness decides (C2SP tlog-witness): a checkpoint is signed when it continues what this
// witness has signed before, and never otherwise. Pure: keeping the state durably is the caller's.
#pragma once

#include "ledger/policy.hpp"

namespace varde::ledger {

/// The body of `POST <prefix>/add-checkpoint`.
struct AddCheckpoint {
    std::uint64_t old_size = 0;  ///< What the log believes that the witness has signed.
    std::vector<Hash> proof;     ///< From there to the checkpoint.
    std::string note;
};
std::string to_text(const AddCheckpoint& request);
/// `malformed` for anything else than `old <size>`, up to 63 hashes, a blank line and a note.
Result<AddCheckpoint> parse_add_checkpoint(std::string_view text);

/// What the witness has signed of one log.
struct WitnessedHead {
    std::uint64_t size = 0;
    Hash root{};
    bool operator==(const WitnessedHead&) const = default;
};

/// How the protocol names each answer, as HTTP status.
enum class Verdict {
    sign = 200,
    impossible = 400,   ///< It claims to begin after its own end.
    not_trusted = 403,  ///< No signature by the log's key.
    unknown_log = 404,
    other_size = 409,  ///< The witness stands elsewhere: it says where.
    no_continuation = 422
};
struct Considered {
    Verdict verdict = Verdict::unknown_log;
    const TrustedLog* log = nullptr;  ///< Whose checkpoint it is, where that is known.
    Checkpoint checkpoint;            ///< To be remembered before the signature leaves.
};
/// `head`: what has been signed of the log with this origin; nothing: none yet.
Considered consider(const AddCheckpoint& request, const std::vector<TrustedLog>& logs,
                    const std::optional<WitnessedHead>& head);

}  // namespace varde::ledger
