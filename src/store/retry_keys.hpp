// Which request a sender's key belongs to, for as long as keys are kept.
#pragma once

#include "base/time.hpp"
#include "store/key_filter.hpp"
#include "store/reading.hpp"

namespace varde::store {

using KeyMac = std::array<std::uint8_t, 16>;

/// Keys are found for at least this long after they were used.
inline constexpr std::int64_t keys_kept_days = 400;

/// Claims keys without asking the database about those that are new: what was seen since the start
/// and (once `know` has been called) before it stands in filters. Only a key that a filter may
/// hold is looked for in the tables, in every span that is kept, so that a wrong yes costs time
/// and nothing else. The writer thread's alone.
class RetryKeys {
public:
    RetryKeys();
    /// Reads the keys that are not in the index yet.
    Status load(sql::Connection& connection);
    /// Every key that stood in the index at some instant since the start.
    void know(KeyFilter indexed) { indexed_ = std::move(indexed); }

    /// Makes the key ours, or returns whose it is already (perhaps of this very batch).
    Result<std::optional<ClaimedKey>> claim(sql::Connection& connection, const KeyMac& mac,
                                            const Hash& request, const ReportId& report,
                                            Timestamp at);
    /// Forgets some of the keys of spans that ended before `at`; returns how many rows went. Call
    /// it again until none does.
    static Result<std::int64_t> forget_before(sql::Connection& connection, Timestamp at);

    // As in sql::BatchHooks.
    void turn_begins() { turn_start_ = claims_.size(); }
    void turn_undone() { claims_.resize(turn_start_); }
    Status seal(sql::Connection& connection);
    void committed();
    void undone();

private:
    struct Claim {
        KeyMac mac{};
        Hash request{};
        ReportId report;
    };
    Result<std::optional<ClaimedKey>> find(sql::Connection& connection, const KeyMac& mac) const;

    LateIndex index_;
    KeyFilter seen_;                    // Since the start, and all that is pending since before.
    std::optional<KeyFilter> indexed_;  // Before the start. None: nobody has looked yet.
    std::vector<Claim> claims_;         // Of this batch.
    std::size_t turn_start_ = 0;
    std::int64_t span_ = 0;         // Of this batch's last claim.
    std::int64_t next_number_ = 1;  // Of batches.
};

}  // namespace varde::store
