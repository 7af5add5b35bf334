#include "http/session.hpp"

#include "base/log.hpp"

#include <boost/asio/error.hpp>

#include <algorithm>

namespace varde::http {
namespace {

constexpr std::size_t small_read_bytes = 4'096;  // Holds a usual request whole.
constexpr std::size_t large_read_bytes = 65'536;
constexpr std::uint64_t free_body_bytes = 8'192;  // As much as a connection costs anyhow.
// A body that memory holds must come soon; one that goes into a sink may take its time.
constexpr std::uint64_t slowest_bytes_per_second = 8'192;
constexpr std::uint64_t slowest_streamed_bytes_per_second = 512;

Error too_large(std::uint64_t bytes_max)
{
    return {.code = ErrorCode::too_large,
            .message = "The body is larger than " + std::to_string(bytes_max) + " bytes."};
}

}  // namespace

Session::Session(Sessions& all, Client client) : all_(all), client_(std::move(client)) {}

void Session::start()
{
    step([this] {
        enter(Phase::opening, all_.options.header_seconds_max);
        handshake();
    });
}

void Session::enter(Phase phase, unsigned seconds_max)
{
    phase_ = phase;
    deadline_ = all_.ticks_from_now(seconds_max);
}

void Session::start_pace()
{
    paced_since_ = all_.now();
    paced_bytes_ = 0;
    keep_pace(0);
}

void Session::keep_pace(std::size_t bytes)
{
    paced_bytes_ += bytes;
    const auto seconds = all_.options.body_seconds_max;
    const bool held = phase_ == Phase::body && !streamed_;
    const auto slowest = held ? slowest_bytes_per_second : slowest_streamed_bytes_per_second;
    const auto whole = (seconds + paced_bytes_ / slowest) * Sessions::ticks_per_second;
    deadline_ = std::min(all_.ticks_from_now(seconds), paced_since_ + whole + 1);
}

void Session::time_out()
{
    step([this] {
        deadline_ = Sessions::never;
        if (phase_ != Phase::head && phase_ != Phase::body)
            return end();
        timed_out_ = true;  // The cancelled read comes back and answers.
        cancel();
    });
}

void Session::drain()
{
    if (phase_ == Phase::opening || phase_ == Phase::idle)
        end();
}

void Session::end()
{
    if (phase_ == Phase::ended)
        return;
    const auto self = shared_from_this();  // `remove` may drop the last other owner.
    phase_ = Phase::ended;
    deadline_ = Sessions::never;
    close();
    all_.dispose(std::move(sink_));
    all_.dispose(std::move(source_));
    all_.remove(*this);
}

void Session::fail(const std::exception& e)
{
    log::error("A connection was ended by an exception.", {{"reason", e.what()}});
    end();
}

void Session::handshaken(IoError error)
{
    if (error)
        return end();
    if (!client_.surplus)
        return next_request();
    auto response = all_.handler.problem(
        {.code = ErrorCode::unavailable, .message = "Too many connections. Try again shortly."});
    response.status = 503;
    response.headers.emplace_back("Retry-After", "5");
    send(std::move(response));
}

void Session::next_request()
{
    const bool is_first = exchange_++ == 0;
    parser_.emplace(all_.options.header_bytes_max);
    parser_->request.peer = client_.peer;
    parser_->request.secure = client_.secure;
    keep_alive_ = head_only_ = http_1_0_ = streamed_ = false;
    input_.shrink(2 * small_read_bytes);
    enter(Phase::idle, is_first ? all_.options.header_seconds_max : all_.options.idle_seconds_max);
    take_input();
}

void Session::read()
{
    const bool large = phase_ == Phase::body && (streamed_ || body_bytes_ > small_read_bytes);
    read_some(input_.room(large ? large_read_bytes : small_read_bytes));
}

void Session::have_read(IoError error, std::size_t bytes)
{
    if (timed_out_) {
        timed_out_ = false;
        return refuse({.code = ErrorCode::unavailable,
                       .message = "The request did not arrive in time.",
                       .problem = "request-timeout"});
    }
    if (error && phase_ != Phase::idle && error == boost::asio::error::eof)
        return refuse({.code = ErrorCode::malformed, .message = "The request is cut short."});
    if (error)
        return end();
    input_.arrived(bytes);
    take_input();
}

void Session::take_input()
{
    if (phase_ == Phase::body)
        return take_body();
    if (phase_ == Phase::idle) {
        // Some clients send an empty line after a body (RFC 9112 2.2).
        const auto held = input_.view();
        input_.take(std::min(held.find_first_not_of("\r\n"), held.size()));
        if (!input_.empty())
            enter(Phase::head, all_.options.header_seconds_max);
    }
    if (input_.empty())
        return read();
    take_head();
}

void Session::take_head()
{
    const auto used = parser_->parse(input_.view());
    head_only_ = parser_->request.method == Method::head;
    if (!used)
        return refuse(used.error());
    input_.take(used.value());
    if (!parser_->has_head())
        return read();
    have_head();
}

void Session::have_head()
{
    const auto plan = all_.handler.plan(parser_->request);
    slow_ = plan.slow;
    keep_alive_ = parser_->keeps_alive();
    http_1_0_ = parser_->is_http_1_0();
    continue_expected_ = parser_->expects_continue();
    streamed_ = plan.streamed;
    body_bytes_ = parser_->body_bytes().value_or(plan.bytes_max);
    if (body_bytes_ > plan.bytes_max)
        return refuse(too_large(plan.bytes_max));
    parser_->accept_body(plan.bytes_max, !streamed_);
    phase_ = Phase::body;
    start_pace();
    if (streamed_)
        return open_sink();
    if (parser_->is_complete())
        return serve();
    begin_body();
}

Error Session::too_busy()
{
    return {ErrorCode::unavailable, "The server has as much to do as it can. Nothing was stored. "
                                    "Send it again in some seconds."};
}

void Session::begin_body()
{
    phase_ = Phase::body;
    if (parser_->is_complete() || !continue_expected_ || !input_.empty())
        return take_body();
    output_ = "HTTP/1.1 100 Continue\r\n\r\n";
    output_left_ = output_;
    write_pending();
}

void Session::take_body()
{
    const auto used = parser_->parse(input_.view());
    if (!used)
        return refuse(used.error());
    input_.take(used.value());
    keep_pace(used.value());
    // Counted as it comes: who only announces a large body keeps no room from others.
    if (const auto held = parser_->request.body.size();
        !streamed_ && held > free_body_bytes && !all_.body_bytes.raise(body_share_, held))
        return refuse(too_busy());
    if (streamed_ && !parser_->request.body.empty())
        return write_to_sink();
    if (!parser_->is_complete())
        return read();
    return streamed_ ? finish_sink() : serve();
}

void Session::serve()
{
    if (slow_ && !all_.slow_requests.raise(slow_share_, 1))
        return refuse(too_busy());
    phase_ = Phase::working;
    deadline_ = Sessions::never;
    auto& workers = slow_ ? all_.slow_worker : all_.workers;
    boost::asio::post(workers, [&handler = all_.handler, request = std::move(parser_->request),
                                reply = make_reply()]() mutable {
        try {
            handler.serve(std::move(request), std::move(reply));
        } catch (const std::exception& e) {
            log::error("A request failed with an exception.", {{"reason", e.what()}});
        }
    });
}

void Session::refuse(const Error& error)
{
    keep_alive_ = false;  // Where the next request would begin is not known.
    all_.dispose(std::move(sink_));
    body_share_ = {};
    slow_share_ = {};
    send(all_.handler.problem(error));
}

}  // namespace varde::http
