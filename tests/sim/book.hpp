// What clients sent and were told: kept apart from the product, and never corrected by it.
#pragma once

#include "base/id.hpp"

#include <optional>
#include <string>
#include <vector>

namespace varde::sim {

struct Sent {
    std::size_t number = 0, sender = 0;
    std::string key;   ///< Idempotency-Key; empty: none.
    std::string body;  ///< Of a form: its text.
    std::string path;
    std::string type = "application/json";
    std::string marker;       ///< Stands in the content, and in no other's.
    int usable_status = 201;  ///< What it must be answered, unless the server cannot.
    bool form = false, urgent = false;
    int tries = 0;
    bool certain = true;       ///< No answer was lost: what is not acknowledged is not stored.
    bool repeated = false;     ///< Without a key it may be stored more than once.
    std::string acknowledged;  ///< The first 201's body: every later one is the same.
    std::vector<Uuid> stored;  ///< As the ledger shows: at most one where there is a key.
};

/// One act of a person on a delivery.
struct Act {
    std::string name;  ///< open, take, file, …
    Uuid person, delivery;
    std::string key;
    std::string body = "{}";
    Uuid whom;          ///< Whom it is about.
    bool done = false;  ///< The ledger shows it: the same key must not do it again.
};

}  // namespace varde::sim
