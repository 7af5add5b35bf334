// What a witness keeps: its key, and of each log the last checkpoint that it signed. Whatever it
// has signed is durable before the signature leaves, so it never signs two histories of one log,
// whenever it is stopped.
//
//   witness.conf   `name=`, the witness's name, which stands in its signatures for ever
//   witness.seed   32 bytes (0400): the seed of its Ed25519 key
//   <hex sha256(origin)>   the last signed checkpoint of that log, with the witness's signature
#pragma once

#include "base/time.hpp"
#include "ledger/witness.hpp"

#include <mutex>

namespace varde::app {

/// An answer of C2SP tlog-witness.
struct WitnessResponse {
    int status = 200;
    std::string content_type = "text/plain; charset=utf-8";
    std::string body;
};

/// May be used from any thread.
class WitnessLog {
public:
    /// Opens the folder, or makes it with a fresh key under `name`. `conflict` when it is there
    /// under another name; `invalid` when it is not there and no name is given. Then reads what was
    /// signed of each log: `unavailable` when one cannot be read, because signing without knowing
    /// would break the promise.
    static Result<std::unique_ptr<WitnessLog>> open(const std::string& folder,
                                                    const std::string& name, Random& random,
                                                    std::vector<ledger::TrustedLog> logs);

    /// `POST <prefix>/add-checkpoint`
    WitnessResponse add_checkpoint(std::string_view body, Timestamp now);
    /// `GET <prefix>/<hex sha256(origin)>/checkpoint`; 404 for a log that it has not signed.
    WitnessResponse checkpoint_of(std::string_view hex) const;

    std::string vkey() const;
    const std::string& name() const { return name_; }

private:
    WitnessLog(std::string folder, std::string name, ByteView seed,
               std::vector<ledger::TrustedLog> logs);
    Status read_heads();

    const std::string folder_, name_;
    const crypto::SigningKey key_;
    const std::vector<ledger::TrustedLog> logs_;
    struct Signed {
        ledger::WitnessedHead head;
        std::string note;
    };
    mutable std::mutex mutex_;              // Guards signed_; held while the disk works.
    std::map<std::string, Signed> signed_;  // By hex sha256(origin).
};

}  // namespace varde::app
