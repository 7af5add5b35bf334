#include "api/openapi.hpp"

namespace varde::api {

std::string_view openapi_text()
{
    return
#include "api/openapi.inc"
        ;
}

void see_openapi(Call call) { call.answer(json_response(std::string(openapi_text()))); }

}  // namespace varde::api
