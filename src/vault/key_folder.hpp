// The key folder: makes its three files once and for all, and opens them.
#pragma once

#include "vault/key_store.hpp"

namespace varde::vault {

/// See `Vault::create`.
Status make_key_folder(const std::string& folder, Timestamp now, Random& random);

struct KeyFolder {
    crypto::Key ledger_seed;
    crypto::Key channel_secret, code_secret, lookup_secret;
    KeyStore store;
};
/// See `Vault::open`.
Result<KeyFolder> open_key_folder(const std::string& folder);

}  // namespace varde::vault
