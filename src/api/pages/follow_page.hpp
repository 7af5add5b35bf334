// Following a report by the code on its receipt.
#pragma once

#include "acts/follow_report.hpp"
#include "api/pages/page.hpp"

namespace varde::api {

/// The form that asks for a code; `problem` stands beside the field, if there is one.
void write_code_form(html::Writer& w, Language language, std::string_view code,
                     std::string_view problem);

/// A milestone in the reader's words; empty for what only concerns the unit.
std::string_view milestone_in_words(std::string_view name, Tongue t);
std::string_view role_in_words(domain::Role role, Tongue t);

}  // namespace varde::api
