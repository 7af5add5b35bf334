// Tells most keys that were never seen from those that may have been, without the database.
#pragma once

#include "store/late_index.hpp"

#include <vector>

namespace varde::store {

/// A set of MACs that sometimes says yes wrongly (about one time in two hundred), never no. Grows
/// by doubling; 12 to 24 bits for each key.
class KeyFilter {
public:
    void add(const MacStart& mac);
    bool may_hold(const MacStart& mac) const;

private:
    struct Layer {
        std::vector<std::uint64_t> words;
        std::size_t room = 0;  // For keys.
    };
    std::vector<Layer> layers_;
};

}  // namespace varde::store
