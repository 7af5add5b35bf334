#include "app/bench_usage.hpp"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>

#include <unistd.h>

namespace varde::app {
namespace {

std::string text_of(const std::string& path)
{
    std::ifstream file(path);
    return {std::istreambuf_iterator(file), {}};
}

/// The number after `name` in a file of lines such as `write_bytes: 4096`; 0 when it is not there.
std::uint64_t number_after(const std::string& text, const std::string& name)
{
    const auto at = text.find(name);
    if (at == text.npos)
        return 0;
    std::uint64_t number = 0;
    std::istringstream(text.substr(at + name.size())) >> number;
    return number;
}

std::uint64_t open_files(const std::string& folder)
{
    std::error_code error;  // The folder of a process that has gone is empty.
    const std::filesystem::directory_iterator files(folder, error);
    return error ? 0 : std::uint64_t(std::distance(begin(files), end(files)));
}

}  // namespace

Result<Usage> usage_of(pid_t process)
{
    const auto folder = "/proc/" + std::to_string(process);
    const auto stat = text_of(folder + "/stat");
    const auto name_end = stat.rfind(')');  // The name before it may hold anything.
    if (name_end == stat.npos)
        return Error{ErrorCode::unavailable, "The server is gone."};
    std::istringstream fields(stat.substr(name_end + 1));
    std::string skipped;
    for (int number = 3; number < 14; ++number)
        fields >> skipped;
    double user = 0, kernel = 0;
    fields >> user >> kernel;  // Fields 14 and 15.
    const auto ticks = double(::sysconf(_SC_CLK_TCK));
    const auto status = text_of(folder + "/status");
    return Usage{.cpu_seconds = (user + kernel) / ticks,
                 .kernel_seconds = kernel / ticks,
                 .written_bytes = number_after(text_of(folder + "/io"), "\nwrite_bytes:"),
                 .memory_bytes = 1024 * number_after(status, "VmRSS:"),
                 .memory_max_bytes = 1024 * number_after(status, "VmHWM:"),
                 .descriptors = open_files(folder + "/fd")};
}

}  // namespace varde::app
