#include "app/shown_rate.hpp"

#include <fmt/format.h>

#include <algorithm>

#include <unistd.h>

namespace varde::app {

using std::chrono::steady_clock;

ShownRate::ShownRate(std::string what, std::uint64_t of, bool wanted)
    : what_(std::move(what)), of_(of), shown_(wanted && ::isatty(STDERR_FILENO) == 1),
      begun_(steady_clock::now()), told_(begun_)
{
}

ShownRate::~ShownRate()
{
    if (written_)
        fmt::print(stderr, "\r{:70}\r", "");
}

void ShownRate::tell(std::uint64_t done)
{
    const auto now = steady_clock::now();
    const auto pause = std::chrono::milliseconds(written_ ? 200 : 1'000);
    if (!shown_ || now - told_ < pause)
        return;
    told_ = now;
    written_ = true;
    const auto rate = double(done) / std::chrono::duration<double>(now - begun_).count();
    const auto left = double(of_ - std::min(of_, done)) / std::max(rate, 1.0);
    fmt::print(stderr, "\r{} of {} {}, {:.0f} each second, {:.0f} s left   ", done, of_, what_,
               rate, left);
}

}  // namespace varde::app
