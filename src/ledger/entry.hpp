// A ledger entry: what the tree holds of an event. Format: docs/reference/ledger.md, after the C2SP
// tlog family; ASCII lines in fixed order, 80 to 1024 bytes, no personal data.
#pragma once

#include "base/bytes.hpp"
#include "base/id.hpp"
#include "base/result.hpp"
#include "base/time.hpp"

namespace varde::ledger {

/// Keyed pseudonym of a sender-and-unit pair.
using Channel = std::array<std::uint8_t, 8>;

struct Entry {
    std::string event;  ///< Lower-case dotted name, such as `report.accepted`.
    Uuid object;
    std::optional<Channel> channel;  ///< None is written as `-`…
    std::int64_t sequence = 0;       ///< …with sequence 0.
    Timestamp time;                  ///< Written to the second.
    Hash commit{};
};

std::string to_text(const Entry& entry);
/// `malformed` for anything that `to_text` would not have written.
Result<Entry> parse_entry(std::string_view text);

/// HMAC-SHA256 under the public key `Kc` over opening (32 bytes) and content.
Hash commitment(ByteView opening, ByteView content);

Hash leaf_hash(std::string_view entry);
Hash node_hash(const Hash& left, const Hash& right);
Hash empty_root();

}  // namespace varde::ledger
