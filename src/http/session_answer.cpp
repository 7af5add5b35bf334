// Answers: from the handler to the socket, and the parting.
#include "http/session.hpp"

#include "base/log.hpp"
#include "http/response_head.hpp"

namespace varde::http {
namespace {

constexpr std::size_t copied_body_bytes_max = 16'384;  // Up to here one write beats one copy.
constexpr std::size_t rest_bytes_max = 4'194'304;
constexpr unsigned leaving_seconds_max = 5;

Result<std::string> next_on_worker(BodySource& source)
{
    try {
        return source.next();
    } catch (const std::exception& e) {
        log::error("A body could not be made because of an exception.", {{"reason", e.what()}});
        return Error{.code = ErrorCode::internal, .message = "The body could not be made."};
    }
}

/// What a dropped Reply sends.
bool is_unanswered(const Response& response)
{
    return response.status == 500 && response.body.empty() && !response.source;
}

}  // namespace

Reply Session::make_reply()
{
    return Reply([&all = all_, self = weak_from_this(), queue = all_.queue, exchange = exchange_,
                  body = std::move(body_share_), slow = std::move(slow_share_)](Response response) {
        queue->post([&all, self, exchange, response = std::move(response)]() mutable {
            if (const auto session = self.lock())
                session->answer(exchange, std::move(response));
            all.dispose(std::move(response.source));  // Still there if nobody took it.
        });
    });
}

void Session::answer(std::uint64_t exchange, Response response)
{
    if (phase_ != Phase::working || exchange != exchange_)
        return all_.dispose(std::move(response.source));
    step([&] {
        if (is_unanswered(response))
            response = all_.handler.problem(
                {.code = ErrorCode::internal, .message = "The request was not answered."});
        send(std::move(response));
    });
}

void Session::send(Response response)
{
    ++all_.requests_answered;
    keep_alive_ = keep_alive_ && !all_.draining();
    phase_ = Phase::answering;
    start_pace();
    output_.clear();
    append_head(output_, response, {keep_alive_, http_1_0_, all_.date()});
    body_.clear();
    const bool with_body = !head_only_ && may_have_body(response.status);
    if (with_body && response.source) {
        source_ = std::move(response.source);
        source_bytes_left_ = response.source_bytes;
    } else if (with_body && response.body.size() <= copied_body_bytes_max) {
        output_ += response.body;
    } else if (with_body) {
        body_ = std::move(response.body);
    }
    all_.dispose(std::move(response.source));
    output_left_ = output_;
    body_left_ = body_;
    write_pending();
}

void Session::write_pending() { write_some(output_left_, body_left_); }

void Session::have_written(IoError error, std::size_t bytes)
{
    if (error)
        return end();
    const auto of_output = std::min(bytes, output_left_.size());
    output_left_.remove_prefix(of_output);
    body_left_.remove_prefix(bytes - of_output);
    if (output_left_.empty() && body_left_.empty())
        return written();
    keep_pace(bytes);
    write_pending();
}

void Session::written()
{
    if (phase_ == Phase::body)  // That was `100 Continue`.
        return take_body();
    if (source_ && source_bytes_left_ > 0)
        return pull();
    all_.dispose(std::move(source_));
    body_ = {};
    if (keep_alive_ && !all_.draining())
        return next_request();
    leave();
}

void Session::pull()
{
    deadline_ = Sessions::never;
    handed_over_ = all_.now();
    auto work = [&all = all_, self = weak_from_this(), queue = all_.queue,
                 source = std::move(source_)]() mutable {
        auto piece = next_on_worker(*source);
        queue->post([&all, self, source = std::move(source), piece = std::move(piece)]() mutable {
            if (const auto session = self.lock())
                session->have_piece(std::move(source), std::move(piece));
            else
                all.dispose(std::move(source));
        });
    };
    boost::asio::post(all_.workers, std::move(work));
}

void Session::have_piece(std::unique_ptr<BodySource> source, Result<std::string> piece)
{
    if (phase_ == Phase::ended)
        return all_.dispose(std::move(source));
    step([&] {
        source_ = std::move(source);
        const bool fits =
            piece && !piece.value().empty() && piece.value().size() <= source_bytes_left_;
        if (!fits) {
            log::error("A download was cut off: its source failed or is not of the length said.");
            return end();
        }
        output_ = std::move(piece).value();
        source_bytes_left_ -= output_.size();
        output_left_ = output_;
        paced_since_ += all_.now() - handed_over_;
        keep_pace(0);
        write_pending();
    });
}

void Session::leave()
{
    parser_.reset();
    enter(Phase::leaving, leaving_seconds_max);
    say_goodbye();
}

void Session::said_goodbye() { read_rest(); }

void Session::read_rest()
{
    // Closing with bytes unread would reset the connection and could destroy the answer before
    // the client has read it.
    input_.take(input_.view().size());
    read_below_tls(input_.room(copied_body_bytes_max));
}

void Session::have_rest(IoError error, std::size_t bytes)
{
    rest_bytes_ += bytes;
    if (error || rest_bytes_ > rest_bytes_max)
        return end();
    read_rest();
}

}  // namespace varde::http
