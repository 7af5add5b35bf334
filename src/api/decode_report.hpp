// Reads a report as systems and the worker app send it.
#pragma once

#include "acts/accept_report.hpp"

namespace varde::api {

/// `malformed` for what is not JSON, `invalid` for a missing kind, a wrong attachment list or a
/// member that is not known. A known member with an unusable value never costs the report: it is
/// kept in the sealed document and named in a warning. `body` becomes the document.
Result<acts::NewReport> decode_report(std::string body, std::string_view content_type, bool strict);

}  // namespace varde::api
