// What the SMTP and the webhook sender share of libcurl. For notify/ alone.
#pragma once

#include "base/result.hpp"

#include <curl/curl.h>

#include <atomic>
#include <memory>
#include <string>
#include <string_view>

namespace varde::notify {

struct CloseHandle {
    void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
};
struct FreeList {
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
using Handle = std::unique_ptr<CURL, CloseHandle>;
using List = std::unique_ptr<curl_slist, FreeList>;

/// `unavailable` when the library cannot be started.
Result<Handle> open_handle();

/// Resets the handle, but for its connections, and sets what every message wants: time limits,
/// nothing but `protocols`, certificates checked, and the end when `stopping` becomes true.
void prepare(CURL* handle, const std::string& url, const char* protocols,
             const std::string& ca_file, const std::atomic<bool>& stopping);

void add_line(List& list, const std::string& line);

/// Text from outside as evidence: one printable ASCII line of at most 400 characters.
std::string as_evidence(std::string_view text);

}  // namespace varde::notify
