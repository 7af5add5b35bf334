// What stands around the batch's parts: nothing is signed in recovery mode, and each committed
// checkpoint is noted for the lock, with what it has accepted for the roll.
#pragma once

#include "store/batch_parts.hpp"
#include "store/checkpoint_lock.hpp"

namespace varde::store {

/// The writer thread's alone; passes everything on to the parts.
class KeptBatch final : public sql::BatchHooks {
public:
    KeptBatch(BatchParts& parts, CheckpointLock& lock, const RecoveryMode& recovery,
              std::atomic<std::uint64_t>& confirmed)
        : parts_(parts), lock_(lock), recovery_(recovery), confirmed_(confirmed)
    {
    }
    void job_begins() override { parts_.job_begins(); }
    void job_undone() override { parts_.job_undone(); }
    Status seal(sql::Connection& connection) override
    {
        if (recovery_.on())
            return refused_in_recovery();
        return parts_.seal(connection);
    }
    void committed() override;
    Result<sql::Fate> fate(sql::Connection& connection) override { return parts_.fate(connection); }
    void undone() override { parts_.undone(); }

private:
    BatchParts& parts_;
    CheckpointLock& lock_;
    const RecoveryMode& recovery_;
    std::atomic<std::uint64_t>& confirmed_;
};

}  // namespace varde::store
