// A notice as the bytes of an e-mail (RFC 5322, MIME).
#pragma once

#include "notify/sender.hpp"

namespace varde::notify {

/// Lines end with CRLF. `from` is an address as `domain::read_address` gives it; the Message-ID is
/// made from the notice's id and its domain.
std::string compose_mail(const Message& message, std::string_view from);

/// The part after the `@`.
std::string_view domain_of(std::string_view address);

}  // namespace varde::notify
