// Shows on a terminal that an answer is waited for, and how long already.
#pragma once

#include <condition_variable>
#include <mutex>
#include <thread>

namespace varde::app {

/// From its second second to its end; says nothing where standard error is no terminal.
class ShownWait {
public:
    ShownWait();
    ~ShownWait();
    ShownWait(const ShownWait&) = delete;

private:
    void tell();

    std::mutex mutex_;
    std::condition_variable ended_;
    bool over_ = false;  // Guarded by mutex_.
    std::thread teller_;
};

}  // namespace varde::app
