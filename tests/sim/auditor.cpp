#include "sim/auditor.hpp"

#include "ledger/checkpoint.hpp"
#include "sql/database.hpp"
#include "store/tree_check.hpp"

#include <fmt/format.h>

namespace varde::sim {
namespace {

constexpr sql::Statement newest_checkpoint{
    "sim_checkpoint", "SELECT size, note FROM ledger_batch ORDER BY size DESC LIMIT 1"};

/// Each checkpoint is over all that was before it, so that a few of them show every fault of one.
constexpr std::size_t checkpoint_every = 5;

/// Machines call often and jobs run often, and hardly any changes a sum.
constexpr std::size_t sums_every = 8;

/// The events that each act is; `delivery.read` may stand beside any of them.
const std::map<std::string, std::set<std::string>>& events_of_acts()
{
    static const std::map<std::string, std::set<std::string>> events{
        {"see", {"delivery.read"}},
        {"open", {"delivery.opened", "delivery.read"}},
        {"take", {"delivery.taken", "delivery.transferred"}},
        {"file", {"delivery.filed"}},
        {"assess", {"delivery.assessed"}},
        {"answer", {"delivery.answered"}},
        {"close", {"delivery.closed"}},
        {"forward", {"delivery.forwarded", "delivery.offered"}},
        {"return", {"delivery.returned", "delivery.offered", "delivery.declined"}},
        {"assign", {"delivery.assigned", "delivery.taken"}},
        {"conflicts", {"conflict.declared"}},
        {"conflicts/lift", {"conflict.lifted"}}};
    return events;
}

/// What an act brings with it by itself: a drill has come through, or fewer can read a report.
bool follows(const std::string& event, const Act& act)
{
    if (event == "drill.ended")
        return act.name == "open";
    return act.name.starts_with("conflicts") &&
           (event == "problem.raised" || event == "problem.closed");
}

/// Of a transfer both sides change, or neither.
bool is_half(const std::set<std::string>& names)
{
    const bool offered = names.contains("delivery.offered");
    const bool declined = names.contains("delivery.declined");
    if (names.contains("delivery.forwarded"))
        return !offered;
    if (names.contains("delivery.returned"))
        return offered == declined;
    return offered || declined ||
           (names.contains("delivery.transferred") && !names.contains("delivery.taken"));
}

}  // namespace

Auditor::Auditor(Server& server, Findings& findings)
    : server_(server), log_key_(server.product().services().vault.ledger_key().public_key()),
      findings_(findings), reckoning_(findings)
{
    auto connection = sql::Database(server.product().database).open_reader();
    CHECK(connection);
    connection_ = std::move(connection).value();
}

Auditor::Events Auditor::look()
{
    ++steps;
    if (server_.up() && server_.product().store().recovery())
        findings_.add("P1", "the store went into recovery mode");
    auto fresh = reckoning_.catch_up(*connection_);
    if (!fresh)
        findings_.add("P7", "the ledger cannot be read: " + fresh.error().message);
    else if (!fresh.value().empty() && steps % checkpoint_every == 0)
        check_checkpoint();
    if (fresh)
        seen(fresh.value());
    return fresh ? std::move(fresh).value() : Events{};
}

void Auditor::check_checkpoint()
{
    struct Row {
        std::int64_t size = 0;
        std::string note;
    };
    const auto row = sql::one(
        *connection_, [](const sql::Row& r) { return Row{r.integer(0), r.string(1)}; },
        newest_checkpoint);
    if (!row || !row.value())
        return findings_.add("P7", "there is no checkpoint");
    const auto key = ledger::verifier_key("varde.example/test", log_key_);
    const auto checkpoint = ledger::verify_note(row.value()->note, key);
    if (!checkpoint)
        return findings_.add("P7", "the newest checkpoint is not ours");
    if (checkpoint.value().size != reckoning_.tree.size ||
        checkpoint.value().root != reckoning_.tree.root())
        findings_.add("P7", fmt::format("the checkpoint over {} events is not of these {}",
                                        checkpoint.value().size, reckoning_.tree.size));
}

/// What no answer may be, whatever is asked.
void Auditor::never(const Outcome& outcome, const std::string& what)
{
    if (outcome.status() == 500 || outcome.status() < 0)
        findings_.add("P1", what + " was answered " + std::to_string(outcome.status()) + " " +
                                outcome.answer->body.substr(0, 300));
}

void Auditor::after_sending(Sent& sent, const Outcome& outcome)
{
    const auto events = look();
    const auto name = fmt::format("report {} (key \"{}\")", sent.number, sent.key);
    never(outcome, name);
    bool fresh = false;
    for (const auto& event : events) {
        if (event.name != "report.accepted" || fresh)
            findings_.add("P1", name + " made the event " + event.name);
        if (!sent.key.empty() && !sent.stored.empty())
            findings_.add("P1", name + " was stored a second time under the same key");
        fresh = true;
        sent.stored.push_back(event.report);
        if (event.name == "report.accepted")
            check_routing(event);
    }
    if (fresh && sent.usable_status != 201)
        findings_.add("P1", name + " is of no use and was stored");
    const auto status = outcome.status();
    if (fresh && outcome.came == Came::answered && status != 201 && !outcome.unknown())
        findings_.add("P1", fmt::format("{} was answered {} and stored", name, status));
    if (fresh && outcome.came == Came::nowhere)
        findings_.add("P1", name + " was stored by a server that was not there");
    if (outcome.came == Came::answered && status != sent.usable_status && status != 503)
        findings_.add("P1", fmt::format("{} was answered {} instead of {}: {}", name, status,
                                        sent.usable_status, outcome.answer->body.substr(0, 300)));
    if (status == 201) {
        if (sent.stored.empty())
            findings_.add("P1", name + " was acknowledged and is not there");
        else if (sent.key.empty() && !fresh)
            findings_.add("P1", name + " was acknowledged without a report of its own");
        else
            check_first_answer(sent, *outcome.answer);
    }
    check_touched(events, {});
}

void Auditor::check_first_answer(Sent& sent, const test::Answer& answer)
{
    const auto name = fmt::format("report {} (key \"{}\")", sent.number, sent.key);
    if (!sent.acknowledged.empty() && !sent.key.empty()) {
        if (answer.body != sent.acknowledged)
            findings_.add("P1", name + " got another answer than the first time");
        return;
    }
    ++acknowledged;
    sent.acknowledged = answer.body;
    if (sent.form)
        return;
    const auto id = parse_uuid(answer.text("/id"));
    const auto delivery = parse_uuid(answer.text("/delivery/id"));
    if (!id || !delivery || *id != sent.stored.back() || !reckoning_.parcels.contains(*delivery))
        return findings_.add("P1", name + " was answered with an id that the ledger does not have");
    const auto& parcel = reckoning_.parcels.at(*delivery);
    if (parcel.report != *id || parcel.unit != answer.text("/delivery/unit/id") ||
        parcel.sequence != answer.number("/delivery/sequence"))
        findings_.add("P1", name + " was answered with another unit or number than it has");
    if (!reckoning_.reports.at(*id).passed_over.empty() && answer.size("/warnings") == 0)
        findings_.add("P5", name + " went past its unit, and its sender was not told");
    if (sent.number % 16 == 0)
        check_receipt(answer);
}

void Auditor::after_act(Act& act, const Outcome& outcome)
{
    const auto events = look();
    const auto name = act.name + " on delivery " + hex_of(act.delivery);
    never(outcome, name);
    std::set<std::string> names;
    const auto& may = events_of_acts().at(act.name);
    const auto status = outcome.status();
    bool reads = false;
    for (const auto& event : events) {
        if (follows(event.name, act))
            continue;
        if (event.person != act.person)
            findings_.add("P2", name + " made " + event.name + " of somebody else");
        if (event.name == "access.refused" &&
            (status == 403 || !outcome.answer || outcome.unknown()))
            continue;
        if (event.name == "delivery.read" && act.name != "see")
            reads = true;
        else if (may.contains(event.name))
            names.insert(event.name);
        else
            findings_.add("P2", name + " made the event " + event.name);
    }
    if (is_half(names))
        findings_.add("P2", name + " was done by half");
    if (!names.empty() && act.done)
        findings_.add("P1", name + " was done twice under one key");
    if (outcome.came == Came::answered && !outcome.well() && !outcome.unknown() && !names.empty())
        findings_.add("P1", fmt::format("{} was answered {} and done", name, status));
    const bool may_be_nothing = act.name == "see" || act.name == "conflicts";
    if (outcome.well() && names.empty() && !act.done && !reads && !may_be_nothing)
        findings_.add("P1", name + " was answered as done and is not");
    if (outcome.came == Came::nowhere && !events.empty())
        findings_.add("P1", name + " was done by a server that was not there");
    check_access(act, outcome, events);
    act.done = act.done || !names.empty();
    check_touched(events, act.person);
}

void Auditor::after_withdrawal(const Uuid& report, const Outcome& outcome)
{
    const auto events = look();
    never(outcome, "a withdrawal");
    for (const auto& event : events)
        if (event.name != "report.withdrawn" || event.report != report)
            findings_.add("P1", "a withdrawal made the event " + event.name);
    if (outcome.well() && !reckoning_.reports.at(report).withdrawn)
        findings_.add("P1", "a withdrawal was acknowledged and is not there");
    check_touched(events, {});
}

void Auditor::after_entry(const Outcome& outcome, const std::set<std::string>& may)
{
    const auto events = look();
    never(outcome, "an entry");
    bool made = false;
    for (const auto& event : events) {
        if (event.name == "access.refused" &&
            (outcome.status() == 403 || !outcome.answer || outcome.unknown()))
            continue;
        made = true;
        if (!may.contains(event.name))
            findings_.add("P1", "an entry made the event " + event.name);
    }
    if (made && outcome.came == Came::answered && !outcome.well() && !outcome.unknown())
        findings_.add("P1", fmt::format("an entry was answered {} and made", outcome.status()));
    if (made && outcome.came == Came::nowhere)
        findings_.add("P1", "an entry was made by a server that was not there");
    check_touched(events, {});
}

void Auditor::after_call(const Outcome& outcome, const std::string& what)
{
    const auto events = look();
    never(outcome, what);
    if (outcome.came == Came::nowhere && !events.empty())
        findings_.add("P1", what + " was done by a server that was not there");
    check_touched(events, {}, steps % sums_every == 0);
}

void Auditor::after_job(const std::set<std::string>& may)
{
    const auto events = look();
    for (const auto& event : events)
        if (!may.contains(event.name))
            findings_.add("P1", "nobody asked for the event " + event.name);
    check_touched(events, {}, steps % sums_every == 0);
}

void Auditor::check_receipt(const test::Answer& answer)
{
    if (!server_.up())
        return;
    const auto body =
        fmt::format("{{\"entry\":{},\"proof\":{}}}", answer.at("/receipt/entry").to_text(),
                    answer.at("/receipt/proof").to_text());
    const auto checked = server_.product().anyone().post("/api/v1/receipts/check", body);
    if (!checked.flag("/holds") || !checked.flag("/in_ledger"))
        findings_.add("P1", "a receipt does not hold: " + checked.body);
}

void Auditor::check_tree()
{
    if (!server_.up())
        return;
    const auto checked = server_.product().store().read(
        [&](store::Reading& reading) { return store::check_tree(reading, log_key_); });
    if (!checked)
        findings_.add("P7", "the tree does not hold: " + checked.error().message);
}

}  // namespace varde::sim
