#include "http/message.hpp"

namespace varde::http {

std::string_view RequestHead::header(std::string_view name) const
{
    const auto at = headers.find(name);
    return at == headers.end() ? std::string_view() : at->second;
}

}  // namespace varde::http
