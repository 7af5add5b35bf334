// The commands of the `varde` program. Each returns the process's exit code: 0 only on success.
#pragma once

#include "app/data_folder.hpp"
#include "app/postbox.hpp"
#include "http/server.hpp"

#include <string>

namespace varde::app {

struct ServeOptions {
    std::string data;
    http::ServerOptions http{.port = 8080};
    NoticeOptions notices;
    std::string heartbeat_url;      ///< Empty: only who asks hears it.
    std::string policy;             ///< Trust policy with witnesses to ask; empty: none.
    bool public_entries = false;    ///< Lets anyone read the ledger's entries.
    bool plain_everywhere = false;  ///< Allows plain HTTP on other than loopback addresses.
    bool json = false;
};

struct DemoOptions {
    std::string folder;  ///< Empty: a temporary one.
    std::uint16_t port = 8080;
    bool json = false;
};

int init(const std::string& data, const Settings& settings, bool json);
int serve(const ServeOptions& options);
int demo_command(const DemoOptions& options);

/// Content and keys pass through the process's memory: no copy of it may reach the disk.
void keep_memory_out_of_core_dumps();

/// Prints an error as people (or, with `json`, machines) read it; returns its exit code.
int fail(const Error& error, bool json);

/// Everything that the command line says: called by main.
int run_command_line(int argc, char** argv);

}  // namespace varde::app
