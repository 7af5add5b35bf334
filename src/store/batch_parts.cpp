#include "store/batch_parts.hpp"

#include <utility>

namespace varde::store {

Status BatchParts::load(sql::Connection& connection)
{
    TRY(contents.load(connection));
    TRY(keys.load(connection));
    return references.load(connection);
}

void BatchParts::job_begins()
{
    ledger->job_begins();
    sequences.turn_begins();
    contents.turn_begins();
    keys.turn_begins();
    references.turn_begins();
    accepted.turn_begins();
}

void BatchParts::job_undone()
{
    ledger->job_undone();
    sequences.turn_undone();
    contents.turn_undone();
    keys.turn_undone();
    references.turn_undone();
    accepted.turn_undone();
}

Status BatchParts::seal(sql::Connection& connection)
{
    TRY(sequences.seal(connection));
    TRY(contents.seal(connection));
    TRY(keys.seal(connection));
    TRY(references.seal(connection));
    return ledger->seal(connection);
}

void BatchParts::committed()
{
    ledger->committed();
    sequences.committed();
    contents.committed();
    keys.committed();
    references.committed();
    if (std::exchange(api_keys_changed, false))
        api_keys.forget_all();
}

void BatchParts::undone()
{
    ledger->undone();
    sequences.undone();
    contents.undone();
    keys.undone();
    references.undone();
    static_cast<void>(accepted.take());
    api_keys_changed = false;
}

Result<sql::Fate> BatchParts::fate(sql::Connection& connection) { return ledger->fate(connection); }

}  // namespace varde::store
