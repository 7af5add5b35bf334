#include "api/content_digest.hpp"

#include <algorithm>

namespace varde::api {

Result<std::optional<Hash>> stated_digest(const http::RequestHead& head)
{
    constexpr std::string_view name = "sha-256=:";
    const auto header = head.header("content-digest");
    const auto at = header.find(name);
    if (at == std::string_view::npos)
        return std::optional<Hash>{};
    const auto text = header.substr(at + name.size());
    const auto end = text.find(':');
    const auto bytes =
        end == std::string_view::npos ? std::nullopt : from_base64(text.substr(0, end));
    if (!bytes || bytes->size() != 32)
        return Error{ErrorCode::malformed,
                     "Content-Digest must be sha-256=:<base64 of 32 bytes>:. Nothing was stored."};
    Hash digest;
    std::copy(bytes->begin(), bytes->end(), digest.begin());
    return std::optional(digest);
}

}  // namespace varde::api
