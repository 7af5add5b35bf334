// Who reports: how reports come in, again and again until they are answered, and what is no report.
#include "sim/world.hpp"
#include "support/form.hpp"

#include <fmt/format.h>

namespace varde::sim {
namespace {

constexpr double hour = 3'600, day = 24 * hour, year = 365 * day;

}  // namespace

void World::plan_report(std::size_t municipality)
{
    after(draw_.waiting(year / climate_.reports_a_year), [this, municipality] {
        raise(municipality);
        plan_report(municipality);
    });
}

void World::raise(std::size_t municipality)
{
    // Three in ten by anyone, half of them through the form; the rest by organisations.
    const auto sender = draw_.chance(0.3) ? 0 : 1 + draw_.below(senders_.size() - 1);
    book_.push_back(compose(sender, towns_[municipality]->municipality));
    auto& sent = book_.back();
    if (draw_.chance(0.04) && !sent.form)
        make_useless(sent);
    send(sent.number);
}

Sent World::compose(std::size_t sender, const std::string& municipality)
{
    Sent sent{.number = book_.size(), .sender = sender};
    sent.marker = fmt::format("Concern {}.", sent.number);
    sent.urgent = draw_.chance(0.08);
    if (draw_.chance(0.9))
        sent.key = fmt::format("key-{}", sent.number);
    sent.path = sender == 0 ? "/api/v1/public/reports" : "/api/v1/reports";
    if (sender == 0 && draw_.chance(0.5)) {
        compose_form(sent, municipality);
        return sent;
    }
    const auto& from = senders_[sender];
    const auto* kind = sender == 0                             ? "concern.child.public"
                       : from.sector == domain::Sector::police ? "concern.police"
                                                               : "concern.child";
    auto place = fmt::format("\"place\":{{\"municipality\":\"{}\"}}", municipality);
    if (draw_.chance(0.02))
        place = "\"place\":{\"municipality\":\"9999\"}";
    if (draw_.chance(0.02))
        place = "\"unit\":\"no." + municipality + "\"";
    sent.body = fmt::format(
        R"({{"kind":"{}",{},"urgent":{},"sender_reference":"ref {}","content":{{"concern":"{}",)"
        R"("children":[{{"name":"Child {}"}}]}}}})",
        kind, place, sent.urgent, sent.number % 50, sent.marker, sent.number);
    return sent;
}

/// The form's own key is its token; its text stands in `body`.
void World::compose_form(Sent& sent, const std::string& municipality)
{
    sent.form = true;
    sent.path = "/report";
    sent.key = fmt::format("{:032x}", 0xf0000 + sent.number);
    sent.body = municipality;
    sent.urgent = false;
}

void World::make_useless(Sent& sent)
{
    switch (draw_.below(5)) {
    case 0:
        sent.body.pop_back();
        sent.usable_status = 400;
        break;
    case 1:
        sent.body.replace(sent.body.find("concern."), 8, "unknown.");
        sent.usable_status = 422;
        break;
    case 2:
        sent.type = "text/plain";
        sent.usable_status = 415;
        break;
    case 3:
        sent.sender = 0;
        sent.path = "/api/v1/reports";
        sent.usable_status = 401;
        break;
    default:
        sent.body = "[]";
        sent.usable_status = 400;
    }
}

void World::send(std::size_t number)
{
    tell(fmt::format("report {} is sent, try {}", number, book_[number].tries));
    const auto& sent = book_[number];
    const auto outcome = server_.ask([&] {
        if (sent.form) {
            auto form = test::form();
            form.set("form_token", sent.key);
            form.set("place", sent.body);
            form.set("content.concern", sent.marker);
            return test::send_form(server_.product(), form);
        }
        auto headers = sent.key.empty() ? test::Headers{} : test::key(sent.key);
        headers["content-type"] = sent.type;
        return senders_[sent.sender].caller.post(sent.path, sent.body, std::move(headers));
    });
    came_of_sending(book_[number], outcome);
}

void World::came_of_sending(Sent& sent, const Outcome& outcome)
{
    ++sent.tries;
    const auto stored_before = sent.stored.size();
    auditor_.after_sending(sent, outcome);
    if (outcome.status() == 201)
        watchers_.hold(*outcome.answer);
    const auto number = sent.number;
    if (sent.urgent && sent.stored.size() > stored_before) {
        const auto& raised = auditor_.reckoning().reports.at(sent.stored.back());
        alert(auditor_.reckoning().parcels.at(raised.deliveries.front()).unit);
    }
    const bool answered = outcome.came == Came::answered && outcome.status() != 503;
    if (!answered) {
        // Most try again: soon, and then ever more seldom; some never do.
        if (!draw_.chance(0.1) && sent.tries < 12)
            after(draw_.waiting(sent.tries < 4 ? 600 : 9 * hour), [this, number] { send(number); });
        return;
    }
    if (outcome.status() != 201)
        return;
    if (!sent.key.empty() && draw_.chance(0.08))
        after(draw_.waiting(3 * day), [this, number] { send(number); });
    if (!sent.key.empty() && !sent.form && draw_.chance(0.02))
        after(draw_.waiting(day), [this, number] { reuse_key(book_[number]); });
    if (sent.sender != 0 && draw_.chance(0.02))
        after(draw_.waiting(10 * day), [this, number] { withdraw(book_[number]); });
    if (sent.sender != 0 && draw_.chance(0.2))
        after(draw_.waiting(10 * day), [this, number] { follow(book_[number]); });
}

/// Another report under a key that was used: refused, and nothing is stored.
void World::reuse_key(const Sent& sent)
{
    tell(fmt::format("the key of report {} is used for another", sent.number));
    Sent other = sent;
    other.body.insert(other.body.size() - 1, ",\"captured_at\":\"2026-12-01T07:00:00Z\"");
    other.usable_status = 409;
    other.acknowledged.clear();
    const auto outcome = server_.ask([&] {
        return senders_[sent.sender].caller.post(sent.path, other.body, test::key(sent.key));
    });
    auditor_.after_sending(other, outcome);
}

void World::withdraw(const Sent& sent)
{
    tell(fmt::format("report {} is withdrawn", sent.number));
    const auto report = sent.stored.front();
    const auto outcome = server_.ask([&] {
        return senders_[sent.sender].caller.post("/api/v1/reports/" + to_string(report) +
                                                     "/withdraw",
                                                 "{\"reason\":\"Sent in error.\"}");
    });
    auditor_.after_withdrawal(report, outcome);
}

/// What the sender sees of a report that was acknowledged.
void World::follow(const Sent& sent)
{
    if (sent.sender == 0 || sent.stored.empty())
        return;
    tell(fmt::format("report {} is followed", sent.number));
    const auto report = sent.stored.front();
    const auto outcome = server_.ask(
        [&] { return senders_[sent.sender].caller.get("/api/v1/reports/" + to_string(report)); });
    if (outcome.came == Came::answered && outcome.status() != 503 &&
        (outcome.status() != 200 || outcome.answer->text("/id") != to_string(report) ||
         outcome.answer->text("/milestones/0/name") != "accepted"))
        findings_.add("P1", fmt::format("the sender of report {} sees {} {}", sent.number,
                                        outcome.status(), outcome.answer->body.substr(0, 200)));
    auditor_.after_job({});
}

}  // namespace varde::sim
