// What must be done now and then, whoever calls.
#pragma once

#include "acts/services.hpp"

namespace varde::jobs {

/// Whether the server is to end: asked now and then by what takes long.
using Stopped = std::function<bool()>;

/// What is done once after the start, behind what is served already. Blocks for seconds where
/// there are millions of reports.
void begin_rounds(acts::Services& services);

/// One round: erases uploads that no report used within a day, sessions past their time and
/// senders' keys that have been kept long enough; looks for gaps in rotas and in coverage, tells of
/// refused tries to erase, and replaces erasure keys under which something was erased.
/// Whatever fails is logged and comes again in the next round.
void make_round(acts::Services& services, const Stopped& stopped);

}  // namespace varde::jobs
