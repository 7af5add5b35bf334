// One connection's life: requests in, answers out, in order, within limits. Private to http.
#pragma once

#include "http/input_buffer.hpp"
#include "http/request_parser.hpp"
#include "http/sessions.hpp"

#include <boost/system/error_code.hpp>

#include <exception>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace varde::http {

/// Everything but the socket; `StreamSession` adds that. At most one operation is under way at any
/// time: a read, a write, or a piece of work on a worker. Used on the I/O thread only; work on
/// other threads holds a weak pointer and comes back through the IoQueue.
class Session : public std::enable_shared_from_this<Session> {
public:
    struct Client {
        std::string peer;
        bool secure = false;
        bool surplus = false;  ///< One too many: is told so and let go.
    };

    Session(Sessions& all, Client client);
    virtual ~Session() = default;

    void start();
    std::uint64_t deadline() const { return deadline_; }  ///< In ticks.
    bool is_idle() const { return phase_ == Phase::idle; }
    void time_out();
    void drain();
    /// Closes at once. What was under way comes to nothing.
    void end();

protected:
    using IoError = boost::system::error_code;

    // What a socket can do. Each begins one operation and comes back through the function named.
    virtual void handshake() = 0;                                                  // handshaken
    virtual void read_some(std::span<char> to) = 0;                                // have_read
    virtual void write_some(std::string_view first, std::string_view second) = 0;  // have_written
    virtual void say_goodbye() = 0;                                                // said_goodbye
    virtual void read_below_tls(std::span<char> to) = 0;                           // have_rest
    virtual void cancel() = 0;  ///< Ends a read under way with an error.
    virtual void close() = 0;   ///< Ends everything under way with errors.

    void handshaken(IoError error);
    void have_read(IoError error, std::size_t bytes);
    void have_written(IoError error, std::size_t bytes);
    void said_goodbye();
    void have_rest(IoError error, std::size_t bytes);

    /// Runs a completion; what it throws (memory) costs this connection only.
    template <class F>
    void step(F completion)
    {
        if (phase_ == Phase::ended)
            return;
        try {
            completion();
        } catch (const std::exception& e) {
            fail(e);
        }
    }

private:
    enum class Phase {
        opening,    ///< TLS handshake.
        idle,       ///< Nothing of the next request has come.
        head,       ///< Some of it has.
        body,       ///< Its body is coming, or `100 Continue` is going out.
        taking,     ///< A sink is at work on a worker.
        working,    ///< The handler has it.
        answering,  ///< The answer is going out.
        leaving,    ///< Answered; what still comes in is thrown away until the client closes.
        ended
    };
    using WeakSession = std::weak_ptr<Session>;

    void enter(Phase phase, unsigned seconds_max);
    void start_pace();
    void keep_pace(std::size_t bytes);
    void fail(const std::exception& e);

    // session.cpp: requests.
    void next_request();
    void read();
    void take_input();
    void take_head();
    void have_head();
    void begin_body();
    void take_body();
    static Error too_busy();
    void serve();
    void refuse(const Error& error);

    // session_upload.cpp: bodies that go into a sink.
    void open_sink();
    void have_sink(Result<std::unique_ptr<BodySink>> opened);
    void write_to_sink();
    void have_taken(std::unique_ptr<BodySink> sink, const Status& status, std::string piece);
    void finish_sink();

    // session_answer.cpp: answers.
    Reply make_reply();
    void answer(std::uint64_t exchange, Response response);
    void send(Response response);
    void write_pending();
    void written();
    void pull();
    void have_piece(std::unique_ptr<BodySource> source, Result<std::string> piece);
    void leave();
    void read_rest();

    Sessions& all_;
    Client client_;
    Phase phase_ = Phase::opening;
    std::uint64_t deadline_ = Sessions::never;  // In ticks.

    InputBuffer input_;
    std::optional<RequestParser> parser_;
    std::uint64_t exchange_ = 0;  // Which request this is: an answer to an earlier one is dropped.
    std::uint64_t body_bytes_ = 0;  // Announced; the most that it can be when chunked.
    bool streamed_ = false;
    bool continue_expected_ = false;
    bool head_only_ = false;
    bool keep_alive_ = false;
    bool http_1_0_ = false;
    bool timed_out_ = false;
    bool slow_ = false;
    Allowance::Share body_share_, slow_share_;  // Go with the Reply while the handler has it.
    std::uint64_t paced_since_ = 0;             // In ticks, without those spent on a worker.
    std::uint64_t paced_bytes_ = 0;
    std::uint64_t handed_over_ = 0;   // When a worker got a piece, in ticks.
    std::unique_ptr<BodySink> sink_;  // Here between two pieces, else with the worker.

    std::string output_;  // Status line, headers, short bodies, pieces of a source.
    std::string body_;    // A long body.
    std::string_view output_left_, body_left_;
    std::unique_ptr<BodySource> source_;  // Here between two pieces, else with the worker.
    std::uint64_t source_bytes_left_ = 0;
    std::size_t rest_bytes_ = 0;  // Thrown away so far.
};

}  // namespace varde::http
