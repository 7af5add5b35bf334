// A Session on a socket, plain or under TLS. Private to http; instantiated in two files.
#pragma once

#include "http/session.hpp"

#include <boost/asio/basic_stream_socket.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>

#include <array>
#include <type_traits>
#include <utility>

namespace varde::http {

using Socket =
    boost::asio::basic_stream_socket<boost::asio::ip::tcp, boost::asio::io_context::executor_type>;

SharedSession make_plain_session(Sessions& all, Session::Client client, Socket socket);
SharedSession make_tls_session(Sessions& all, Session::Client client, Socket socket,
                               boost::asio::ssl::context& tls);

template <class Stream>
class StreamSession final : public Session {
public:
    template <class... Parts>
    StreamSession(Sessions& all, Client client, Parts&&... parts)
        : Session(all, std::move(client)), stream_(std::forward<Parts>(parts)...)
    {
    }

private:
    static constexpr bool has_tls = !std::is_same_v<Stream, Socket>;

    Socket& socket()
    {
        if constexpr (has_tls)
            return stream_.next_layer();
        else
            return stream_;
    }

    void handshake() override
    {
        if constexpr (has_tls)
            stream_.async_handshake(Stream::server, [this, self = shared_from_this()](IoError e) {
                step([&] { handshaken(e); });
            });
        else
            handshaken({});
    }

    void read_some(std::span<char> to) override
    {
        stream_.async_read_some(
            boost::asio::buffer(to.data(), to.size()),
            [this, self = shared_from_this()](IoError error, std::size_t bytes) {
                step([&] { have_read(error, bytes); });
            });
    }

    void write_some(std::string_view first, std::string_view second) override
    {
        const std::array<boost::asio::const_buffer, 2> buffers{
            boost::asio::const_buffer(first.data(), first.size()),
            boost::asio::const_buffer(second.data(), second.size())};
        stream_.async_write_some(
            buffers, [this, self = shared_from_this()](IoError error, std::size_t bytes) {
                step([&] { have_written(error, bytes); });
            });
    }

    void say_goodbye() override
    {
        const auto close_half = [this] {
            IoError ignored;  // A client that has gone already is gone.
            socket().shutdown(Socket::shutdown_send, ignored);
            said_goodbye();
        };
        if constexpr (has_tls)
            stream_.async_shutdown(
                [this, self = shared_from_this(), close_half](IoError) { step(close_half); });
        else
            close_half();
    }

    void read_below_tls(std::span<char> to) override
    {
        socket().async_read_some(
            boost::asio::buffer(to.data(), to.size()),
            [this, self = shared_from_this()](IoError error, std::size_t bytes) {
                step([&] { have_rest(error, bytes); });
            });
    }

    void cancel() override
    {
        IoError ignored;
        socket().cancel(ignored);
    }

    void close() override
    {
        IoError ignored;
        socket().close(ignored);
    }

    Stream stream_;
};

}  // namespace varde::http
