// A `varde serve` of its own process: what is measured or killed must not share one with whoever
// measures.
#pragma once

#include "base/result.hpp"

#include <cstdint>
#include <string>

#include <sys/types.h>

namespace varde::app {

/// A running server on a free port of 127.0.0.1. Killed when it goes, also with its parent.
class ServerProcess {
public:
    /// Starts `program` on the data folder and waits until it listens. The server's log is added
    /// to `<log>`. `unavailable` when it ends before it listens.
    static Result<ServerProcess> start(const std::string& program, const std::string& data,
                                       const std::string& log);
    ServerProcess(ServerProcess&& other) noexcept;
    ServerProcess& operator=(ServerProcess&&) = delete;
    ~ServerProcess() { kill(); }

    std::uint16_t port() const { return port_; }
    pid_t pid() const { return pid_; }
    /// SIGKILL, at once and without waiting: may be called from any thread, and again.
    void strike() const;
    /// SIGKILL, and waits until the process is gone.
    void kill();
    /// SIGTERM; whether it then ended by itself with code 0.
    bool stop();

private:
    ServerProcess(pid_t pid, std::uint16_t port) : pid_(pid), port_(port) {}
    pid_t pid_ = -1;
    std::uint16_t port_ = 0;
};

}  // namespace varde::app
