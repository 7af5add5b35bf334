// Somebody who is to be told that something waits, and what sends it.
#pragma once

#include "acts/contacts.hpp"
#include "domain/problem/problem.hpp"
#include "jobs/outbox.hpp"
#include "support/product.hpp"

namespace varde::test {

/// A product with an outbox for one channel.
class Post {
public:
    Post(Product& product, domain::NoticeChannel channel, notify::Sender& sender);

    /// One round of the outbox, and what it recorded is stored.
    bool make_round();
    /// Queues a notice about fresh escalations, or those that it names, and returns how many
    /// messages that gave.
    int queue(acts::NewNotice notice);
    store::StepReach reach_of(const Uuid& escalation);
    std::vector<store::NoticeAttempt> attempts_of(const store::Notice& notice);
    /// The newest to the owner through this channel.
    store::Notice last_to(const Uuid& owner);
    bool is_dead(const Uuid& owner);
    Uuid fresh_id();

    /// How many problems of this name stand.
    std::int64_t problems(domain::ProblemName name) const;

private:
    std::vector<acts::ContactView> contacts_of(const Uuid& owner);
    Product& product_;
    const domain::NoticeChannel channel_;
    std::atomic<bool> stopping_{false};
    jobs::Outbox outbox_;
};

/// Adds a caseworker of Trondheim who is told at this address.
PersonId add_told(Product& product, const std::string& login, acts::NewContacts contacts);

}  // namespace varde::test
