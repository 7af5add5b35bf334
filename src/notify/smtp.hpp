// Sends notices as e-mail through the operator's mail server.
#pragma once

#include "notify/sender.hpp"

#include <atomic>
#include <memory>

namespace varde::notify {

struct SmtpOptions {
    std::string url;        ///< `smtp://host:587` (STARTTLS) or `smtps://host:465`.
    std::string user;       ///< Empty: no sign-in.
    std::string password;   ///< Of the user.
    std::string ca_file;    ///< PEM; empty: the system's authorities.
    std::string mail_from;  ///< The sender's address, on the envelope and in the mail.
    bool plain = false;     ///< Without TLS; for a server on this machine only.
};

/// `invalid` names the option that is wrong. `stopping` ends what is under way; it must outlive the
/// sender.
Result<std::unique_ptr<Sender>> make_smtp_sender(SmtpOptions options,
                                                 const std::atomic<bool>& stopping);

}  // namespace varde::notify
