#include "support/post.hpp"

namespace varde::test {
namespace {

template <class T>
T written(store::Store& store, store::Store::Decide<T> decide)
{
    std::promise<Result<T>> promise;
    auto future = promise.get_future();
    store.write<T>(std::move(decide), [&](Result<T> result, const store::Committed&) {
        promise.set_value(std::move(result));
    });
    auto result = future.get();
    CHECK(result);
    return std::move(result).value();
}

}  // namespace

Post::Post(Product& product, domain::NoticeChannel channel, notify::Sender& sender)
    : product_(product), channel_(channel),
      outbox_(product.services(), channel, sender, "https://varde.example", stopping_)
{
}

std::int64_t Post::problems(domain::ProblemName name) const
{
    return product_.count("problem WHERE closed_at_us IS NULL AND name = '" +
                          std::string(domain::name_of(name)) + "'");
}

bool Post::make_round()
{
    const bool more = outbox_.make_round();
    // Written after what the round recorded, so that has been done.
    written<Nothing>(product_.store(), [](store::Transaction&) { return ok(); });
    return more;
}

int Post::queue(acts::NewNotice notice)
{
    return written<int>(product_.store(), [&](store::Transaction& tx) {
        return acts::queue_notice(product_.services(), tx, notice);
    });
}

store::StepReach Post::reach_of(const Uuid& escalation)
{
    const auto reach = product_.store().read(
        [&](store::Reading& reading) { return acts::reach_of(reading, escalation); });
    CHECK(reach);
    return reach.value();
}

std::vector<store::NoticeAttempt> Post::attempts_of(const store::Notice& notice)
{
    auto attempts = product_.store().read(
        [&](store::Reading& reading) { return store::Notices(reading).attempts_of(notice.id); });
    CHECK(attempts);
    return std::move(attempts).value();
}

std::vector<acts::ContactView> Post::contacts_of(const Uuid& owner)
{
    auto contacts = acts::see_contacts(product_.services(), {.person = {owner}});
    CHECK(contacts);
    return std::move(contacts).value();
}

store::Notice Post::last_to(const Uuid& owner)
{
    for (auto& view : contacts_of(owner))
        if (view.contact.channel == channel_ && view.last)
            return std::move(*view.last);
    CHECK(false);
    return {};
}

bool Post::is_dead(const Uuid& owner)
{
    for (const auto& view : contacts_of(owner))
        if (view.contact.channel == channel_)
            return view.contact.dead_at.has_value();
    return false;
}

Uuid Post::fresh_id() { return make_uuid(product_.clock.now(), product_.random); }

PersonId add_told(Product& product, const std::string& login, acts::NewContacts contacts)
{
    return product.add_person({.organisation = "Example municipality",
                               .sector = domain::Sector::child_protection,
                               .login = login,
                               .name = "Name of " + login,
                               .grants = {{.role = domain::Role::caseworker,
                                           .unit = {"no.5001"},
                                           .from = product.clock.now()}},
                               .contacts = std::move(contacts)});
}

}  // namespace varde::test
