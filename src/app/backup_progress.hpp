// What the commands of keep.hpp share: progress on a terminal, proofs as JSON, a restore's steps.
#pragma once

#include "app/keep.hpp"
#include "store/restore_proof.hpp"

#include <chrono>

namespace varde::app {

/// Shows on a terminal how far a long copy is, from its second second on.
class ShownProgress {
public:
    ShownProgress();
    ~ShownProgress();
    store::Progress teller() const;  ///< Empty when standard error is no terminal.

private:
    const bool shown_;
    const std::chrono::steady_clock::time_point begun_;
};

std::string proof_json(const store::RestoreProof& proof);

/// Copies data and keys into a new folder, proves the copy, and only then gives it its name.
Result<store::RestoreProof> restore_into(const RestoreOptions& options);

}  // namespace varde::app
