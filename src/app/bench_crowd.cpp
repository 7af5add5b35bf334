#include "app/bench_crowd.hpp"

#include <array>
#include <cerrno>
#include <chrono>
#include <string_view>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

namespace varde::app {
namespace {

constexpr unsigned opened_per_round = 50;
constexpr std::chrono::milliseconds round_length(100);

constexpr std::string_view endless_report =
    "POST /api/v1/public/reports HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
    "Content-Length: 1000000\r\n\r\n";
constexpr std::string_view long_answer = "GET /openapi.json HTTP/1.1\r\nHost: x\r\n\r\n";

void say(int socket, std::string_view bytes)
{
    ::send(socket, bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
}

}  // namespace

Crowd::Crowd(const CrowdPlan& plan) : port_(plan.port)
{
    clients_.insert(clients_.end(), plan.silent, {Kind::silent});
    clients_.insert(clients_.end(), plan.slow, {Kind::slow});
    clients_.insert(clients_.end(), plan.unheard, {Kind::unheard});
    thread_ = std::thread([this] { loop(); });
}

Crowd::~Crowd()
{
    leaving_ = true;
    thread_.join();
    for (auto& client : clients_)
        if (client.socket >= 0)
            ::close(client.socket);
}

void Crowd::open(Client& client) const
{
    client.socket = ::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    client.greeted = false;
    if (client.kind == Kind::unheard) {
        constexpr int tiny = 4'096;  // So that the answers pile up at the server.
        ::setsockopt(client.socket, SOL_SOCKET, SO_RCVBUF, &tiny, sizeof tiny);
    }
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port_);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    ::connect(client.socket, reinterpret_cast<sockaddr*>(&address), sizeof address);
}

void Crowd::tend(Client& client)
{
    std::array<char, 1'024> heard;
    // Who does not listen learns only from sending that the line is cut.
    const auto bytes = client.kind == Kind::unheard
                           ? ::send(client.socket, nullptr, 0, MSG_NOSIGNAL | MSG_DONTWAIT)
                           : ::recv(client.socket, heard.data(), heard.size(), MSG_DONTWAIT);
    const bool cut = (bytes == 0 && client.kind != Kind::unheard) ||
                     (bytes < 0 && errno != EAGAIN && errno != ENOTCONN);
    if (cut) {
        ::close(client.socket);
        client.socket = -1;
        ++closed_;
        return;
    }
    if (client.kind == Kind::slow)
        say(client.socket, client.greeted ? "x" : endless_report);
    if (client.kind == Kind::unheard && !client.greeted)
        for (int i = 0; i < 100; ++i)
            say(client.socket, long_answer);
    client.greeted = true;
}

void Crowd::loop()
{
    while (!leaving_) {
        const auto next = std::chrono::steady_clock::now() + round_length;
        unsigned opened = 0;
        for (auto& client : clients_) {
            if (client.socket >= 0)
                tend(client);
            else if (opened < opened_per_round && ++opened > 0)
                open(client);
        }
        std::this_thread::sleep_until(next);
    }
}

}  // namespace varde::app
