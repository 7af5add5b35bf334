// The HTTP/1.1 server: sockets, TLS, limits and time-outs in front of one Handler.
#pragma once

#include "http/message.hpp"

#include <memory>
#include <string>

namespace varde::http {

struct ServerOptions {
    std::string address = "127.0.0.1";
    std::uint16_t port = 0;       ///< 0: any free port.
    std::string tls_certificate;  ///< PEM chain file; empty: plain HTTP.
    std::string tls_key;          ///< PEM key file.
    unsigned worker_threads = 4;
    /// At this many the idlest are closed for new ones; where none is idle, new ones get 503.
    std::size_t connections_max = 10'000;
    /// All bodies over 8 KiB that are held in memory, together: one that does not fit gets 503.
    std::size_t bodies_bytes_max = 64 * 1024 * 1024;
    std::size_t slow_max = 64;  ///< Slow requests under way and waiting; more get 503.
    std::size_t header_bytes_max = 16'384;
    unsigned header_seconds_max = 10;  ///< From connection, or from a request's first byte, to the
                                       ///< end of its header.
    unsigned body_seconds_max = 30;    ///< For each piece of a body to arrive or to be taken; and,
                                       ///< for all of it, so long plus a second for each 8 KiB
                                       ///< that memory holds or 512 bytes that are streamed.
    unsigned idle_seconds_max = 75;    ///< Between requests on a kept connection.
    unsigned drain_seconds_max = 10;   ///< For requests under way when stopping.
};

struct Counters {
    std::uint64_t connections = 0;  ///< Open now.
    std::uint64_t requests = 0;     ///< Answered since start.
};

class Server {
public:
    /// Binds and listens at once; `unavailable` names the address and the reason (port taken,
    /// certificate unreadable). `handler` must outlive the server.
    static Result<std::unique_ptr<Server>> listen(ServerOptions options, Handler& handler);
    ~Server();

    std::uint16_t port() const;
    /// Serves until `stop`; runs the I/O thread here and the workers beside it.
    void run();
    /// From any thread or signal handler's thread: takes no new connection, closes idle ones,
    /// lets requests under way finish within `drain_seconds_max`, then `run` returns.
    void stop();
    /// Runs `work` on a worker thread. For answers that a batch has made possible.
    void post(std::move_only_function<void()> work);
    Counters counters() const;

private:
    struct State;
    explicit Server(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

}  // namespace varde::http
