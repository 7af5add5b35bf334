#include "http/load_connection.hpp"

#include "http/header_value.hpp"

#include <array>
#include <cerrno>
#include <charconv>
#include <utility>

#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

namespace varde::http {
namespace {

constexpr std::size_t head_bytes_max = 65'536;
constexpr std::size_t body_bytes_max = 268'435'456;

Error broken(const char* what)
{
    return {.code = ErrorCode::unavailable, .message = std::string("The server ") + what};
}

template <class Number>
std::optional<Number> number_of(std::string_view text)
{
    Number number{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size())
        return std::nullopt;
    return number;
}

}  // namespace

LoadConnection::LoadConnection(LoadConnection&& other) noexcept
    : request(std::move(other.request)), socket_(std::exchange(other.socket_, -1)),
      phase_(std::exchange(other.phase_, Phase::closed)), sent_(other.sent_),
      number_(other.number_), since_(other.since_), received_(std::move(other.received_)),
      head_bytes_(other.head_bytes_), body_bytes_(other.body_bytes_), status_(other.status_),
      closes_(other.closes_)
{
}

LoadConnection::~LoadConnection() { close(); }

void LoadConnection::close()
{
    if (socket_ >= 0)
        ::close(socket_);
    socket_ = -1;
    phase_ = Phase::closed;
    received_.clear();
    head_bytes_ = 0;
    closes_ = false;
}

bool LoadConnection::reopen(const sockaddr_storage& address, socklen_t bytes)
{
    close();
    socket_ = ::socket(address.ss_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (socket_ < 0)
        return false;
    const int on = 1;  // Without it the kernel would hold back the end of a large request.
    ::setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    phase_ = Phase::connecting;
    return ::connect(socket_, reinterpret_cast<const sockaddr*>(&address), bytes) == 0 ||
           errno == EINPROGRESS;
}

bool LoadConnection::finish_connecting()
{
    int error = 0;
    socklen_t bytes = sizeof error;
    if (::getsockopt(socket_, SOL_SOCKET, SO_ERROR, &error, &bytes) != 0 || error != 0)
        return false;
    phase_ = Phase::idle;
    return true;
}

bool LoadConnection::begin(std::uint64_t number, TimePoint since)
{
    phase_ = Phase::busy;
    number_ = number;
    since_ = since;
    sent_ = 0;
    return write_more();
}

bool LoadConnection::write_more()
{
    while (sent_ < request.size()) {
        const auto sent =
            ::send(socket_, request.data() + sent_, request.size() - sent_, MSG_NOSIGNAL);
        if (sent < 0)
            return errno == EAGAIN || errno == EINTR;
        sent_ += std::size_t(sent);
    }
    return true;
}

bool LoadConnection::read_more()
{
    std::array<char, 16'384> piece;
    const auto bytes = ::recv(socket_, piece.data(), piece.size(), 0);
    if (bytes < 0)
        return errno == EAGAIN || errno == EINTR;
    // Bytes that nobody asked for are as wrong as the end.
    if (bytes == 0 || phase_ != Phase::busy)
        return false;
    received_.append(piece.data(), std::size_t(bytes));
    return true;
}

Result<std::optional<LoadConnection::Answer>> LoadConnection::answer()
{
    const std::string_view all = received_;
    if (head_bytes_ == 0) {
        const auto end = all.find("\r\n\r\n");
        if (end == std::string_view::npos && all.size() > head_bytes_max)
            return broken("sends a head without end.");
        if (end == std::string_view::npos)
            return std::optional<Answer>();
        TRY(parse_head(all.substr(0, end + 2)));
        if (status_ < 200) {  // 100 Continue and its like come before the answer.
            received_.erase(0, end + 4);
            return answer();
        }
        head_bytes_ = end + 4;
    }
    if (all.size() < head_bytes_ + body_bytes_)
        return std::optional<Answer>();
    return std::optional(Answer{status_, all.substr(head_bytes_, body_bytes_)});
}

bool LoadConnection::finish()
{
    phase_ = Phase::idle;
    const bool all_taken = received_.size() == head_bytes_ + body_bytes_;
    received_.clear();
    head_bytes_ = 0;
    return all_taken && !closes_;
}

Status LoadConnection::parse_head(std::string_view head)
{
    constexpr std::size_t line_bytes_min = sizeof "HTTP/1.1 200" - 1;
    const auto status = head.size() < line_bytes_min || !head.starts_with("HTTP/1.")
                            ? std::nullopt
                            : number_of<int>(head.substr(9, 3));
    if (!status)
        return broken("does not answer in HTTP/1.");
    status_ = *status;
    std::optional<std::size_t> length;
    for (auto at = head.find("\r\n") + 2; at < head.size();) {
        const auto line = head.substr(at, head.find("\r\n", at) - at);
        at += line.size() + 2;
        const auto colon = std::min(line.find(':'), line.size());
        const auto value = without_blanks(line.substr(std::min(colon + 1, line.size())));
        if (colon == 14 && to_lower(line.substr(0, colon)) == "content-length")
            length = number_of<std::size_t>(value);
        else if (colon == 10 && to_lower(line.substr(0, colon)) == "connection")
            closes_ = to_lower(value) == "close";
        else if (colon == 17 && to_lower(line.substr(0, colon)) == "transfer-encoding")
            return broken("answers in chunks, which this client does not read.");
    }
    const bool bodiless =
        status_ < 200 || status_ == 204 || status_ == 304 || request.starts_with("HEAD ");
    if (!bodiless && (!length || *length > body_bytes_max))
        return broken("gives no usable Content-Length.");
    body_bytes_ = bodiless ? 0 : *length;
    return ok();
}

}  // namespace varde::http
