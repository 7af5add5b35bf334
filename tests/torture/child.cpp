#include "torture/child.hpp"

#include <array>

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace varde::torture {

std::string in_child(const std::function<std::string()>& work)
{
    std::array<int, 2> pipe{};
    if (::pipe2(pipe.data(), O_CLOEXEC) != 0)
        return {};
    const auto child = ::fork();
    if (child == 0) {
        const auto result = work();
        const auto written = ::write(pipe[1], result.data(), result.size());
        ::_exit(written == ssize_t(result.size()) ? 0 : 1);
    }
    ::close(pipe[1]);
    std::string result;
    std::array<char, 4'096> buffer;
    for (ssize_t got = 0; (got = ::read(pipe[0], buffer.data(), buffer.size())) > 0;)
        result.append(buffer.data(), std::size_t(got));
    ::close(pipe[0]);
    int status = 0;
    const bool ended = child > 0 && ::waitpid(child, &status, 0) == child;
    return ended && WIFEXITED(status) && WEXITSTATUS(status) == 0 ? result : std::string();
}

}  // namespace varde::torture
