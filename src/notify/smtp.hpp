// Sends notices as e-mail through the operator's mail server.
#pragma once

#include "notify/sender.hpp"

#include <atomic>
#include <memory>
#include <string_view>

namespace varde::notify {

struct SmtpOptions {
    std::string url;        ///< `smtp://host:587` (STARTTLS) or `smtps://host:465`.
    std::string user;       ///< Empty: no sign-in.
    std::string password;   ///< Of the user.
    std::string ca_file;    ///< PEM; empty: the system's authorities.
    std::string mail_from;  ///< The sender's address, on the envelope and in the mail.
    bool plain = false;     ///< Without TLS; for a server on this machine only.
};

/// Whether a server's answer to RCPT says for good that this address takes nothing. What is said of
/// who sends, of relaying or of rules is about us.
bool blames_address(std::string_view answer);

/// `invalid` names the option that is wrong. `stopping` ends what is under way; it must outlive the
/// sender.
Result<std::unique_ptr<Sender>> make_smtp_sender(SmtpOptions options,
                                                 const std::atomic<bool>& stopping);

}  // namespace varde::notify
