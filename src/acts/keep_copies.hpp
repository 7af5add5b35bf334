// Copies of sealed files on the intake journal's device: with them the loss of the data folder
// loses no file either. Without a journal there are none.
#pragma once

#include "acts/services.hpp"

namespace varde::acts {

/// Makes the copy of an upload's file durable. Called before the upload is acknowledged.
Status keep_copy(const Services& services, const UploadId& id);
/// Removes an upload's file and its copy; without a row either is swept at the next start anyhow.
void remove_files(const Services& services, const UploadId& id);
/// Brings back files that rows know and that are gone, and erases copies that no row knows. Run at
/// start, before uploads come in; returns how many came back.
Result<std::size_t> bring_back_copies(const Services& services);

}  // namespace varde::acts
