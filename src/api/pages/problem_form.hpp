// The form on which anybody can say that something is wrong here.
#pragma once

#include "api/pages/page.hpp"
#include "api/pages/typed_fields.hpp"
#include "packs/pack.hpp"

namespace varde::api {

/// The form, empty or with what was typed.
struct ProblemForm {
    const packs::Pack& pack;
    Language language = Language::nb;
    std::string token;
    const TypedFields& typed;
    std::string problem;   ///< What to put right before it can be sent; empty: nothing.
    bool in_text = false;  ///< Whether that is the text's.
    int status = 200;
};

http::Response problem_form(const ProblemForm& form);

}  // namespace varde::api
