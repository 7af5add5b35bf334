// API keys in memory: each request of a system shows one, and they hardly ever change.
#pragma once

#include "store/reading.hpp"

#include <map>
#include <mutex>
#include <shared_mutex>

namespace varde::store {

/// May be used from any thread. Holds what is known to be valid; a key that is not here is looked
/// for in the database.
class ApiKeys {
public:
    std::optional<ApiKey> find(const Hash& key_hash) const;
    /// Counts the changes of keys: what was read before the last one is not remembered.
    std::uint64_t version() const;
    void remember(const Hash& key_hash, const ApiKey& key, std::uint64_t read_at_version);
    /// After the commit of whatever took a key away.
    void forget_all();

private:
    mutable std::shared_mutex mutex_;  // Guards both.
    std::map<Hash, ApiKey> known_;
    std::uint64_t version_ = 0;
};

}  // namespace varde::store
