// Where messages are handed over: what an address of a server says about it.
#pragma once

#include <string>
#include <string_view>

namespace varde::notify {

/// The host in `scheme://host:port/…`, without the brackets of IPv6; empty when there is none, or
/// when the address holds a user or a password.
std::string host_of(std::string_view url);
/// Whether what is sent there stays on this machine.
bool is_loopback(std::string_view host);

}  // namespace varde::notify
