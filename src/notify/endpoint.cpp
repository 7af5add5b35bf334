#include "notify/endpoint.hpp"

namespace varde::notify {

std::string host_of(std::string_view url)
{
    const auto scheme = url.find("://");
    if (scheme == url.npos)
        return {};
    url.remove_prefix(scheme + 3);
    const auto host = url.substr(0, url.find_first_of("/?#"));
    if (host.find('@') != host.npos)
        return {};
    if (host.starts_with('['))
        return std::string(host.substr(1, host.find(']') - 1));
    return std::string(host.substr(0, host.find(':')));
}

bool is_loopback(std::string_view host)
{
    return host == "localhost" || host == "::1" || host.starts_with("127.");
}

}  // namespace varde::notify
