// For tests of the store: events without acts, so that each test says what the writer is asked.
#pragma once

#include "support/product.hpp"

namespace varde::test {

/// The acceptance of a fresh report in the channel that `channel` names.
inline domain::Event accepted(Product& product, std::uint8_t channel)
{
    domain::Event event{.name = domain::EventName::report_accepted,
                        .report = {make_uuid(product.clock.now(), product.random)},
                        .delivery = {make_uuid(product.clock.now(), product.random)},
                        .unit = {"no.5001"},
                        .at = product.clock.now(),
                        .channel = {channel}};
    event.facts.kind = {"concern.child"};
    event.facts.pack = "no@test";
    return event;
}

/// Stands for a sealed fact: the store never looks inside one.
inline store::SealedFact fact_of(const domain::Event& event)
{
    return {.commitment = crypto::sha256(event.report.view()), .sealed = {1, 2, 3}};
}

/// Numbers and appends it, as acceptance does.
inline Result<std::int64_t> append(store::Transaction& tx, domain::Event event)
{
    event.sequence = TRY(tx.next_sequence(event.channel));
    TRY(tx.append(event, fact_of(event)));
    return event.sequence;
}

/// What came of a write: its result and the positions it was given.
template <class T>
struct Written {
    Result<T> result;
    store::Committed committed;
};

template <class T>
std::future<Written<T>> write(store::Store& store, store::Store::Decide<T> decide)
{
    std::promise<Written<T>> promise;
    auto future = promise.get_future();
    store.write<T>(std::move(decide),
                   [promise = std::move(promise)](Result<T> result,
                                                  const store::Committed& committed) mutable {
                       promise.set_value({std::move(result), committed});
                   });
    return future;
}

}  // namespace varde::test
