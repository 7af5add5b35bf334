// `varde connector`: the reference connector as a program.
#pragma once

#include "app/send.hpp"

namespace varde::app {

struct ConnectorOptions {
    ServerOptions server;
    std::string unit, store;  ///< `store`: a folder, or a file that ends in .db.
    bool once = false;        ///< Ends when nothing more waits.
    bool json = false;
};

/// 0 when it was stopped, or with `once` when all is held and both ends agree.
int connector(const ConnectorOptions& options);

void add_connector(CLI::App& program, int& exit_code);

}  // namespace varde::app
