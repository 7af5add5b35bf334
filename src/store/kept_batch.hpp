// What stands around the ledger's batch: nothing is signed in recovery mode, and each committed
// checkpoint is noted for the lock.
#pragma once

#include "store/checkpoint_lock.hpp"
#include "store/ledger_batch.hpp"

namespace varde::store {

/// The writer thread's alone; passes everything on to the ledger.
class KeptBatch final : public sql::BatchHooks {
public:
    KeptBatch(LedgerBatch& ledger, CheckpointLock& lock, const RecoveryMode& recovery)
        : ledger_(ledger), lock_(lock), recovery_(recovery)
    {
    }
    void job_begins() override { ledger_.job_begins(); }
    void job_undone() override { ledger_.job_undone(); }
    Status seal(sql::Connection& connection) override
    {
        if (recovery_.on())
            return refused_in_recovery();
        return ledger_.seal(connection);
    }
    void committed() override
    {
        const auto batch = ledger_.batch();
        ledger_.committed();
        if (!batch->note.empty())
            lock_.note(batch->note);
    }
    void undone() override { ledger_.undone(); }

private:
    LedgerBatch& ledger_;
    CheckpointLock& lock_;
    const RecoveryMode& recovery_;
};

}  // namespace varde::store
