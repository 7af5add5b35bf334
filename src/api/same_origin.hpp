// Whether a browser sent a form from one of our own pages.
#pragma once

#include "http/message.hpp"

namespace varde::api {

/// By what browsers say of themselves: Sec-Fetch-Site, and Origin against Host. A client that says
/// neither is no browser that another site could misuse.
bool is_same_origin(const http::RequestHead& head);

}  // namespace varde::api
