// What the checkers found wrong.
#pragma once

#include <string>
#include <vector>

namespace varde::sim {

class Findings {
public:
    /// `promise` is one of ARCHITECTURE.md: P1 to P10.
    void add(const std::string& promise, const std::string& what)
    {
        found_.push_back(promise + ": " + what);
    }
    bool any() const { return !found_.empty(); }
    const std::vector<std::string>& all() const { return found_; }

private:
    std::vector<std::string> found_;
};

}  // namespace varde::sim
