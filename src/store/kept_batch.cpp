#include "store/kept_batch.hpp"

namespace varde::store {

void KeptBatch::committed()
{
    const auto batch = parts_.ledger->batch();
    auto accepted = parts_.accepted.take();
    parts_.committed();
    confirmed_ = parts_.ledger->next_position();
    if (!batch->note.empty())
        lock_.note(batch->note, std::move(accepted));
}

}  // namespace varde::store
