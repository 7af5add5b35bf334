// Every endpoint of the product, in one table.
#pragma once

#include "api/call.hpp"

#include <span>

namespace varde::api {

/// Who may call at all. What they may do is decided in domain/access, on the thing itself.
enum class Entry {
    anyone,     ///< Without signing in, or with.
    signed_in,  ///< A person's session or a system's key.
    person      ///< A person's session.
};

struct Route {
    http::Method method;
    std::string_view path;  ///< `{name}` matches one segment, `{path}` all that is left.
    Entry entry;
    std::uint64_t body_bytes_max;
    void (*serve)(Call);
    std::string_view summary;
    /// For a body that must not be held in memory. Where there is `serve` as well, that takes any
    /// body but multipart/form-data.
    Result<std::unique_ptr<http::BodySink>> (*open_sink)(Site, const http::RequestHead&,
                                                         acts::Authenticated) = nullptr;
    std::uint64_t sink_bytes_max = 0;  ///< Of such a body; 0: `body_bytes_max`.
    bool slow = false;                 ///< Takes tens of milliseconds of computing.
};

std::span<const Route> routes();
bool is_streamed(const Route& route, const http::RequestHead& head);

struct Match {
    const Route* route = nullptr;  ///< Null: no such path, or not with this method.
    std::map<std::string, std::string, std::less<>> path_values;
    bool path_known = false;  ///< The path exists with another method.
};
Match find_route(http::Method method, std::string_view path);
std::string_view name_of(http::Method method);

}  // namespace varde::api
