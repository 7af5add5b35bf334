// A client as plain as can be, so that what it says about the server needs no second look: one
// blocking socket, one request at a time.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace varde::torture {

using Headers = std::vector<std::pair<std::string, std::string>>;

struct Request {
    std::string method;
    std::string path;
    std::string body = {};
    Headers headers = {};
};

struct Answer {
    int status = 0;
    std::string head;  ///< Status line and headers as they came.
    std::string body;
};

/// The value of a header, whatever the case of its name; empty when it is not there.
std::string header(const Answer& answer, std::string_view name);

/// One thread's. Connects when it first sends and again after a broken connection.
class Client {
public:
    explicit Client(std::uint16_t port) : port_(port) {}
    Client(const Client&) = delete;
    ~Client() { close(); }

    /// Nothing when the connection broke before the whole answer was here.
    std::optional<Answer> send(const Request& request);

private:
    bool connect();
    void close();
    bool write(std::string_view bytes);
    bool read_more();
    std::optional<Answer> receive();

    std::uint16_t port_;
    int socket_ = -1;
    std::string received_;
};

}  // namespace varde::torture
