// "Something is wrong here": the page on which anybody can say so, and what they see afterwards.
#pragma once

#include "acts/handle_problem.hpp"
#include "api/pages/page.hpp"

namespace varde::api {

/// The address of the page, for a link on the page `from`; empty: it does not say where it stands.
std::string link_to_problem(std::string_view from, Language language);

/// A problem as its author sees it with the code, without signing in.
http::Response problem_status_page(const acts::Services& services,
                                   const acts::ProblemStatus& status, Language language);

}  // namespace varde::api
