// Clients that mean no good, or have a bad line: they come, stay, and want next to nothing done.
#pragma once

#include <atomic>
#include <cstdint>
#include <thread>
#include <vector>

namespace varde::app {

struct CrowdPlan {
    std::uint16_t port = 0;
    unsigned silent = 0;   ///< Connect and say nothing.
    unsigned slow = 0;     ///< Send a report at ten bytes a second.
    unsigned unheard = 0;  ///< Ask for much and read none of it.
};

/// Who is closed comes back at once, a few hundred a second. Gone with its owner.
class Crowd {
public:
    explicit Crowd(const CrowdPlan& plan);
    ~Crowd();
    std::uint64_t closed_by_server() const { return closed_; }

private:
    enum class Kind { silent, slow, unheard };
    struct Client {
        Kind kind;
        int socket = -1;
        bool greeted = false;
    };

    void loop();
    void open(Client& client) const;
    void tend(Client& client);

    std::uint16_t port_;
    std::vector<Client> clients_;  // The thread's alone.
    std::atomic<std::uint64_t> closed_ = 0;
    std::atomic<bool> leaving_ = false;
    std::thread thread_;
};

}  // namespace varde::app
