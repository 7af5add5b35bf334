// A notice: one message without content that tells somebody that something waits. What an address
// may look like, what came of an attempt to send, and when the next one is made.
#pragma once

#include "base/result.hpp"
#include "base/time.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace varde::domain {

/// By what a notice reaches somebody who is not looking at our pages.
enum class NoticeChannel { email, sms };
std::string_view name_of(NoticeChannel channel);
std::optional<NoticeChannel> notice_channel_named(std::string_view name);

/// In which language somebody wants to be told.
enum class Language { nb, en };
std::string_view name_of(Language language);
std::optional<Language> language_named(std::string_view name);

/// What came of one attempt to send a notice.
struct Attempt {
    enum class Outcome {
        sent,          ///< The next system has taken it over; its answer is the evidence.
        try_later,     ///< Not just now, to this address.
        not_possible,  ///< Our way out does not work: that says nothing about the address.
        undeliverable  ///< This address takes nothing.
    };
    Outcome outcome = Outcome::not_possible;
    std::string evidence;  ///< What the next system said, or why nothing was heard of it. One line.
};
std::string_view name_of(Attempt::Outcome outcome);

/// For so long one notice is tried again, from its first attempt on.
inline constexpr std::int64_t notice_tried_seconds = 24 * 60 * 60;
/// The longest pause between two attempts.
inline constexpr std::int64_t notice_pause_seconds_max = 15 * 60;

/// When to try again after `tries` attempts that failed for now, the last one at `now`; or nothing:
/// it has been tried for long enough.
std::optional<Timestamp> next_attempt(Timestamp first_attempt, std::int64_t tries, Timestamp now);

/// The address as it is kept: without spaces around it, a number without spaces and hyphens within.
/// `invalid` when no message could be sent to it. Email: one ASCII address without a name. SMS: a
/// number that begins with `+` and the country's number.
Result<std::string> read_address(NoticeChannel channel, std::string_view text);

}  // namespace varde::domain
