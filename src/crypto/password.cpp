#include "crypto/crypto.hpp"

#include <cerrno>
#include <new>
#include <sodium.h>

namespace varde::crypto {
namespace {

constexpr unsigned long long passes = 1;
constexpr std::size_t memory_bytes = 46 * 1024 * 1024;

}  // namespace

std::string hash_password(std::string_view password)
{
    std::array<char, crypto_pwhash_STRBYTES> text{};
    if (crypto_pwhash_str_alg(text.data(), password.data(), password.size(), passes, memory_bytes,
                              crypto_pwhash_ALG_ARGON2ID13) != 0)
        throw std::bad_alloc();  // The only way it fails.
    return text.data();
}

bool password_matches(std::string_view hash, std::string_view password)
{
    if (hash.size() >= crypto_pwhash_STRBYTES)
        return false;
    const std::string terminated(hash);
    errno = 0;
    const bool matches =
        crypto_pwhash_str_verify(terminated.c_str(), password.data(), password.size()) == 0;
    if (!matches && errno == ENOMEM)
        throw std::bad_alloc();  // Not known to be wrong: nobody may be locked out for this.
    return matches;
}

}  // namespace varde::crypto
