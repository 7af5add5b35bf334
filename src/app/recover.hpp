// Goes on under a new origin when entries of the old log are lost for good.
#pragma once

#include "app/data_folder.hpp"

namespace varde::app {

/// Closes the log of a data folder in recovery mode with a signed statement of what is lost, and
/// opens a new one over what is there. The statement stays in the folder as `<n>.closing`,
/// beside `<n>.missing.csv` with the reports that were accepted and are not there; the new log's
/// first entry, `log.opened`, commits to its SHA-256. No size of the old log is signed again.
///
/// If we stop on the way, the folder is still in recovery mode and the same can be done again.
/// Returns the statement's path.
Result<std::string> open_new_log(const std::string& folder, const std::string& origin);

}  // namespace varde::app
