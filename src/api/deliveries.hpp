// /inbox and /deliveries: what a unit's people see and do; one verb, one endpoint.
#pragma once

#include "acts/keep_upload.hpp"
#include "api/call.hpp"

namespace varde::api {

void see_inbox(Call call);        ///< GET /api/v1/inbox?unit=
void see_obligations(Call call);  ///< GET /api/v1/obligations?unit=
void see_delivery(Call call);     ///< GET /api/v1/deliveries/{id}
void open_delivery(Call call);    ///< POST /api/v1/deliveries/{id}/open …
void file_delivery(Call call);
void assess_delivery(Call call);
void answer_delivery(Call call);
void close_delivery(Call call);
void forward_delivery(Call call);
void return_delivery(Call call);
void take_delivery(Call call);
void assign_delivery(Call call);
void see_attachment(Call call);  ///< GET /api/v1/deliveries/{id}/attachments/{number}

/// A sealed file as a download, piece by piece as the connection takes it.
http::Response attachment_response(const std::string& name, const std::string& media_type,
                                   std::uint64_t bytes, vault::SealedFileReader reader);

}  // namespace varde::api
