// Erasing reports on a Varde elsewhere, as a person who proposes or as the second who approves.
#pragma once

#include "app/signed_in.hpp"

#include <vector>

namespace CLI {
class App;
}

namespace varde::app {

struct EraseOptions {
    PersonOptions person;
    std::vector<std::string> reports;
    std::string reason;    ///< For a proposal, or for taking it back.
    bool approve = false;  ///< Neither of the two: proposes.
    bool withdraw = false;
    bool json = false;
};

/// 0 only when nothing was refused. What is refused is told with every reason; the server records
/// it.
int erase(const EraseOptions& options);

void add_erase(CLI::App& program, int& exit_code);

}  // namespace varde::app
