#include "api/page_place.hpp"

#include <charconv>

namespace varde::api {

std::string to_cursor(const PagePlace& place)
{
    return std::to_string(place.at.unix_us) + "." + to_string(place.id);
}

Result<PagePlace> place_in_query(const Call& call)
{
    PagePlace place;
    const auto text = call.query("after");
    if (text.empty())
        return place;
    const auto* end = text.data() + text.size();
    const auto [stopped, error] = std::from_chars(text.data(), end, place.at.unix_us);
    const auto id = error == std::errc{} && stopped != end && *stopped == '.'
                        ? parse_uuid({stopped + 1, std::size_t(end - stopped - 1)})
                        : std::nullopt;
    if (!id)
        return Error{ErrorCode::invalid, "after must be what an earlier page gave as next."};
    place.id = *id;
    return place;
}

}  // namespace varde::api
