// What happens when an old copy of the service's store is started in place of the store.
#pragma once

#include "sim/findings.hpp"
#include "sim/server.hpp"

namespace varde::sim {

/// The server must be stopped for both.
class OldCopy {
public:
    OldCopy(Server& server, Findings& findings) : server_(server), findings_(findings) {}

    /// Copies the database, which has so many entries.
    void take(std::uint64_t entries);
    bool taken() const { return entries_.has_value(); }
    /// Puts the copy in the place of the database, in a copy of everything else as it is now with
    /// so many entries, and starts that: it must take nothing and say what is missing. The service
    /// itself is as it was.
    void start(std::uint64_t entries);
    std::size_t starts = 0;

private:
    void check(test::Product& started, std::uint64_t entries);
    void never(const std::string& what) { findings_.add("P1", "an old copy of the store " + what); }

    Server& server_;
    Findings& findings_;
    const test::Folder copy_;
    std::optional<std::uint64_t> entries_;
};

}  // namespace varde::sim
