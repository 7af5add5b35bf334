// The file keys.db: erasure keys and named secrets, each sealed under the key-encryption key.
#pragma once

#include "base/time.hpp"
#include "crypto/crypto.hpp"
#include "sql/connection.hpp"

#include <map>
#include <memory>
#include <string>

namespace varde::vault {

struct ErasureKey {
    std::uint32_t epoch = 0;
    crypto::Key key;
};

/// The first epoch of the month of `at` (UTC); its generations are this one and those after it.
std::uint32_t first_epoch(Timestamp at);
inline constexpr std::uint32_t generations_max = 99;

/// One thread at a time. Errors are `unavailable`; keys.db under another key-encryption key is one.
class KeyStore {
public:
    /// Fills the empty file `path` with tables, fresh secrets of these names and the erasure key of
    /// the month of `now`.
    static Status create(const std::string& path, const crypto::Key& kek,
                         std::span<const std::string> secrets, Timestamp now, Random& random);
    static Result<KeyStore> open(const std::string& path, const crypto::Key& kek);

    Result<crypto::Key> secret(const std::string& name);

    /// All that have not been destroyed.
    Result<std::map<std::uint32_t, crypto::Key>> erasure_keys();
    /// `not_found` when it has been destroyed or never was.
    Result<crypto::Key> erasure_key(std::uint32_t epoch);
    /// The newest key of the month of `at`. Where there is none it is made, and durable before
    /// this returns; another process that makes one at the same moment gets the same.
    Result<ErasureKey> newest_erasure_key(Timestamp at, Random& random);
    /// A key of the month of `above` with a later number: the newest one, or one that is made, and
    /// durable before this returns.
    Result<ErasureKey> erasure_key_above(std::uint32_t above, Timestamp at, Random& random);
    /// Nothing of the key is left in the file or in its journal when this returns. May be repeated.
    Status destroy(std::uint32_t epoch);

private:
    KeyStore(std::unique_ptr<sql::Connection> connection, const crypto::Key& kek);
    /// These two within a transaction, with the engine's own errors.
    Status fill(std::span<const std::string> secrets, Timestamp now, Random& random);
    Result<ErasureKey> find_or_make(Timestamp at, Random& random);
    /// The month's newest key if it is above, or the next.
    Result<ErasureKey> find_or_make(std::uint32_t first, std::uint32_t above, Timestamp at,
                                    Random& random);
    /// Ends the transaction of which `result` came: keeps it, or undoes it after an error.
    Status end(Status result);

    std::unique_ptr<sql::Connection> connection_;
    crypto::Key kek_;
};

}  // namespace varde::vault
