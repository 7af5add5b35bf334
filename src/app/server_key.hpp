// The API key for a server, from wherever the command line says it is.
#pragma once

#include "app/send.hpp"
#include "base/result.hpp"

namespace varde::app {

/// Empty when none was given.
Result<std::string> server_key(const ServerOptions& server);

}  // namespace varde::app
