// A header value with parameters, such as `form-data; name="a"; filename="b"`. Private to http.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace varde::http {

struct HeaderValue {
    std::string value;  ///< In lower case, without parameters.
    std::map<std::string, std::string, std::less<>> parameters;  ///< Names in lower case.
};

/// Nothing when the text is not of that form or names a parameter twice. In quotes, a backslash
/// protects a quote or a backslash only: some browsers send Windows paths unprotected.
std::optional<HeaderValue> parse_header_value(std::string_view text);

/// The text meant by `UTF-8''na%C3%AFve.txt` (RFC 8187); nothing for other character sets.
std::optional<std::string> decode_extended(std::string_view text);

std::string to_lower(std::string_view text);  ///< ASCII only.
std::string_view without_blanks(std::string_view text);

}  // namespace varde::http
