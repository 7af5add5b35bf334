// P2 and P7 on the projections: rows against the ledger's events, and sums against both.
#include "sim/auditor.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <tuple>
#include <utility>

namespace varde::sim {
namespace {

constexpr sql::Statement deliveries_of{
    "sim_deliveries",
    "SELECT id, unit, channel, sequence, standing, owner_id, offered_to, offered_as, from_delivery,"
    " opened_at_us, filed_at_us, assessed_at_us, answered_at_us, next_due_us"
    " FROM delivery WHERE report_id = $1"};
constexpr sql::Statement obligations_of{
    "sim_obligations",
    "SELECT rule, since_us, due_us, coalesce(met_at_us, cancelled_at_us), breached_at_us"
    " FROM obligation WHERE subject = $1"};
constexpr sql::Statement problem_row{"sim_problem",
                                     "SELECT closed_at_us FROM problem WHERE id = $1"};
constexpr sql::Statement problem_count{"sim_problems", "SELECT count(*), max(number) FROM problem"};
constexpr sql::Statement person_row{"sim_person", "SELECT id FROM person WHERE id = $1"};
constexpr sql::Statement standings{
    "sim_standings", "SELECT channel, standing, count(*) FROM delivery GROUP BY channel, standing"};
constexpr sql::Statement numbers{"sim_numbers", "SELECT pseudonym, last_sequence FROM channel"};
constexpr sql::Statement by_sender_and_unit{
    "sim_senders", "SELECT r.sender_id, d.unit, count(*) FROM report r JOIN delivery d"
                   " ON d.report_id = r.id AND d.from_unit = '' GROUP BY r.sender_id, d.unit"};
constexpr sql::Statement all_reports{"sim_reports", "SELECT id FROM report"};
constexpr sql::Statement sealed_reports{
    "sim_sealed", "SELECT report_id FROM content_key WHERE content_batch IS NOT NULL"};

Uuid uuid_or_nil(const sql::Row& row, int column)
{
    return row.null(column) ? Uuid{} : uuid_of(row.bytes(column));
}

struct Row {
    Parcel parcel;
    std::int64_t next_due_us = 0;
};

Row read(const sql::Row& row)
{
    return {{.id = uuid_of(row.bytes(0)),
             .unit = row.string(1),
             .channel = std::string(text_of(row.bytes(2))),
             .standing = row.string(4),
             .sequence = row.integer(3),
             .owner = uuid_or_nil(row, 5),
             .offered_to = uuid_or_nil(row, 6),
             .offered_as = uuid_or_nil(row, 7),
             .from = uuid_or_nil(row, 8),
             .opened = !row.null(9),
             .filed = !row.null(10),
             .assessed = !row.null(11),
             .answered = !row.null(12)},
            row.integer(13)};
}

/// Where a row and the events part; empty when they agree.
std::string difference(const Parcel& row, const Parcel& events)
{
    if (row.standing != events.standing)
        return row.standing + " instead of " + events.standing;
    if (row.unit != events.unit || row.channel != events.channel ||
        row.sequence != events.sequence || row.from != events.from)
        return "in another unit or channel";
    if (row.owner != events.owner || row.offered_to != events.offered_to)
        return "of another owner, or offered to another";
    if (row.offered_as != events.offered_as)
        return "offered to another unit";
    if (row.opened != events.opened || row.filed != events.filed ||
        row.assessed != events.assessed || row.answered != events.answered)
        return "at another milestone";
    return {};
}

std::set<Uuid> ids(sql::Connection& connection, const sql::Statement& statement)
{
    const auto found =
        sql::all(connection, [](const sql::Row& row) { return uuid_of(row.bytes(0)); }, statement);
    CHECK(found);
    return {found.value().begin(), found.value().end()};
}

}  // namespace

void Auditor::check_touched(const Events& events, const Uuid& actor, bool sums)
{
    std::set<Uuid> touched;
    for (const auto& event : events) {
        if (!event.delivery.is_nil())
            touched.insert(event.report);
        else if (reckoning_.problems.contains(event.report))
            check_problem(event.report);
    }
    for (const auto& report : touched)
        check_report(report, actor);
    if (!events.empty() && sums)
        check_balance();
}

void Auditor::check_problem(const Uuid& problem)
{
    const bool open = reckoning_.problems.at(problem);
    const auto row = sql::one(
        *connection_, [](const sql::Row& r) { return r.null(0); }, problem_row, problem.view());
    if (!row || !row.value() || *row.value() != open)
        findings_.add("P7", "problem " + hex_of(problem) + " is not as its events say");
    check_duties(problem, open ? "open" : "closed", {});
}

void Auditor::check_report(const Uuid& report, const Uuid& actor)
{
    const auto rows = sql::all(*connection_, read, deliveries_of, report.view());
    CHECK(rows);
    const auto known = reckoning_.reports.find(report);
    if (known == reckoning_.reports.end() || known->second.deliveries.size() != rows.value().size())
        return findings_.add("P7", "report " + hex_of(report) +
                                       " has more or fewer deliveries "
                                       "than its events began");
    std::size_t accountable = 0;
    for (const auto& [row, next_due_us] : rows.value()) {
        check_duties(row.id, row.standing, next_due_us);
        const auto found = reckoning_.parcels.find(row.id);
        const auto differs = found == reckoning_.parcels.end()
                                 ? std::string("unknown to the events")
                                 : difference(row, found->second);
        if (!differs.empty())
            findings_.add("P7", "delivery " + hex_of(row.id) + " is " + differs);
        if (row.standing != "owned" && row.standing != "closed")
            continue;
        ++accountable;
        check_owner(report, row.id, row.owner, actor);
    }
    if (accountable != 1)
        findings_.add("P2", fmt::format("report {} has {} accountable deliveries", hex_of(report),
                                        accountable));
}

/// Whoever still has something to do has a time for it; whoever has not, has none.
void Auditor::check_duties(const Uuid& subject, const std::string& standing,
                           std::optional<std::int64_t> next_due_us)
{
    using Rows = std::map<std::pair<std::string, std::int64_t>,
                          std::tuple<std::optional<std::int64_t>, bool, bool>>;
    Rows rows, expected;
    CHECK(sql::each(
        *connection_,
        [&](const sql::Row& row) {
            const auto due = row.null(2) ? std::nullopt : std::optional(row.integer(2));
            rows[{row.string(0), row.integer(1)}] = {due, row.null(3), !row.null(4)};
        },
        obligations_of, subject.view()));
    if (const auto known = reckoning_.duties.find(subject); known != reckoning_.duties.end())
        for (const auto& [name, duty] : known->second)
            expected[name] = {duty.due_us, duty.open, duty.breached};
    if (rows != expected)
        findings_.add("P7", "the obligations of " + hex_of(subject) +
                                " are not those that its events record");
    auto next = std::numeric_limits<std::int64_t>::max();
    std::string open;
    for (const auto& [name, duty] : rows) {
        const auto& [due_us, is_open, breached] = duty;
        if (!is_open)
            continue;
        next = std::min(next, due_us.value_or(0));
        if (standing != "closed" || name.first != "answer")  // That can be met afterwards.
            open += " " + name.first;
    }
    const bool ended = standing != "owned" && standing != "offered" && standing != "open";
    if (!ended && open.empty())
        findings_.add("P2", hex_of(subject) + " is " + standing + " and has no next deadline");
    if (ended && !open.empty())
        findings_.add("P6", hex_of(subject) + " is " + standing +
                                ", and nobody can meet any more:" + open);
    if (!ended && next_due_us && next != *next_due_us)
        findings_.add("P7", "the next deadline of delivery " + hex_of(subject) +
                                " is not the first of its obligations");
}

void Auditor::check_owner(const Uuid& report, const Uuid& delivery, const Uuid& owner,
                          const Uuid& actor)
{
    if (!owner.is_nil() && !person_exists(owner))
        findings_.add("P2", "delivery " + hex_of(delivery) + " is owned by nobody who exists");
    const Accountable now{delivery, owner};
    const auto [place, first] = accountable_.try_emplace(report, now);
    if (first && !owner.is_nil())
        findings_.add("P2", "report " + hex_of(report) + " began with an owner who never took it");
    if (place->second == now)
        return;
    const auto before = std::exchange(place->second, now);
    // Whoever must not read it any more has it no more: the duty slot does.
    if (owner.is_nil() && reckoning_.rights.barred(before.owner, report))
        return;
    // An owner changes in no other way than by whoever becomes it.
    if (owner.is_nil() || owner != actor)
        findings_.add("P2", "report " + hex_of(report) +
                                " has an owner who has not taken it, or lost the one it had");
}

bool Auditor::person_exists(const Uuid& person)
{
    if (people_.contains(person))
        return true;
    const auto found =
        sql::one(*connection_, [](const sql::Row&) { return true; }, person_row, person.view());
    if (found && found.value())
        people_.insert(person);
    return people_.contains(person);
}

void Auditor::balance(const std::vector<Sent>& book)
{
    check_checkpoint();
    check_sums();
    check_keys();
    check_book(book);
}

void Auditor::check_sums()
{
    std::map<std::pair<std::string, std::string>, std::int64_t> expected, found;
    for (const auto& [id, parcel] : reckoning_.parcels)
        ++expected[{parcel.channel, parcel.standing}];
    std::map<std::string, std::int64_t> sums, last;
    CHECK(sql::each(
        *connection_,
        [&](const sql::Row& row) {
            const std::string channel(text_of(row.bytes(0)));
            found[{channel, row.string(1)}] = row.integer(2);
            sums[channel] += row.integer(2);
        },
        standings));
    CHECK(sql::each(
        *connection_,
        [&](const sql::Row& row) { last[std::string(text_of(row.bytes(0)))] = row.integer(1); },
        numbers));
    if (expected != found)
        findings_.add("P7", "the sums of states by sender and recipient are not those of the "
                            "ledger's events");
    // Problems have a channel of their own.
    const auto problems = sql::one(
        *connection_, [](const sql::Row& row) { return std::pair(row.integer(0), row.integer(1)); },
        problem_count);
    CHECK(problems && problems.value());
    const auto [count, highest] = *problems.value();
    if (count != std::int64_t(reckoning_.problems.size()) || count != highest)
        findings_.add("P7", "the problems are not those that were raised");
    for (const auto& [channel, number] : reckoning_.channels)
        if (count > 0 && !sums.contains(channel) && number == count)
            sums[channel] = count;
    if (sums != reckoning_.channels)
        findings_.add("P7", "accepted is not the sum over states in some channel");
    if (last != reckoning_.channels)
        findings_.add("P7", "a channel's last number is not how many it had");
}

void Auditor::check_book(const std::vector<Sent>& book)
{
    std::map<std::pair<Uuid, std::string>, std::int64_t> expected, found;
    std::set<Uuid> stored;
    for (const auto& sent : book) {
        if (!sent.acknowledged.empty() && sent.stored.empty())
            findings_.add("P1", fmt::format("report {} was acknowledged and is gone", sent.number));
        for (const auto& report : sent.stored)
            if (!stored.insert(report).second)
                findings_.add("P1", "two requests are one report: " + hex_of(report));
    }
    stored.insert(drills_.begin(), drills_.end());
    for (const auto& report : stored) {
        const auto& raised = reckoning_.reports.at(report);
        ++expected[{raised.sender, reckoning_.parcels.at(raised.deliveries.front()).unit}];
    }
    CHECK(sql::each(
        *connection_,
        [&](const sql::Row& row) { found[{uuid_or_nil(row, 0), row.string(1)}] = row.integer(2); },
        by_sender_and_unit));
    if (expected != found)
        findings_.add("P7", "reports by sender and first unit are not those that were sent");
    if (ids(*connection_, all_reports) != stored)
        findings_.add("P1", "the reports that are stored are not those that were sent");
    for (const auto& [problem, open] : reckoning_.problems)
        stored.insert(problem);
    std::erase_if(stored, [&](const Uuid& report) {
        const auto known = reckoning_.reports.find(report);
        return known != reckoning_.reports.end() && known->second.erased;
    });
    if (!std::ranges::includes(ids(*connection_, sealed_reports), stored))
        findings_.add("P1", "not every report has its content and its key");
}

bool Auditor::anything_open_in(const std::string& unit) const
{
    return std::ranges::any_of(reckoning_.open_parcels, [&](const Uuid& id) {
        return reckoning_.parcels.at(id).unit == unit;
    });
}

void Auditor::check_inbox(const std::string& unit, const test::Answer& page)
{
    std::set<Uuid> shown, open;
    const auto items = page.at("/items");
    for (std::size_t i = 0; i < items.size(); ++i)
        shown.insert(
            parse_uuid(items.at(i).member("delivery_id").text().value_or("")).value_or(Uuid{}));
    if (page.at("/next").exists())
        return;  // Only a whole inbox can be compared.
    for (const auto& id : reckoning_.open_parcels)
        if (reckoning_.parcels.at(id).unit == unit)
            open.insert(id);
    if (!std::ranges::includes(open, shown))
        findings_.add("P7", "the inbox of " + unit + " shows what is not open there");
    const auto closed = page.number("/closed_to_you/count");
    if (std::int64_t(shown.size()) + closed != std::int64_t(open.size()))
        findings_.add("P5", fmt::format("the inbox of {} shows {} deliveries and announces {}, and "
                                        "{} are open there",
                                        unit, shown.size(), closed, open.size()));
    const auto passed_on = std::ranges::count_if(reckoning_.open_parcels, [&](const Uuid& id) {
        const auto& raised = reckoning_.reports.at(reckoning_.parcels.at(id).report);
        return raised.passed_over == unit && raised.deliveries.front() == id;
    });
    if (page.number("/passed_on/count") != passed_on)
        findings_.add("P5", fmt::format("the inbox of {} says that {} were passed on, and {} wait",
                                        unit, page.number("/passed_on/count"), passed_on));
}

}  // namespace varde::sim
