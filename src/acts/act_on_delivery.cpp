#include "acts/act_on_delivery.hpp"

#include "acts/delivery_access.hpp"
#include "acts/obligations.hpp"
#include "acts/refused_as.hpp"
#include "acts/sealed_words.hpp"

namespace varde::acts {
namespace {

/// What came of the writer's step. A refusal is a success here: its record must be committed.
struct Acted {
    std::string refused;
    bool with_content = false;
};

struct Loaded {
    domain::Delivery delivery;
    store::ReportKey key;
};

Result<Loaded> load(Services& services, const DeliveryId& id)
{
    return services.store.read([&](store::Reading& reading) -> Result<Loaded> {
        auto delivery = TRY(reading.delivery(id));
        if (!delivery)
            return Error{ErrorCode::not_found, "There is no such delivery."};
        auto key = TRY(report_key(services, reading, delivery->report));
        return Loaded{std::move(*delivery), std::move(key)};
    });
}

/// A reading is kept with the reason why it was allowed.
void say_why(domain::Event& event, const std::string& reason)
{
    if (event.sealed.empty() && (event.name == domain::EventName::delivery_opened ||
                                 event.name == domain::EventName::delivery_read))
        event.sealed = seal_words({{"why", reason}});
}

/// With what each obliges somebody to, or puts an end to.
Status append_all(Services& services, store::Transaction& tx,
                  const std::vector<domain::Event>& events, const store::ReportKey& key,
                  const std::string& reason)
{
    std::vector<domain::Event> before;
    if (!events.empty())
        for (auto& stored : TRY(tx.events_of(events.front().report)))
            before.push_back(std::move(stored.event));
    for (auto event : events) {
        oblige(services, before, event);
        say_why(event, reason);
        before.push_back(event);
        TRY(tx.append(std::move(event), key, services.random));
    }
    return ok();
}

Result<Acted> decide(Services& services, store::Transaction& tx, const OnDelivery& on,
                     domain::Action action, Deciding& deciding, const store::ReportKey& key)
{
    const auto now = services.clock.now();
    const auto delivery = TRY(tx.delivery(on.delivery));
    CHECK(delivery);  // Deliveries are never deleted.
    const auto object = TRY(object_of(services, tx, *delivery));
    const auto decision = domain::decide(on.actor, action, object, {now});
    if (!decision) {
        TRY(tx.append(refusal(*delivery, on.actor, action, decision.reason, now), key,
                      services.random));
        return Acted{.refused = decision.reason};
    }
    // Whoever must not read it sees of it what stands in the list, and no more.
    if (!domain::decide(on.actor, domain::Action::open, object, {now}))
        return Acted{};
    const bool with_content = delivery->opened_at || action == domain::Action::open;
    const domain::Doing doing{decision.as, now};
    if (TRY(done_before(services, tx, on.key, on.request, delivery->report))) {
        // What is shown once more is read once more.
        if (delivery->opened_at)
            for (auto& event : TRY(domain::open(*delivery, doing))) {
                say_why(event, decision.reason);
                TRY(tx.append(std::move(event), key, services.random));
            }
        return Acted{.with_content = with_content};
    }
    if (on.version_seen && *on.version_seen != delivery->version)
        return Error{.code = ErrorCode::conflict,
                     .message = "It has changed since you read it. Read it again, then decide.",
                     .problem = "stale-view"};
    auto events = TRY(deciding(tx, *delivery, doing));
    TRY(append_all(services, tx, events, key, decision.reason));
    return Acted{.with_content = with_content};
}

Result<DeliveryView> view(Services& services, const OnDelivery& on, bool with_content)
{
    return services.store.read([&](store::Reading& reading) -> Result<DeliveryView> {
        const auto delivery = TRY(reading.delivery(on.delivery));
        CHECK(delivery);
        return view_delivery(services, reading, on.actor, *delivery, with_content);
    });
}

}  // namespace

domain::Event refusal(const domain::Delivery& delivery, const domain::Actor& actor,
                      domain::Action action, std::string_view reason, Timestamp at)
{
    domain::Event event{.name = domain::EventName::access_refused,
                        .report = delivery.report,
                        .delivery = delivery.id,
                        .unit = delivery.unit,
                        .by = refused_as(actor),
                        .at = at,
                        .channel = delivery.channel,
                        .sequence = delivery.sequence,
                        .sealed = seal_words({{"why", reason}})};
    event.facts.action = std::string(domain::name_of(action));
    return event;
}

void act_on_delivery(Services& services, OnDelivery on, domain::Action action, Deciding deciding,
                     Done<DeliveryView> done)
{
    auto loaded = load(services, on.delivery);
    if (!loaded)
        return done(std::move(loaded).error());
    struct Act {
        OnDelivery on;
        Deciding deciding;
        store::ReportKey key;
    };
    auto act = std::make_shared<Act>(  // Owners: the two closures below.
        Act{std::move(on), std::move(deciding), std::move(loaded.value().key)});
    services.store.write<Acted>(
        [&services, act, action](store::Transaction& tx) {
            return decide(services, tx, act->on, action, act->deciding, act->key);
        },
        [&services, act, done = std::move(done)](Result<Acted> acted,
                                                 const store::Committed&) mutable {
            if (!acted)
                return done(std::move(acted).error());
            if (!acted.value().refused.empty())
                return done(Error{ErrorCode::forbidden, acted.value().refused});
            done(view(services, act->on, acted.value().with_content));
        });
}

}  // namespace varde::acts
