// A PostgreSQL of one's own, for tests and measurements: made in a folder, reached through a socket
// in it, gone with whoever made it.
#pragma once

#include "base/result.hpp"

#include <string>
#include <vector>

#include <sys/types.h>

namespace varde::sql {

/// A running server without TCP, which syncs as it must in earnest. One thread at a time.
/// PostgreSQL does not run as root: started by root it runs as `postgres`. It ends when the thread
/// that started it ends, however that comes about.
class Cluster {
public:
    /// Makes a cluster in `folder`, which must not exist and whose path is at most 80 bytes, and
    /// starts it. `unavailable` when PostgreSQL is not installed or does not start.
    static Result<Cluster> make(const std::string& folder);
    /// A copy of `primary` in `folder`, which follows it under the name `name`.
    static Result<Cluster> follow(const Cluster& primary, const std::string& folder,
                                  const std::string& name);
    Cluster(Cluster&& other) noexcept;
    Cluster& operator=(Cluster&&) = delete;
    ~Cluster();

    /// Of a database in it, as the user who may do everything.
    std::string address(const std::string& database) const;
    const std::string& folder() const { return folder_; }

    /// Starts it again. `unavailable` when it does not come up.
    Status start();
    /// Ends it at once, as a crash of the server's machine would.
    void strike();
    /// Ends all sessions and the server, in order.
    void stop();
    /// Runs one of PostgreSQL's programs as the server's user, its output to `<folder>/log`.
    Status run(const std::string& program, const std::vector<std::string>& arguments) const;

private:
    explicit Cluster(std::string folder) : folder_(std::move(folder)) {}
    void end(int signal);
    std::string folder_;
    pid_t pid_ = -1;
};

}  // namespace varde::sql
