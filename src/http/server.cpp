#include "http/server.hpp"

#include "base/log.hpp"
#include "http/stream_session.hpp"
#include "http/tls.hpp"

#include <boost/asio/basic_socket_acceptor.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/ip/address.hpp>
#include <boost/asio/steady_timer.hpp>

#include <chrono>
#include <optional>

namespace varde::http {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using IoError = boost::system::error_code;
using Acceptor = asio::basic_socket_acceptor<tcp, asio::io_context::executor_type>;

constexpr std::size_t surplus_connections_max = 256;  // Told 503; above that closed without a word.
constexpr std::chrono::milliseconds tick_length(1'000 / Sessions::ticks_per_second);

}  // namespace

struct Server::State {
    State(ServerOptions options_, Handler& handler)
        : options(std::move(options_)), workers(options.worker_threads),
          queue(std::make_shared<IoQueue>(io)),
          sessions(options, handler, workers, slow_worker, queue)
    {
    }
    ~State()
    {
        queue->close();
        workers.join();
        slow_worker.join();
    }

    Status open();
    void accept();
    void accepted(IoError error, Socket socket);
    void tick();
    void drain();

    ServerOptions options;
    asio::io_context io{BOOST_ASIO_CONCURRENCY_HINT_UNSAFE_IO};  // Sockets stay on one thread.
    asio::thread_pool workers;
    asio::thread_pool slow_worker{1};
    SharedIoQueue queue;
    Sessions sessions;
    Acceptor acceptor{io};
    std::optional<asio::ssl::context> tls;
    asio::basic_waitable_timer<std::chrono::steady_clock,
                               asio::wait_traits<std::chrono::steady_clock>,
                               asio::io_context::executor_type>
        ticker{io};
    bool accepting_late = false;  // No socket was to be had: try again at the next tick.
    bool finished = false;
    std::uint64_t drain_deadline = Sessions::never;  // In ticks.
    std::uint16_t port = 0;
};

Status Server::State::open()
{
    const auto where = options.address + " port " + std::to_string(options.port);
    IoError error;
    const auto address = asio::ip::make_address(options.address, error);
    if (error)
        return Error{.code = ErrorCode::unavailable,
                     .message = "'" + options.address + "' is not an IP address."};
    if (!options.tls_certificate.empty())
        tls = TRY(open_tls(options.tls_certificate, options.tls_key));
    const tcp::endpoint endpoint(address, options.port);
    acceptor.open(endpoint.protocol(), error);
    if (!error)
        acceptor.set_option(Acceptor::reuse_address(true), error);
    if (!error)
        acceptor.bind(endpoint, error);
    if (!error)
        acceptor.listen(Acceptor::max_listen_connections, error);
    if (error)
        return Error{.code = ErrorCode::unavailable,
                     .message = "Cannot listen on " + where + ": " + error.message() + "."};
    port = acceptor.local_endpoint().port();
    return ok();
}

void Server::State::accept()
{
    acceptor.async_accept(
        [this](IoError error, Socket socket) { accepted(error, std::move(socket)); });
}

void Server::State::accepted(IoError error, Socket socket)
{
    if (sessions.draining())
        return;
    accepting_late = true;  // Unless all below goes well.
    if (error)
        return;
    const auto limit = options.connections_max;
    if (sessions.count() >= limit)
        sessions.make_room();
    const auto remote = socket.remote_endpoint(error);
    if (!error && sessions.count() < limit + surplus_connections_max) {
        IoError ignored;  // Only speed is lost.
        socket.set_option(tcp::no_delay(true), ignored);
        Session::Client client{.peer = remote.address().to_string(),
                               .secure = tls.has_value(),
                               .surplus = sessions.count() >= limit};
        const auto session =
            tls ? make_tls_session(sessions, std::move(client), std::move(socket), *tls)
                : make_plain_session(sessions, std::move(client), std::move(socket));
        sessions.add(session);
        session->start();
    }
    accepting_late = false;
    accept();
}

void Server::State::tick()
{
    ticker.expires_after(tick_length);
    ticker.async_wait([this](IoError error) {
        if (error || finished)
            return;
        tick();
        sessions.tick();
        if (std::exchange(accepting_late, false) && !sessions.draining())
            accept();
        if (sessions.now() >= drain_deadline)
            sessions.end_all();
    });
}

void Server::State::drain()
{
    if (sessions.draining())
        return;
    IoError ignored;
    acceptor.close(ignored);
    drain_deadline = sessions.ticks_from_now(options.drain_seconds_max);
    sessions.drain([this] {
        finished = true;
        ticker.cancel();
    });
}

Result<std::unique_ptr<Server>> Server::listen(ServerOptions options, Handler& handler)
{
    auto state = std::make_unique<State>(std::move(options), handler);
    TRY(state->open());
    return std::unique_ptr<Server>(new Server(std::move(state)));
}

Server::Server(std::unique_ptr<State> state) : state_(std::move(state)) {}
Server::~Server() = default;

std::uint16_t Server::port() const { return state_->port; }

void Server::run()
{
    auto& state = *state_;
    state.accept();
    state.tick();
    for (bool again = true; again;) {
        try {
            state.io.run();  // Ends when drained: no timer, no acceptor, no session is left.
            again = false;
        } catch (const std::exception& e) {
            log::error("The network thread went on after an exception.", {{"reason", e.what()}});
        }
    }
    state.queue->close();
    state.workers.join();
    state.slow_worker.join();
}

void Server::stop()
{
    state_->queue->post([state = state_.get()] { state->drain(); });
}

void Server::post(std::move_only_function<void()> work)
{
    asio::post(state_->workers, [work = std::move(work)]() mutable {
        try {
            work();
        } catch (const std::exception& e) {
            log::error("Work for an answer failed.", {{"reason", e.what()}});
        }
    });
}

Counters Server::counters() const
{
    return {.connections = state_->sessions.connections_open,
            .requests = state_->sessions.requests_answered};
}

}  // namespace varde::http
