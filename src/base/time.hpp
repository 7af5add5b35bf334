// Time as a value, and the one interface through which it enters the program.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace varde {

/// An instant: whole microseconds since 1970-01-01T00:00:00Z.
struct Timestamp {
    std::int64_t unix_us = 0;
    auto operator<=>(const Timestamp&) const = default;
    std::int64_t unix_s() const { return unix_us / 1'000'000 - (unix_us % 1'000'000 < 0); }
    Timestamp plus_seconds(std::int64_t seconds) const { return {unix_us + seconds * 1'000'000}; }
};

/// RFC 3339, UTC, milliseconds: `2026-11-22T01:37:46.123Z`. What the API shows.
std::string rfc3339(Timestamp at);
/// RFC 3339, UTC, whole seconds: `2026-11-22T01:37:46Z`. What ledger entries hold.
std::string rfc3339_seconds(Timestamp at);
/// Reads RFC 3339 with any offset and up to nine decimals; nothing else.
std::optional<Timestamp> parse_rfc3339(std::string_view text);

/// Where the present comes from: the system in the program, a hand-moved clock in tests.
class Clock {
public:
    virtual ~Clock() = default;
    virtual Timestamp now() = 0;
};

}  // namespace varde
