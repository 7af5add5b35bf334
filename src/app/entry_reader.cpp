#include "app/entry_reader.hpp"

namespace varde::app {
namespace {

// Of what cannot be read, less is tried, until it is known what.
constexpr std::uint64_t at_once_max = 8'192, at_once_min = 16;
constexpr int errors_max = 64;  // A disk or a server that is gone gives nothing any more.
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
    auto at_once = at_once_max;
    int errors = 0;
    for (std::uint64_t from = 0; from < size_;) {
        Scan scan{from, std::min(size_, from + at_once), std::vector<store::ScannedEntry>{}};
        scan.entries = store::scan_entries(*connection_, scan.from, scan.to);
        if (!scan.entries && at_once > at_once_min && errors < errors_max) {
            at_once /= 2;
            continue;
        }
        errors += scan.entries ? 0 : 1;
        if (errors > errors_max)
            scan.to = size_;
        from = scan.to;
        at_once = std::min(at_once_max, at_once * 2);
        if (!give(std::move(scan)))
            return;
    }
    give({size_, size_, std::vector<store::ScannedEntry>{}});
}

bool EntryReader::give(Scan scan)
{
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return stop_ || ready_.size() < ahead_max; });
    if (stop_)
        return false;
    ready_.push_back(std::move(scan));
    lock.unlock();
    changed_.notify_all();
    return true;
}

EntryReader::Scan EntryReader::next()
{
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return !ready_.empty(); });
    auto scan = std::move(ready_.front());
    ready_.pop_front();
    lock.unlock();
    changed_.notify_all();
    return scan;
}

}  // namespace varde::app
