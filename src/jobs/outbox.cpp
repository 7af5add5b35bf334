#include "jobs/outbox.hpp"

#include "base/log.hpp"
#include "notify/text.hpp"

#include <algorithm>

namespace varde::jobs {
namespace {

using domain::Attempt;

}  // namespace

std::string without_address(std::string evidence, std::string_view address)
{
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? char(c - 'A' + 'a') : c; };
    if (address.starts_with('+'))
        address.remove_prefix(1);
    for (;;) {
        const auto found = std::ranges::search(evidence, address, {}, lower, lower);
        if (found.empty())
            return evidence;
        evidence.replace(found.begin(), found.end(), "-");
    }
}

Outbox::Outbox(acts::Services& services, domain::NoticeChannel channel, notify::Sender& sender,
               std::string public_url, const std::atomic<bool>& stopping)
    : services_(services), channel_(channel), sender_(sender), public_url_(std::move(public_url)),
      stopping_(stopping)
{
}

bool Outbox::make_round()
{
    if (services_.store.recovery() || services_.store.failed())
        return false;
    const auto due = services_.store.read([&](store::Reading& reading) {
        return store::Notices(reading).due(channel_, services_.clock.now(), batch_max);
    });
    if (!due) {
        log::warning("the outbox could not be read", {{"reason", due.error().message}});
        return false;
    }
    bool sent_some = false;
    for (const auto& notice : due.value()) {
        if (auto earlier = unrecorded(notice.id)) {
            if (!earlier->in_writer)
                record(notice.id, std::move(earlier->attempt));
            continue;
        }
        if (stopping_)
            return false;
        auto attempt = sender_.send(message_of(notice));
        if (stopping_ && attempt.outcome != Attempt::Outcome::sent)
            return false;  // We ended it ourselves.
        tell_operator(notice, attempt);
        record(notice.id, std::move(attempt));
        sent_some = true;
    }
    return sent_some;
}

/// What an operator should know, once for each trouble; an address is nobody's business in a log.
void Outbox::tell_operator(const store::Notice& notice, const Attempt& attempt)
{
    const auto channel = domain::name_of(channel_);
    if (attempt.outcome == Attempt::Outcome::undeliverable)
        log::warning("an address takes no notices: it is dead",
                     {{"channel", channel}, {"owner", to_string(notice.owner)}});
    const bool stuck = attempt.outcome == Attempt::Outcome::not_possible;
    if (stuck && !stuck_)
        log::warning(
            "notices cannot be handed over; they are tried again and again",
            {{"channel", channel}, {"reason", without_address(attempt.evidence, notice.address)}});
    if (!stuck && stuck_)
        log::info("notices are handed over again", {{"channel", channel}});
    stuck_ = stuck;
}

std::optional<Outbox::Unrecorded> Outbox::unrecorded(const Uuid& notice)
{
    std::lock_guard lock(mutex_);
    const auto found = unrecorded_.find(notice);
    return found == unrecorded_.end() ? std::nullopt : std::optional(found->second);
}

void Outbox::record(const Uuid& notice, Attempt attempt)
{
    {
        std::lock_guard lock(mutex_);
        unrecorded_[notice] = {attempt, true};
    }
    services_.store.write<Nothing>(
        [this, notice, attempt = std::move(attempt)](store::Transaction& tx) {
            return acts::record_attempt(services_, tx, notice, attempt);
        },
        [this, notice](Result<Nothing> outcome, const store::Committed&) {
            recorded(notice, outcome);
        });
}

void Outbox::recorded(const Uuid& notice, const Status& outcome)
{
    std::lock_guard lock(mutex_);
    if (outcome)
        unrecorded_.erase(notice);
    else
        unrecorded_[notice].in_writer = false;
}

notify::Message Outbox::message_of(const store::Notice& notice) const
{
    const auto text = notice.is_test
                          ? notify::test_text(notice.channel, notice.language, public_url_)
                          : notify::waiting_text(notice.channel, notice.language,
                                                 {notice.urgent, notice.other}, public_url_);
    return {.id = notice.id,
            .channel = notice.channel,
            .address = notice.address,
            .subject = text.subject,
            .text = text.body,
            .at = services_.clock.now()};
}

}  // namespace varde::jobs
