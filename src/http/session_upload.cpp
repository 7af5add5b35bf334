// Streamed bodies: a piece is read here, taken on a worker, and only then is the next one read. So
// a slow disk slows the sender, and memory holds one piece.
#include "http/session.hpp"

#include "base/log.hpp"

namespace varde::http {
namespace {

Error thrown(const std::exception& e)
{
    log::error("A body could not be taken because of an exception.", {{"reason", e.what()}});
    return {.code = ErrorCode::internal, .message = "The body could not be taken."};
}

Result<std::unique_ptr<BodySink>> open_on_worker(Handler& handler, const RequestHead& head)
{
    try {
        return handler.open_sink(head);
    } catch (const std::exception& e) {
        return thrown(e);
    }
}

Status write_on_worker(BodySink& sink, std::string_view bytes)
{
    try {
        return sink.write(bytes);
    } catch (const std::exception& e) {
        return thrown(e);
    }
}

}  // namespace

void Session::open_sink()
{
    phase_ = Phase::taking;
    deadline_ = Sessions::never;
    auto work = [&all = all_, self = weak_from_this(), &handler = all_.handler, queue = all_.queue,
                 head = RequestHead(std::move(parser_->request))] {
        auto opened = open_on_worker(handler, head);
        queue->post([&all, self, opened = std::move(opened)]() mutable {
            if (const auto session = self.lock())
                session->have_sink(std::move(opened));
            else if (opened)
                all.dispose(std::move(opened).value());
        });
    };
    boost::asio::post(all_.workers, std::move(work));
}

void Session::have_sink(Result<std::unique_ptr<BodySink>> opened)
{
    if (phase_ == Phase::ended) {
        if (opened)
            all_.dispose(std::move(opened).value());
        return;
    }
    step([&] {
        if (!opened)
            return refuse(opened.error());
        sink_ = std::move(opened).value();
        CHECK(sink_);
        begin_body();
    });
}

void Session::write_to_sink()
{
    phase_ = Phase::taking;
    deadline_ = Sessions::never;
    handed_over_ = all_.now();
    auto work = [&all = all_, self = weak_from_this(), queue = all_.queue, sink = std::move(sink_),
                 piece = std::exchange(parser_->request.body, {})]() mutable {
        auto taken = write_on_worker(*sink, piece);
        if (!taken)
            sink.reset();
        queue->post([&all, self, sink = std::move(sink), taken = std::move(taken),
                     piece = std::move(piece)]() mutable {
            if (const auto session = self.lock())
                session->have_taken(std::move(sink), taken, std::move(piece));
            else
                all.dispose(std::move(sink));
        });
    };
    boost::asio::post(all_.workers, std::move(work));
}

void Session::have_taken(std::unique_ptr<BodySink> sink, const Status& status, std::string piece)
{
    if (phase_ == Phase::ended)
        return all_.dispose(std::move(sink));
    step([&] {
        if (!status)
            return refuse(status.error());
        sink_ = std::move(sink);
        piece.clear();
        parser_->request.body = std::move(piece);  // Its memory serves the next piece.
        phase_ = Phase::body;
        paced_since_ += all_.now() - handed_over_;
        take_body();
    });
}

void Session::finish_sink()
{
    phase_ = Phase::working;
    deadline_ = Sessions::never;
    boost::asio::post(all_.workers, [sink = std::move(sink_), reply = make_reply()]() mutable {
        try {
            sink->finish(std::move(reply));
        } catch (const std::exception& e) {
            log::error("A request failed with an exception.", {{"reason", e.what()}});
        }
    });
}

}  // namespace varde::http
