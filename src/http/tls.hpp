// The server's TLS settings. Private to http.
#pragma once

#include "base/result.hpp"

#include <boost/asio/ssl/context.hpp>

#include <string>

namespace varde::http {

/// TLS 1.2 and 1.3 with forward secrecy, speaking http/1.1. `unavailable` says which of the two
/// PEM files cannot be used.
Result<boost::asio::ssl::context> open_tls(const std::string& certificate, const std::string& key);

}  // namespace varde::http
