// The answers of a product, one task after the other, each when the test says so.
#pragma once

#include "support/product.hpp"

#include <deque>

namespace varde::test {

/// From its making on the product writes where it is asked to, and answers wait here. What still
/// waits in the end is never told.
class QueuedAnswers {
public:
    explicit QueuedAnswers(Product& product)
    {
        product.adjust = [this](store::StoreOptions& options) {
            options.post = [this](auto work) { tasks_.push_back(std::move(work)); };
            options.writer.own_thread = false;
        };
        product.reopen();
        product.adjust = {};
    }
    std::size_t waiting() const { return tasks_.size(); }
    /// Runs the one that has waited longest, and nothing that it brings.
    void run_one()
    {
        CHECK(!tasks_.empty());
        auto task = std::move(tasks_.front());
        tasks_.pop_front();
        task();
    }

private:
    std::deque<std::move_only_function<void()>> tasks_;
};

}  // namespace varde::test
