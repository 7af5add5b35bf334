// The deadline clock beside a product, driven by the product's clock.
#pragma once

#include "jobs/deadline_clock.hpp"
#include "support/product.hpp"

namespace varde::test {

/// Of one opening of the product: make a new one after `reopen`.
class Deadlines {
public:
    explicit Deadlines(Product& product) : product_(product), clock_(product.services()) {}

    /// Looks at what is due now, until nothing is.
    void look();
    /// Goes on by so many seconds and stops wherever the deadline clock is to look at something.
    void pass(std::int64_t seconds);
    /// The same up to the first instant after which `done` says so.
    void pass(std::int64_t seconds, const std::function<bool()>& done);
    /// One round, and what it handed to the writer is stored.
    void make_round();

private:
    std::optional<Timestamp> next_wake();
    Product& product_;
    jobs::DeadlineClock clock_;
};

}  // namespace varde::test
