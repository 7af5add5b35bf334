// Load from several connections at once, until a counted answer kills the server.
#pragma once

#include "app/bench_server.hpp"
#include "torture/client.hpp"
#include "torture/compose.hpp"
#include "torture/world.hpp"

#include <atomic>
#include <memory>

namespace varde::torture {

/// The request that carries a report; the same bytes each time it is sent.
Request request_of(const World& world, const Sent& sent);

/// How long a load goes on and what it puts up with.
struct Load {
    std::size_t answers = 0;  ///< The last one; a load also ends with the server.
    bool kill = true;         ///< That answer kills the server.
    /// The disk is expected to fail: a 503 is a right answer, and what it was given to counts as
    /// unanswered.
    bool refusing = false;
    std::size_t files_percent = 8;  ///< How many reports bring files.
};

class Workload {
public:
    Workload(const World& world, const app::ServerProcess& server, Book& book, std::uint64_t seed,
             Load load)
        : world_(world), server_(server), book_(book), seed_(seed), load_(load)
    {
    }

    /// Sends from `connections` threads. When the server is struck, each thread still reads what it
    /// had written before it went: that counts too.
    void run(std::size_t connections);

private:
    struct Sender;
    void send_until_struck(Sender& sender);
    void send_report(Sender& sender, bool through_form);
    void send_with_files(Sender& sender);
    void repeat(Sender& sender);
    void reuse_key(Sender& sender);
    /// Sends, counts the answer and, when it is the one, strikes.
    std::optional<Answer> exchange(Sender& sender, const Request& request);
    void finish(Sender& sender, Sent sent);
    /// Not a breach when it is an expected refusal.
    void unexpected(const char* doing, const Answer& answer);

    const World& world_;
    const app::ServerProcess& server_;
    Book& book_;
    const std::uint64_t seed_;
    const Load load_;
    std::atomic<std::size_t> answers_{0};
    std::atomic<bool> struck_{false};
};

}  // namespace varde::torture
