// GET /openapi.json: the API as OpenAPI 3.1, for people and for programs that make clients.
#pragma once

#include "api/call.hpp"

namespace varde::api {

/// docs/reference/openapi.json, byte for byte. A test holds it against the table of routes.
std::string_view openapi_text();

void see_openapi(Call call);  ///< GET /openapi.json

}  // namespace varde::api
