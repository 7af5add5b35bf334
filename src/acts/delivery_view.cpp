#include "acts/delivery_view.hpp"

#include "acts/delivery_access.hpp"
#include "acts/drill_records.hpp"
#include "acts/sealed_words.hpp"
#include "store/access.hpp"
#include "store/readbacks.hpp"
#include "store/resends.hpp"
#include "vault/record.hpp"

namespace varde::acts {
namespace {

/// What the unit's timeline calls an event; empty for events that are not on it.
std::string step_name(const domain::Event& event)
{
    using domain::EventName;
    if (event.name == EventName::report_accepted)
        return "accepted";
    const auto names = domain::milestones_of(event.name);
    if (!names.empty())
        return std::string(names.front());
    switch (event.name) {
    case EventName::delivery_offered:
        return "offered";
    case EventName::delivery_taken:
        return "taken";
    case EventName::delivery_assigned:
        return "assigned";
    case EventName::delivery_read:
        return "read";
    case EventName::access_refused:
        return "refused";
    case EventName::readback_failed:
        return "readback_failed";
    default:
        return {};
    }
}

/// The sealed JSON of an event: the second line of what was committed to.
std::string sealed_json(const store::OpenFact& fact)
{
    const auto line = fact.committed.find('\n');
    auto text = line == std::string::npos ? std::string{} : fact.committed.substr(line + 1);
    if (text.ends_with('\n'))
        text.pop_back();
    return text;
}

std::string* place_for(DeliveryView& view, domain::EventName name)
{
    switch (name) {
    case domain::EventName::delivery_filed:
        return &view.filed;
    case domain::EventName::delivery_assessed:
        return &view.assessed;
    case domain::EventName::delivery_answered:
        return &view.answered;
    case domain::EventName::delivery_closed:
        return &view.closed;
    default:
        return nullptr;
    }
}

Status add_acceptance(DeliveryView& view, store::Reading& reading, const store::StoredEvent& stored,
                      const store::OpenFact& fact)
{
    auto details = TRY(read_details(fact.extra));
    view.warnings = std::move(details.warnings);
    view.medium = stored.event.facts.medium;
    if (!stored.event.by.organisation.is_nil())
        if (auto sender = TRY(reading.organisation(stored.event.by.organisation)))
            view.sender_name = sender->name;
    for (const auto& [number, upload] : TRY(reading.attachments(stored.event.report))) {
        const auto index = std::size_t(number) - 1;
        view.attachments.push_back({number,
                                    index < details.attachment_names.size()
                                        ? details.attachment_names[index]
                                        : std::string{},
                                    upload.media_type, upload.bytes});
    }
    return ok();
}

/// Who must not read it, and whether whoever owns it still could.
struct AccessNow {
    std::vector<PersonId> barred;
    bool kept = false;
};

/// Taking depends on who asks; why they cannot, or nothing.
std::string why_not_take(const domain::Delivery& delivery, const domain::Actor& actor, bool kept)
{
    if (delivery.standing != domain::Standing::owned)
        return {};
    auto present = delivery;
    if (!kept)
        present.owner = {};
    const auto taking = domain::take(present, nullptr, {.by = {.person = actor.person}});
    return taking ? std::string{} : taking.error().message;
}

std::vector<ActView> acts_of(const Services& services, const domain::Actor& actor,
                             const DeliveryView& view, const AccessNow& access)
{
    const auto& delivery = view.delivery;
    const auto possible = domain::possible_acts(delivery);
    const domain::Object object{.kind = delivery.kind,
                                .unit = delivery.unit,
                                .unit_name = view.unit_name,
                                .barred = access.barred};
    const auto decision =
        domain::decide(actor, domain::Action::handle, object, {services.clock.now()});
    std::vector<ActView> acts;
    for (const auto* name :
         {"open", "take", "file", "assess", "answer", "close", "forward", "return", "assign"}) {
        const bool now = std::find(possible.begin(), possible.end(), name) != possible.end();
        acts.push_back({name, decision.allowed && now,
                        !decision.allowed ? decision.reason
                        : now             ? decision.reason
                                          : "Not possible at this point: it is " +
                                    std::string(domain::state_word(delivery)) + "."});
        if (!acts.back().allowed || acts.back().name != "take")
            continue;
        if (auto reason = why_not_take(delivery, actor, access.kept); !reason.empty())
            acts.back() = {name, false, std::move(reason)};
    }
    return acts;
}

/// Whoever must not read it is told what stands in the list, and no more.
void leave_out_what_happened(DeliveryView& view)
{
    view.steps.clear();
    view.warnings.clear();
    view.attachments.clear();
    view.obligations.clear();
}

}  // namespace

Result<std::string> Names::of(const PersonId& person)
{
    if (person.is_nil())
        return std::string{};
    const auto [place, fresh] = known_.try_emplace(person);
    if (fresh)
        if (auto found = TRY(reading_.person(person)))
            place->second = found->name;
    return place->second;
}

Result<std::string> read_content(store::Reading& reading, const store::ReportKey& key,
                                 const ReportId& report)
{
    const auto sealed = TRY(reading.content(report));
    if (!sealed)
        return Error{ErrorCode::internal, "this report's content is not there"};
    const auto plain = TRY(vault::open_record(key.key, report.uuid, *sealed));
    const auto document = TRY(json::Document::parse(text_of(plain)));
    const auto content = document.root().member("content");
    return content.exists() ? content.to_text() : std::string("{}");
}

Result<DeliveryView> view_delivery(const Services& services, store::Reading& reading,
                                   const domain::Actor& actor, const domain::Delivery& delivery,
                                   bool with_content)
{
    DeliveryView view{.delivery = delivery, .unit_name = unit_name(services, delivery.unit)};
    view.drill =
        domain::ended_as_drill(delivery) && TRY(is_drill(services, reading, delivery.report));
    if (const auto* kind = services.pack.find_kind(delivery.kind.text))
        view.kind_title = kind->title.in("nb");
    view.offered_unit_name = unit_name(services, delivery.offered_unit);
    view.from_unit_name = unit_name(services, delivery.from_unit);
    const auto key = TRY(report_key(services, reading, delivery.report));
    Names names(reading);
    view.owner_name = TRY(names.of(delivery.owner));
    for (const auto& stored : TRY(reading.events_of(delivery.report))) {
        const auto& event = stored.event;
        if (event.name == domain::EventName::report_accepted)
            view.earlier = event.facts.earlier;
        view.withdrawn |= event.name == domain::EventName::report_withdrawn;
        if (auto name = step_name(event); !name.empty())
            view.steps.push_back({std::move(name), event.at, event.by,
                                  unit_name(services, event.by.unit),
                                  TRY(names.of(event.by.person))});
        const auto fact = TRY(store::open_fact(key, event.report, stored.sealed));
        if (event.name == domain::EventName::report_accepted)
            TRY(add_acceptance(view, reading, stored, fact));
        // What another unit wrote in its own delivery of this report is that unit's.
        else if (auto* place = place_for(view, event.name);
                 place && with_content && event.delivery == delivery.id)
            *place = sealed_json(fact);
        else if (event.name == domain::EventName::delivery_stored && with_content &&
                 event.delivery == delivery.id)
            view.store_reference = word_in(fact, "store_reference");
    }
    // Names of files are content: they often say whom it is about.
    if (!with_content)
        for (auto& attachment : view.attachments)
            attachment.name.clear();
    view.readback = TRY(store::ReadbackRecords(reading).of(delivery.id));
    view.repeats = TRY(store::ResendRecords(reading).repeats_of(delivery.report));
    view.obligations = TRY(obligations_of(services, reading, delivery.id.uuid));
    AccessNow access{.barred = TRY(store::AccessRecords(reading).barred_from(delivery.report))};
    access.kept = TRY(is_kept(reading, delivery, services.clock.now()));
    view.acts = acts_of(services, actor, view, access);
    if (std::ranges::find(access.barred, actor.person) != access.barred.end())
        leave_out_what_happened(view);
    if (with_content)
        view.content = TRY(read_content(reading, key, delivery.report));
    return view;
}

}  // namespace varde::acts
