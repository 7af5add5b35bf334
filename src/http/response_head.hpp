// A response's status line and headers as bytes. Private to http.
#pragma once

#include "http/message.hpp"

#include <ctime>
#include <string>
#include <string_view>

namespace varde::http {

struct ResponseFraming {
    bool keep_alive = true;
    bool client_is_http_1_0 = false;
    std::string_view date;  ///< An IMF-fixdate line's value.
};

/// Whether such an answer may have a body at all (RFC 9110 6.4.1).
bool may_have_body(int status);
/// Appends everything down to and with the empty line. Control characters in a value become
/// spaces, so that no value can start a header of its own.
void append_head(std::string& to, const Response& response, const ResponseFraming& framing);
/// `Sun, 22 Nov 2026 01:37:46 GMT`.
std::string http_date(std::time_t at);

}  // namespace varde::http
