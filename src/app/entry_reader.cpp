#include "app/entry_reader.hpp"

namespace varde::app {
namespace {

constexpr std::uint64_t at_once = 8'192;
constexpr std::size_t ahead_max = 4;

}  // namespace

EntryReader::EntryReader(std::unique_ptr<sql::Connection> connection, std::uint64_t size)
    : connection_(std::move(connection)), size_(size), thread_([this] { run(); })
{
}

EntryReader::~EntryReader()
{
    {
        const std::lock_guard lock(mutex_);
        stop_ = true;
    }
    changed_.notify_all();
    thread_.join();
}

void EntryReader::run()
{
    // Each scan is a reading of its own: a long one would keep a server's log from beginning anew.
    for (std::uint64_t from = 0;; from += at_once) {
        const auto to = std::min(size_, from + at_once);
        auto entries = from < to ? store::scan_entries(*connection_, from, to)
                                 : Result(std::vector<store::ScannedEntry>{});
        // A gap as long as a whole scan must not look like the end.
        if (entries && entries.value().empty() && from < to)
            continue;
        const bool last = !entries || entries.value().empty();
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [&] { return stop_ || ready_.size() < ahead_max; });
        if (stop_)
            return;
        ready_.push_back(std::move(entries));
        lock.unlock();
        changed_.notify_all();
        if (last)
            return;
    }
}

Result<std::vector<store::ScannedEntry>> EntryReader::next()
{
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return !ready_.empty(); });
    auto entries = std::move(ready_.front());
    ready_.pop_front();
    lock.unlock();
    changed_.notify_all();
    return entries;
}

}  // namespace varde::app
