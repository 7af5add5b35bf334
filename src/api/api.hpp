// The pipeline that every request goes through: route, authenticate, guard, serve.
#pragma once

#include "api/polls.hpp"
#include "api/routes.hpp"
#include "http/static_files.hpp"

namespace varde::api {

/// Everything above http. One object for the whole server; used from many threads.
class Api final : public http::Handler {
public:
    /// `files` are the worker app under `app/` and what the public pages need.
    Api(acts::Services& services, const http::StaticFiles& files, PublicLimits limits = {});

    http::BodyPlan plan(const http::RequestHead& head) override;
    Result<std::unique_ptr<http::BodySink>> open_sink(const http::RequestHead& head) override;
    void serve(http::Request request, http::Reply reply) override;
    http::Response problem(const Error& error) override;

    const Counts& counts() const { return counts_; }
    /// For what runs behind the server: it says here that it has run.
    acts::Pulse& pulse() { return pulse_; }
    /// Lets anyone read the ledger's entries, not auditors alone. Before the first request.
    void publish_entries() { public_entries_ = true; }
    /// Calls that wait for what comes: somebody must look now and then.
    Polls& polls() { return polls_; }

private:
    Site site() { return {services_, counts_, limits_, pulse_, polls_, public_entries_}; }
    Result<acts::Authenticated> who_enters(const Route& route, const http::RequestHead& head);
    Result<acts::Authenticated> authenticate(const http::RequestHead& head);
    bool serve_file(const http::RequestHead& head, http::Reply& reply);

    acts::Services& services_;
    const http::StaticFiles& files_;
    Counts counts_;
    acts::Pulse pulse_;
    RateLimits limits_;
    bool public_entries_ = false;
    Polls polls_;  // Calls that wait go before what they use.
};

}  // namespace varde::api
