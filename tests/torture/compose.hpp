// Reports and files made from a seed: synthetic people, real shapes.
#pragma once

#include "torture/book.hpp"
#include "torture/draw.hpp"

#include <string_view>

namespace varde::torture {

std::string fresh_key(Draw& draw);  ///< For Idempotency-Key.
/// The body of a report; `files` are named in it.
std::string compose_report(Draw& draw, std::string_view kind, const std::vector<SentFile>& files);
/// A file that is not yet uploaded.
SentFile compose_file(Draw& draw);

}  // namespace varde::torture
