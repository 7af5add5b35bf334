// What tests put in the place of the world: time, chance and a folder that goes away.
#pragma once

#include "base/random.hpp"
#include "base/time.hpp"

#include <atomic>
#include <mutex>
#include <string>

namespace varde::test {

/// May be used from any thread.
class ManualClock final : public Clock {
public:
    Timestamp now() override { return {now_us_}; }
    void advance(std::int64_t seconds) { now_us_ += seconds * 1'000'000; }
    void set(Timestamp at) { now_us_ = at.unix_us; }

private:
    std::atomic<std::int64_t> now_us_{parse_rfc3339("2026-11-23T09:00:00Z")->unix_us};
};

/// The same bytes for the same seed and order of calls (splitmix64). Any thread may use it.
class SeededRandom final : public Random {
public:
    explicit SeededRandom(std::uint64_t seed) : state_(seed) {}
    void fill(std::span<std::uint8_t> bytes) override;
    /// From 0 up to `bound`, for choices of the test itself.
    std::size_t below(std::size_t bound);

private:
    std::uint64_t next();
    std::mutex mutex_;
    std::uint64_t state_;  // Guarded by mutex_.
};

/// A fresh folder; what is in it goes with it.
class Folder {
public:
    Folder();
    ~Folder();
    Folder(const Folder&) = delete;
    const std::string& path() const { return path_; }

private:
    std::string path_;
};

/// Every file below `folder` as bytes, by path.
std::vector<std::pair<std::string, std::string>> files_below(const std::string& folder);

}  // namespace varde::test
