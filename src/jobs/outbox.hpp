// The outbox: sends the notices that are due through one channel, and records what came of each.
#pragma once

#include "acts/notices.hpp"
#include "notify/sender.hpp"

#include <atomic>
#include <map>
#include <mutex>

namespace varde::jobs {

/// The evidence without the address, which other systems like to repeat in their own way.
std::string without_address(std::string evidence, std::string_view address);

/// One for each channel, so that a slow mail server holds up no SMS. Each notice is sent outside
/// the writer and recorded through it. If we stop in between, it is sent again under the same id:
/// at least once. Must outlive the store, whose answers it takes.
class Outbox {
public:
    /// `public_url`: where one signs in; may be empty. Once `stopping` is true nothing more is
    /// sent.
    Outbox(acts::Services& services, domain::NoticeChannel channel, notify::Sender& sender,
           std::string public_url, const std::atomic<bool>& stopping);

    /// Sends what is due, at most one message to each owner and `batch_max` in all, urgent ones and
    /// then the longest due first: the owner's newest, which says all that waits and so stands for
    /// the older ones. Returns whether there may be more. Blocks while it sends; one thread at a
    /// time.
    bool make_round();

    static constexpr int batch_max = 20;

private:
    struct Unrecorded {
        domain::Attempt attempt;
        bool in_writer = false;
    };
    void tell_operator(const store::Notice& notice, const domain::Attempt& attempt);
    /// What an earlier round sent and could not record: it is not sent again.
    std::optional<Unrecorded> unrecorded(const Uuid& notice);
    void record(const Uuid& notice, domain::Attempt attempt);
    void recorded(const Uuid& notice, const Status& outcome);
    notify::Message message_of(const store::Notice& notice) const;

    acts::Services& services_;
    const domain::NoticeChannel channel_;
    notify::Sender& sender_;
    const std::string public_url_;
    const std::atomic<bool>& stopping_;
    bool stuck_ = false;  // Whether the last message could not be handed over; the round's alone.
    std::mutex mutex_;
    std::map<Uuid, Unrecorded> unrecorded_;  // Guarded by mutex_.
};

}  // namespace varde::jobs
