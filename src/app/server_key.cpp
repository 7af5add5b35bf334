#include "app/server_key.hpp"

#include "base/durable_file.hpp"

namespace varde::app {

Result<std::string> server_key(const ServerOptions& server)
{
    if (server.key_file.empty())
        return server.key;
    const auto text = TRY(read_file(server.key_file));
    return text.substr(0, text.find_first_of("\r\n"));
}

}  // namespace varde::app
