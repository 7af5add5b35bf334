#include "notify/witness_call.hpp"

#include "notify/endpoint.hpp"
#include "notify/transfer.hpp"

namespace varde::notify {
namespace {

constexpr std::size_t answer_bytes_max = 64 * 1024;
constexpr long connect_seconds_max = 5, answer_seconds_max = 15;

std::size_t take(char* bytes, std::size_t size, std::size_t count, void* into)
{
    auto& body = *static_cast<std::string*>(into);
    if (body.size() + size * count > answer_bytes_max)
        return 0;
    body.append(bytes, size * count);
    return size * count;
}

}  // namespace

Status check_witness_url(const std::string& name, const std::string& url)
{
    const auto host = host_of(url);
    const bool plain = url.starts_with("http://") && is_loopback(host);
    if (!host.empty() && (url.starts_with("https://") || plain))
        return ok();
    return Error{ErrorCode::invalid,
                 "The address of the witness " + name +
                     " must begin with https:// and name no user; http:// is for this machine "
                     "only."};
}

struct WitnessCall::State {
    Handle curl;
    const std::atomic<bool>& stopping;
};

WitnessCall::WitnessCall(std::unique_ptr<State> state) : state_(std::move(state)) {}
WitnessCall::~WitnessCall() = default;

Result<std::unique_ptr<WitnessCall>> WitnessCall::make(const std::atomic<bool>& stopping)
{
    auto state = std::make_unique<State>(State{TRY(open_handle()), stopping});
    return std::unique_ptr<WitnessCall>(new WitnessCall(std::move(state)));
}

Result<WitnessAnswer> WitnessCall::ask(const std::string& url, const std::string* body)
{
    auto* handle = state_->curl.get();
    prepare(handle, url, "http,https", {}, state_->stopping);
    char words[CURL_ERROR_SIZE] = "";
    List headers;
    add_line(headers, "Content-Type: text/plain");
    add_line(headers, "Expect:");
    WitnessAnswer answer;
    curl_easy_setopt(handle, CURLOPT_CONNECTTIMEOUT, connect_seconds_max);
    curl_easy_setopt(handle, CURLOPT_TIMEOUT, answer_seconds_max);
    curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, take);
    curl_easy_setopt(handle, CURLOPT_WRITEDATA, &answer.body);
    curl_easy_setopt(handle, CURLOPT_ERRORBUFFER, words);
    curl_easy_setopt(handle, CURLOPT_USERAGENT, "varde");
    if (body) {
        curl_easy_setopt(handle, CURLOPT_HTTPHEADER, headers.get());
        curl_easy_setopt(handle, CURLOPT_POST, 1L);
        curl_easy_setopt(handle, CURLOPT_POSTFIELDS, body->data());
        curl_easy_setopt(handle, CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(body->size()));
    }
    const auto code = curl_easy_perform(handle);
    long status = 0;
    const char* type = nullptr;
    curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &status);
    curl_easy_getinfo(handle, CURLINFO_CONTENT_TYPE, &type);
    answer.status = int(status);
    answer.content_type = type ? type : "";
    curl_easy_reset(handle);  // Its connection stays and must not know what goes here.
    if (code != CURLE_OK)
        return Error{ErrorCode::unavailable,
                     as_evidence(*words ? words : curl_easy_strerror(code))};
    return answer;
}

}  // namespace varde::notify
