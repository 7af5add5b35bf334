// `varde witness`: signs checkpoints of other people's logs, as long as each continues the last
// (C2SP tlog-witness).
#pragma once

#include "app/witness_log.hpp"
#include "http/message.hpp"

namespace CLI {
class App;
}

namespace varde::app {

/// `POST /add-checkpoint` and `GET /<hex sha256(origin)>/checkpoint`, nothing else.
class WitnessHandler final : public http::Handler {
public:
    WitnessHandler(WitnessLog& log, Clock& clock) : log_(log), clock_(clock) {}
    http::BodyPlan plan(const http::RequestHead& head) override;
    Result<std::unique_ptr<http::BodySink>> open_sink(const http::RequestHead& head) override;
    void serve(http::Request request, http::Reply reply) override;
    http::Response problem(const Error& error) override;

private:
    WitnessLog& log_;
    Clock& clock_;
};

void add_witness(CLI::App& program, int& exit_code);

}  // namespace varde::app
