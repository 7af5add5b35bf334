#include "sim/stores.hpp"

#include "sql/database.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace varde::sim {
namespace {

constexpr std::int64_t minute = 60, hour = 3'600, day = 24 * hour, day_us = day * 1'000'000;
constexpr std::int64_t answer_seconds = hour;    // As docs/guides/connectors.md says.
constexpr std::int64_t late_seconds = 2 * hour;  // Of the world's rounds, with what goes wrong.
constexpr std::int64_t nights_in_a_row = 30;
constexpr std::int64_t longest_seconds =
    700 * day;  // Monthly by draw, to one in ten thousand millions.

constexpr sql::Statement all_rows{
    "sim_readbacks", "SELECT delivery_id, unit, state, added_us, asked_us, due_us, stored_us,"
                     " proved_us, failed_us FROM readback"};
constexpr sql::Statement one_row{
    "sim_readback", "SELECT delivery_id, unit, state, added_us, asked_us, due_us, stored_us,"
                    " proved_us, failed_us FROM readback WHERE delivery_id = $1"};

/// What a machine's call may bring about, and nothing else.
const std::set<std::string> events_of_calls{"delivery.read",   "delivery.stored",
                                            "readback.failed", "problem.raised",
                                            "problem.closed",  "channel.compared"};

std::string how_of(const Happened& event)
{
    const auto facts = json::Document::parse(event.facts);
    return facts ? std::string(facts.value().root().member("name").text().value_or("")) : "";
}

/// The latest time of the first question after `at`, of what was proved when it was open.
Timestamp asked_by(Timestamp stored, Timestamp at)
{
    if (at < stored.plus_seconds(hour))
        return stored.plus_seconds(hour);
    return Timestamp{(at.unix_us / day_us + 1) * day_us}.plus_seconds(4 * hour);
}

}  // namespace

Stores::Stores(Server& server, Findings& findings, const Reckoning& reckoning,
               const std::vector<Sent>& book)
    : server_(server), findings_(findings), reckoning_(reckoning), book_(book)
{
    auto connection = sql::Database(server.product().database).open_reader();
    CHECK(connection);
    connection_ = std::move(connection).value();
}

void Stores::never(const Uuid& delivery, const std::string& what)
{
    findings_.add("P4", "delivery " + hex_of(delivery) + " " + what);
}

void Stores::holds(const Uuid& delivery, const std::string* bytes, Timestamp now)
{
    auto& holding = holdings_[delivery];
    const bool held = bytes && holding.given && *bytes == *holding.given;
    if (holding.held)
        holding.held_last = now;
    if (holding.held && !held)
        holding.unheld_since = now;
    holding.held = held;
    if (held)
        holding.held_last = now;
}

/// By the call under way: with the digest that the bytes which were given make with its nonce.
bool Stores::is_proved_now(const Uuid& delivery) const
{
    if (!proof_ || proof_->delivery != delivery)
        return false;
    const auto holding = holdings_.find(delivery);
    return holding != holdings_.end() && holding->second.given &&
           digest_of(*holding->second.given, proof_->nonce) == proof_->digest;
}

/// Of each step: *opened* is a named person's, *stored* a proof's, and nobody is accused for
/// nothing.
void Stores::see(const std::vector<Happened>& events)
{
    for (const auto& event : events) {
        if (under_way_ && !events_of_calls.contains(event.name))
            never(event.delivery, "had the event " + event.name + " by a machine's call");
        if (event.name == "delivery.opened" && event.person.is_nil())
            never(event.delivery, "was opened by nobody");
        if (event.name == "delivery.stored" && !is_proved_now(event.delivery))
            never(event.delivery, "is stored, and nobody proved it");
        if (event.name == "readback.failed")
            check_accused(event);
        if ((event.name == "report.accepted" || event.name == "delivery.offered") &&
            units_.contains(event.unit)) {
            unnumbered_.insert(event.delivery);
            arrived_ = true;
        }
    }
}

/// Of an honest system over a line that works nothing is said; over another one, silence, what a
/// call that comes late looks like, and what it says itself of what never reached it.
void Stores::check_accused(const Happened& event)
{
    ++failures;
    const auto how = how_of(event);
    const auto& unit = units_.at(event.unit);
    const auto& holding = holdings_[event.delivery];
    const auto& row = holding.row;
    const auto since = row && row->asked ? *row->asked : event.at.plus_seconds(-answer_seconds);
    const bool excused = std::max(unit.trouble, trouble_) >= since.plus_seconds(-late_seconds);
    const bool said = how == "missing" && proof_ && proof_->digest.empty() && !holding.held;
    const bool bad_line = how == "silent" || how == "regressed" || how == "nonce_expired" || said;
    const bool late = under_way_ && under_way_->late;  // Then it looks like anything.
    if (unit.blameless && !late && !(bad_line && excused))
        never(
            event.delivery,
            fmt::format("is \"{}\" after \"{}\", and its case system, which {}, did nothing wrong",
                        how, row ? row->state : "", holding.held ? "has it" : "does not have it"));
}

std::optional<std::string> Stores::sealed_of(const Uuid& delivery)
{
    const auto parcel = reckoning_.parcels.find(delivery);
    if (parcel == reckoning_.parcels.end())
        return std::nullopt;
    const auto found = sql::one(
        *connection_, [](const sql::Row& row) { return to_hex(row.bytes(0)); },
        sql::Statement{"sim_wrap", "SELECT wrap FROM content_key WHERE report_id = $1"},
        parcel->second.report.view());
    CHECK(found);
    return found.value();
}

void Stores::before_call(const Call& call)
{
    under_way_ = call;
    proof_.reset();
    given_now_.clear();
    if (!call.is_proof())
        return;
    const auto body = json::Document::parse(call.body);
    const auto from = call.path.size() - std::string_view("/stored").size() - 36;
    const auto id = parse_uuid(call.path.substr(from, 36));
    CHECK(body && id);
    const auto text = [&](std::string_view name) {
        return std::string(body.value().root().member(name).text().value_or(""));
    };
    proof_ = {*id, text("nonce"), text("digest"), sealed_of(*id)};
}

void Stores::after_call(const Outcome& outcome, Timestamp now)
{
    const auto call = std::exchange(under_way_, std::nullopt);
    if (outcome.status() == 200 && call->path.find("/deliveries") != std::string::npos && !proof_)
        check_given(*outcome.answer);
    if (call->path.find("/challenges") == std::string::npos)
        look(now, proof_ ? &proof_->delivery : nullptr);
    for (const auto& delivery : given_now_)
        if (holdings_[delivery].row && holdings_[delivery].row->state == "stored")
            never(delivery, "was given again, and stays stored");
    if (proof_ && sealed_of(proof_->delivery) != proof_->sealed)
        never(proof_->delivery, "was erased here on a machine's word");
    proof_.reset();
}

/// A page of deliveries, or one.
void Stores::check_given(const test::Answer& answer)
{
    const auto note = [this](json::View item) {
        const auto id = parse_uuid(item.member("delivery_id").text().value_or(""));
        const auto document = from_base64(item.member("document").text().value_or(""));
        if (id && document && !document->empty())
            note_given(*id, std::string(text_of(*document)));
    };
    const auto items = answer.at("/items");
    for (std::size_t i = 0; i < items.size(); ++i)
        note(items.at(i));
    if (!answer.text("/delivery_id").empty())
        note(answer.at(""));
}

void Stores::note_given(const Uuid& delivery, const std::string& document)
{
    given_now_.insert(delivery);
    auto& holding = holdings_[delivery];
    if (holding.given && *holding.given != document)
        never(delivery, "was given as something else than before");
    if (holding.given)
        return;
    holding.given = document;
    const auto& report = reckoning_.parcels.at(delivery).report;
    for (const auto& sent : book_)
        if (!sent.form && std::ranges::count(sent.stored, report) > 0 && sent.body != document)
            never(delivery, "was not given as it was sent");
}

Stores::Row Stores::read(const sql::Row& row)
{
    return {.delivery = uuid_of(row.bytes(0)),
            .unit = row.string(1),
            .state = row.string(2),
            .added = row.time(3),
            .asked = row.optional_time(4),
            .due = row.optional_time(5),
            .stored = row.optional_time(6),
            .proved = row.optional_time(7),
            .failed = row.optional_time(8)};
}

void Stores::look(Timestamp now, const Uuid* only)
{
    const auto rows = only ? sql::all(*connection_, read, one_row, only->view())
                           : sql::all(*connection_, read, all_rows);
    CHECK(rows);
    for (const auto& row : rows.value())
        compare(row, now);
}

void Stores::compare(const Row& row, Timestamp now)
{
    auto& holding = holdings_[row.delivery];
    const auto before = holding.row ? holding.row->proved : std::nullopt;
    const bool became = row.state == "stored" && (!holding.row || holding.row->state != "stored");
    if (became || row.proved != before) {
        check_proof(holding, row);
        holding.open_when_proved = reckoning_.parcels.at(row.delivery).open();
        // What was never held is not held since then: it is to be found out.
        holding.unheld_since = holding.held ? holding.unheld_since : now;
        ++proofs;
    }
    if (row.asked && (!holding.row || holding.row->asked != row.asked))
        units_.at(row.unit).asked_anew = true;
    holding.row = row;
    unnumbered_.erase(row.delivery);
}

/// *Stored*: by a right answer, and since the question was asked the system held these bytes. Only
/// the first question stands beside content: what has just come may have answered that.
void Stores::check_proof(const Holding& before, const Row& row)
{
    if (!proof_ || proof_->delivery != row.delivery)
        return never(row.delivery, "counts as proved, and nobody proved it");
    if (!is_proved_now(row.delivery))
        return never(row.delivery, "counts as stored by a wrong answer");
    const auto asked = before.row && before.row->asked ? *before.row->asked : row.added;
    const bool held = before.held || before.held_last >= asked;
    const bool at_hand = before.at_hand && *before.at_hand >= asked;
    const std::set<std::string> unheard{"waiting", "silent", "skipped"};
    const bool first = !before.row || (!before.row->stored && unheard.contains(before.row->state));
    if (!held && !(first && at_hand))
        never(row.delivery, "counts as stored, and since it was asked its system did not hold it");
}

void Stores::after_round(bool whole, Timestamp now, Timestamp watched_since)
{
    look(now);
    if (!whole || findings_.any())
        return;
    for (const auto& [delivery, holding] : holdings_)
        if (holding.row)
            check_found(holding, now, watched_since);
    check_told(now, watched_since);
}

/// What a system has lost or never proved is found out in time.
void Stores::check_found(const Holding& holding, Timestamp now, Timestamp watched_since)
{
    const auto& row = *holding.row;
    const auto over = [&](Timestamp due) {
        return now > std::max(due, watched_since).plus_seconds(late_seconds);
    };
    if (row.state == "waiting" && over(row.added.plus_seconds(answer_seconds)))
        return never(row.delivery, "was never proved, and nobody says so");
    if (row.state != "erased" && (!row.due || over(*row.due)))
        return never(row.delivery, "is not asked for any more");
    if (row.state != "stored")
        return;
    if (row.asked && over(row.asked->plus_seconds(answer_seconds)))
        return never(row.delivery, "was asked for in vain, and nobody says so");
    if (row.asked)
        return;
    if (*row.due > row.proved->plus_seconds(longest_seconds))
        return never(row.delivery, "is to be asked for in years");
    const auto since = std::max(holding.unheld_since, *row.proved);
    const bool nightly =
        holding.open_when_proved && since < row.stored->plus_seconds((nights_in_a_row - 2) * day);
    if (!holding.held && nightly &&
        over(asked_by(*row.stored, since).plus_seconds(late_seconds + answer_seconds)))
        never(row.delivery, "is not held any more, and nobody has found out");
}

/// Of each way in which something fails a unit is told, by a problem that stands or that a person
/// closed since; a day later it is told again.
void Stores::check_told(Timestamp now, Timestamp watched_since)
{
    std::map<std::pair<std::string, std::string>, Timestamp> failing;
    for (const auto& [delivery, holding] : holdings_)
        if (holding.row && holding.row->failing()) {
            auto& last = failing[{holding.row->unit, holding.row->state}];
            last = std::max(last, holding.row->failed.value_or(Timestamp{}));
        }
    for (const auto& [alarm, last] : failing) {
        const auto& [unit, state] = alarm;
        const bool stands = std::ranges::any_of(reckoning_.alarms, [&](const auto& one) {
            return one.second.name == "readback_failed" && one.second.unit == unit &&
                   one.second.about == state;
        });
        const auto closed = reckoning_.put_aside.find({"readback_failed", unit, state});
        const bool aside =
            closed != reckoning_.put_aside.end() && closed->second >= last &&
            now < std::max(closed->second, watched_since).plus_seconds(day + late_seconds);
        if (!stands && !aside)
            findings_.add("P4",
                          "something of " + unit + " is \"" + state + "\" and no problem says so");
    }
}

void Stores::after_visit(const std::string& unit, Timestamp begun)
{
    for (const auto& [delivery, holding] : holdings_) {
        const auto& row = holding.row;
        // What was given again is asked for an hour later.
        const bool proved = !row || row->unit != unit || !row->asked || row->state == "stored" ||
                            row->state == "erased" || row->added > begun;
        if (!proved)
            never(delivery, "is \"" + row->state + "\" though its case system has just proved all");
    }
}

void Stores::after_compare(const std::string& unit, bool agreed)
{
    if (units_.at(unit).blameless && !agreed)
        findings_.add("P4",
                      "the case system of " + unit + " counts as we do and is told otherwise");
}

std::optional<Timestamp> Stores::next_round_at() const
{
    std::optional<Timestamp> next;
    const auto note = [&](Timestamp at) { next = next ? std::min(*next, at) : at; };
    for (const auto& [delivery, holding] : holdings_)
        if (holding.row && holding.row->due)
            note(*holding.row->due);
    for (const auto& delivery : unnumbered_)
        note(reckoning_.parcels.at(delivery).received.plus_seconds(answer_seconds));
    return next;
}

bool Stores::asked_anew(const std::string& unit)
{
    return std::exchange(units_.at(unit).asked_anew, false);
}

}  // namespace varde::sim
