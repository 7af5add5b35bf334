// Sends notices to the operator's SMS gateway as signed webhooks (Standard Webhooks 1.0).
#pragma once

#include "notify/sender.hpp"

#include <atomic>
#include <memory>

namespace varde::notify {

struct WebhookOptions {
    std::string url;     ///< `https://…`; plain HTTP to this machine only.
    std::string secret;  ///< `whsec_` and base64 of 24 to 64 bytes.
};

/// The header `webhook-signature` of a body.
std::string webhook_signature(ByteView secret, std::string_view id, std::int64_t unix_seconds,
                              std::string_view body);

/// `invalid` names the option that is wrong. `stopping` ends what is under way; it must outlive the
/// sender.
Result<std::unique_ptr<Sender>> make_webhook_sender(const WebhookOptions& options,
                                                    const std::atomic<bool>& stopping);

}  // namespace varde::notify
