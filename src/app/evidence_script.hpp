// What goes into every evidence bundle: how to check it in twenty years with a shell and OpenSSL.
#pragma once

#include <string_view>

namespace varde::app {

std::string_view evidence_script();  ///< verify.sh
std::string_view evidence_readme();  ///< README.txt

}  // namespace varde::app
