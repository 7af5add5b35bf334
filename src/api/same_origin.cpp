#include "api/same_origin.hpp"

#include <algorithm>

namespace varde::api {
namespace {

bool equal_ignoring_case(std::string_view a, std::string_view b)
{
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? char(c + 'a' - 'A') : c; };
    return std::ranges::equal(a, b, {}, lower, lower);
}

}  // namespace

bool is_same_origin(const http::RequestHead& head)
{
    const auto site = head.header("sec-fetch-site");
    if (!site.empty() && site != "same-origin" && site != "none")
        return false;
    const auto origin = head.header("origin");
    // Under some referrer policies browsers withhold the origin even from the site itself.
    if (origin.empty() || (origin == "null" && site == "same-origin"))
        return true;
    const auto scheme = origin.find("://");
    return scheme != std::string_view::npos &&
           equal_ignoring_case(origin.substr(scheme + 3), head.header("host"));
}

}  // namespace varde::api
