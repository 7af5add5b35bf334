#include "sql/writer.hpp"

#include "base/log.hpp"

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <thread>

namespace varde::sql {
namespace {

using Jobs = std::vector<std::unique_ptr<Job>>;

Error not_stored()
{
    return {ErrorCode::unavailable, "Nothing was stored. Please try again shortly."};
}

Error unknown()
{
    return {.code = ErrorCode::unavailable,
            .message = "It is not known whether this was stored: it was not confirmed. "
                       "Try again with the same Idempotency-Key.",
            .problem = "outcome-unknown"};
}

/// Runs a batch's answers; owns the jobs until the last one has answered.
void answer(Jobs& jobs, std::vector<Status>& outcomes)
{
    for (std::size_t i = 0; i < jobs.size(); ++i)
        try {
            jobs[i]->done(std::move(outcomes[i]));
        } catch (const std::exception& e) {  // Memory: the others still have their answers.
            log::error("an answer failed", {{"reason", e.what()}});
        }
}

}  // namespace

struct Writer::State {
    std::unique_ptr<Connection> connection;  // The writer thread's alone.
    BatchHooks& hooks;
    Post post;
    WriterOptions options;

    mutable std::mutex mutex;  // Guards the three below.
    std::condition_variable wake;
    Jobs queue;
    bool stopping = false;
    bool asleep = false;

    bool in_doubt = false;  // The writer thread's: the last batch may or may not be there.

    std::atomic<bool> failed{false};
    bool running = false;  // Without a thread: somebody is in `run_all`.
    std::thread thread;

    /// In no savepoint: an error after a change leaves the transaction to be rolled back.
    Status decide_quickly(Job& job)
    {
        hooks.job_begins();
        auto outcome = job.decide(*connection);
        if (!outcome) {
            hooks.job_undone();
            if (job.changed()) {
                log::error("a decision failed in its middle: its batch is undone",
                           {{"reason", outcome.error().message}});
                connection->rollback();
            }
        }
        return outcome;
    }

    Status decide(Job& job)
    {
        if (job.undo() == Undo::batch)
            return decide_quickly(job);
        TRY(connection->begin_turn());
        hooks.job_begins();
        auto outcome = job.decide(*connection);
        if (outcome)
            outcome = connection->keep_turn();
        if (!outcome) {
            hooks.job_undone();
            if (connection->in_transaction())
                TRY(connection->undo_turn());
        }
        return outcome;
    }

    /// Makes a new session, and tells the hooks what it shows of the batch in doubt. An error: not
    /// now, or, when the writer has failed with it, never.
    Result<Fate> regain()
    {
        auto seen = connection->reconnect();
        auto fate = seen ? hooks.fate(*connection) : Result<Fate>(seen.error());
        if (fate) {
            fate.value() == Fate::stored ? hooks.committed() : hooks.undone();
            in_doubt = false;
            log::warning("the database session was regained");
        } else if (fate.error().code != ErrorCode::unavailable) {
            failed = true;
            hooks.undone();
            log::error("no further report is accepted", {{"because", fate.error().message}});
        }
        return fate;
    }

    /// Looks until it is clear what became of the batch, for some seconds.
    Result<Fate> look_for_batch()
    {
        in_doubt = true;
        log::error("commit of unknown outcome");
        auto fate = regain();
        for (const auto pause : options.pauses) {
            if (fate || failed)
                break;
            std::unique_lock lock(mutex);
            if (wake.wait_for(lock, pause, [&] { return stopping; }))
                break;
            lock.unlock();
            fate = regain();
        }
        return fate;
    }

    /// Runs the decisions and the commit. Afterwards each outcome may be told, and not before.
    std::vector<Status> commit(Jobs& jobs)
    {
        std::vector<Status> outcomes;
        outcomes.reserve(jobs.size());
        if ((in_doubt || connection->lost()) && !regain()) {
            outcomes.assign(jobs.size(), Status(not_stored()));
            return outcomes;
        }
        auto committed = connection->begin();
        if (committed) {
            for (auto& job : jobs) {
                outcomes.push_back(connection->in_transaction() ? decide(*job) : not_stored());
            }
            // Whoever gave up the transaction (an engine whose disk is full, or the above) undid
            // every job in it.
            committed = connection->in_transaction() ? hooks.seal(*connection) : not_stored();
            if (committed)
                committed = connection->commit();
        }
        if (committed) {
            hooks.committed();
            return outcomes;
        }
        connection->rollback();
        if (committed.error().problem != "outcome-unknown") {
            hooks.undone();
            outcomes.assign(jobs.size(), Status(not_stored()));
            return outcomes;
        }
        const auto fate = look_for_batch();
        if (!fate || fate.value() == Fate::untraceable)
            outcomes.assign(jobs.size(), Status(unknown()));
        else if (fate.value() == Fate::not_stored)
            outcomes.assign(jobs.size(), Status(not_stored()));
        return outcomes;
    }

    void finish(Jobs jobs, std::vector<Status> outcomes)
    {
        post([jobs = std::move(jobs), outcomes = std::move(outcomes)]() mutable {
            answer(jobs, outcomes);
        });
    }

    void refuse(Jobs jobs)
    {
        std::vector<Status> outcomes;
        outcomes.assign(jobs.size(), Status(not_stored()));
        finish(std::move(jobs), std::move(outcomes));
    }

    /// Empty when nothing waits, which a thread sees only at the end.
    Jobs next_batch()
    {
        std::unique_lock lock(mutex);
        if (options.own_thread) {
            asleep = true;
            wake.wait(lock, [&] { return stopping || !queue.empty(); });
            asleep = false;
        }
        Jobs batch;
        if (queue.size() <= options.batch_max) {
            batch.swap(queue);
        } else {
            const auto end = queue.begin() + std::ptrdiff_t(options.batch_max);
            batch.assign(std::make_move_iterator(queue.begin()), std::make_move_iterator(end));
            queue.erase(queue.begin(), end);
        }
        return batch;
    }

    void run_all()
    {
        for (auto batch = next_batch(); !batch.empty(); batch = next_batch()) {
            if (failed) {
                refuse(std::move(batch));
                continue;
            }
            auto outcomes = commit(batch);
            finish(std::move(batch), std::move(outcomes));
        }
    }

    /// Without a thread. What an answer submits is left to the loop that it was called from.
    void run_here()
    {
        if (running)
            return;
        running = true;
        run_all();
        running = false;
    }
};

Writer::Writer(std::unique_ptr<Connection> connection, BatchHooks& hooks, Post post,
               WriterOptions options)
    : state_(new State{.connection = std::move(connection),
                       .hooks = hooks,
                       .post = std::move(post),
                       .options = options})
{
    if (state_->options.own_thread)
        state_->thread = std::thread([this] { state_->run_all(); });
}

Writer::~Writer() { stop(); }

void Writer::stop()
{
    {
        std::lock_guard lock(state_->mutex);
        state_->stopping = true;
    }
    state_->wake.notify_one();
    if (state_->thread.joinable())
        state_->thread.join();
}

void Writer::submit(std::unique_ptr<Job> job)
{
    bool wake = false, refused = false;
    {
        std::lock_guard lock(state_->mutex);
        refused =
            state_->failed || state_->stopping || state_->queue.size() >= state_->options.queue_max;
        if (!refused) {
            state_->queue.push_back(std::move(job));
            wake = state_->asleep;
        }
    }
    if (wake)
        state_->wake.notify_one();
    if (refused)
        job->done(not_stored());
    else if (!state_->options.own_thread)
        state_->run_here();
}

bool Writer::failed() const { return state_->failed; }

std::size_t Writer::waiting() const
{
    std::lock_guard lock(state_->mutex);
    return state_->queue.size();
}

}  // namespace varde::sql
