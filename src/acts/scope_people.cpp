#include "acts/scope_people.hpp"

#include "acts/act_on_delivery.hpp"
#include "acts/delivery_access.hpp"
#include "acts/sealed_words.hpp"
#include "json/value.hpp"

#include <algorithm>

namespace varde::acts {
namespace {

/// For each item why its people are not shown; empty: they are.
using Reasons = std::vector<std::string>;

const packs::Form* form_of(const Services& services, const KindName& kind)
{
    const auto* known = services.pack.find_kind(kind.text);
    const auto form = known ? services.pack.forms.find(known->form) : services.pack.forms.end();
    return form == services.pack.forms.end() ? nullptr : &form->second;
}

std::string cannot_be_read() { return "It cannot be read at present."; }

/// Decides one item and records that it is read.
Result<std::string> read_one(Services& services, store::Transaction& tx, const domain::Actor& actor,
                             const domain::Booked& booked, Timestamp now)
{
    const auto delivery = TRY(tx.delivery(booked.delivery));
    CHECK(delivery);  // Deliveries are never deleted.
    const auto object = TRY(object_of(services, tx, *delivery));
    const auto decision = domain::decide(actor, domain::Action::open, object, {now});
    auto key = report_key(services, tx, delivery->report);
    if (!key && key.error().problem == "report-erased")
        return std::string("It has been erased.");
    if (!key)  // Then nobody reads it: there is nothing to record.
        return decision ? cannot_be_read() : decision.reason;
    if (!decision) {
        // Of what they would otherwise read: a refusal that must be known.
        if (std::ranges::find(object.barred, actor.person) != object.barred.end())
            TRY(tx.append(refusal(*delivery, actor, domain::Action::open, decision.reason, now),
                          key.value(), services.random));
        return decision.reason;
    }
    if (!delivery->opened_at)
        return std::string("Nobody has opened it yet: a list opens nothing.");
    const auto* form = form_of(services, delivery->kind);
    if (!form || form->names_person.empty())
        return std::string("No field of its form is marked as naming whom it is about.");
    for (auto& event : TRY(domain::open(*delivery, {decision.as, now}))) {
        event.sealed = seal_words({{"why", decision.reason}});
        TRY(tx.append(std::move(event), key.value(), services.random));
    }
    return std::string{};
}

/// What stands at `path`, where `*` stands for each element; one without a name is an empty text.
void add_names(json::View at, std::string_view path, std::vector<std::string>& names)
{
    const auto dot = path.find('.');
    const auto step = path.substr(0, dot);
    const auto rest = dot == std::string_view::npos ? std::string_view{} : path.substr(dot + 1);
    if (path.empty()) {
        names.emplace_back(at.text().value_or(""));
    } else if (step != "*") {
        add_names(at.member(step), rest, names);
    } else {
        for (std::size_t i = 0; i < at.size(); ++i)
            add_names(at.at(i), rest, names);
    }
}

Result<std::vector<std::string>> names_in(const Services& services, store::Reading& reading,
                                          const domain::Booked& booked)
{
    const auto key = TRY(report_key(services, reading, booked.report));
    const auto text = TRY(read_content(reading, key, booked.report));
    const auto content = TRY(json::Document::parse(text));
    std::vector<std::string> names;
    add_names(content.root(), form_of(services, booked.key.kind)->names_person, names);
    return names;
}

Status show_people(const Services& services, const Reasons& reasons, Scope& scope)
{
    return services.store.read([&](store::Reading& reading) -> Status {
        for (std::size_t i = 0; i < scope.items.size(); ++i) {
            auto& item = scope.items[i];
            if (!reasons[i].empty()) {
                ++scope.people_hidden[reasons[i]];
                continue;
            }
            auto names = names_in(services, reading, item.booked);
            if (names)
                item.people = std::move(names).value();
            else
                ++scope.people_hidden[cannot_be_read()];
        }
        return ok();
    });
}

}  // namespace

void see_scope_with_people(Services& services, const domain::Actor& actor, ScopeQuery query,
                           Done<Scope> done)
{
    if (!(query.filter.present & domain::mark_drill))
        query.filter.absent |= domain::mark_drill;  // Its people are invented.
    auto seen = see_scope(services, actor, query);
    if (!seen || seen.value().items.empty())
        return done(std::move(seen));
    auto scope = std::make_shared<Scope>(std::move(seen).value());  // Owners: the two closures.
    services.store.write<Reasons>(
        [&services, actor, scope](store::Transaction& tx) -> Result<Reasons> {
            const auto now = services.clock.now();
            Reasons reasons;
            for (const auto& item : scope->items)
                reasons.push_back(TRY(read_one(services, tx, actor, item.booked, now)));
            return reasons;
        },
        [&services, scope, done = std::move(done)](Result<Reasons> reasons,
                                                   const store::Committed&) mutable {
            if (!reasons)
                return done(std::move(reasons).error());
            auto shown = show_people(services, reasons.value(), *scope);
            done(shown ? Result<Scope>(std::move(*scope)) : Result<Scope>(shown.error()));
        });
}

}  // namespace varde::acts
