// Reads the ledger's rows on a thread of its own, a few thousand ahead of whoever hashes them.
#pragma once

#include "sql/connection.hpp"
#include "store/ledger_check.hpp"

#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <thread>

namespace varde::app {

class EntryReader {
public:
    EntryReader(std::unique_ptr<sql::Connection> connection, std::uint64_t size);
    ~EntryReader();
    EntryReader(const EntryReader&) = delete;
    /// The next ones in order.
    struct Scan {
        std::uint64_t from = 0, to = 0;  ///< Equal: after the last.
        Result<std::vector<store::ScannedEntry>> entries;
    };
    Scan next();

private:
    void run();
    bool give(Scan scan);                          // False: nobody wants more.
    std::unique_ptr<sql::Connection> connection_;  // The thread's alone.
    const std::uint64_t size_;
    std::mutex mutex_;  // Guards the next three.
    std::condition_variable changed_;
    std::deque<Scan> ready_;
    bool stop_ = false;
    std::thread thread_;  // Last: it uses the rest.
};

}  // namespace varde::app
