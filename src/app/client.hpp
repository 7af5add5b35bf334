// Another Varde over HTTP, for the commands that send and ask.
#pragma once

#include "base/result.hpp"

#include <map>
#include <memory>
#include <string>
#include <string_view>

namespace varde::app {

struct ClientOptions {
    std::string url;              ///< `https://…`; plain HTTP to this machine only.
    std::string key;              ///< API key; empty: nobody signs in.
    std::string ca_file;          ///< PEM; empty: the system's authorities.
    unsigned tries_max = 6;       ///< With pauses of 0.5, 1, 2, 4… seconds between.
    bool tells = false;           ///< Says on standard error that it tries again.
    std::string agent = "varde";  ///< What the server is told that it talks to.
    bool cookies = false;         ///< Keeps what the server sets: a person's session.
};

struct Reply {
    int status = 0;
    std::string body;
};

/// For one thread.
class Client {
public:
    using Headers = std::map<std::string, std::string>;

    /// `invalid` for an address that would carry the key or a report in the clear.
    static Result<Client> make(ClientOptions options);
    Client(Client&&) noexcept;
    ~Client();

    /// `path` begins with '/'. Tries again on network errors, 429 and 503: a POST must therefore
    /// carry an Idempotency-Key. `unavailable` when no answer came at all.
    Result<Reply> get(const std::string& path);
    Result<Reply> post(const std::string& path, std::string_view body, const Headers& headers);

private:
    struct State;
    explicit Client(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

/// What a refusal says: the problem's detail and faults.
Error error_in(const Reply& reply);

}  // namespace varde::app
