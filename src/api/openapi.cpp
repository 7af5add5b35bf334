#include "api/openapi.hpp"

namespace varde::api {
namespace {

constexpr std::string_view text =
#include "api/openapi.inc"
    ;

}  // namespace

std::string_view openapi_text() { return text; }

void see_openapi(Call call) { call.answer(json_response(std::string(text))); }

}  // namespace varde::api
