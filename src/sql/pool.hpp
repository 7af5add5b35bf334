// A fixed set of reading connections, lent to one thread at a time.
#pragma once

#include "sql/connection.hpp"

#include <condition_variable>
#include <memory>
#include <mutex>

namespace varde::sql {

/// May be used from any thread. `lend` waits while all are out; there are as many as worker
/// threads, so it seldom does.
class ReadPool {
public:
    explicit ReadPool(std::vector<std::unique_ptr<Connection>> connections)
        : idle_(std::move(connections))
    {
    }

    /// Runs `body` with a connection inside one read transaction: all that it reads is of one
    /// instant.
    template <class Body>
    auto lend(Body&& body) -> std::invoke_result_t<Body&, Connection&>
    {
        Loan loan(*this);
        TRY(loan.connection->begin());
        auto result = body(*loan.connection);
        loan.connection->rollback();
        return result;
    }

private:
    struct Loan {
        explicit Loan(ReadPool& from) : pool(from), connection(from.take()) {}
        ~Loan() { pool.give_back(std::move(connection)); }
        Loan(const Loan&) = delete;
        ReadPool& pool;
        std::unique_ptr<Connection> connection;
    };

    std::unique_ptr<Connection> take()
    {
        std::unique_lock lock(mutex_);
        returned_.wait(lock, [&] { return !idle_.empty(); });
        auto connection = std::move(idle_.back());
        idle_.pop_back();
        return connection;
    }
    void give_back(std::unique_ptr<Connection> connection)
    {
        {
            std::lock_guard lock(mutex_);
            idle_.push_back(std::move(connection));
        }
        returned_.notify_one();
    }

    std::mutex mutex_;  // Guards idle_.
    std::condition_variable returned_;
    std::vector<std::unique_ptr<Connection>> idle_;
};

}  // namespace varde::sql
