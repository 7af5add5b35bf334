// Contacts and the outbox of notices, as rows. Every notice stands here before anything leaves.
#pragma once

#include "domain/notice/notice.hpp"
#include "store/transaction.hpp"

namespace varde::store {

/// Where somebody is told. The owner is a person or an organisation.
struct Contact {
    Uuid owner;
    domain::NoticeChannel channel = domain::NoticeChannel::email;
    std::string address;
    domain::Language language = domain::Language::nb;
    Timestamp set_at;
    std::optional<Timestamp> dead_at;  ///< Since then nothing is sent there.
};

struct Notice {
    Uuid id;
    Uuid owner;
    domain::NoticeChannel channel = domain::NoticeChannel::email;
    std::string address;  ///< The contact's when the notice was made.
    domain::Language language = domain::Language::nb;
    bool is_test = false;
    std::int64_t urgent = 0, other = 0;  ///< So much waits.
    Timestamp made_at;
    std::optional<Timestamp> due;  ///< Of the next attempt; none when it has ended.
    std::optional<Timestamp> began_at;
    std::int64_t tries = 0;
    std::optional<Timestamp> sent_at, failed_at;
};

struct NoticeAttempt {
    std::int64_t number = 0;  ///< From 1.
    Timestamp at;
    std::string outcome;
    std::string evidence;
};

/// Whether anybody was reached by one step of a ladder, beyond our own pages.
enum class StepReach {
    waiting,  ///< Something is under way.
    reached,
    unreachable  ///< Nothing was sent, and nothing will be.
};

class Notices {
public:
    explicit Notices(Reading& reading) : reading_(reading) {}

    Result<std::vector<Contact>> contacts_of(const Uuid& owner);
    Result<std::optional<Notice>> notice(const Uuid& id);
    /// The newest to this address.
    Result<std::optional<Notice>> last_to(const Contact& contact);
    /// The same without tests.
    Result<std::optional<Notice>> last_that_told(const Contact& contact);
    /// One that nobody can be sending, since its time has not come.
    Result<std::optional<Notice>> not_yet_due(const Contact& contact, Timestamp now);
    /// Of each owner the newest that is due, which tells of the older ones too. Of these what is
    /// urgent first, then the longest due.
    Result<std::vector<Notice>> due(domain::NoticeChannel channel, Timestamp now, int limit);
    Result<std::vector<NoticeAttempt>> attempts_of(const Uuid& notice);
    Result<StepReach> reach_of(const Uuid& escalation);

private:
    Reading& reading_;
};

class NoticeChanges {
public:
    explicit NoticeChanges(Transaction& tx) : tx_(tx) {}

    /// Puts it in the place of the owner's earlier one, and it is not dead.
    Status save(const Contact& contact);
    Status remove_contact(const Uuid& owner, domain::NoticeChannel channel);
    /// Only while the contact still has the notice's address. True when that changed it.
    Result<bool> mark_dead(const Notice& notice, Timestamp at);
    /// True when it was dead.
    Result<bool> mark_alive(const Notice& notice);

    Status add(const Notice& notice);
    /// Counts and time of one that is not due yet.
    Status change(const Notice& notice);
    Status tell(const Uuid& escalation, const Uuid& notice);
    /// Stores the attempt and what the notice is after it: tries, due, began, sent, failed.
    /// `opening` is empty where the ledger holds nothing of it.
    /// A notice that was sent takes along what the owner was to be told before it.
    Status record(const Notice& after, const domain::Attempt& attempt, Timestamp at,
                  ByteView opening);

private:
    Transaction& tx_;
};

}  // namespace varde::store
