// The vault: a data key for each report, wrapped under the month's erasure key, which is wrapped
// under the key-encryption key. Destroying a wrap destroys content in every copy, backups included.
//
// Files in the key folder (0700), all 0400 but the last, none of them in a content backup:
//   kek          32 bytes: the key-encryption key
//   ledger.seed  32 bytes: the seed of the log's Ed25519 key
//   keys.db      the key store: erasure keys and named secrets, wrapped under the kek (0600)
#pragma once

#include "base/id.hpp"
#include "base/time.hpp"
#include "crypto/crypto.hpp"

#include <memory>

namespace varde::vault {

/// A data key as it is stored: useless without the erasure key of its epoch.
struct Wrap {
    /// Names the erasure key: year x 10000 + month x 100 + generation, which begins at 1.
    std::uint32_t epoch = 0;
    Bytes bytes;  ///< Nonce, then ciphertext bound to object and epoch.
};

struct FreshKey {
    crypto::Key key;
    Wrap wrap;
};

/// May be used from any thread.
class Vault {
public:
    /// Makes the key folder, its files and the erasure key of the month of `now`. An empty folder
    /// may be there and is closed to others; `conflict` when it holds any of the files (nothing is
    /// ever overwritten: losing keys is losing reports). On an error it takes away what it made.
    static Status create(const std::string& folder, Timestamp now, Random& random);
    /// `unavailable` names the file that is missing, unreadable, of the wrong size or open to
    /// others than its owner. `random` must outlive the vault.
    static Result<std::unique_ptr<Vault>> open(const std::string& folder, Random& random);
    ~Vault();

    /// A data key for `object` (a report or an upload) and its wrap under the erasure key of the
    /// month of `at`. The month's first call makes that key durable before it returns.
    Result<FreshKey> fresh_key(const Uuid& object, Timestamp at);
    /// `not_found` when the epoch's key has been destroyed; `internal` when the wrap is not of this
    /// object or has been changed.
    Result<crypto::Key> unwrap(const Uuid& object, const Wrap& wrap) const;

    /// The number of a key of the month of `above`, later than that: one that is there, or one that
    /// is made and durable before this returns.
    Result<std::uint32_t> epoch_above(std::uint32_t above, Timestamp at);
    /// The same data key under the erasure key of `to_epoch`; errors as in `unwrap`, and
    /// `unavailable` when that key is not there.
    Result<Wrap> rewrap(const Uuid& object, const Wrap& wrap, std::uint32_t to_epoch) const;
    Result<bool> has_key(std::uint32_t epoch) const;
    /// Destroys an erasure key in the key store and in this process: what is wrapped under it can
    /// be read by nobody, in any copy. May be repeated.
    Status destroy(std::uint32_t epoch);
    /// Lets go of what another process has destroyed since this vault was opened.
    Status forget_destroyed();

    /// Keys for pseudonyms and codes, fixed for the life of the store.
    const crypto::Key& channel_secret() const;  ///< Pseudonyms of channels in the ledger.
    const crypto::Key& code_secret() const;     ///< Codes on receipts.
    const crypto::Key& lookup_secret() const;   ///< MACs by which sealed references are found.
    const crypto::SigningKey& ledger_key() const;

private:
    struct State;
    explicit Vault(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

}  // namespace varde::vault
