#include "acts/scope.hpp"

#include "acts/acceptance.hpp"
#include "acts/duty.hpp"
#include "acts/kept_report.hpp"
#include "store/access.hpp"

#include <algorithm>

namespace varde::acts {
namespace {

domain::BookKey key_of(const store::ScopeCount& counted)
{
    return {.unit = counted.unit,
            .kind = counted.kind,
            .standing = counted.standing,
            .marks = counted.marks};
}

void add(const Services& services, const store::ScopeCount& counted,
         std::map<UnitId, ScopeUnit>& units)
{
    auto& unit = units[counted.unit];
    if (unit.unit.text.empty()) {
        unit.unit = counted.unit;
        unit.name = unit_name(services, counted.unit);
        if (const auto* known = services.pack.directory.find(counted.unit))
            unit.municipality = known->municipality;
    }
    unit.count += counted.count;
    unit.states[std::string(domain::state_word(key_of(counted)))] += counted.count;
}

/// In units that the actor watches all; elsewhere what their own organisation sent.
Status count(const Services& services, store::BookRecords& records, const Sight& sight,
             const ScopeQuery& query, Scope& scope)
{
    std::map<UnitId, ScopeUnit> units;
    for (const auto& part : sight.parts(query.filter))
        for (const auto& counted : TRY(records.counts(part.filter)))
            if (sight.sees(part, counted.unit, counted.kind) &&
                is_wanted(services, query, key_of(counted)))
                add(services, counted, units);
    for (auto& [id, unit] : units) {
        scope.total += unit.count;
        scope.units.push_back(std::move(unit));
    }
    return ok();
}

/// Of both parts together, oldest first.
class Listing {
public:
    Listing(const Services& services, store::BookRecords& records, const Sight& sight,
            const ScopeQuery& query)
        : services_(services), records_(records), sight_(sight), query_(query)
    {
    }

    Result<std::vector<domain::Booked>> items(const store::BookPlace& after, std::size_t limit)
    {
        std::vector<domain::Booked> all;
        for (const auto& part : sight_.parts(query_.filter))
            for (auto& booked : TRY(records_.items(part.filter, after, wanted(part), limit)))
                all.push_back(std::move(booked));
        std::ranges::sort(all, {}, place_of);
        all.resize(std::min(all.size(), limit));
        return all;
    }

    Result<std::optional<Timestamp>> newest()
    {
        std::optional<Timestamp> newest;
        for (const auto& part : sight_.parts(query_.filter))
            if (const auto last = TRY(records_.newest(part.filter, wanted(part))))
                newest = std::max(newest.value_or(last->received_at), last->received_at);
        return newest;
    }

private:
    static std::pair<Timestamp, DeliveryId> place_of(const domain::Booked& booked)
    {
        return {booked.received_at, booked.delivery};
    }

    store::BookRecords::Fits wanted(const Sight::Part& part) const
    {
        return [this, part](const domain::Booked& booked) {
            return sight_.sees(part, booked.key.unit, booked.key.kind) &&
                   is_wanted(services_, query_, booked.key);
        };
    }

    const Services& services_;
    store::BookRecords& records_;
    const Sight& sight_;
    const ScopeQuery& query_;
};

Status add_items(const Services& services, store::Reading& reading, const domain::Actor& actor,
                 const Sight& sight, std::vector<domain::Booked> found, Scope& scope)
{
    store::ResendRecords resends(reading);
    for (auto& booked : found) {
        ScopeItem item{.booked = std::move(booked)};
        const auto& key = item.booked.key;
        item.unit_name = unit_name(services, key.unit);
        if (sight.is_sender() && key.sender == sight.sender()) {
            auto facts = TRY(sent_facts(services, reading, item.booked.report));
            item.sender_reference = std::move(facts.sender_reference);
            item.digest = std::move(facts.digest);
            item.unreadable = facts.unreadable;
        }
        const auto barred = TRY(store::AccessRecords(reading).barred_from(item.booked.report));
        item.sender_hidden =
            !actor.person.is_nil() && std::ranges::find(barred, actor.person) != barred.end();
        if (const auto resend = TRY(resends.of(item.booked.report)))
            item.resend_asked_at = resend->asked_at;
        item.repeats = TRY(resends.repeats_of(item.booked.report));
        if (!key.sender.is_nil() && !scope.sender_names.contains(key.sender))
            if (const auto organisation = TRY(reading.organisation(key.sender)))
                scope.sender_names.emplace(key.sender, organisation->name);
        scope.items.push_back(std::move(item));
    }
    return ok();
}

/// Marks that every delivery in this state has, and those that none has.
void narrow_to_state(const std::string& state, store::ScopeFilter& filter)
{
    constexpr std::pair<std::string_view, std::int64_t> steps[] = {
        {"opened", domain::mark_opened},
        {"filed", domain::mark_filed},
        {"assessed", domain::mark_assessed},
        {"answered", domain::mark_answered},
    };
    bool is_later = state == "unopened";
    for (const auto& [name, mark] : steps) {
        if (is_later)
            filter.absent |= mark;
        if (name == state) {
            filter.present |= mark;
            is_later = true;
        }
    }
    if (state == "closed" || state == "erased")
        filter.present |= domain::mark_closed;
    if (state == "erased")
        filter.present |= domain::mark_erased;
    if (state == "returned")
        filter.present |= domain::mark_returned;
    if (state == "offered")
        filter.absent |= domain::mark_from_sender;
}

/// The same question, with what of it the counts can answer: a rare state or a small municipality
/// is not looked for where there is none.
ScopeQuery narrowed(const Services& services, ScopeQuery query)
{
    narrow_to_state(query.state, query.filter);
    if (query.municipality.empty() || !query.filter.unit.text.empty())
        return query;
    std::vector<UnitId> units;
    for (const auto& unit : services.pack.directory.units())
        if (unit.municipality == query.municipality)
            units.push_back(unit.id);
    if (units.size() == 1)
        query.filter.unit = units.front();
    return query;
}

Result<SentFacts> opened_facts(const Services& services, store::Reading& reading,
                               const ReportId& report, ByteView sealed)
{
    const auto key = TRY(report_key(services, reading, report));
    const auto fact = TRY(store::open_fact(key, report, sealed));
    SentFacts facts{.sender_reference = TRY(read_details(fact.extra)).sender_reference};
    // `part 0 application/json <bytes> <sha256>`
    const auto line = std::string_view(fact.committed).substr(0, fact.committed.find('\n'));
    facts.digest = line.substr(line.rfind(' ') + 1);
    return facts;
}

}  // namespace

bool is_wanted(const Services& services, const ScopeQuery& query, const domain::BookKey& key)
{
    if (!query.state.empty() && domain::state_word(key) != query.state)
        return false;
    if (query.municipality.empty())
        return true;
    const auto* unit = services.pack.directory.find(key.unit);
    return unit && unit->municipality == query.municipality;
}

Result<Sight> Sight::of(const Services& services, const domain::Actor& actor,
                        const store::ScopeFilter& filter, domain::Action action)
{
    Sight sight;
    std::string reason = "You may see this of no unit.";
    if (actor.is_nobody())
        return Error{ErrorCode::unauthenticated, "Sign in first."};
    if (!filter.unit.text.empty() && !services.pack.directory.find(filter.unit))
        return Error{ErrorCode::not_found, "There is no such unit."};
    for (const auto& unit : services.pack.directory.units()) {
        if (!filter.unit.text.empty() && unit.id != filter.unit)
            continue;
        auto object = duty_of(services, unit.id);
        const auto may = [&](const KindName& kind) {
            object.kind = kind;
            return domain::decide(actor, action, object, {services.clock.now()});
        };
        std::set<KindName> kinds;
        auto decision = may({"every kind"});  // That no grant names: only those see it who see all.
        if (!decision)
            for (const auto& kind : services.pack.kinds)
                if (auto one = may(kind.name)) {
                    decision = std::move(one);
                    kinds.insert(kind.name);
                }
        if (!decision && !filter.unit.text.empty())
            reason = decision.reason;
        if (!decision)
            continue;
        if (sight.units_.empty())
            sight.as_ = decision.as;
        sight.units_.emplace(unit.id, std::move(kinds));
    }
    const auto follows = domain::decide(actor, domain::Action::follow,
                                        {.sender = actor.organisation.id}, {services.clock.now()});
    // Whoever works in one unit and asks for another must not read "none" where they may not see.
    const bool means_own = filter.unit.text.empty() || follows.as.role == domain::Role::sender;
    if (action == domain::Action::watch && follows && (means_own || !sight.units_.empty()))
        sight.sender_ = actor.organisation.id;
    if (sight.units_.empty() && !sight.is_sender())
        return Error{ErrorCode::forbidden, reason};
    return sight;
}

bool Sight::sees(const UnitId& unit, const KindName& kind) const
{
    const auto found = units_.find(unit);
    return found != units_.end() && (found->second.empty() || found->second.contains(kind));
}

std::vector<Sight::Part> Sight::parts(const store::ScopeFilter& filter) const
{
    std::vector<Part> parts;
    if (!units_.empty()) {
        auto& narrowed = parts.emplace_back(filter, true).filter;
        const auto& [unit, kinds] = *units_.begin();
        if (units_.size() == 1)
            narrowed.unit = unit;
        if (units_.size() == 1 && kinds.size() == 1 && filter.kind.text.empty())
            narrowed.kind = *kinds.begin();
    }
    if (is_sender() && filter.sender.value_or(sender_) == sender_)
        parts.emplace_back(filter, false).filter.sender = sender_;
    return parts;
}

bool Sight::sees(const domain::BookKey& key) const
{
    return sees(key.unit, key.kind) || (is_sender() && key.sender == sender_);
}

Result<SentFacts> sent_facts(const Services& services, store::Reading& reading,
                             const ReportId& report)
{
    const auto found = TRY(reading.report(report));
    if (!found || TRY(erased(services, reading, report)))
        return SentFacts{};
    const auto stored = TRY(reading.event_at(found->position));
    if (!stored)
        return Error{ErrorCode::internal, "the acceptance of a report is missing"};
    auto facts = opened_facts(services, reading, report, stored->sealed);
    // One that cannot be read is no reason to withhold the others of a list.
    return facts ? std::move(facts) : SentFacts{.unreadable = true};
}

Result<Scope> see_scope(const Services& services, const domain::Actor& actor,
                        const ScopeQuery& asked)
{
    const auto sight = TRY(Sight::of(services, actor, asked.filter, domain::Action::watch));
    const auto query = narrowed(services, asked);
    return services.store.read([&](store::Reading& reading) -> Result<Scope> {
        store::BookRecords records(reading);
        Scope scope{.at = services.clock.now(), .events = TRY(records.mark())};
        scope.behind = TRY(records.event_end()) - scope.events;
        TRY(count(services, records, sight, query, scope));
        if (scope.total == 0)
            return scope;
        Listing listing(services, records, sight, query);
        auto found = TRY(listing.items(query.after, std::size_t(query.limit) + 1));
        const bool begins = query.after.received_at == store::BookPlace{}.received_at;
        const auto oldest = begins ? std::vector<domain::Booked>{} : TRY(listing.items({}, 1));
        if (const auto& from = begins ? found : oldest; !from.empty())
            scope.first = from.front().received_at;
        scope.last = TRY(listing.newest());
        if (query.limit == 0)
            return scope;
        if (found.size() > std::size_t(query.limit)) {
            found.resize(std::size_t(query.limit));
            scope.next = {found.back().received_at, found.back().delivery};
        }
        TRY(add_items(services, reading, actor, sight, std::move(found), scope));
        return scope;
    });
}

Result<ScopeNotice> scope_notice(const Services& services, const domain::Actor& actor,
                                 ScopeQuery query)
{
    query.limit = 0;
    query.filter.absent |= domain::mark_drill;  // Concerns nobody.
    ScopeNotice notice{.scope = TRY(see_scope(services, actor, query)), .measures = {}};
    const auto sight = TRY(Sight::of(services, actor, query.filter, domain::Action::watch));
    ScopeNotice::Measure measure{.what = "resend_asked", .first = {INT64_MAX}};
    std::set<ReportId> counted;  // A report may have come to several units.
    const auto look = [&](store::Reading& reading) -> Status {
        for (const auto& part : sight.parts(query.filter))
            for (const auto& [booked, at] :
                 TRY(store::ResendRecords(reading).asked_of(part.filter))) {
                if (!sight.sees(part, booked.key.unit, booked.key.kind) ||
                    !is_wanted(services, query, booked.key) ||
                    !counted.insert(booked.report).second)
                    continue;
                ++measure.count;
                measure.first = std::min(measure.first, at);
                measure.last = std::max(measure.last, at);
            }
        return ok();
    };
    TRY(services.store.read(look));
    if (measure.count > 0)
        notice.measures.push_back(std::move(measure));
    return notice;
}

}  // namespace varde::acts
