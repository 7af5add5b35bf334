// One connection of the load generator: a raw socket, one request at a time. Private to http.
#pragma once

#include "base/result.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <netinet/in.h>

namespace varde::http {

/// Never blocks. After a function has returned false the connection is of no more use: `reopen`.
class LoadConnection {
public:
    using TimePoint = std::chrono::steady_clock::time_point;
    enum class Phase { closed, connecting, idle, busy };

    struct Answer {
        int status = 0;
        std::string_view body;  ///< Valid until the next call.
    };

    LoadConnection() = default;
    LoadConnection(LoadConnection&& other) noexcept;
    ~LoadConnection();

    bool reopen(const sockaddr_storage& address, socklen_t bytes);
    void close();
    bool finish_connecting();

    /// Sends what `request` holds; what does not fit goes out in `write_more`.
    bool begin(std::uint64_t number, TimePoint since);
    bool write_more();
    /// Reads once; `answer` then says whether an answer is complete.
    bool read_more();
    /// The complete answer, if there is one. `finish` makes room for the next request.
    Result<std::optional<Answer>> answer();
    /// False when the server said that it closes the connection.
    bool finish();

    int socket() const { return socket_; }
    Phase phase() const { return phase_; }
    bool has_unsent() const { return sent_ < request.size() && phase_ == Phase::busy; }
    std::uint64_t number() const { return number_; }
    TimePoint since() const { return since_; }

    std::string request;  ///< Filled by the caller before `begin`.

private:
    Status parse_head(std::string_view head);

    int socket_ = -1;
    Phase phase_ = Phase::closed;
    std::size_t sent_ = 0;
    std::uint64_t number_ = 0;
    TimePoint since_;

    std::string received_;
    std::size_t head_bytes_ = 0;  // 0: the head is not complete.
    std::size_t body_bytes_ = 0;
    int status_ = 0;
    bool closes_ = false;
};

}  // namespace varde::http
