#include "vault/vault.hpp"

#include "vault/key_folder.hpp"
#include "vault/key_wrap.hpp"

#include <map>
#include <mutex>
#include <shared_mutex>

namespace varde::vault {
namespace {

Bytes about_wrap(const Uuid& object, std::uint32_t epoch)
{
    const auto purpose = bytes_of("varde wrap v1");
    Bytes about;
    about.reserve(purpose.size() + object.bytes.size() + sizeof epoch);
    about.assign(purpose.begin(), purpose.end());
    about.insert(about.end(), object.bytes.begin(), object.bytes.end());
    append_u32(about, epoch);
    return about;
}

}  // namespace

struct Vault::State {
    Random& random;
    KeyFolder folder;  // Its store is guarded by `mutex`; the rest never changes.
    crypto::SigningKey ledger_key;

    std::shared_mutex mutex;
    std::map<std::uint32_t, crypto::Key> erasure_keys;  // By epoch; guarded by `mutex`.

    State(Random& bytes, KeyFolder opened, std::map<std::uint32_t, crypto::Key> keys)
        : random(bytes), folder(std::move(opened)), ledger_key(folder.ledger_seed.view()),
          erasure_keys(std::move(keys))
    {
    }

    std::optional<ErasureKey> known_newest(Timestamp at)
    {
        const std::shared_lock lock(mutex);
        const auto first = first_epoch(at);
        const auto after = erasure_keys.lower_bound(first + generations_max);
        if (after == erasure_keys.begin() || std::prev(after)->first < first)
            return std::nullopt;
        return ErasureKey{std::prev(after)->first, std::prev(after)->second};
    }
    std::optional<crypto::Key> known(std::uint32_t epoch)
    {
        const std::shared_lock lock(mutex);
        const auto found = erasure_keys.find(epoch);
        return found == erasure_keys.end() ? std::nullopt : std::optional(found->second);
    }
    Result<ErasureKey> newest(Timestamp at)
    {
        if (auto key = known_newest(at))
            return *key;
        const std::unique_lock lock(mutex);  // Others may have waited for the same: they find it.
        auto key = TRY(folder.store.newest_erasure_key(at, random));
        erasure_keys.insert_or_assign(key.epoch, key.key);
        return key;
    }
    /// Also one that another process has made since this vault was opened.
    Result<crypto::Key> erasure_key(std::uint32_t epoch)
    {
        if (auto key = known(epoch))
            return *key;
        const std::unique_lock lock(mutex);
        auto key = TRY(folder.store.erasure_key(epoch));
        erasure_keys.insert_or_assign(epoch, key);
        return key;
    }
};

Vault::Vault(std::unique_ptr<State> state) : state_(std::move(state)) {}
Vault::~Vault() = default;

Status Vault::create(const std::string& folder, Timestamp now, Random& random)
{
    return make_key_folder(folder, now, random);
}

Result<std::unique_ptr<Vault>> Vault::open(const std::string& folder, Random& random)
{
    auto opened = TRY(open_key_folder(folder));
    auto keys = TRY(opened.store.erasure_keys());
    auto state = std::make_unique<State>(random, std::move(opened), std::move(keys));
    return std::unique_ptr<Vault>(new Vault(std::move(state)));
}

Result<FreshKey> Vault::fresh_key(const Uuid& object, Timestamp at)
{
    const auto erasure = TRY(state_->newest(at));
    const auto key = crypto::Key::fresh(state_->random);
    auto wrapped = wrap_key(erasure.key, key, about_wrap(object, erasure.epoch), state_->random);
    return FreshKey{key, {erasure.epoch, std::move(wrapped)}};
}

Result<crypto::Key> Vault::unwrap(const Uuid& object, const Wrap& wrap) const
{
    const auto erasure = TRY(state_->erasure_key(wrap.epoch));
    const auto key = unwrap_key(erasure, wrap.bytes, about_wrap(object, wrap.epoch));
    if (!key)
        return Error{ErrorCode::internal, "a wrapped key is of another object or was changed"};
    return *key;
}

Result<std::uint32_t> Vault::epoch_above(std::uint32_t above, Timestamp at)
{
    const std::unique_lock lock(state_->mutex);
    const auto key = TRY(state_->folder.store.erasure_key_above(above, at, state_->random));
    state_->erasure_keys.insert_or_assign(key.epoch, key.key);
    return key.epoch;
}

Result<Wrap> Vault::rewrap(const Uuid& object, const Wrap& wrap, std::uint32_t to_epoch) const
{
    const auto key = TRY(unwrap(object, wrap));
    const auto erasure = state_->erasure_key(to_epoch);
    if (!erasure)
        return Error{ErrorCode::unavailable,
                     "keys.db lacks erasure key " + std::to_string(to_epoch)};
    return Wrap{to_epoch,
                wrap_key(erasure.value(), key, about_wrap(object, to_epoch), state_->random)};
}

Status Vault::destroy(std::uint32_t epoch)
{
    const std::unique_lock lock(state_->mutex);
    TRY(state_->folder.store.destroy(epoch));
    state_->erasure_keys.erase(epoch);
    return ok();
}

Result<bool> Vault::has_key(std::uint32_t epoch) const
{
    const auto key = state_->erasure_key(epoch);
    if (!key && key.error().code != ErrorCode::not_found)
        return key.error();
    return bool(key);
}

Status Vault::forget_destroyed()
{
    const std::unique_lock lock(state_->mutex);
    state_->erasure_keys = TRY(state_->folder.store.erasure_keys());
    return ok();
}

const crypto::Key& Vault::channel_secret() const { return state_->folder.channel_secret; }
const crypto::Key& Vault::code_secret() const { return state_->folder.code_secret; }
const crypto::Key& Vault::lookup_secret() const { return state_->folder.lookup_secret; }
const crypto::SigningKey& Vault::ledger_key() const { return state_->ledger_key; }

}  // namespace varde::vault
