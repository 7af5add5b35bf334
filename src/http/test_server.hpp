// For tests only: a server on a free loopback port, a handler made of functions, a raw client.
#pragma once

#include "http/server.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <cerrno>
#include <functional>
#include <future>
#include <string>
#include <thread>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

namespace varde::http {

/// Answers 200 with the method's number, path, query and body, unless a test says otherwise.
class TestHandler : public Handler {
public:
    std::function<BodyPlan(const RequestHead&)> on_plan;
    std::function<Result<std::unique_ptr<BodySink>>(const RequestHead&)> on_sink;
    std::function<void(Request, Reply)> on_serve;

    BodyPlan plan(const RequestHead& head) override
    {
        return on_plan ? on_plan(head) : BodyPlan{.bytes_max = 100'000};
    }
    Result<std::unique_ptr<BodySink>> open_sink(const RequestHead& head) override
    {
        return on_sink(head);
    }
    void serve(Request request, Reply reply) override
    {
        if (on_serve)
            return on_serve(std::move(request), std::move(reply));
        reply({.content_type = "text/plain",
               .body = std::to_string(int(request.method)) + " " + request.path + " " +
                       request.query + " " + request.body});
    }
    Response problem(const Error& error) override
    {
        const int status = error.code == ErrorCode::malformed     ? 400
                           : error.code == ErrorCode::too_large   ? 413
                           : error.code == ErrorCode::unavailable ? 503
                           : error.code == ErrorCode::conflict    ? 409
                                                                  : 500;
        return {.status = status,
                .content_type = "application/problem+json",
                .body = error.problem + error.message};
    }
};

class TestServer {
public:
    explicit TestServer(Handler& handler, ServerOptions options = {})
        : server_(Server::listen(std::move(options), handler).value()),
          thread_([this] { server_->run(); })
    {
    }
    ~TestServer() { stop(); }
    void stop()
    {
        server_->stop();
        if (thread_.joinable())
            thread_.join();
    }
    Server& operator*() { return *server_; }
    Server* operator->() { return server_.get(); }

private:
    std::unique_ptr<Server> server_;
    std::thread thread_;
};

/// Blocks in `recv`, but never longer than 30 s: a hanging server fails the test.
class TestClient {
public:
    explicit TestClient(std::uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM, 0))
    {
        const timeval limit{.tv_sec = 30, .tv_usec = 0};
        ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
        ::setsockopt(socket_, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        EXPECT_EQ(::connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address), 0);
    }
    ~TestClient() { close(); }
    void close()
    {
        if (socket_ >= 0)
            ::close(socket_);
        socket_ = -1;
    }
    int socket() const { return socket_; }
    void finish_sending() { ::shutdown(socket_, SHUT_WR); }

    bool send(std::string_view bytes)
    {
        while (!bytes.empty()) {
            const auto sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (sent < 0)
                return false;
            bytes.remove_prefix(std::size_t(sent));
        }
        return true;
    }
    void get(const std::string& path) { send("GET " + path + " HTTP/1.1\r\nHost: x\r\n\r\n"); }

    /// One head, with the empty line; empty at the end.
    std::string read_head()
    {
        std::size_t end;
        while ((end = received_.find("\r\n\r\n")) == std::string::npos)
            if (!receive())
                return {};
        return take(end + 4);
    }
    std::string read_bytes(std::size_t count)
    {
        while (received_.size() < count && receive()) {
        }
        return take(count);
    }
    /// One whole answer with its body by Content-Length.
    std::string read_answer()
    {
        auto head = read_head();
        const auto at = head.find("Content-Length: ");
        return at == std::string::npos ? head : head + read_bytes(std::stoul(head.substr(at + 16)));
    }
    /// Whatever comes until the server closes.
    std::string read_to_end()
    {
        while (receive()) {
        }
        return take(received_.size());
    }
    /// Whether the last `recv` ended by close or reset and not by this client's time limit.
    bool was_closed() const { return closed_; }

private:
    bool receive()
    {
        char piece[65'536];
        const auto bytes = ::recv(socket_, piece, sizeof piece, 0);
        if (bytes <= 0) {
            closed_ = bytes == 0 || errno == ECONNRESET;
            return false;
        }
        received_.append(piece, std::size_t(bytes));
        return true;
    }
    std::string take(std::size_t count)
    {
        auto taken = received_.substr(0, count);
        received_.erase(0, count);
        return taken;
    }

    int socket_;
    bool closed_ = false;
    std::string received_;
};

inline bool contains(std::string_view text, std::string_view part)
{
    return text.find(part) != std::string_view::npos;
}

}  // namespace varde::http
