// JSON Schema (the part of draft 7 that forms use), compiled once and applied to many documents.
#pragma once

#include "json/value.hpp"

namespace varde::json {

/// Keywords: type, properties, required, additionalProperties, items (one schema for all), enum,
/// const, minLength, maxLength, minimum, maximum, minItems, maxItems, minProperties, maxProperties,
/// format (date, date-time), title, description, default, examples, $schema, $id, $comment. Any
/// other is refused, because a rule that is silently not checked would be worse than none; patterns
/// are left out for good, because matching them can take unbounded time.
class Schema {
public:
    /// `invalid` says what is wrong with the schema itself; each fault names a place in it.
    static Result<Schema> compile(View schema);
    Schema(Schema&&) noexcept;
    Schema& operator=(Schema&&) noexcept;
    ~Schema();

    /// Each fault of `value`, unknown members included where the schema forbids them; empty when
    /// it conforms. Pointers begin with `prefix`. At most `faults_max` are returned, and only one
    /// for a value of more than 5,000 parts. May be called from any thread.
    std::vector<Fault> faults(View value, std::string_view prefix,
                              std::size_t faults_max = 50) const;

private:
    struct State;
    explicit Schema(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

}  // namespace varde::json
