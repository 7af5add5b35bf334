// What somebody who follows a ledger remembers of it, durably; see log_follower.hpp.
#pragma once

#include "app/log_tiles.hpp"
#include "base/time.hpp"
#include "ledger/tree.hpp"

namespace varde::app {

class LogState {
public:
    explicit LogState(std::string folder) : folder_(std::move(folder)) {}
    /// The newest note that was believed; empty: none yet.
    Result<std::string> kept() const;
    /// Remembers a note. When its size was first seen: now, if it has `grown`.
    Result<Timestamp> keep(const std::string& note, bool grown, Timestamp now) const;
    static constexpr std::size_t unproven_max = 1'000;
    /// Both notes, for ever if they are `proven` to contradict each other, otherwise until they are
    /// settled. Returns the folder. `conflict` when there are too many that are not settled.
    Result<std::string> keep_evidence(const std::string& kept, const std::string& shown,
                                      bool proven) const;
    struct Unproven {
        std::string folder, note;
    };
    /// Signed notes of which nobody knows yet whether they continue what was believed.
    Result<std::vector<Unproven>> unproven() const;
    /// It does, as is known now.
    Status settle(const Unproven& unproven) const;

    /// The tree of the full bundles that were read and held; empty: none yet.
    Result<ledger::Frontier> audited() const;
    Status keep_audited(const ledger::Frontier& tree) const;
    /// Out of the folder as far as `audited`, and beyond that too if it is there; a full one that
    /// is not is fetched and kept. `conflict` when an audited one is gone: everything is read again
    /// at the next look.
    Result<std::string> bundle(std::uint64_t index, unsigned width, std::uint64_t audited,
                               LogTiles& tiles) const;
    /// What was fetched after the audited ones did not hold: it is fetched again.
    void forget_bundles_from(std::uint64_t index) const;
    /// The copy in the folder is not what was audited: it is all read again.
    Error damaged(std::uint64_t index) const;

private:
    std::string bundle_path(std::uint64_t index) const;
    const std::string folder_;
};

}  // namespace varde::app
