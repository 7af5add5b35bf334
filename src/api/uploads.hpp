// POST /api/v1/uploads: a file on its way from the socket into the vault, never held in memory.
#pragma once

#include "acts/keep_upload.hpp"
#include "api/call.hpp"

namespace varde::api {

/// Where the bytes of an upload go; answers 201 with id, bytes and digest.
Result<std::unique_ptr<http::BodySink>> open_upload(Site site, const http::RequestHead& head,
                                                    acts::Authenticated who);

}  // namespace varde::api
