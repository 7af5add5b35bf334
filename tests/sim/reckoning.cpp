#include "sim/reckoning.hpp"

#include "ledger/entry.hpp"
#include "json/value.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace varde::sim {
namespace {

constexpr sql::Statement events_since{
    "sim_events", "SELECT position, at_us, name, report_id, delivery_id, unit, person_id,"
                  " organisation_id, channel, sequence, facts, commitment, leaf"
                  " FROM event WHERE position >= $1 ORDER BY position"};

Uuid uuid_or_nil(const sql::Row& row, int column)
{
    return row.null(column) ? Uuid{} : uuid_of(row.bytes(column));
}

Hash hash_of(ByteView bytes)
{
    Hash hash{};
    std::ranges::copy(bytes.first(std::min(bytes.size(), hash.size())), hash.begin());
    return hash;
}

Happened read(const sql::Row& row)
{
    return {.position = row.integer(0),
            .at = row.time(1),
            .name = row.string(2),
            .report = uuid_or_nil(row, 3),
            .delivery = uuid_or_nil(row, 4),
            .unit = row.string(5),
            .person = uuid_or_nil(row, 6),
            .organisation = uuid_or_nil(row, 7),
            .channel = std::string(text_of(row.bytes(8))),
            .sequence = row.integer(9),
            .facts = row.string(10),
            .commitment = hash_of(row.bytes(11)),
            .leaf = hash_of(row.bytes(12))};
}

std::string text_in(const json::Document& facts, std::string_view name)
{
    return std::string(facts.root().member(name).text().value_or(""));
}

Uuid id_in(const json::Document& facts, std::string_view name)
{
    return parse_uuid(text_in(facts, name)).value_or(Uuid{});
}

}  // namespace

std::string hex_of(const Uuid& id) { return to_string(id).substr(24); }

Result<std::vector<Happened>> Reckoning::catch_up(sql::Connection& connection)
{
    auto fresh = TRY(sql::all(connection, read, events_since, std::int64_t(tree.size)));
    std::vector<Hash> leaves;
    for (const auto& event : fresh) {
        if (event.position != std::int64_t(tree.size + leaves.size()))
            findings_.add("P7", fmt::format("event {} follows {} others", event.position,
                                            tree.size + leaves.size()));
        check_leaf(event);
        leaves.push_back(event.leaf);
        add(event);
        rights.note(event);
        retain(event);
        oblige(event);
        escalate(event);
    }
    if (!leaves.empty())
        tree = ledger::Growth(tree, leaves).after();
    return fresh;
}

/// What an auditor would hash, by docs/reference/ledger.md.
void Reckoning::check_leaf(const Happened& event)
{
    ledger::Entry entry{
        .event = event.name, .object = event.report, .time = event.at, .commit = event.commitment};
    if (event.sequence > 0) {
        entry.channel.emplace();
        std::ranges::copy(event.channel, entry.channel->begin());
        entry.sequence = event.sequence;
    }
    if (ledger::leaf_hash(ledger::to_text(entry)) != event.leaf)
        findings_.add("P7", fmt::format("event {} is not what its leaf says", event.position));
    if (event.at < last_at_)
        findings_.add("P7", fmt::format("event {} is older than the one before", event.position));
    last_at_ = event.at;
}

void Reckoning::add(const Happened& event)
{
    if (event.name == "report.withdrawn")
        reports[event.report].withdrawn = true;
    if (event.name == "report.accepted" || event.name == "delivery.offered")
        return begin(event);
    if (event.name == "problem.raised") {
        number(event);
        if (!problems.emplace(event.report, true).second)
            findings_.add("P1", "a problem was raised twice");
        if (const auto facts = json::Document::parse(event.facts))
            alarms[event.report] = {text_in(facts.value(), "name"),
                                    text_in(facts.value(), "about_unit"),
                                    text_in(facts.value(), "about")};
    }
    if (event.name == "problem.closed") {
        problems[event.report] = false;
        if (!event.person.is_nil()) {
            const auto& [name, unit, about] = alarms[event.report];
            put_aside[{name, unit, about}] = event.at;
        }
        alarms.erase(event.report);
    }
    if (event.delivery.is_nil())
        return;
    const auto found = parcels.find(event.delivery);
    if (found == parcels.end())
        return findings_.add("P7", event.name + " of a delivery that no event began");
    auto& parcel = found->second;
    if (parcel.report != event.report || parcel.unit != event.unit ||
        parcel.channel != event.channel || parcel.sequence != event.sequence)
        findings_.add("P7", event.name + " has another report, unit or number than its delivery");
    change(parcel, event);
    if (!parcel.open())
        open_parcels.erase(parcel.id);
}

/// What began and what ended with it.
void Reckoning::oblige(const Happened& event)
{
    if (event.facts.find("\"started\"") == event.facts.npos &&
        event.facts.find("\"ended\"") == event.facts.npos)
        return;
    const auto facts = json::Document::parse(event.facts);
    if (!facts)
        return;
    auto& duties_here = duties[event.delivery.is_nil() ? event.report : event.delivery];
    const auto started = facts.value().root().member("started");
    for (std::size_t i = 0; i < started.size(); ++i) {
        const auto one = started.at(i);
        duties_here[{std::string(one.member("rule").text().value_or("")),
                     one.member("since_us").integer().value_or(event.at.unix_us)}] = {
            .due_us = one.member("due_us").integer(), .known_at = event.at};
    }
    const auto ended = facts.value().root().member("ended");
    for (std::size_t i = 0; i < ended.size(); ++i) {
        const auto one = ended.at(i);
        if (auto* duty = duty_of(event, std::string(one.member("rule").text().value_or("")),
                                 one.member("since_us").integer().value_or(event.at.unix_us)))
            duty->open = false;
    }
    note_owing(event.delivery.is_nil() ? event.report : event.delivery);
}

/// Keeps `owing` in step.
void Reckoning::note_owing(const Uuid& subject)
{
    const auto& here = duties[subject];
    if (std::ranges::any_of(here, [](const auto& one) { return one.second.open; }))
        owing.insert(subject);
    else
        owing.erase(subject);
}

Duty* Reckoning::duty_of(const Happened& event, const std::string& rule, std::int64_t since_us)
{
    auto& here = duties[event.delivery.is_nil() ? event.report : event.delivery];
    const auto found = here.find({rule, since_us});
    if (found != here.end())
        return &found->second;
    findings_.add("P6", event.name + " is of an obligation that never began: " + rule);
    return nullptr;
}

/// What was breached, and who was told.
void Reckoning::escalate(const Happened& event)
{
    const bool breached = event.name == "obligation.breached";
    if (!breached && event.name != "escalation.raised")
        return;
    const auto document = json::Document::parse(event.facts);
    if (!document)
        return findings_.add("P7", event.name + " has facts that cannot be read");
    const auto facts = document.value().root();
    auto* duty = duty_of(event, std::string(facts.member("rule").text().value_or("")),
                         facts.member("since_us").integer().value_or(0));
    if (!duty)
        return;
    if (!duty->open || (breached && duty->breached))
        findings_.add("P6", event.name + " of what is met, cancelled or told already");
    duty->breached |= breached;
    if (breached)
        return;
    Told told{.at = event.at,
              .step = facts.member("step").integer().value_or(0),
              .listener = std::string(facts.member("listener").text().value_or(""))};
    std::set<Uuid> people;
    for (std::size_t i = 0; i < facts.member("people").size(); ++i)
        people.insert(
            parse_uuid(facts.member("people").at(i).text().value_or("")).value_or(Uuid{}));
    if (told.listener == "duty")
        duty->silent.insert(people.begin(), people.end());
    const auto parcel = parcels.find(event.delivery);
    const auto owner = parcel == parcels.end() ? Uuid{} : parcel->second.owner;
    told.people = people.size();
    told.another = std::ranges::any_of(people, [&](const Uuid& person) {
        return person != owner && !duty->silent.contains(person);
    });
    duty->told.push_back(std::move(told));
}

void Reckoning::number(const Happened& event)
{
    auto& last = channels[event.channel];
    if (event.sequence != last + 1)
        findings_.add("P7",
                      fmt::format("number {} follows {} in its channel", event.sequence, last));
    last = event.sequence;
}

void Reckoning::begin(const Happened& event)
{
    number(event);
    const auto facts = json::Document::parse(event.facts);
    if (!facts || parcels.contains(event.delivery))
        return findings_.add("P7", event.name + " of a delivery that has begun already");
    const bool offered = event.name == "delivery.offered";
    parcels[event.delivery] = {.id = event.delivery,
                               .report = event.report,
                               .unit = event.unit,
                               .channel = event.channel,
                               .standing = offered ? "offered" : "owned",
                               .sequence = event.sequence,
                               .urgent =
                                   facts.value().root().member("urgent").boolean().value_or(false),
                               .received = event.at,
                               .from = id_in(facts.value(), "from_delivery")};
    open_parcels.insert(event.delivery);
    if (!offered && reports.contains(event.report))
        findings_.add("P1", "report " + hex_of(event.report) + " was accepted twice");
    auto& report = reports[event.report];
    report.deliveries.push_back(event.delivery);
    if (offered)
        return;
    report.sender = id_in(facts.value(), "sender");
    report.channel = event.channel;
    report.kind = text_in(facts.value(), "kind");
    report.passed_over = text_in(facts.value(), "about_unit");
}

void Reckoning::change(Parcel& parcel, const Happened& event)
{
    const auto facts = json::Document::parse(event.facts);
    if (!facts)
        return findings_.add("P7", event.name + " has facts that cannot be read");
    const auto& name = event.name;
    const auto first_to_act = [&] {
        if (parcel.owner.is_nil())
            parcel.owner = event.person;
    };
    const bool person = !event.person.is_nil();
    if (name == "delivery.opened") {
        parcel.opened = true;
        parcel.read_by_person |= person;
    } else if (name == "delivery.filed") {
        parcel.filed = true;
        first_to_act();
    } else if (name == "delivery.assessed") {
        parcel.assessed = true;
        parcel.assessed_by_person |= person;
        first_to_act();
    } else if (name == "delivery.answered") {
        parcel.answered = true;
    } else if (name == "delivery.closed") {
        parcel.standing = "closed";
        if (person)
            parcel.closed_by_person_at = event.at;
    } else if (name == "drill.ended") {
        parcel.standing = "closed";
    } else if (name == "conflict.declared") {
        const auto barred = id_in(facts.value(), "to_person");
        parcel.owner = parcel.owner == barred ? Uuid{} : parcel.owner;
        parcel.offered_to = parcel.offered_to == barred ? Uuid{} : parcel.offered_to;
    } else if (name == "delivery.forwarded") {
        parcel.offered_as = id_in(facts.value(), "to_delivery");
    } else if (name == "delivery.returned") {
        const auto back = id_in(facts.value(), "to_delivery");
        back.is_nil() ? void(parcel.standing = "returned") : void(parcel.offered_as = back);
    } else if (name == "delivery.taken") {
        parcel.standing = "owned";
        parcel.owner = id_in(facts.value(), "to_person");
        parcel.offered_to = {};
    } else if (name == "delivery.transferred") {
        parcel.standing = "transferred";
        parcel.offered_as = {};
    } else if (name == "delivery.declined") {
        parcel.offered_as = {};
    } else if (name == "delivery.assigned") {
        parcel.offered_to = id_in(facts.value(), "to_person");
    }
}

}  // namespace varde::sim
