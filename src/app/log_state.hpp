// What somebody who follows a ledger remembers of it, durably; see log_follower.hpp.
#pragma once

#include "app/log_tiles.hpp"
#include "base/time.hpp"

namespace varde::app {

class LogState {
public:
    explicit LogState(std::string folder) : folder_(std::move(folder)) {}
    /// The newest note that was believed; empty: none yet.
    Result<std::string> kept() const;
    /// Remembers a note. When its size was first seen: now, if it has `grown`.
    Result<Timestamp> keep(const std::string& note, bool grown, Timestamp now) const;
    /// Both notes, for ever. Returns the folder.
    Result<std::string> keep_evidence(const std::string& kept, const std::string& shown) const;
    /// Out of the folder; a full one is fetched once and kept.
    Result<std::string> bundle(std::uint64_t index, unsigned width, LogTiles& tiles) const;

private:
    const std::string folder_;
};

}  // namespace varde::app
