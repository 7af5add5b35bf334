// Keeps the book behind the writer, and strikes the balance once a day.
#pragma once

#include "acts/services.hpp"

#include <chrono>
#include <functional>

namespace varde::jobs {

/// Keeps the book, step by step: large ones without a pause while nothing else happens, small ones
/// with pauses while reports come in, however far behind it is. Of one thread.
class BookKeeper {
public:
    /// Events of one step.
    struct Pace {
        /// While others write: as long as a small batch takes, so that what waits behind it hardly
        /// waits.
        std::uint64_t busy = 500;
        std::uint64_t idle = 2'000;
    };
    BookKeeper(acts::Services& services, std::function<bool()> stopped, Pace pace)
        : services_(services), stopped_(std::move(stopped)), pace_(pace)
    {
    }
    BookKeeper(acts::Services& services, std::function<bool()> stopped)
        : BookKeeper(services, std::move(stopped), Pace{})
    {
    }
    /// One step; returns when to be called again. Blocks, but not once it has been `stopped`.
    /// Whatever cannot be counted is a problem until it can (P6).
    std::chrono::milliseconds step();

private:
    void tell(const Status& counted);

    acts::Services& services_;
    const std::function<bool()> stopped_;
    const Pace pace_;
    std::uint64_t end_ = 0;  // Of the ledger, at the last step.
    bool busy_ = true;       // Others have written since the step before it, or may have.
};

/// Strikes today's balance, unless that has been done. Once it has not been for too long there is a
/// problem, until it has (P6).
void strike_balance(acts::Services& services, const std::function<bool()>& stopped);

}  // namespace varde::jobs
