// /session: signing in and out, with one cookie and a token against forged requests.
#pragma once

#include "api/call.hpp"

namespace varde::api {

void begin_session(Call call);  ///< POST /api/v1/session
void see_session(Call call);    ///< GET /api/v1/session
void end_session(Call call);    ///< DELETE /api/v1/session

/// The session token of a request, or nothing. `__Host-` names are for TLS; plain HTTP, which is
/// served on loopback only, has a name of its own.
std::optional<std::string> session_token(const http::RequestHead& head);

/// Who calls: by API key, by session, or nobody. `unauthenticated` for a key or session that is
/// not, or no longer, valid.
Result<acts::Authenticated> authenticate(acts::Services& services, const http::RequestHead& head);

/// Refuses a change that did not come from our own page: the token must match, and where the
/// browser says from where it came, that must be here.
Status check_same_site(const http::RequestHead& head, const acts::Authenticated& who);

}  // namespace varde::api
