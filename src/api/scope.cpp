#include "api/scope.hpp"

#include "acts/ask_resend.hpp"
#include "acts/balance.hpp"
#include "acts/scope_people.hpp"
#include "api/page_place.hpp"
#include "api/show.hpp"
#include "api/show_scope.hpp"
#include "api/with_body.hpp"

#include <charconv>

namespace varde::api {
namespace {

constexpr json::TextLimits line{.min_bytes = 1, .max_bytes = 400, .single_line = true};
constexpr json::TextLimits words{.min_bytes = 1, .max_bytes = 4'000};

std::string all_marks()
{
    std::string names;
    for (const auto& [name, mark] : domain::mark_names())
        names += (names.empty() ? "" : ", ") + std::string(name);
    return names;
}

/// The members of a scope question, from a query or from a body.
class ScopeWords {
public:
    using Find = std::function<std::string(const char*)>;
    ScopeWords(Find find, Timestamp now) : find_(std::move(find)), now_(now) {}

    Result<acts::ScopeQuery> read()
    {
        acts::ScopeQuery query;
        auto& filter = query.filter;
        filter.unit.text = find_("unit");
        filter.kind.text = find_("kind");
        filter.connector = find_("connector");
        query.municipality = find_("municipality");
        query.state = find_("state");
        filter.sender = sender();
        filter.from = time("from").value_or(Timestamp{});
        filter.until = time("until").value_or(Timestamp{INT64_MAX});
        if (filter.from >= filter.until)
            fault("until", "must be after from");
        if (const auto age = older_than())
            filter.until = std::min(filter.until, Timestamp{now_.unix_us - *age});
        filter.present = marks("present");
        filter.absent = marks("absent");
        if (!faults_.empty())
            return Error{.code = ErrorCode::invalid,
                         .message = "Some of what is asked for cannot be understood.",
                         .faults = std::move(faults_)};
        return query;
    }

private:
    std::optional<Timestamp> time(const char* name)
    {
        const auto text = find_(name);
        const auto at = text.empty() ? std::nullopt : parse_rfc3339(text);
        if (!text.empty() && !at)
            fault(name, "must be a time with offset, such as 2026-11-22T01:37:46Z");
        return at;
    }

    std::optional<OrganisationId> sender()
    {
        const auto text = find_("sender");
        if (text.empty())
            return std::nullopt;
        const auto id = parse_uuid(text);
        if (!id && text != "public")
            fault("sender", "must be the id of an organisation, or public");
        return OrganisationId{id.value_or(Uuid{})};
    }

    /// Microseconds from `90m`, `72h` or `7d`.
    std::optional<std::int64_t> older_than()
    {
        const auto text = find_("older_than");
        if (text.empty())
            return std::nullopt;
        std::int64_t number = 0;
        const auto* end = text.data() + text.size();
        const auto [stopped, error] = std::from_chars(text.data(), end, number);
        const auto unit = stopped + 1 == end ? *stopped : '?';
        const std::int64_t seconds = unit == 'm'   ? 60
                                     : unit == 'h' ? 3'600
                                     : unit == 'd' ? 86'400
                                                   : 0;
        if (error == std::errc{} && seconds > 0 && number >= 0 && number < 1'000'000)
            return number * seconds * 1'000'000;
        fault("older_than", "must be a number of minutes, hours or days, such as 90m, 72h or 7d");
        return std::nullopt;
    }

    /// Milestones with commas between, as bits.
    std::int64_t marks(const char* name)
    {
        const auto text = find_(name);
        std::int64_t marks = 0;
        for (std::string_view rest = text; !rest.empty();) {
            const auto word = rest.substr(0, rest.find(','));
            rest.remove_prefix(std::min(rest.size(), word.size() + 1));
            const auto mark = domain::mark_named(word);
            if (!mark)
                fault(name, "must be milestones with commas between: " + all_marks());
            marks |= mark.value_or(0);
        }
        return marks;
    }

    void fault(const char* name, std::string detail)
    {
        faults_.push_back({std::string("?") + name, std::move(detail)});
    }

    const Find find_;
    const Timestamp now_;
    std::vector<Fault> faults_;
};

Result<acts::ScopeQuery> scope_in_query(const Call& call)
{
    auto query = TRY(ScopeWords([&](const char* name) { return call.query(name); },
                                call.site.services.clock.now())
                         .read());
    query.limit = TRY(limit_in_query(call));
    if (!call.query("after").empty()) {
        const auto place = TRY(place_in_query(call));
        query.after = {place.at, {place.id}};
    }
    return query;
}

/// Answers once the book is up to date; if it cannot be soon, with what it has.
void when_booked(Call call, std::function<void(Call)> answer)
{
    auto& services = call.services();
    acts::book_for_answer(services, [call = std::move(call), answer = std::move(answer)](
                                        Result<Nothing>) mutable { answer(std::move(call)); });
}

std::string name_of_sender(const OrganisationId& sender)
{
    return sender.is_nil() ? "public" : to_string(sender);
}

void show_account(json::Writer& w, const domain::Account& account, bool of_recipient)
{
    w("accepted", account.accepted);
    if (of_recipient)
        w("taken_over", account.taken_over);
    w("sum", account.sum());
    w.object("states", [&] {
        for (const auto& [state, count] : account.states)
            w(state, count);
    });
}

std::string show_balance(const acts::Services& services, const acts::BalanceView& view)
{
    json::Writer w;
    w.object([&] {
        w("as_at", view.as_at)("events", std::int64_t(view.events));
        w("behind", std::int64_t(view.behind));
        w("balanced", view.faults.empty());
        w.array("faults", [&] {
            for (const auto& fault : view.faults)
                w.value(fault);
        });
        w.array("senders", [&] {
            for (const auto& [sender, account] : view.balance.senders)
                w.object([&] {
                    w("id", name_of_sender(sender));
                    const auto name = view.sender_names.find(sender);
                    if (name != view.sender_names.end())
                        w("name", name->second);
                    show_account(w, account, false);
                });
        });
        w.array("recipients", [&] {
            for (const auto& [unit, account] : view.balance.recipients)
                w.object([&] {
                    w("id", unit)("name", acts::unit_name(services, unit));
                    show_account(w, account, true);
                });
        });
        if (const auto& strike = view.last_strike)
            w.object("last_struck", [&] {
                w("at", strike->at)("accepted", strike->accepted)("sum", strike->sum);
                w("faults", strike->faults);
            });
    });
    return w.take();
}

Result<acts::BalanceQuery> balance_in_query(const Call& call)
{
    acts::BalanceQuery query{.unit = {call.query("unit")}};
    const auto at = call.query("as_at"), sender = call.query("sender");
    if (!at.empty()) {
        query.as_at = parse_rfc3339(at);
        if (!query.as_at)
            return Error{.code = ErrorCode::invalid,
                         .message = "as_at must be a time with offset, such as "
                                    "2026-11-22T01:37:46Z.",
                         .faults = {{"?as_at", "must be a time"}}};
    }
    if (!sender.empty()) {
        const auto id = parse_uuid(sender);
        if (!id && sender != "public")
            return Error{.code = ErrorCode::invalid,
                         .message = "sender must be the id of an organisation, or public.",
                         .faults = {{"?sender", "must be an id"}}};
        query.sender = OrganisationId{id.value_or(Uuid{})};
    }
    return query;
}

std::string show_resends(const acts::ResendPage& page)
{
    json::Writer w;
    w.object([&] {
        w.array("items", [&] {
            for (const auto& item : page.items)
                w.object([&] {
                    w("report_id", item.resend.report);
                    show_unit(w, "unit", item.resend.unit, item.unit_name);
                    w("asked_at", item.resend.asked_at);
                    show_optional(w, "sender_reference", item.sent.sender_reference);
                    show_optional(w, "digest", item.sent.digest);
                    if (item.sent.unreadable)
                        w("unreadable", true);
                    show_repeats(w, {}, item.repeats);
                });
        });
        if (page.next)
            w("next", to_cursor({page.next->asked_at, page.next->id.uuid}));
    });
    return w.take();
}

}  // namespace

void see_scope(Call call)
{
    const auto query = scope_in_query(call);
    if (!query)
        return call.answer(problem_response(query.error()));
    when_booked(std::move(call), [query = query.value()](Call booked) {
        const auto show = [](const auto& scope) { return json_response(show_scope(scope)); };
        auto& services = booked.services();
        const auto actor = booked.actor();
        if (booked.query("people") != "true")
            return booked.answer(acts::see_scope(services, actor, query), show);
        acts::see_scope_with_people(services, actor, query,
                                    answering<acts::Scope>(std::move(booked), show));
    });
}

void see_scope_notice(Call call)
{
    const auto query = scope_in_query(call);
    if (!query)
        return call.answer(problem_response(query.error()));
    when_booked(std::move(call), [query = query.value()](Call booked) {
        booked.answer(
            acts::scope_notice(booked.services(), booked.actor(), query),
            [&](const auto& notice) { return json_response(show_notice(notice, query)); });
    });
}

void ask_resend(Call call)
{
    with_body(
        std::move(call),
        [](json::Reader& body, const Call& asked) {
            std::map<std::string, std::string, std::less<>> texts;
            for (const auto* name : {"unit", "kind", "connector", "municipality", "state", "sender",
                                     "from", "until", "older_than", "present", "absent"})
                texts[name] = body.optional_text(name, line).value_or("");
            acts::ResendRequest wanted{.actor = asked.actor(),
                                       .reason = body.text("reason", words)};
            auto query = ScopeWords([&](const char* name) { return texts[name]; },
                                    asked.site.services.clock.now())
                             .read();
            if (query)
                wanted.query = std::move(query).value();
            else
                for (const auto& fault : query.error().faults)
                    body.fault(fault.pointer.substr(1), fault.detail);
            return wanted;
        },
        [](Call asked, acts::ResendRequest wanted) {
            when_booked(std::move(asked), [wanted = std::move(wanted)](Call booked) {
                auto& services = booked.services();
                acts::ask_resend(
                    services, wanted,
                    answering<acts::ResendOutcome>(std::move(booked), [](const auto& outcome) {
                        json::Writer w;
                        w.object([&] {
                            w("asked", outcome.asked)("asked_before", outcome.before);
                            w("erased", outcome.erased)("unreadable", outcome.unreadable);
                            w("notices", outcome.notices);
                            w("more", outcome.more)("behind", std::int64_t(outcome.behind));
                        });
                        return json_response(w.take());
                    }));
            });
        });
}

void list_resends(Call call)
{
    const auto limit = limit_in_query(call);
    const auto place = place_in_query(call);
    if (!limit || !place)
        return call.answer(problem_response(limit ? place.error() : limit.error()));
    store::ResendPlace before;
    if (!call.query("after").empty())
        before = {place.value().at, {place.value().id}};
    call.answer(acts::list_resends(call.services(), call.actor(), before, limit.value()),
                [](const auto& page) { return json_response(show_resends(page)); });
}

void see_balance(Call call)
{
    const auto query = balance_in_query(call);
    if (!query)
        return call.answer(problem_response(query.error()));
    when_booked(std::move(call), [query = query.value()](Call booked) {
        const auto& services = booked.services();
        booked.answer(acts::see_balance(services, booked.actor(), query), [&](const auto& view) {
            return json_response(show_balance(services, view));
        });
    });
}

}  // namespace varde::api
