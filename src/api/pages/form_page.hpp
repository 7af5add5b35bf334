// The public form on one page, empty or with what was typed before.
#pragma once

#include "api/pages/compose_report.hpp"
#include "api/pages/page.hpp"

namespace varde::api {

/// Something to put right before the report can be sent.
struct FormProblem {
    std::string field;  ///< Name of the field, or empty: the form as a whole.
    std::string text;
};

struct FormView {
    const packs::Pack& pack;
    const packs::Kind& kind;
    Language language = Language::nb;
    std::string token;  ///< The retry key that this form will be sent with.
    const TypedFields& typed;
    std::vector<FormProblem> problems;
    bool had_files = false;  ///< A browser forgets chosen files: they must be chosen again.
    int status = 200;
};
http::Response form_page(const FormView& view);

/// 128 random bits in hexadecimal.
std::string fresh_token(Random& random);
bool is_token(std::string_view text);

}  // namespace varde::api
