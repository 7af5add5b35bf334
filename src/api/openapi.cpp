#include "api/openapi.hpp"

namespace varde::api {
namespace {

/// Its length comes from the array: a compiler counts only so many characters by itself.
constexpr char bytes[] =
#include "api/openapi.inc"
    ;
constexpr std::string_view text(bytes, sizeof bytes - 1);

}  // namespace

std::string_view openapi_text() { return text; }

void see_openapi(Call call) { call.answer(json_response(std::string(text))); }

}  // namespace varde::api
