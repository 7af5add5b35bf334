// A data folder under torture with everything that the outside knows of it; each part has its own.
#pragma once

#include "app/bench_server.hpp"
#include "torture/checks.hpp"
#include "torture/workload.hpp"

#include <memory>

namespace varde::torture {

constexpr std::size_t connections = 12;

class Rig {
public:
    /// Makes the data folder, `<base>/data` unless `folder` is given, with its checkpoint lock in
    /// it unless `lock` is; the servers' log lies in `base`.
    static Result<std::unique_ptr<Rig>> make(const std::string& program, const std::string& base,
                                             const std::string& folder = {},
                                             const std::string& lock = {});

    /// Starts the server; the first time, the caseworker signs in.
    Result<app::ServerProcess> start();
    /// Sends the seed's load until it has had its answers or the server is gone.
    void load(const app::ServerProcess& server, std::uint64_t seed, Load load);
    /// Sends again what went unanswered.
    void recover(const app::ServerProcess& server, std::vector<Sent> unanswered);
    /// Checks what was acknowledged since there were `earlier`, and a sample of the rest.
    void check(const app::ServerProcess& server, std::size_t earlier, Draw& draw);
    /// A sample of everything, without a change to it: what must work while nothing can be written.
    void look(const app::ServerProcess& server, Draw& draw);
    /// A running server's every acknowledged report.
    void check_all(const app::ServerProcess& server);
    /// Waits until the checkpoint lock at this path covers all that was acknowledged.
    bool lock_follows(const std::string& lock) const;
    /// The whole ledger, in a copy. Only while no server runs.
    Status audit();

    std::size_t acknowledged() const { return book.acknowledged().size(); }
    std::size_t faults() const { return book.lost_count() + book.breaches(); }

    World world;
    Book book;
    Checkpoints checkpoints;
    Session session;

private:
    Checker checker(const app::ServerProcess& server);
};

}  // namespace varde::torture
