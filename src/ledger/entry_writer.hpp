// Entries written one after the other, fast: what `to_text` writes, without a string for each part.
#pragma once

#include "ledger/entry.hpp"

namespace varde::ledger {

/// One thread.
class EntryWriter {
public:
    struct Parts {
        std::string_view event;  ///< A name that an entry may have.
        const Uuid& object;
        const Channel* channel = nullptr;  ///< Null is written as `-`, with sequence 0.
        std::int64_t sequence = 0;
        Timestamp time;
        const Hash& commit;
    };
    /// Valid until the next one.
    std::string_view write(const Parts& parts);

private:
    void add(std::string_view text);
    void add_hex(ByteView bytes);
    std::string text_;
    std::int64_t day_ = -1;
    std::string date_;  // Of day_: `2026-11-22T`.
};

}  // namespace varde::ledger
