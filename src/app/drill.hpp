// Drills from the command line: a client of a running server, signed in as a person.
#pragma once

#include "app/signed_in.hpp"

namespace CLI {
class App;
}

namespace varde::app {

struct DrillOptions {
    PersonOptions person;
    std::string unit, kind;
    bool json = false;
};

/// 0 once the drill's report has been stored.
int drill_start(const DrillOptions& options);
/// 0 when it was listed and the newest drill of each kind passed.
int drill_list(const DrillOptions& options);

void add_drill(CLI::App& program, int& exit_code);

}  // namespace varde::app
