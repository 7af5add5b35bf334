// The load generator's client: many kept connections that send prepared requests, on one thread.
#pragma once

#include "base/result.hpp"

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace varde::http {

struct LoadOptions {
    std::string address = "127.0.0.1";
    std::uint16_t port = 0;
    unsigned connections = 64;
    double seconds = 10;             ///< No request starts later; those under way are waited for.
    std::uint64_t requests_max = 0;  ///< 0: no limit. Counted when a request starts.
    double per_second = 0;           ///< 0: closed loop. Otherwise open loop at this rate, latency
                                     ///< counted from the scheduled time.
};

struct LoadAnswer {
    std::uint64_t number = 0;  ///< Which request, from 0.
    int status = 0;            ///< 0: the connection broke before an answer.
    std::string_view body;     ///< Valid during the call.
    double milliseconds = 0;
};

/// Sends requests until time or count is used up, or until `answered` returns false. `request`
/// writes the whole HTTP/1.1 request number n into the string. A broken connection is opened
/// again; after 100 refusals in a row the run ends with `unavailable`. Requests then still under
/// way are reported with status 0. Answers must have a Content-Length, as our server's have.
Status run_load(const LoadOptions& options,
                const std::function<void(std::uint64_t number, std::string& request)>& request,
                const std::function<bool(const LoadAnswer&)>& answered);

}  // namespace varde::http
