#include "app/client.hpp"

#include "notify/endpoint.hpp"
#include "json/value.hpp"

#include <curl/curl.h>
#include <fmt/format.h>

#include <chrono>
#include <thread>
#include <vector>

namespace varde::app {
namespace {

constexpr std::size_t reply_bytes_max = 64 * 1024 * 1024;
constexpr long connect_seconds_max = 10, request_seconds_max = 120;

struct CloseHandle {
    void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
};
struct FreeList {
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};

Status check_url(const std::string& url)
{
    if (url.starts_with("https://"))
        return ok();
    if (url.starts_with("http://") && notify::is_loopback(notify::host_of(url)))
        return ok();
    return Error{ErrorCode::invalid,
                 "The address must begin with https://, so that nobody on the way can read what "
                 "is sent; http:// is for this machine only. Nothing was sent."};
}

std::size_t take(char* bytes, std::size_t size, std::size_t count, void* into)
{
    auto& body = *static_cast<std::string*>(into);
    if (body.size() + size * count > reply_bytes_max)
        return 0;
    body.append(bytes, size * count);
    return size * count;
}

bool may_pass(int status) { return status == 0 || status == 429 || status == 503; }

}  // namespace

struct Client::State {
    ClientOptions options;
    std::unique_ptr<CURL, CloseHandle> curl;

    /// Status 0 with curl's words in the body: no answer came.
    Reply once(const std::string& path, const std::string_view* body, const Headers& headers)
    {
        Reply reply;
        auto* handle = curl.get();
        curl_easy_reset(handle);
        char words[CURL_ERROR_SIZE] = "";
        std::unique_ptr<curl_slist, FreeList> list;
        const auto add = [&](const std::string& line) {
            list.reset(curl_slist_append(list.release(), line.c_str()));
        };
        if (!options.key.empty())
            add("Authorization: Bearer " + options.key);
        for (const auto& [name, value] : headers)
            add(name + ": " + value);
        add("Expect:");  // Reports are small: no asking whether they may come.
        const auto url = options.url + path;
        curl_easy_setopt(handle, CURLOPT_URL, url.c_str());
        curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, "http,https");
        curl_easy_setopt(handle, CURLOPT_HTTPHEADER, list.get());
        curl_easy_setopt(handle, CURLOPT_ERRORBUFFER, words);
        curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, take);
        curl_easy_setopt(handle, CURLOPT_WRITEDATA, &reply.body);
        curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
        curl_easy_setopt(handle, CURLOPT_CONNECTTIMEOUT, connect_seconds_max);
        curl_easy_setopt(handle, CURLOPT_TIMEOUT, request_seconds_max);
        curl_easy_setopt(handle, CURLOPT_USERAGENT, options.agent.c_str());
        if (options.cookies)
            curl_easy_setopt(handle, CURLOPT_COOKIEFILE, "");
        if (!options.ca_file.empty())
            curl_easy_setopt(handle, CURLOPT_CAINFO, options.ca_file.c_str());
        if (body) {
            curl_easy_setopt(handle, CURLOPT_POST, 1L);
            curl_easy_setopt(handle, CURLOPT_POSTFIELDS, body->data());
            curl_easy_setopt(handle, CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(body->size()));
        }
        const auto code = curl_easy_perform(handle);
        if (code != CURLE_OK)
            return {0, *words ? words : curl_easy_strerror(code)};
        long status = 0;
        curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &status);
        reply.status = int(status);
        return reply;
    }

    Result<Reply> run(const std::string& path, const std::string_view* body, const Headers& headers)
    {
        auto pause = std::chrono::milliseconds(500);
        for (unsigned tries = 1;; ++tries, pause *= 2) {
            auto reply = once(path, body, headers);
            if (!may_pass(reply.status) || tries >= options.tries_max) {
                if (reply.status == 0)
                    return Error{ErrorCode::unavailable,
                                 "No answer from " + options.url + ": " + reply.body + "."};
                return reply;
            }
            if (options.tells)
                fmt::print(stderr, "No success yet ({}); trying again in {} s.\n",
                           reply.status == 0 ? reply.body : std::to_string(reply.status),
                           double(pause.count()) / 1'000);
            std::this_thread::sleep_for(pause);
        }
    }
};

Client::Client(std::unique_ptr<State> state) : state_(std::move(state)) {}
Client::Client(Client&&) noexcept = default;
Client::~Client() = default;

Result<Client> Client::make(ClientOptions options)
{
    TRY(check_url(options.url));
    while (options.url.ends_with('/'))
        options.url.pop_back();
    if (options.key.find_first_of("\r\n") != std::string::npos)
        return Error{ErrorCode::invalid, "The API key must be one line."};
    static const bool started = curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
    auto state = std::make_unique<State>();
    state->options = std::move(options);
    state->curl.reset(curl_easy_init());
    if (!started || !state->curl)
        return Error{ErrorCode::unavailable, "The HTTP client cannot be started."};
    return Client(std::move(state));
}

Result<Reply> Client::get(const std::string& path) { return state_->run(path, nullptr, {}); }

Result<Reply> Client::post(const std::string& path, std::string_view body, const Headers& headers)
{
    return state_->run(path, &body, headers);
}

Error error_in(const Reply& reply)
{
    const auto code = reply.status == 401   ? ErrorCode::unauthenticated
                      : reply.status == 403 ? ErrorCode::forbidden
                      : reply.status == 404 ? ErrorCode::not_found
                      : reply.status == 409 ? ErrorCode::conflict
                      : reply.status == 503 ? ErrorCode::unavailable
                      : reply.status < 500  ? ErrorCode::invalid
                                            : ErrorCode::internal;
    const auto status = "The server answered " + std::to_string(reply.status) + ". ";
    const auto document = json::Document::parse(reply.body);
    if (!document)
        return {code, status + "It gave no reason that can be read."};
    const auto root = document.value().root();
    Error error{code, status + std::string(root.member("detail").text().value_or(""))};
    error.problem = root.member("type").text().value_or("");
    error.first_report = root.member("first_report").text().value_or("");
    const auto faults = root.member("errors");
    for (std::size_t i = 0; i < faults.size(); ++i)
        error.faults.push_back({std::string(faults.at(i).member("pointer").text().value_or("")),
                                std::string(faults.at(i).member("detail").text().value_or(""))});
    return error;
}

}  // namespace varde::app
