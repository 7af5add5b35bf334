// Content-Digest (RFC 9530): a sender's own digest of the body, held against what arrived.
#pragma once

#include "base/bytes.hpp"
#include "http/message.hpp"

namespace varde::api {

/// The SHA-256 that the sender says the body has; nothing when it says none, or only digests by
/// algorithms that we do not read. `malformed` when what it says of SHA-256 is no digest.
Result<std::optional<Hash>> stated_digest(const http::RequestHead& head);

}  // namespace varde::api
