// What a schema's rules say to a person, for schema.cpp alone.
#pragma once

#include "json/value.hpp"

#include <span>

namespace varde::json {

/// The validator's finding at `path` (property names and indexes below the root, unescaped) as a
/// fault, or nothing where it only repeats a finding below. `detail` is the validator's own text.
std::optional<Fault> to_fault(View schema, View value, std::span<const std::string> path,
                              std::string_view detail, std::string_view prefix);

/// Adds the faults of `format`, which the validator is not asked about.
void add_format_faults(View schema, View value, const std::string& at, std::vector<Fault>& to);

/// Adds each keyword of `schema` that is not supported.
void add_unsupported(View schema, const std::string& at, std::vector<Fault>& to);

}  // namespace varde::json
