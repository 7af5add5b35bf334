#include "acts/handle_delivery.hpp"

#include "acts/act_on_delivery.hpp"
#include "acts/delivery_access.hpp"
#include "acts/end_drill.hpp"
#include "acts/sealed_words.hpp"
#include "store/access.hpp"

namespace varde::acts {
namespace {

using Events = Result<std::vector<domain::Event>>;

/// Where an offer goes: the new delivery, numbered in the channel between the two units.
Result<domain::Offer> offer_to(Services& services, store::Transaction& tx, const UnitId& from,
                               const UnitId& to, Timestamp now)
{
    if (!services.pack.directory.find(to))
        return Error{.code = ErrorCode::invalid,
                     .message = "There is no such unit.",
                     .faults = {{"/unit", "is not a known unit"}}};
    domain::Offer offer{.unit = to, .channel = channel_of(services, "unit:" + from.text, to)};
    offer.delivery.uuid = make_uuid(now, services.random);
    offer.sequence = TRY(tx.next_sequence(offer.channel));
    return offer;
}

Result<domain::Delivery> origin_of(store::Transaction& tx, const domain::Delivery& delivery)
{
    if (delivery.from_delivery.is_nil())
        return domain::Delivery{};
    const auto origin = TRY(tx.delivery(delivery.from_delivery));
    CHECK(origin);
    return *origin;
}

}  // namespace

void see_delivery(Services& services, OnDelivery on, Done<DeliveryView> done)
{
    on.key = {};
    act_on_delivery(
        services, std::move(on), domain::Action::list,
        [](store::Transaction&, const domain::Delivery& delivery,
           const domain::Doing& doing) -> Events {
            // The unopened are looked at from outside only, which is no reading.
            if (!delivery.opened_at)
                return std::vector<domain::Event>{};
            return domain::open(delivery, doing);
        },
        std::move(done));
}

void open_delivery(Services& services, OnDelivery on, Done<DeliveryView> done)
{
    act_on_delivery(
        services, std::move(on), domain::Action::open,
        [&services](store::Transaction& tx, const domain::Delivery& delivery,
                    const domain::Doing& doing) -> Events {
            auto events = TRY(domain::open(delivery, doing));
            for (auto& end : TRY(end_drill_if_one(services, tx, delivery, doing)))
                events.push_back(std::move(end));
            return events;
        },
        std::move(done));
}

void file_delivery(Services& services, OnDelivery on, Filing filing, Done<DeliveryView> done)
{
    act_on_delivery(
        services, std::move(on), domain::Action::handle,
        [&services, filing = std::move(filing)](store::Transaction& tx,
                                                const domain::Delivery& delivery,
                                                const domain::Doing& doing) -> Events {
            const CaseId fresh{make_uuid(doing.at, services.random)};
            const auto mac = reference_mac(services, delivery.unit.text, filing.reference);
            const auto case_id = TRY(tx.case_for(delivery.unit, mac, fresh, doing.at));
            return domain::file(
                delivery, doing, case_id,
                seal_words({{"reference", filing.reference}, {"title", filing.title}}));
        },
        std::move(done));
}

void assess_delivery(Services& services, OnDelivery on, Assessment assessment,
                     Done<DeliveryView> done)
{
    act_on_delivery(
        services, std::move(on), domain::Action::handle,
        [assessment = std::move(assessment)](store::Transaction&, const domain::Delivery& delivery,
                                             const domain::Doing& doing) {
            return domain::assess(
                delivery, doing, assessment.immediate_follow_up,
                seal_words({{"outcome", assessment.outcome}, {"reason", assessment.reason}}));
        },
        std::move(done));
}

void answer_delivery(Services& services, OnDelivery on, std::string message,
                     Done<DeliveryView> done)
{
    act_on_delivery(
        services, std::move(on), domain::Action::handle,
        [message = std::move(message)](store::Transaction&, const domain::Delivery& delivery,
                                       const domain::Doing& doing) {
            return domain::answer(delivery, doing, seal_words({{"message", message}}));
        },
        std::move(done));
}

void close_delivery(Services& services, OnDelivery on, domain::CloseReason reason, std::string note,
                    Done<DeliveryView> done)
{
    act_on_delivery(
        services, std::move(on), domain::Action::handle,
        [reason, note = std::move(note)](store::Transaction&, const domain::Delivery& delivery,
                                         const domain::Doing& doing) {
            return domain::close(delivery, doing, reason,
                                 seal_words({{"reason", domain::name_of(reason)}, {"note", note}}));
        },
        std::move(done));
}

void forward_delivery(Services& services, OnDelivery on, UnitId to, std::string reason,
                      Done<DeliveryView> done)
{
    act_on_delivery(
        services, std::move(on), domain::Action::hand_on,
        [&services, to = std::move(to),
         reason = std::move(reason)](store::Transaction& tx, const domain::Delivery& delivery,
                                     const domain::Doing& doing) -> Events {
            const auto offer = TRY(offer_to(services, tx, delivery.unit, to, doing.at));
            return domain::forward(delivery, doing, offer, seal_words({{"reason", reason}}));
        },
        std::move(done));
}

void return_delivery(Services& services, OnDelivery on, std::string reason, Done<DeliveryView> done)
{
    act_on_delivery(
        services, std::move(on), domain::Action::hand_on,
        [&services, reason = std::move(reason)](store::Transaction& tx,
                                                const domain::Delivery& delivery,
                                                const domain::Doing& doing) -> Events {
            const auto origin = TRY(origin_of(tx, delivery));
            domain::Offer offer;
            if (!origin.id.is_nil() && delivery.standing == domain::Standing::owned)
                offer = TRY(offer_to(services, tx, delivery.unit, origin.unit, doing.at));
            return domain::give_back(delivery, origin, doing, offer,
                                     seal_words({{"reason", reason}}));
        },
        std::move(done));
}

void take_delivery(Services& services, OnDelivery on, Done<DeliveryView> done)
{
    act_on_delivery(
        services, std::move(on), domain::Action::handle,
        [](store::Transaction& tx, const domain::Delivery& delivery,
           const domain::Doing& doing) -> Events {
            const auto origin = TRY(origin_of(tx, delivery));
            auto present = delivery;
            if (!TRY(is_kept(tx, delivery, doing.at)))
                present.owner = {};
            return domain::take(present, origin.id.is_nil() ? nullptr : &origin, doing);
        },
        std::move(done));
}

void assign_delivery(Services& services, OnDelivery on, PersonId to, std::string reason,
                     Done<DeliveryView> done)
{
    act_on_delivery(
        services, std::move(on), domain::Action::hand_on,
        [to, reason = std::move(reason)](store::Transaction& tx, const domain::Delivery& delivery,
                                         const domain::Doing& doing) -> Events {
            bool able = false;
            for (const auto& grant : TRY(tx.grants_of(to)))
                able |= domain::lets_open(grant, delivery.unit, delivery.kind, doing.at);
            if (!able)
                return Error{.code = ErrorCode::invalid,
                             .message = "This person cannot open it, so it cannot be given to "
                                        "them.",
                             .faults = {{"/person", "has no access to this kind in this unit"}}};
            const auto barred = TRY(store::AccessRecords(tx).barred_from(delivery.report));
            if (std::ranges::find(barred, to) != barred.end())
                return Error{.code = ErrorCode::invalid,
                             .message = "A conflict of interest between this person and this "
                                        "report has been declared, so it cannot be given to them.",
                             .faults = {{"/person", "must not read this report"}}};
            return domain::assign(delivery, doing, to, seal_words({{"reason", reason}}));
        },
        std::move(done));
}

}  // namespace varde::acts
