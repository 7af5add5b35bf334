#include "acts/balance.hpp"

#include "acts/duty_event.hpp"
#include "acts/raise_problem.hpp"
#include "acts/wait_for.hpp"
#include "base/log.hpp"

#include <algorithm>

namespace varde::acts {
namespace {

constexpr std::int64_t day_us = 86'400'000'000;
constexpr std::size_t faults_told_max = 20;
constexpr std::uint64_t tail_max = 50'000;  // Longer ones wait until the book has come nearer.

using Sorts = store::BookRecords::Sorts;

/// By what the projections tell deliveries apart.
Sorts as_projected(const Sorts& sorts)
{
    Sorts reduced;
    for (const auto& [key, count] : sorts)
        reduced[{.unit = key.unit,
                 .standing = key.standing,
                 .marks = key.marks & store::BookRecords::projected_marks}] += count;
    return reduced;
}

/// Sorts of which the events and the tables have not equally many.
void compare_sorts(const Sorts& booked, Sorts projected, std::vector<std::string>& faults)
{
    const auto tell = [&](const domain::BookKey& key, std::int64_t ours, std::int64_t theirs) {
        faults.push_back("Unit " + key.unit.text + ", " + std::string(domain::state_word(key)) +
                         ": the events say " + std::to_string(ours) + ", the tables say " +
                         std::to_string(theirs) + ".");
    };
    for (const auto& [key, count] : booked) {
        const auto theirs = projected[key];
        if (theirs != count)
            tell(key, count, theirs);
        projected.erase(key);
    }
    for (const auto& [key, count] : projected)
        tell(key, 0, count);
}

/// The sums are over all kinds: only whoever may see each of them may see the sums.
domain::Decision may_sum(const Services& services, const domain::Actor& actor, const UnitId& unit)
{
    auto object = duty_of(services, unit);
    object.kind = {"every kind"};  // That no grant names: only those see it who see all.
    return domain::decide(actor, domain::Action::watch, object, {services.clock.now()});
}

/// What is answered comes from the counts over all time, what is held against the tables from the
/// months.
void compare_accounts(const std::string& whose, const domain::Account& all,
                      const domain::Account& months, std::vector<std::string>& faults)
{
    const auto count = [](const domain::Account& account, const std::string& state) {
        const auto found = account.states.find(state);
        return found == account.states.end() ? 0 : found->second;
    };
    auto states = all.states;
    states.insert(months.states.begin(), months.states.end());
    for (const auto& [state, ignored] : states)
        if (count(all, state) != count(months, state))
            faults.push_back(whose + ", " + state + ": the counts over all time say " +
                             std::to_string(count(all, state)) + ", those of the months " +
                             std::to_string(count(months, state)) + ".");
}

bool oversees_all(const Services& services, const domain::Actor& actor)
{
    return std::ranges::all_of(services.pack.directory.units(), [&](const domain::Unit& unit) {
        return bool(may_sum(services, actor, unit.id));
    });
}

/// Leaves what the actor may see and the query asks for.
void restrict(const Services& services, const domain::Actor& actor, const BalanceQuery& query,
              domain::Balance& balance)
{
    std::erase_if(balance.recipients, [&](const auto& each) {
        return (!query.unit.text.empty() && each.first != query.unit) || query.sender ||
               !may_sum(services, actor, each.first);
    });
    const bool all = oversees_all(services, actor);
    std::erase_if(balance.senders, [&](const auto& each) {
        const auto& sender = each.first;
        if (!query.unit.text.empty() || (query.sender && sender != *query.sender))
            return true;
        return !all && !domain::decide(actor, domain::Action::follow, {.sender = sender},
                                       {services.clock.now()});
    });
}

/// Whether the actor may see anything at all of what is asked for.
Status may_see(const Services& services, const domain::Actor& actor, const BalanceQuery& query)
{
    if (actor.is_nobody())
        return Error{ErrorCode::unauthenticated, "Sign in first."};
    const auto follows = domain::decide(actor, domain::Action::follow,
                                        {.sender = query.sender.value_or(actor.organisation.id)},
                                        {services.clock.now()});
    if (query.unit.text.empty() && (follows || oversees_all(services, actor)))
        return ok();
    if (query.sender)
        return Error{ErrorCode::forbidden, follows.reason};
    std::string reason = "You may see the balance of no unit.";
    for (const auto& unit : services.pack.directory.units()) {
        if (!query.unit.text.empty() && unit.id != query.unit)
            continue;
        const auto decision = may_sum(services, actor, unit.id);
        if (decision)
            return ok();
        if (!query.unit.text.empty())
            reason = decision.reason;
    }
    return Error{ErrorCode::forbidden, reason};
}

Result<Nothing> store_strike(Services& services, const std::function<bool()>& stopped,
                             const Struck& struck, Timestamp now)
{
    const Uuid id = make_uuid(now, services.random);
    const auto note = TRY(seal_note(services, {id}, "{}", now));
    return write_and_wait<Nothing>(
        services, stopped, [&services, struck, id, note, now](store::Transaction& tx) -> Status {
            domain::Event event{
                .name = domain::EventName::balance_struck, .report = {id}, .at = now};
            event.facts.name = struck.faults.empty() ? "balanced" : "broken";
            event.facts.counts = {struck.accepted, struck.sum, std::int64_t(struck.faults.size())};
            TRY(tx.keep({id}, note.content, note.wrap));
            TRY(tx.append(std::move(event), note.key, services.random));
            constexpr auto name = domain::ProblemName::balance_broken;
            if (struck.faults.empty()) {
                TRY(end_problem(services, tx, name, {}, "balance", now));
                return ok();
            }
            std::string text = "Keep a copy of the database before anything is changed. ";
            for (std::size_t i = 0; i < std::min(struck.faults.size(), faults_told_max); ++i)
                text += struck.faults[i] + " ";
            TRY(raise_problem(services, tx, {.name = name, .about = "balance", .text = text}, now));
            return ok();
        });
}

}  // namespace

Result<BalanceView> see_balance(const Services& services, const domain::Actor& actor,
                                const BalanceQuery& query)
{
    TRY(may_see(services, actor, query));
    return services.store.read([&](store::Reading& reading) -> Result<BalanceView> {
        store::BookRecords records(reading);
        const auto now = services.clock.now();
        BalanceView view{.as_at = std::min(query.as_at.value_or(now), now)};
        const auto then = TRY(records.position_at(view.as_at));
        const auto mark = TRY(records.mark());
        view.events = std::min(then, mark);
        view.behind = then - view.events;
        view.balance = TRY(records.balance_at(view.events));
        restrict(services, actor, query, view.balance);
        view.faults = view.balance.faults();
        for (const auto& [sender, account] : view.balance.senders)
            if (const auto organisation = TRY(reading.organisation(sender)))
                view.sender_names.emplace(sender, organisation->name);
        view.last_strike = TRY(records.last_strike());
        return view;
    });
}

Result<Struck> compare_balance(store::Reading& reading)
{
    store::BookRecords records(reading);
    const auto sorts = TRY(records.sorts());
    domain::Balance balance;
    for (const auto& [key, count] : sorts)
        balance.add(key, count);
    Struck struck{.accepted = balance.accepted(), .faults = balance.faults()};
    for (const auto& [sender, account] : balance.senders)
        struck.sum += account.sum();
    compare_sorts(as_projected(sorts), TRY(records.projected()), struck.faults);
    if (const auto reports = TRY(records.accepted_reports()); reports != struck.accepted)
        struck.faults.push_back("The events say that " + std::to_string(struck.accepted) +
                                " reports were accepted, the tables have " +
                                std::to_string(reports) + ".");
    const auto end = TRY(records.event_end());
    const auto all = TRY(records.balance_at(end));
    for (const auto& [sender, account] : all.senders)
        compare_accounts("Sender " + to_string(sender), account, balance.senders[sender],
                         struck.faults);
    for (const auto& [unit, account] : all.recipients)
        compare_accounts("Unit " + unit.text, account, balance.recipients[unit], struck.faults);
    if (all.accepted() != struck.accepted)
        struck.faults.push_back("By the counts over all time " + std::to_string(all.accepted()) +
                                " reports were accepted, by those of the months " +
                                std::to_string(struck.accepted) + ".");
    return struck;
}

Status strike_balance(Services& services, const std::function<bool()>& stopped)
{
    const auto now = services.clock.now();
    const auto look = [&](store::Reading& reading) -> Result<std::optional<Struck>> {
        store::BookRecords records(reading);
        const auto mark = TRY(records.mark());
        const auto end = TRY(records.event_end());
        if (end - mark > tail_max)
            return std::optional<Struck>{};
        const auto last = TRY(records.last_strike());
        if (last && last->at.unix_us / day_us == now.unix_us / day_us)
            return std::optional<Struck>{};
        return std::optional(TRY(compare_balance(reading)));
    };
    const auto struck = TRY(services.store.read(look));
    if (!struck)
        return ok();
    for (const auto& fault : struck->faults)
        log::error("the reports do not balance", {{"fault", fault}});
    return store_strike(services, stopped, *struck, now);
}

}  // namespace varde::acts
