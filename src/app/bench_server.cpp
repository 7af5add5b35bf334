#include "app/bench_server.hpp"

#include "json/value.hpp"

#include <array>
#include <cerrno>
#include <charconv>
#include <csignal>
#include <utility>

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace varde::app {
namespace {

Error failed(const std::string& what) { return {ErrorCode::unavailable, what}; }

/// Becomes the server. Between fork and exec only what signal handlers may call is called.
[[noreturn]] void become(const char* program, const char* data, int output, int log, pid_t parent)
{
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (::getppid() != parent)
        ::_exit(127);  // The parent went before the line above: nobody would end us.
    ::dup2(output, STDOUT_FILENO);
    ::dup2(log, STDERR_FILENO);
    const std::array<const char*, 8> arguments{program,  "serve", "--data", data,
                                               "--port", "0",     "--json", nullptr};
    ::execv(program, const_cast<char* const*>(arguments.data()));
    ::_exit(127);
}

/// The first line that comes through the pipe, or what came before its end.
std::string first_line(int pipe)
{
    std::string line;
    char letter = 0;
    for (;;) {
        const auto got = ::read(pipe, &letter, 1);
        if (got < 0 && errno == EINTR)
            continue;
        if (got != 1 || letter == '\n')
            return line;
        line += letter;
    }
}

/// The port at the end of `{"url":"http://127.0.0.1:40123"}`.
std::optional<std::uint16_t> port_in(const std::string& line)
{
    const auto document = json::Document::parse(line);
    if (!document)
        return std::nullopt;
    const auto url = document.value().root().member("url").text().value_or("");
    const auto digits = url.substr(url.rfind(':') + 1);
    std::uint16_t port = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), port);
    if (error != std::errc{} || end != digits.data() + digits.size() || port == 0)
        return std::nullopt;
    return port;
}

}  // namespace

Result<ServerProcess> ServerProcess::start(const std::string& program, const std::string& data,
                                           const std::string& log)
{
    std::array<int, 2> pipe{};
    if (::pipe2(pipe.data(), O_CLOEXEC) != 0)
        return failed("No pipe to the server can be made.");
    const int log_file = ::open(log.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    const auto parent = ::getpid();
    const auto child = log_file < 0 ? -1 : ::fork();
    if (child == 0)
        become(program.c_str(), data.c_str(), pipe[1], log_file, parent);
    ::close(pipe[1]);
    if (log_file >= 0)
        ::close(log_file);
    ServerProcess server(child, 0);  // From here on it is ended whatever happens.
    const auto line = child > 0 ? first_line(pipe[0]) : std::string();
    ::close(pipe[0]);
    const auto port = port_in(line);
    if (!port)
        return failed("The server did not start; its log is " + log + ".");
    server.port_ = *port;
    return server;
}

ServerProcess::ServerProcess(ServerProcess&& other) noexcept
    : pid_(std::exchange(other.pid_, -1)), port_(other.port_)
{
}

void ServerProcess::strike() const
{
    if (pid_ > 0)
        ::kill(pid_, SIGKILL);
}

void ServerProcess::kill()
{
    strike();
    if (pid_ > 0)
        ::waitpid(pid_, nullptr, 0);
    pid_ = -1;
}

bool ServerProcess::stop()
{
    if (pid_ <= 0)
        return false;
    ::kill(pid_, SIGTERM);
    int status = 0;
    const bool gone = ::waitpid(std::exchange(pid_, -1), &status, 0) > 0;
    return gone && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

}  // namespace varde::app
