#include "store/api_keys.hpp"

namespace varde::store {
namespace {

constexpr std::size_t known_max = 10'000;  // About 3 MB; all are forgotten beyond that.

}  // namespace

std::optional<ApiKey> ApiKeys::find(const Hash& key_hash) const
{
    const std::shared_lock lock(mutex_);
    const auto found = known_.find(key_hash);
    return found == known_.end() ? std::nullopt : std::optional(found->second);
}

std::uint64_t ApiKeys::version() const
{
    const std::shared_lock lock(mutex_);
    return version_;
}

void ApiKeys::remember(const Hash& key_hash, const ApiKey& key, std::uint64_t read_at_version)
{
    const std::unique_lock lock(mutex_);
    if (read_at_version != version_)
        return;
    if (known_.size() >= known_max)
        known_.clear();
    known_.insert_or_assign(key_hash, key);
}

void ApiKeys::forget_all()
{
    const std::unique_lock lock(mutex_);
    known_.clear();
    ++version_;
}

}  // namespace varde::store
