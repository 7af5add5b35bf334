// The fields of a form, as its JSON Schema declares them.
#pragma once

#include "packs/faults.hpp"
#include "packs/pack.hpp"
#include "json/value.hpp"

namespace varde::packs {

/// What may stand in one field.
struct SchemaField {
    enum class Holds { text, boolean, number, texts };
    Holds holds = Holds::text;
    std::vector<std::string> choices;  ///< Of an enum; empty when anything may stand there.
};

using SchemaFields = std::map<std::string, SchemaField, std::less<>>;

/// Every field below `schema` by its path (`children.*.name`). What a form cannot show, and an
/// object that would let unknown members pass, are faults.
SchemaFields schema_fields(json::View schema, const PackFile& file, Faults& faults);

/// The line of `file` on which the field at `path` is declared, or the nearest above it.
int line_of_field(const PackFile& file, std::string_view path);

}  // namespace varde::packs
