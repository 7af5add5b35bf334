#include "store/batch_parts.hpp"

#include <utility>

namespace varde::store {

void BatchParts::job_begins()
{
    ledger->job_begins();
    sequences.turn_begins();
}

void BatchParts::job_undone()
{
    ledger->job_undone();
    sequences.turn_undone();
}

Status BatchParts::seal(sql::Connection& connection)
{
    TRY(sequences.seal(connection));
    return ledger->seal(connection);
}

void BatchParts::committed()
{
    ledger->committed();
    sequences.committed();
    if (std::exchange(api_keys_changed, false))
        api_keys.forget_all();
}

void BatchParts::undone()
{
    ledger->undone();
    sequences.undone();
    api_keys_changed = false;
}

}  // namespace varde::store
