#include "torture/wait.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include <poll.h>
#include <sys/inotify.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace varde::torture {
namespace {

using Steady = std::chrono::steady_clock;
using std::chrono::milliseconds;

class Handle {
public:
    explicit Handle(int number) : number_(number) {}
    Handle(const Handle&) = delete;
    ~Handle()
    {
        if (number_ >= 0)
            ::close(number_);
    }
    int number() const { return number_; }

private:
    int number_;
};

/// Whether something can be read before `end`.
bool readable(int handle, Steady::time_point end)
{
    pollfd event{.fd = handle, .events = POLLIN};
    const auto left = std::chrono::ceil<milliseconds>(end - Steady::now());
    return ::poll(&event, 1, int(std::max(left, milliseconds(0)).count())) == 1;
}

}  // namespace

bool ends(pid_t process, milliseconds limit)
{
    const Handle handle(int(::syscall(SYS_pidfd_open, process, 0)));
    return handle.number() >= 0 && readable(handle.number(), Steady::now() + limit);
}

bool comes_true(const std::string& folder, const std::function<bool()>& reached, milliseconds limit)
{
    const auto end = Steady::now() + limit;
    const Handle events(::inotify_init1(IN_CLOEXEC));
    if (::inotify_add_watch(events.number(), folder.c_str(), IN_MOVED_TO | IN_CREATE) < 0)
        return reached();
    std::array<char, 4'096> ignored;
    while (!reached()) {
        if (!readable(events.number(), end))
            return reached();
        std::ignore = ::read(events.number(), ignored.data(), ignored.size());
    }
    return true;
}

bool hears(int pipe, const std::string& word, milliseconds limit)
{
    const auto end = Steady::now() + limit;
    std::string heard;
    std::array<char, 256> piece;
    while (heard.find(word) == std::string::npos) {
        if (!readable(pipe, end))
            return false;
        const auto bytes = ::read(pipe, piece.data(), piece.size());
        if (bytes <= 0)
            return false;
        heard.append(piece.data(), std::size_t(bytes));
    }
    return true;
}

}  // namespace varde::torture
