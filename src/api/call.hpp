// One request on its way: what an endpoint gets, and how it answers.
#pragma once

#include "acts/heartbeat.hpp"
#include "acts/sign_in.hpp"
#include "api/rate_limit.hpp"
#include "http/message.hpp"
#include "json/reader.hpp"

#include <atomic>

namespace varde::api {

/// What the process has counted since it began; shown at /metrics.
struct Counts {
    std::atomic<std::uint64_t> accepted{0};
    std::atomic<std::uint64_t> refused{0};
    std::atomic<std::uint64_t> problems{0};
    /// What tells of reports, as it stood when somebody first looked after the beat of this size.
    std::atomic<std::uint64_t> shown_size{UINT64_MAX}, shown_accepted{0}, shown_refused{0},
        shown_problems{0}, shown_waiting{0}, shown_bytes{0};
};

class Polls;

/// What every endpoint may use, beside the acts.
struct Site {
    acts::Services& services;
    Counts& counts;
    RateLimits& limits;
    acts::Pulse& pulse;
    Polls& polls;
    bool public_entries = false;  ///< Whether anyone may read the ledger's entries.
};

struct Call {
    Site site;
    http::Request request;
    acts::Authenticated who;
    http::Reply reply;

    acts::Services& services() { return site.services; }
    const domain::Actor& actor() const { return who.actor; }
    /// Answers `result`'s error as a problem, or `encode(value)`.
    template <class T, class Encode>
    void answer(Result<T> result, Encode&& encode);
    void answer(http::Response response) { reply(std::move(response)); }
    /// The first value of a query parameter; empty when absent.
    std::string query(std::string_view name) const;
    std::string path_value(std::string_view name) const;
    /// The Idempotency-Key in the scope of who calls. Acts add the path: a key is for one act.
    acts::RetryKey retry_key(bool with_path) const;
};

http::Response json_response(std::string body, int status = 200);
http::Response problem_response(const Error& error);
/// Reads the body as one JSON object; an empty body counts as `{}`.
Result<json::Document> body_of(const http::Request& request);
/// An id from the path. `not_found` when it is none: then nothing can have it.
template <class IdType>
Result<IdType> id_in_path(const Call& call, std::string_view name)
{
    const auto uuid = parse_uuid(call.path_value(name));
    if (!uuid)
        return Error{ErrorCode::not_found, "There is nothing with this id."};
    return IdType{*uuid};
}

/// `limit` from the query: 1 to 200, 50 when not given.
Result<int> limit_in_query(const Call& call);

template <class T, class Encode>
void Call::answer(Result<T> result, Encode&& encode)
{
    if (result)
        reply(encode(result.value()));
    else
        reply(problem_response(result.error()));
}

/// For acts that answer later: the call waits inside its own answer.
template <class T, class Encode>
acts::Done<T> answering(Call call, Encode encode)
{
    return [call = std::move(call), encode = std::move(encode)](Result<T> result) mutable {
        call.answer(std::move(result), encode);
    };
}

}  // namespace varde::api
