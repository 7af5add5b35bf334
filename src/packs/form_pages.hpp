// The pages of one form: what is asked, in which order and words, checked against its schema.
#pragma once

#include "packs/schema_fields.hpp"
#include "packs/toml_table.hpp"

namespace varde::packs {

struct FormPages {
    std::vector<Page> pages;
    std::vector<std::string> needs_all;
    std::vector<std::string> needs_any;
    std::string names_person;  ///< May be empty.
};

/// `schema` is the form's schema file, where a field that no page asks for is told.
FormPages read_form_pages(const PackFile& file, const PackFile& schema,
                          const SchemaFields& schema_fields,
                          const std::vector<std::string>& languages, Faults& faults);

}  // namespace varde::packs
