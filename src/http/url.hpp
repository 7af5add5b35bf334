// Percent-encoding, query strings and form bodies (RFC 3986, WHATWG form-urlencoded).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace varde::http {

/// The bytes meant; nothing when a '%' is not followed by two hexadecimal digits.
std::optional<std::string> percent_decode(std::string_view text);
/// Everything but RFC 3986's unreserved characters becomes %XX: safe in a path or a query.
std::string percent_encode(std::string_view bytes);

/// The pairs of a query string or of an application/x-www-form-urlencoded body, in their order;
/// '+' is a space. Nothing when the percent-encoding is broken.
std::optional<std::vector<std::pair<std::string, std::string>>> form_fields(std::string_view text);
/// The first value with that name; nothing when it is absent or cannot be decoded.
std::optional<std::string> query_value(std::string_view query, std::string_view name);

}  // namespace varde::http
