// Bytes that have arrived and are not yet taken. Private to http.
#pragma once

#include <cstring>
#include <memory>
#include <span>
#include <string_view>

namespace varde::http {

class InputBuffer {
public:
    std::string_view view() const { return {bytes_.get() + begin_, end_ - begin_}; }
    bool empty() const { return begin_ == end_; }

    /// Room for `bytes` more behind what is held; invalidates views.
    std::span<char> room(std::size_t bytes)
    {
        if (empty())
            begin_ = end_ = 0;
        if (capacity_ - end_ < bytes)
            move_to_front(end_ - begin_ + bytes);
        return {bytes_.get() + end_, bytes};
    }
    void arrived(std::size_t bytes) { end_ += bytes; }
    void take(std::size_t bytes) { begin_ += bytes; }
    /// Gives back a large block when nothing is held: idle connections must stay small.
    void shrink(std::size_t bytes_max)
    {
        if (!empty() || capacity_ <= bytes_max)
            return;
        bytes_.reset();
        begin_ = end_ = capacity_ = 0;
    }

private:
    void move_to_front(std::size_t needed)
    {
        const auto held = end_ - begin_;
        if (needed <= capacity_) {
            std::memmove(bytes_.get(), bytes_.get() + begin_, held);
        } else {
            auto larger = std::make_unique_for_overwrite<char[]>(needed);
            if (held > 0)
                std::memcpy(larger.get(), bytes_.get() + begin_, held);
            bytes_ = std::move(larger);
            capacity_ = needed;
        }
        begin_ = 0;
        end_ = held;
    }

    std::unique_ptr<char[]> bytes_;
    std::size_t capacity_ = 0, begin_ = 0, end_ = 0;
};

}  // namespace varde::http
