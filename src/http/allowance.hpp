// How much of something all requests together may use at once. Private to http.
#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <memory>
#include <utility>

namespace varde::http {

/// Shares are taken on the I/O thread and given back on any. A share may outlive the server,
/// because a Reply that holds it may.
class Allowance {
public:
    /// Gives its part back when it goes.
    class Share {
    public:
        Share() = default;
        Share(Share&& other) noexcept
            : used_(std::move(other.used_)), part_(std::exchange(other.part_, 0))
        {
        }
        Share& operator=(Share&& other) noexcept
        {
            std::swap(used_, other.used_);
            std::swap(part_, other.part_);
            return *this;
        }
        ~Share()
        {
            if (used_)
                used_->fetch_sub(part_);
        }

    private:
        friend class Allowance;
        using Used = std::shared_ptr<std::atomic<std::size_t>>;  // Owners: allowance and shares.
        Used used_;
        std::size_t part_ = 0;
    };

    explicit Allowance(std::size_t whole) : whole_(whole) {}

    /// Makes the share `part` large; false when less than that is left.
    bool raise(Share& share, std::size_t part)
    {
        const auto more = part - std::min(part, share.part_);
        if (more > whole_ || used_->load() > whole_ - more)
            return false;
        used_->fetch_add(more);
        share.used_ = used_;
        share.part_ += more;
        return true;
    }

private:
    std::size_t whole_;
    Share::Used used_ = std::make_shared<std::atomic<std::size_t>>(0);  // Owners: see Used.
};

}  // namespace varde::http
