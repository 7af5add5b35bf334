#include "notify/heartbeat_call.hpp"

#include "notify/endpoint.hpp"
#include "notify/transfer.hpp"

namespace varde::notify {
namespace {

/// Nothing that is answered matters but the status.
std::size_t overlook(char*, std::size_t size, std::size_t count, void*) { return size * count; }

}  // namespace

std::chrono::seconds heartbeat_pause(int missed)
{
    constexpr std::chrono::seconds beat{60};
    constexpr int doublings_max = 6;
    if (missed == 0 || missed > doublings_max)
        return beat;
    return std::chrono::seconds(1 << (missed - 1));
}

struct HeartbeatCall::State {
    std::string url;
    Handle curl;
    const std::atomic<bool>& stopping;
};

HeartbeatCall::HeartbeatCall(std::unique_ptr<State> state) : state_(std::move(state)) {}
HeartbeatCall::~HeartbeatCall() = default;

Result<std::unique_ptr<HeartbeatCall>> HeartbeatCall::make(const std::string& url,
                                                           const std::atomic<bool>& stopping)
{
    const auto host = host_of(url);
    const bool plain = url.starts_with("http://") && is_loopback(host);
    if (host.empty() || !(url.starts_with("https://") || plain))
        return Error{.code = ErrorCode::invalid,
                     .message = "Heartbeats cannot be sent like this.",
                     .faults = {{"--heartbeat-url", "must be an https:// address without a user; "
                                                    "http:// is for this machine only"}}};
    auto state = std::make_unique<State>(State{url, TRY(open_handle()), stopping});
    return std::unique_ptr<HeartbeatCall>(new HeartbeatCall(std::move(state)));
}

Status HeartbeatCall::send(std::string_view body)
{
    auto* handle = state_->curl.get();
    prepare(handle, state_->url, "http,https", {}, state_->stopping);
    char words[CURL_ERROR_SIZE] = "";
    List headers;
    add_line(headers, "Content-Type: application/json");
    add_line(headers, "Expect:");
    curl_easy_setopt(handle, CURLOPT_HTTPHEADER, headers.get());
    curl_easy_setopt(handle, CURLOPT_POST, 1L);
    curl_easy_setopt(handle, CURLOPT_POSTFIELDS, body.data());
    curl_easy_setopt(handle, CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(body.size()));
    curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, overlook);
    curl_easy_setopt(handle, CURLOPT_ERRORBUFFER, words);
    curl_easy_setopt(handle, CURLOPT_USERAGENT, "varde");
    const auto code = curl_easy_perform(handle);
    long status = 0;
    curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &status);
    curl_easy_reset(handle);  // Its connection stays and must not know what goes here.
    if (code != CURLE_OK)
        return Error{ErrorCode::unavailable,
                     as_evidence(*words ? words : curl_easy_strerror(code))};
    if (status < 200 || status >= 300)
        return Error{ErrorCode::unavailable, "HTTP " + std::to_string(status)};
    return ok();
}

}  // namespace varde::notify
