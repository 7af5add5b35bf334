// `varde verify`: checks receipts without any server.
#pragma once

#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace varde::app {

struct VerifyOptions {
    std::string receipt;  ///< File or folder.
    std::string key;      ///< A vkey, or the path of a file with one.
    std::string policy;   ///< Path of a trust policy.
    std::string report;   ///< Path of the body that was sent.
    bool json = false;
};
int verify(const VerifyOptions& options);

void add_verify(CLI::App& program, int& exit_code);

}  // namespace varde::app
