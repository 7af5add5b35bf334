// A request, a response and what stands between them, as plain data. No Boost here, so that
// handlers need no network to be tested.
#pragma once

#include "base/result.hpp"

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace varde::http {

enum class Method { get, head, post, put, remove, other };

/// What is known of a request before its body is read.
struct RequestHead {
    Method method = Method::get;
    std::string path;   ///< Percent-decoded, without the query; always begins with '/'.
    std::string query;  ///< As sent, without the '?'.
    std::map<std::string, std::string, std::less<>> headers;  ///< Names in lower case.
    std::string peer;     ///< The address that the connection comes from, for rate limits only.
    bool secure = false;  ///< It came over TLS.
    std::string_view header(std::string_view name) const;  ///< Empty when absent.
};

struct Request : RequestHead {
    std::string body;  ///< Empty where the body went into a sink.
    std::map<std::string, std::string, std::less<>> path_values;  ///< Filled in by the router.
};

/// Makes a long body piece by piece. Called on worker threads, by one thread at a time.
class BodySource {
public:
    virtual ~BodySource() = default;
    /// The next piece, at most 256 KiB; empty at the end. An error ends the connection: a body
    /// cut short must never look complete.
    virtual Result<std::string> next() = 0;
};

struct Response {
    int status = 200;
    std::string content_type = "application/json";
    std::string body;
    std::vector<std::pair<std::string, std::string>> headers;
    std::unique_ptr<BodySource> source;  ///< When set, sent instead of `body`…
    std::uint64_t source_bytes = 0;      ///< …and exactly this long.
};

/// Answers one request, exactly once, from any thread. Dropping it unanswered answers 500.
class Reply {
public:
    using Send = std::move_only_function<void(Response)>;
    explicit Reply(Send send) : send_(std::move(send)) {}
    Reply(Reply&& other) noexcept : send_(std::exchange(other.send_, nullptr)) {}
    Reply& operator=(Reply&&) = delete;
    ~Reply()
    {
        if (send_)
            send_({.status = 500});
    }
    void operator()(Response response) { std::exchange(send_, nullptr)(std::move(response)); }

private:
    Send send_;
};

/// Takes a body as it arrives, for bodies that must not be held in memory. Called on worker
/// threads, by one thread at a time. Destroyed without `finish` when the sender gave up.
class BodySink {
public:
    virtual ~BodySink() = default;
    /// Takes the next bytes. An error is answered at once and the connection closed.
    virtual Status write(std::string_view bytes) = 0;
    /// The body is complete: answers the request.
    virtual void finish(Reply reply) = 0;
};

/// How a request's body is to be taken.
struct BodyPlan {
    std::uint64_t bytes_max = 0;  ///< A longer body is refused with 413 before it is read.
    bool streamed = false;        ///< Goes to `Handler::open_sink` instead of memory.
    bool slow = false;  ///< Served by a thread of its own, so that it never keeps others waiting.
};

/// Everything above the network. What comes of a dropped Reply or of an exception from `serve` is
/// answered through `problem` too.
class Handler {
public:
    virtual ~Handler() = default;
    /// Quick and pure; called on the I/O thread before the body is read. What is to be streamed
    /// goes to `open_sink` even when the body is empty.
    virtual BodyPlan plan(const RequestHead& head) = 0;
    /// For a streamed body, on a worker thread: where its bytes go, or why they are refused (then
    /// answered at once, before `100 Continue`).
    virtual Result<std::unique_ptr<BodySink>> open_sink(const RequestHead& head) = 0;
    /// On a worker thread; may block, must not throw; answers now or later.
    virtual void serve(Request request, Reply reply) = 0;
    /// The answer to an error that http itself found (malformed request, too large, time out) or
    /// that a sink returned: problem+json, the same as everywhere. Quick; on the I/O thread. A
    /// time-out is `unavailable` with the problem name `request-timeout`.
    virtual Response problem(const Error& error) = 0;
};

}  // namespace varde::http
