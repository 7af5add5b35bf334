#include "http/stream_session.hpp"

namespace varde::http {

template class StreamSession<Socket>;

SharedSession make_plain_session(Sessions& all, Session::Client client, Socket socket)
{
    return std::make_shared<StreamSession<Socket>>(all, std::move(client), std::move(socket));
}

}  // namespace varde::http
