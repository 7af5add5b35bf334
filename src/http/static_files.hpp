// Files that travel inside the program, served with entity tags and caching rules.
#pragma once

#include "http/message.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace varde::http {

/// Filled once, then read by any thread. The bytes belong to the caller and must outlive this.
class StaticFiles {
public:
    /// `path` without a leading '/', such as `assets/index-B4Xk29aQ.js`. `gzip` may be empty; it
    /// is not used where it is no shorter.
    void add(std::string_view path, std::string_view bytes, std::string_view gzip = {});

    /// The answer to GET or HEAD of a known file; `/` and paths ending in '/' mean `index.html`
    /// there. Nothing for other methods and unknown paths: those are the router's to answer.
    std::optional<Response> find(const RequestHead& head) const;
    /// The same with another path in place of the request's: for an application that answers
    /// many addresses with one page.
    std::optional<Response> find(const RequestHead& head, std::string_view path) const;

private:
    struct File {
        std::string_view bytes, gzip;
        std::string tag, gzip_tag;  ///< Quoted; one for each form, because they are strong.
        std::string_view content_type;
        bool immutable = false;  ///< Its name changes whenever its bytes do.
    };
    std::map<std::string, File, std::less<>> files_;
};

}  // namespace varde::http
