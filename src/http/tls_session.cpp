#include "http/stream_session.hpp"

#include <boost/asio/ssl/stream.hpp>

namespace varde::http {

template class StreamSession<boost::asio::ssl::stream<Socket>>;

SharedSession make_tls_session(Sessions& all, Session::Client client, Socket socket,
                               boost::asio::ssl::context& tls)
{
    return std::make_shared<StreamSession<boost::asio::ssl::stream<Socket>>>(
        all, std::move(client), std::move(socket), tls);
}

}  // namespace varde::http
