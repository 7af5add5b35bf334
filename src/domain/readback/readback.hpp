// Whether a unit's case system still holds a delivery that it took: proved by a digest over the
// content and a nonce that nobody could know before. Pure; times come in.
//
// A round is one question with a nonce of its own. The first comes with the delivery; the next an
// hour after the first proof, then each night for thirty nights, then on average once a week while
// it is open and once in thirty days after that: what an archive loses late is found out too.
#pragma once

#include "base/id.hpp"
#include "domain/event.hpp"

#include <optional>
#include <string>

namespace varde::domain {

enum class ReadbackState {
    waiting,       ///< Never proved yet, and there is time.
    stored,        ///< Proved last time.
    silent,        ///< No answer in time.
    missing,       ///< The system says that it does not have it.
    wrong_digest,  ///< The answer is not over what we gave.
    skipped,       ///< The system went past it and has not proved it.
    regressed,     ///< The system asks again for what it had: perhaps it was restored from a copy.
    unavailable,   ///< We cannot read it ourselves: the system is neither given it nor asked.
    erased         ///< Erased here: nothing is asked any more.
};
std::string_view name_of(ReadbackState state);
std::optional<ReadbackState> readback_state_named(std::string_view name);
/// Whether somebody must be told.
bool is_failing(ReadbackState state);

/// What a system has to answer in. A connector that polls answers within seconds; an hour leaves
/// room for a restart, and one hour's blindness is what the unit's people accept at most.
inline constexpr std::int64_t answer_seconds_max = 3'600;
/// A nonce that was not answered is replaced after so long.
inline constexpr std::int64_t nonce_seconds_max = 24 * 3'600;
/// So long after content was given again nothing is asked: what is answered then comes from a
/// store, and not from what was passing by.
inline constexpr std::int64_t settle_seconds_min = 3'600;
/// So often somebody looks whether what we could not read can be read again.
inline constexpr std::int64_t unread_seconds_max = 600;
/// Who reads the same for longer is recorded anew.
inline constexpr std::int64_t reading_seconds_max = 3'600;

struct Readback {
    DeliveryId delivery;
    ReportId report;
    UnitId unit;
    std::int64_t number = 0;  ///< In what the unit's system fetches: from 1, without gaps.
    Channel channel{};
    std::int64_t sequence = 0;  ///< In the channel.
    Timestamp added_at;
    ReadbackState state = ReadbackState::waiting;
    std::int64_t round = 1;
    std::optional<Timestamp> asked_at;   ///< When this round began; nothing: it was answered.
    std::optional<Timestamp> due_at;     ///< When somebody looks again.
    std::optional<Timestamp> stored_at;  ///< Since then it has been proved each time.
    std::optional<Timestamp> proved_at;  ///< For the last time.
    std::optional<Timestamp> failed_at;  ///< Since then it fails.
    std::string remark;     ///< Of an answer that changed nothing: nonce_expired, nonce_unknown.
    std::string connector;  ///< `name/version` of the system that answered last.
    std::string told;       ///< What the problem is about that people were told with.
    /// The last in which its content was given; 0: not since it fails in this way.
    std::int64_t read_round = 0;
    OrganisationId read_by;            ///< To whose system that was recorded…
    std::optional<Timestamp> read_at;  ///< …and when: the same within an hour is the same reading.
    bool operator==(const Readback&) const = default;
};

/// What is asked of a delivery from the moment in which it came.
Readback begin_readback(Readback added);

/// `changed`: its state is another one, or another system proved it: which is recorded.
struct Looked {
    Readback readback;
    bool changed = false;
};

/// At `due_at`, and of what we can read: asks again, or finds that no answer came. Of what fails
/// people are told again, if the problem was closed meanwhile. What we could not read before is as
/// it was before that: held, or waiting to be fetched.
Looked look_again(Readback readback, Timestamp now);

/// The digest was right. `open`: somebody must still act on the delivery. `draw`: of this delivery,
/// always the same, which nobody else can guess: it spreads the questions.
Looked prove(Readback readback, std::string connector, bool open, std::uint64_t draw,
             Timestamp now);

/// The system failed in this way. What is failing is asked at once.
Looked fail_readback(Readback readback, ReadbackState how, Timestamp now);

/// Its content is given to the system. Only the first question stands beside content: of what the
/// system has said nothing yet. Any other is void, and the next comes when the content has settled.
/// However often that is, of what fails people are told again each day.
Readback hand_over(Readback readback, Timestamp now);

/// Whether a page does not give its content once more: it was given since it fails, and the system
/// has not had a day to answer for it yet.
bool is_taken(const Readback& readback);

/// We cannot read it: nothing is asked, and soon somebody looks whether we can.
Looked withhold(Readback readback, Timestamp now);

/// Nothing is asked any more.
Readback end_readback(Readback readback);

/// When to ask again after a proof at `now`.
Timestamp next_question(Timestamp stored_at, bool open, std::uint64_t draw, Timestamp now);

}  // namespace varde::domain
