// Shows on a terminal how far something long is, how fast, and when it will be done.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

namespace varde::app {

/// Says nothing in the first second, nor where standard error is no terminal.
class ShownRate {
public:
    ShownRate(std::string what, std::uint64_t of, bool wanted);
    ~ShownRate();
    ShownRate(const ShownRate&) = delete;
    void tell(std::uint64_t done);

private:
    const std::string what_;
    const std::uint64_t of_;
    const bool shown_;
    bool written_ = false;
    const std::chrono::steady_clock::time_point begun_;
    std::chrono::steady_clock::time_point told_;
};

}  // namespace varde::app
