// The load of the benchmark: professional reports as schools send them, each with its own key.
#pragma once

#include "base/id.hpp"
#include "base/result.hpp"
#include "domain/unit/unit.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace varde::app {

struct LoadPlan {
    std::uint16_t port = 0;
    std::string api_key;
    unsigned connections = 64;
    double seconds = 10;
    double rate = 0;              ///< 0: as fast as the answers come.
    std::size_t bytes = 2048;     ///< Of each request's body.
    std::uint64_t first_key = 0;  ///< So that no two runs use the same keys.
};

struct LoadOutcome {
    std::vector<ReportId> acknowledged;
    std::uint64_t refused = 0;  ///< Answered otherwise, or not at all.
    double seconds = 0;         ///< From the first request to the last answer.
    double p50_ms = 0, p99_ms = 0, max_ms = 0;
};
Result<LoadOutcome> send_load(const LoadPlan& plan);

/// Where its reports go, in turn.
const std::vector<domain::Place>& bench_places();

/// The body of report number n; its text differs from report to report, its size does not.
std::string bench_report(std::uint64_t number, std::size_t bytes);

}  // namespace varde::app
