#include "acts/ask_resend.hpp"

#include "acts/notices.hpp"
#include "acts/sealed_words.hpp"

#include <memory>

namespace varde::acts {
namespace {

struct Found {
    std::vector<domain::Booked> items;
    ResendOutcome outcome;
    domain::By by;
};

Result<Found> find(const Services& services, const ResendRequest& request)
{
    const auto sight =
        TRY(Sight::of(services, request.actor, request.query.filter, domain::Action::ask_resend));
    auto filter = sight.parts(request.query.filter).front().filter;
    filter.absent |= domain::mark_drill;
    return services.store.read([&](store::Reading& reading) -> Result<Found> {
        Found found{.items = {}, .outcome = {}, .by = sight.as()};
        store::ResendRecords resends(reading);
        std::set<ReportId> seen;  // A report may have come to several units.
        std::optional<Error> failure;
        const auto wanted = [&](const domain::Booked& booked) {
            if (failure || !sight.sees(booked.key) || seen.contains(booked.report))
                return false;
            if (!is_wanted(services, request.query, booked.key))
                return false;
            seen.insert(booked.report);
            if (booked.key.marks & domain::mark_erased) {
                ++found.outcome.erased;
                return false;
            }
            const auto asked = resends.of(booked.report);
            if (!asked)
                failure = asked.error();
            else if (asked.value())
                ++found.outcome.before;
            if (!asked || asked.value())
                return false;
            // However many cannot be read, those behind them are found.
            const auto key = report_key(services, reading, booked.report);
            const bool readable = key || key.error().problem == "report-erased";
            found.outcome.unreadable += readable ? 0 : 1;
            return readable;
        };
        store::BookRecords records(reading);
        found.items = TRY(records.items(filter, {}, wanted, resends_at_once + 1));
        if (failure)
            return std::move(*failure);
        found.outcome.more = found.items.size() > resends_at_once;
        if (found.outcome.more)
            found.items.pop_back();
        found.outcome.behind = TRY(records.event_end()) - TRY(records.mark());
        return found;
    });
}

/// One report after the other, then one sender after the other.
class Asking : public std::enable_shared_from_this<Asking> {
public:
    Asking(Services& services, ResendRequest request, Found found, Done<ResendOutcome> done)
        : services_(services), request_(std::move(request)), found_(std::move(found)),
          done_(std::move(done)), now_(services.clock.now())
    {
        for (const auto& item : found_.items)
            if (!item.key.sender.is_nil())
                ++senders_[item.key.sender];
    }

    void go_on()
    {
        if (next_ == found_.items.size()) {
            found_.outcome.notices = std::int64_t(told_.size());
            return done_(found_.outcome);
        }
        const auto item = found_.items[next_++];
        services_.store.write<Came>(
            [this, item](store::Transaction& tx) { return ask(tx, item); },
            [self = shared_from_this(), item](Result<Came> came, const store::Committed&) {
                if (!came)
                    return self->done_(std::move(came).error());
                self->count(item.key.sender, came.value());
                self->go_on();
            });
    }

private:
    enum class Came { asked, told, before, erased, unreadable };

    void count(const OrganisationId& sender, Came came)
    {
        auto& outcome = found_.outcome;
        ++(came == Came::before       ? outcome.before
           : came == Came::erased     ? outcome.erased
           : came == Came::unreadable ? outcome.unreadable
                                      : outcome.asked);
        if (came == Came::told)
            told_.insert(sender);
    }

    /// The message is queued with the first report that calls for it, and takes the others along.
    Result<Came> ask(store::Transaction& tx, const domain::Booked& item)
    {
        if (TRY(store::ResendRecords(tx).of(item.report)))
            return Came::before;
        auto key = report_key(services_, tx, item.report);
        if (!key)
            return key.error().problem == "report-erased" ? Came::erased : Came::unreadable;
        domain::Event event{.name = domain::EventName::resend_asked,
                            .report = item.report,
                            .unit = item.key.unit,
                            .by = found_.by,
                            .at = now_};
        event.facts.sender = item.key.sender;
        event.sealed = seal_words({{"reason", request_.reason}});
        TRY(tx.append(std::move(event), key.value(), services_.random));
        const auto& sender = item.key.sender;
        if (sender.is_nil())
            return Came::asked;
        const auto queued = TRY(queue_notice(
            services_, tx, {.owner = sender.uuid, .other = senders_[sender], .can_wait = true}));
        return queued > 0 ? Came::told : Came::asked;
    }

    Services& services_;
    const ResendRequest request_;
    Found found_;
    Done<ResendOutcome> done_;
    const Timestamp now_;
    std::map<OrganisationId, std::int64_t> senders_;  // How many each is asked for.
    std::set<OrganisationId> told_;
    std::size_t next_ = 0;
};

}  // namespace

void ask_resend(Services& services, ResendRequest request, Done<ResendOutcome> done)
{
    auto found = find(services, request);
    if (!found)
        return done(std::move(found).error());
    const auto asking = std::make_shared<Asking>(  // Owners: whichever answer comes next.
        services, std::move(request), std::move(found).value(), std::move(done));
    asking->go_on();
}

Result<ResendPage> list_resends(const Services& services, const domain::Actor& actor,
                                const store::ResendPlace& before, int limit)
{
    const auto decision = domain::decide(actor, domain::Action::follow,
                                         {.sender = actor.organisation.id}, {services.clock.now()});
    if (!decision)
        return Error{actor.is_nobody() ? ErrorCode::unauthenticated : ErrorCode::forbidden,
                     decision.reason};
    return services.store.read([&](store::Reading& reading) -> Result<ResendPage> {
        store::ResendRecords records(reading);
        auto rows = TRY(records.of_sender(actor.organisation.id, before, limit + 1));
        ResendPage page;
        if (rows.size() > std::size_t(limit)) {
            rows.resize(std::size_t(limit));
            page.next = {rows.back().asked_at, rows.back().report};
        }
        for (auto& row : rows) {
            ResendPage::Item item{.resend = std::move(row)};
            item.unit_name = unit_name(services, item.resend.unit);
            item.sent = TRY(sent_facts(services, reading, item.resend.report));
            item.repeats = TRY(records.repeats_of(item.resend.report));
            page.items.push_back(std::move(item));
        }
        return page;
    });
}

}  // namespace varde::acts
