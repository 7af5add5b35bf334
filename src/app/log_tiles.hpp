// Another's ledger as files over HTTP (C2SP tlog-tiles).
#pragma once

#include "app/client.hpp"
#include "ledger/tree.hpp"

namespace varde::app {

/// The problem of an error that says nothing of the ledger: nobody answered, or only that it
/// cannot.
inline constexpr std::string_view log_unreachable = "log-unreachable";

/// One thread. Errors: `unavailable` with the problem `log_unreachable`, or what the server's
/// refusal says.
class LogTiles {
public:
    explicit LogTiles(Client& client) : client_(client) {}
    Result<std::string> text(const std::string& path);
    /// The bundle of entries of tile `index`, `width` of them.
    Result<std::string> bundle(std::uint64_t index, unsigned width);
    /// Reads nodes of the tree of `size` leaves; this must outlive it.
    ledger::NodeReader nodes(std::uint64_t size);

private:
    Result<std::vector<Hash>> tile(unsigned level, std::uint64_t index, std::uint64_t size);
    Client& client_;
};

/// A bundle's entries: each after its length in two bytes, big-endian. `malformed` when it is cut.
Result<std::vector<std::string>> entries_in(std::string_view bundle);

}  // namespace varde::app
