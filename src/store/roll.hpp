// The roll of accepted reports: one line for each, in a file beside the checkpoint lock. When the
// database has gone back in time, the lock says how many entries are missing, and the roll which
// reports: whoever sent them can be asked to send them again.
//
// Like the lock it is in no backup, and no restore brings it back. It trails the commits by a
// quarter of a second and is written before the lock. Lines have no personal data:
//
//   <position> <accepted at> <report> <unit> <number in its channel> <sender's organisation or ->
//   and the first four bytes of the SHA-256 of all that, in hex: another line is none
//
// under a first line that says from which position on it has all, and in which log. At 32 MiB,
// about a quarter of a million reports, a file becomes `<roll>.old`, and the one before it goes.
#pragma once

#include "base/id.hpp"
#include "base/result.hpp"

#include <atomic>
#include <functional>
#include <mutex>
#include <optional>
#include <span>
#include <utility>
#include <vector>

namespace varde::store {

struct RollLine {
    std::uint64_t position = 0;  ///< Of the acceptance, in the ledger.
    Timestamp at;
    ReportId report;
    UnitId unit;
    std::int64_t sequence = 0;
    OrganisationId sender;  ///< Nil: nobody signed in.
    bool operator==(const RollLine&) const = default;
};
std::string to_text(const RollLine& line);  ///< Its line end included.
/// Nothing for what is no whole line.
std::optional<RollLine> parse_roll_line(std::string_view text);

/// Where the roll of a log is that has this checkpoint lock.
std::string roll_path(const std::string& lock);

/// What batches have accepted that are not committed yet. The writer thread's alone.
class RollPage {
public:
    void add(RollLine line) { lines_.push_back(std::move(line)); }
    /// As in sql::BatchHooks.
    void turn_begins() { turn_start_ = lines_.size(); }
    void turn_undone() { lines_.resize(turn_start_); }
    std::vector<RollLine> take() { return std::exchange(lines_, {}); }

private:
    std::vector<RollLine> lines_;
    std::size_t turn_start_ = 0;
};

class Roll {
public:
    static constexpr std::uint64_t file_bytes_max = 32 << 20;
    static constexpr std::size_t waiting_max = 100'000;

    /// `log` is its verifier key as text: lines of another log are not ours.
    Roll(std::string path, std::string log, std::uint64_t bytes_max = file_bytes_max)
        : path_(std::move(path)), log_(std::move(log)), bytes_max_(bytes_max)
    {
    }

    /// Makes an empty one where there is none of this log: from this position on it has all.
    /// Returns the position from which on it lacks what there is. An error, and nothing changed,
    /// when a file is there and cannot be read.
    Result<std::uint64_t> begin(std::uint64_t from) const;
    /// Remembers a committed batch's. Touches no disk; may be called from any thread. More than
    /// `waiting_max` that the disk does not take are not kept: then the roll is `behind`.
    void note(std::vector<RollLine> lines);
    /// Whether something is lacking that only `catch_up` brings. Nothing after it is written.
    bool behind() const;
    /// What was accepted from a position on, as far as it is committed, oldest first: `at_once`
    /// lines, or fewer at the end.
    using Accepted = std::function<Result<std::vector<RollLine>>(std::uint64_t from, int at_once)>;
    /// Writes what it lacks: what came after its last line or, where there is no roll, from
    /// position `from` on. After an error it is `behind`. May run beside `note`, not beside
    /// `write`.
    Status catch_up(std::uint64_t from, const Accepted& accepted);
    /// Makes durable what was noted, in order. After an error it waits for the next call. One
    /// thread at a time. Says trouble once in the log.
    Status write();
    /// Whether something that was accepted could not be written, at the last `write`.
    bool stuck() const { return stuck_; }

    /// The last line, or nothing when there is no roll of this log. Reads a few kilobytes.
    Result<std::optional<RollLine>> last() const;

    struct Known {
        std::uint64_t from = 0;       ///< It has all that was accepted from this position on…
        std::vector<RollLine> lines;  ///< …and these are they, in order.
    };
    /// Everything on it. Nothing when there is no roll of this log.
    Result<std::optional<Known>> read() const;

private:
    Status append(std::span<const RollLine> lines) const;
    Status fill(std::uint64_t from, const Accepted& accepted) const;
    std::string beginning(std::uint64_t from) const;
    std::optional<std::uint64_t> from_in(std::string_view text) const;

    const std::string path_, log_;
    const std::uint64_t bytes_max_;
    std::vector<RollLine> unwritten_;  // Whoever writes.
    std::atomic<bool> stuck_{false};
    mutable std::mutex mutex_;  // Guards the next two.
    std::vector<RollLine> noted_;
    bool behind_ = false;  // Something was left out: nothing after it may be written.
};

}  // namespace varde::store
