#include "torture/client.hpp"

#include <array>
#include <charconv>

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

namespace varde::torture {
namespace {

constexpr int answer_seconds_max = 60;  // A server that hangs must not hang the test.

bool same_letters(std::string_view a, std::string_view b)
{
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? char(c + 32) : c; };
    if (a.size() != b.size())
        return false;
    for (std::size_t i = 0; i < a.size(); ++i)
        if (lower(a[i]) != lower(b[i]))
            return false;
    return true;
}

template <class Number>
Number number_in(std::string_view text)
{
    Number number{};
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

std::string text_of(const Request& request)
{
    auto text = request.method + " " + request.path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n";
    for (const auto& [name, value] : request.headers)
        text += name + ": " + value + "\r\n";
    if (request.method != "GET")
        text += "Content-Length: " + std::to_string(request.body.size()) + "\r\n";
    return text + "\r\n" + request.body;
}

}  // namespace

std::string header(const Answer& answer, std::string_view name)
{
    std::string_view rest = answer.head;
    while (!rest.empty()) {
        const auto end = rest.find("\r\n");
        const auto line = rest.substr(0, end);
        const auto colon = line.find(": ");
        if (colon != line.npos && same_letters(line.substr(0, colon), name))
            return std::string(line.substr(colon + 2));
        rest = end == rest.npos ? std::string_view() : rest.substr(end + 2);
    }
    return {};
}

bool Client::connect()
{
    socket_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const int on = 1;
    ::setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    const timeval patience{.tv_sec = answer_seconds_max, .tv_usec = 0};
    ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port_);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return ::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
}

void Client::close()
{
    if (socket_ >= 0)
        ::close(socket_);
    socket_ = -1;
    received_.clear();
}

bool Client::write(std::string_view bytes)
{
    while (!bytes.empty()) {
        const auto sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent <= 0)
            return false;
        bytes.remove_prefix(std::size_t(sent));
    }
    return true;
}

bool Client::read_more()
{
    std::array<char, 65'536> buffer;
    const auto got = ::recv(socket_, buffer.data(), buffer.size(), 0);
    if (got <= 0)
        return false;
    received_.append(buffer.data(), std::size_t(got));
    return true;
}

std::optional<Answer> Client::receive()
{
    std::size_t head_end = 0;
    while ((head_end = received_.find("\r\n\r\n")) == received_.npos)
        if (!read_more())
            return std::nullopt;
    Answer answer{.head = received_.substr(0, head_end + 2)};
    answer.status = number_in<int>(answer.head.substr(answer.head.find(' ') + 1, 3));
    const auto bytes = number_in<std::size_t>(header(answer, "Content-Length"));
    const auto body = head_end + 4;
    while (received_.size() < body + bytes)
        if (!read_more())
            return std::nullopt;
    answer.body = received_.substr(body, bytes);
    received_.erase(0, body + bytes);
    if (same_letters(header(answer, "Connection"), "close"))
        close();
    return answer;
}

std::optional<Answer> Client::send(const Request& request)
{
    // What cannot be written may still have been answered: a server can refuse before the end.
    if (socket_ < 0 && !connect()) {
        close();
        return std::nullopt;
    }
    write(text_of(request));
    auto answer = receive();
    if (!answer)
        close();
    return answer;
}

}  // namespace varde::torture
