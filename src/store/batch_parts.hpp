// All that the writer holds in memory for the batch under way, and what of it goes into the batch.
#pragma once

#include "store/api_keys.hpp"
#include "store/contents.hpp"
#include "store/ledger_batch.hpp"
#include "store/references.hpp"
#include "store/retry_keys.hpp"
#include "store/roll.hpp"
#include "store/sequences.hpp"

namespace varde::store {

/// The writer thread's alone, but for `api_keys` and what its members say.
class BatchParts final : public sql::BatchHooks {
public:
    explicit BatchParts(std::unique_ptr<LedgerBatch> ledger_) : ledger(std::move(ledger_)) {}
    /// Reads what the database holds and memory must.
    Status load(sql::Connection& connection);

    const std::unique_ptr<LedgerBatch> ledger;
    Sequences sequences;
    Contents contents;
    RetryKeys keys;
    References references;
    RollPage accepted;
    ApiKeys api_keys;
    bool api_keys_changed = false;  ///< By this batch.

    void job_begins() override;
    void job_undone() override;
    Status seal(sql::Connection& connection) override;
    void committed() override;
    void undone() override;
    Result<sql::Fate> fate(sql::Connection& connection) override;
};

}  // namespace varde::store
