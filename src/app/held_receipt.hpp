// Receipts as somebody kept them, checked without any server: what `varde verify` does offline.
#pragma once

#include "ledger/entry.hpp"
#include "ledger/policy.hpp"

namespace varde::app {

/// The texts of a receipt; manifest and vkey may be missing.
struct HeldReceipt {
    std::string entry, manifest, proof, vkey;
    /// A bundle's trust.policy, whose witnesses are believed where the holder names none. Empty: no
    /// witness is known.
    std::string policy = {};
};

/// From a folder that `varde send --save-receipt` or `varde evidence` made, or from a file with a
/// server's answer: to an accepted report, or to a question for a report's receipts. Never empty.
Result<std::vector<HeldReceipt>> read_held_receipts(const std::string& path);

/// Whom the holder trusts. With neither, a receipt can only be shown to fit itself.
struct Trust {
    std::optional<ledger::VerifierKey> key;
    std::optional<ledger::Policy> policy;
};

/// What is true of a receipt.
struct CheckedHolding {
    ledger::Entry entry;
    std::uint64_t index = 0;
    ledger::Witnessed seen;
    bool trusted_log = false;        ///< The log is one that the holder named.
    bool trusted_witnesses = false;  ///< So are the witnesses.
    bool opens = false;              ///< The entry is shown to stand for the manifest.
    bool about_body = false;         ///< It is shown to be about exactly the body that was named.
};

/// `invalid` says which step failed. `body_sha256`: of the request that was sent, if that is to be
/// checked too; only the receipt of an acceptance can be about it.
Result<CheckedHolding> check_holding(const HeldReceipt& receipt, const Trust& trust,
                                     const std::optional<Hash>& body_sha256);

}  // namespace varde::app
