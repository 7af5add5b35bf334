#include "notify/transfer.hpp"

namespace varde::notify {
namespace {

constexpr long connect_seconds_max = 10, message_seconds_max = 60;
constexpr std::size_t evidence_bytes_max = 400;

int still_wanted(void* stopping, curl_off_t, curl_off_t, curl_off_t, curl_off_t)
{
    return static_cast<const std::atomic<bool>*>(stopping)->load() ? 1 : 0;
}

}  // namespace

Result<Handle> open_handle()
{
    static const bool started = curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
    Handle handle(started ? curl_easy_init() : nullptr);
    if (!handle)
        return Error{ErrorCode::unavailable, "The library that sends messages cannot be started."};
    return handle;
}

void prepare(CURL* handle, const std::string& url, const char* protocols,
             const std::string& ca_file, const std::atomic<bool>& stopping)
{
    curl_easy_reset(handle);
    curl_easy_setopt(handle, CURLOPT_URL, url.c_str());
    curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, protocols);
    curl_easy_setopt(handle, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(handle, CURLOPT_PROXY, "");  // The environment's is not the operator's word.
    curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(handle, CURLOPT_CONNECTTIMEOUT, connect_seconds_max);
    curl_easy_setopt(handle, CURLOPT_TIMEOUT, message_seconds_max);
    curl_easy_setopt(handle, CURLOPT_NOPROGRESS, 0L);
    curl_easy_setopt(handle, CURLOPT_XFERINFOFUNCTION, still_wanted);
    curl_easy_setopt(handle, CURLOPT_XFERINFODATA, &stopping);
    if (!ca_file.empty())
        curl_easy_setopt(handle, CURLOPT_CAINFO, ca_file.c_str());
}

void add_line(List& list, const std::string& line)
{
    list.reset(curl_slist_append(list.release(), line.c_str()));
}

std::string as_evidence(std::string_view text)
{
    std::string line;
    for (const char c : text.substr(0, evidence_bytes_max))
        line += c >= ' ' && c <= '~' ? c : ' ';
    while (line.ends_with(' '))
        line.pop_back();
    return line;
}

}  // namespace varde::notify
