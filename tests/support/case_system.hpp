// A unit's case system as far as the API sees it: it fetches, and proves with what bytes it likes.
#pragma once

#include "crypto/hmac.hpp"
#include "jobs/challenge_round.hpp"
#include "support/product.hpp"

#include <gtest/gtest.h>

namespace varde::test {

/// The key of a case system of this unit.
inline Caller add_case_system(Product& product, const std::string& unit)
{
    std::promise<std::string> made;
    acts::add_key(
        product.services(),
        {.organisation = "Case systems of " + unit,
         .role = domain::Role::case_system,
         .label = "test",
         .units = {{unit}}},
        [&](Result<std::string> key) { made.set_value(key ? key.value() : key.error().message); });
    Caller caller(product);
    caller.headers["authorization"] = "Bearer " + made.get_future().get();
    caller.headers["user-agent"] = "example-cases/4.2 (test)";
    return caller;
}

/// One round of questions, and what it did is stored.
inline void challenge(Product& product)
{
    jobs::challenge_case_systems(product.services(), [] { return false; });
}

/// What proves that these bytes are held.
inline std::string proof_of(const std::string& nonce, std::string_view bytes,
                            const std::string& reference = "2026/17")
{
    crypto::HmacSha256 mac(*from_hex(nonce));
    mac.add(bytes_of(bytes));
    return R"({"store_reference":")" + reference + R"(","nonce":")" + nonce + R"(","digest":")" +
           to_hex(mac.finish()) + "\"}";
}

inline std::string bytes_in(const Answer& page, const std::string& item)
{
    const auto bytes = from_base64(page.text(item + "/document"));
    EXPECT_TRUE(bytes);
    return bytes ? std::string(text_of(*bytes)) : std::string{};
}

}  // namespace varde::test
