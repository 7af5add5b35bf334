#include "support/coverage.hpp"

#include "acts/problem_content.hpp"
#include "acts/watch_coverage.hpp"

#include <gtest/gtest.h>

namespace varde::test {

std::size_t look_at_coverage(Product& product)
{
    std::promise<Result<std::size_t>> told;
    acts::watch_all_coverage(
        product.services(), [&](Result<std::size_t> result) { told.set_value(std::move(result)); });
    const auto result = told.get_future().get();
    EXPECT_TRUE(result);
    return result ? result.value() : 99;
}

std::string coverage_problem(Product& product, domain::ProblemName name, const std::string& unit,
                             const std::string& kind)
{
    auto read = product.store().read([&](store::Reading& reading) -> Result<std::string> {
        const auto row = TRY(reading.problem_found(name, {unit}, kind));
        if (!row)
            return std::string();
        const auto id = row->problem.id;
        const auto key = TRY(acts::report_key(product.services(), reading, domain::as_report(id)));
        return TRY(acts::read_problem_content(reading, key, id)).text;
    });
    return read ? read.value() : read.error().message;
}

}  // namespace varde::test
