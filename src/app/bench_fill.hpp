// Fills a store with reports of years past, through the real acts.
#pragma once

#include "base/id.hpp"
#include "base/result.hpp"
#include "base/time.hpp"

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace varde::app {

/// Reports number `from` up to `to`, of `total` that lie evenly between `begin` and `end`.
struct FillPlan {
    std::string data;
    std::string api_key;
    std::uint64_t from = 0, to = 0, total = 0;
    Timestamp begin, end;
};

/// Accepts them in the order of their times, over the benchmark's places; the server must be gone.
/// Gives one id in ten. `told` is called now and then with how many there are.
Result<std::vector<ReportId>> fill_store(const FillPlan& plan,
                                         const std::function<void(std::uint64_t)>& told);

/// Adds somebody who may open everything in `unit`, and signs them in: the session's token.
Result<std::string> sign_in_reader(const std::string& data, const std::string& unit);

}  // namespace varde::app
