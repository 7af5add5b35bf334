// Secrets from whoever sits at the terminal, or from standard input.
#pragma once

#include "base/result.hpp"

#include <string>

namespace varde::app {

/// Asks on the terminal, without showing what is typed, until the same has been typed twice (three
/// tries). `invalid` when there is no terminal.
Result<std::string> ask_secret_twice(const std::string& what);

/// Asks once. `invalid` when there is no terminal.
Result<std::string> ask_secret(const std::string& what);

/// The first line of standard input, without its end. `invalid` when there is none.
Result<std::string> read_first_line();

/// All of standard input.
Result<std::string> read_input();

}  // namespace varde::app
