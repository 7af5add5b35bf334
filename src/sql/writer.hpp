// Group commit: one thread that runs many decisions in one transaction, commits once, and only
// then lets any of them answer.
#pragma once

#include "sql/connection.hpp"

#include <chrono>
#include <memory>

namespace varde::sql {

/// What an error of one decision undoes.
enum class Undo {
    turn,  ///< What this decision changed: it runs in a savepoint of its own.
    batch  ///< Everything, if it had changed something already; it should refuse before that.
};

/// One decision. `decide` runs on the writer thread. `done` runs once, after the batch is durable
/// (or is known not to be).
class Job {
public:
    explicit Job(Undo undo = Undo::turn) : undo_(undo) {}
    virtual ~Job() = default;
    Undo undo() const { return undo_; }
    virtual Status decide(Connection& connection) = 0;
    /// After an error without a savepoint: whether there is anything to undo.
    virtual bool changed() const { return true; }
    virtual void done(Status outcome) = 0;

private:
    Undo undo_;
};

/// What a new session shows of a batch whose commit was not confirmed.
enum class Fate { stored, not_stored, untraceable };

/// What goes with a whole batch, inside its transaction. Called on the writer thread.
class BatchHooks {
public:
    virtual ~BatchHooks() = default;
    virtual void job_begins() = 0;
    virtual void job_undone() = 0;                    ///< It failed and left nothing behind.
    virtual Status seal(Connection& connection) = 0;  ///< Last statements before the commit.
    virtual void committed() = 0;                     ///< Durable now.
    virtual void undone() = 0;                        ///< The whole batch was rolled back.
    /// In a new session: what became of the batch under way, if there is one. An error when the
    /// database is not as this process left it: somebody else has written, or it went back in time.
    virtual Result<Fate> fate(Connection& connection) = 0;
};

struct WriterOptions {
    std::size_t batch_max = 256;
    std::size_t queue_max = 20'000;  ///< Beyond it jobs are refused with `unavailable`.
    /// After a commit of unknown outcome: how long to wait from one look to the next, while the
    /// server restarts or fails over. Then the batch is told *unknown*.
    std::vector<std::chrono::milliseconds> pauses = {
        std::chrono::milliseconds(50),    std::chrono::milliseconds(200),
        std::chrono::milliseconds(1'000), std::chrono::milliseconds(2'000),
        std::chrono::milliseconds(4'000), std::chrono::milliseconds(8'000)};
    /// False: no thread. `submit` runs the job, its batch's answers and whatever they submit before
    /// it returns, for one caller at a time: what a simulation needs to be repeatable.
    bool own_thread = true;
};

/// Takes jobs from any thread. After a commit of unknown outcome it looks in a new session what
/// became of the batch, and answers that. Where it cannot be seen the batch is told *unknown*, and
/// nothing is stored until it can. Where it can never be seen (SQLite: a sync that failed once must
/// not be tried as if nothing had been) it refuses all further jobs, and says so through `failed`.
class Writer {
public:
    using Post = std::function<void(std::move_only_function<void()>)>;
    /// `post` runs the answers of one batch somewhere else than on the writer thread.
    Writer(std::unique_ptr<Connection> connection, BatchHooks& hooks, Post post,
           WriterOptions options = {});
    ~Writer();
    /// Finishes what was submitted, and refuses what comes meanwhile or later.
    void stop();

    void submit(std::unique_ptr<Job> job);
    bool failed() const;
    std::size_t waiting() const;

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace varde::sql
