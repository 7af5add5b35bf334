// What another process has used, as the kernel counts it.
#pragma once

#include "base/result.hpp"

#include <cstdint>

#include <sys/types.h>

namespace varde::app {

struct Usage {
    double cpu_seconds = 0;           ///< User and kernel, all threads; counted in steps of 10 ms.
    double kernel_seconds = 0;        ///< Of which in the kernel.
    std::uint64_t written_bytes = 0;  ///< Given to the disk on its behalf, journal not included.
    std::uint64_t memory_bytes = 0;   ///< Resident now.
    std::uint64_t memory_max_bytes = 0;
    std::uint64_t descriptors = 0;  ///< Open files and sockets.
};
/// `unavailable` when the process is gone.
Result<Usage> usage_of(pid_t process);

}  // namespace varde::app
