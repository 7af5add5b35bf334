// Reading one cookie from a request's Cookie header (RFC 6265 4.2).
#pragma once

#include <optional>
#include <string_view>

namespace varde::http {

/// The value of the first cookie with exactly that name, without the quotes that some clients put
/// around it. A view into `header`.
std::optional<std::string_view> cookie_value(std::string_view header, std::string_view name);

}  // namespace varde::http
