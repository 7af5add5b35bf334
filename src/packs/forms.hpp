// Forms: a JSON Schema, and the pages that ask for its fields in each language.
#pragma once

#include "packs/faults.hpp"
#include "packs/pack.hpp"

namespace varde::packs {

using Forms = std::map<std::string, Form, std::less<>>;

/// Reads every `forms/<id>.schema.json` with its `forms/<id>.page.toml`. A form with a fault may
/// be left out.
Forms read_forms(const std::vector<PackFile>& files, const std::vector<std::string>& languages,
                 Faults& faults);

}  // namespace varde::packs
