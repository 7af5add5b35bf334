// Which of the reports that were accepted the database lacks, by the roll beside its lock.
#pragma once

#include "store/reading.hpp"
#include "store/recovery.hpp"
#include "store/roll.hpp"

namespace varde::store {

struct MissingReports {
    bool known = false;           ///< There is a roll of this log.
    std::uint64_t from = 0;       ///< It has all that was accepted from this position on.
    std::vector<RollLine> lines;  ///< What it has and the database has not, oldest first.
    /// The last on it. One that is older than what is missing went back in time as well, perhaps.
    std::optional<RollLine> last;
};
/// Looks for every report on the roll: some seconds for a full one. An error when it cannot be
/// read: then nobody knows that nothing is missing.
Result<MissingReports> missing_reports(Reading& reading, const Roll& roll);
/// A sentence for the operator, without its full stop. `size`: how many entries the database has.
std::string in_words(const Result<MissingReports>& missing, std::uint64_t size);

/// The roll is written after the commit: what is last on it must be in a database of `size`
/// entries. A value says why the store must not go on.
Result<std::optional<Recovery>> compare_with_roll(Reading& reading, std::uint64_t size,
                                                  const Roll& roll);

}  // namespace varde::store
