// `varde sweep`: what rules that have changed demand of the past, before a server records it.
#pragma once

#include <string>

namespace CLI {
class App;
}

namespace varde::app {

struct SweepOptions {
    std::string data;
    bool dry_run = false;
    bool json = false;
};
int sweep(const SweepOptions& options);

void add_sweep(CLI::App& program, int& exit_code);

}  // namespace varde::app
