// Strict parsing into a Boost value, for value.cpp alone.
#pragma once

#include "base/result.hpp"

#include <boost/json/value.hpp>

#include <string_view>

namespace varde::json {

/// Replaces `root`; everything read lives in the memory resource of `root`. Errors are those of
/// Document::parse.
Status parse_into(boost::json::value& root, std::string_view text, std::size_t depth_max);

}  // namespace varde::json
