// The clear facts of an event as the JSON text that its row holds, and back.
#pragma once

#include "base/result.hpp"
#include "domain/event.hpp"

namespace varde::store {

/// Only what is set; names are stable, since old rows are read for ever.
std::string to_json(const domain::Facts& facts);
Result<domain::Facts> facts_from_json(std::string_view text);

}  // namespace varde::store
