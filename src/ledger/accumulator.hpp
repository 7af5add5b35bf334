// The tree over many leaves, one after the other, where only its roots are wanted.
#pragma once

#include "ledger/tree.hpp"

namespace varde::ledger {

/// Adds one leaf in place: about one hash, however high the tree is.
void add_leaf(Frontier& frontier, Hash leaf);

}  // namespace varde::ledger
