// Brings a cast and its five weeks into an empty store: through acts, as it would have happened.
#pragma once

#include "app/demo/plot.hpp"
#include "app/node.hpp"

namespace varde::app::demo {

/// `told` hears how many reports of how many have come in.
using Progress = std::function<void(std::size_t done, std::size_t all)>;

/// Adds everybody and lives through the weeks before now, with the node's clock held; afterwards
/// the clock is released and `cast` holds the keys that were made. The store must be empty. The
/// first act that fails ends it, and is named in the error.
Status seed(Node& node, Cast& cast, const Progress& told);

}  // namespace varde::app::demo
