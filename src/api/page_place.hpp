// Where a page of a list by time goes on, as an opaque word: `1763775466000000.<id>`.
#pragma once

#include "api/call.hpp"

namespace varde::api {

struct PagePlace {
    Timestamp at;
    Uuid id;
};
std::string to_cursor(const PagePlace& place);
/// From `after`; the default where there is none. `invalid` for what no page gave.
Result<PagePlace> place_in_query(const Call& call);

}  // namespace varde::api
