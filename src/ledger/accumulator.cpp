#include "ledger/accumulator.hpp"

#include "ledger/entry.hpp"

namespace varde::ledger {

void add_leaf(Frontier& frontier, Hash leaf)
{
    for (auto rest = frontier.size++; rest & 1; rest >>= 1) {
        leaf = node_hash(frontier.peaks.back(), leaf);
        frontier.peaks.pop_back();
    }
    frontier.peaks.push_back(leaf);
}

}  // namespace varde::ledger
