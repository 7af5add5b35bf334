// What a View stands for, for the sources of json/ alone: no other folder includes this header.
#pragma once

#include "json/value.hpp"

#include <boost/json/value.hpp>

namespace varde::json {

/// `view` must exist.
inline const boost::json::value& boost_value(View view)
{
    return *static_cast<const boost::json::value*>(view.node());
}

inline std::string_view text_of(boost::json::string_view text)
{
    return {text.data(), text.size()};
}

}  // namespace varde::json
