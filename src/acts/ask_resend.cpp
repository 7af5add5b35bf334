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
    const auto& filter = request.query.filter;
    const auto sight = TRY(Sight::of(services, request.actor, filter, domain::Action::ask_resend));
    return services.store.read([&](store::Reading& reading) -> Result<Found> {
        Found found{.items = {}, .outcome = {}, .by = sight.as()};
        store::ResendRecords resends(reading);
        std::set<ReportId> seen;  // A report may have come to several units.
        std::optional<Error> failure;
        const auto wanted = [&](const domain::Booked& booked) {
            if (failure || !sight.sees(booked.key) || !seen.insert(booked.report).second)
                return false;
            if (!is_wanted(services, request.query, booked.key))
                return false;
            if (booked.key.marks & domain::mark_erased) {
                ++found.outcome.erased;
                return false;
            }
            const auto asked = resends.of(booked.report);
            if (!asked)
                failure = asked.error();
            else if (asked.value())
                ++found.outcome.before;
            return asked && !asked.value();
        };
        found.items =
            TRY(store::BookRecords(reading).items(filter, {}, wanted, resends_at_once + 1));
        if (failure)
            return std::move(*failure);
        found.outcome.more = found.items.size() > resends_at_once;
        if (found.outcome.more)
            found.items.pop_back();
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
        if (next_ == found_.items.size())
            return tell();
        const auto item = found_.items[next_++];
        services_.store.write<bool>(
            [this, item](store::Transaction& tx) { return ask(tx, item); },
            [self = shared_from_this()](Result<bool> asked, const store::Committed&) {
                if (!asked)
                    return self->done_(std::move(asked).error());
                ++(asked.value() ? self->found_.outcome.asked : self->found_.outcome.before);
                self->go_on();
            });
    }

private:
    Result<bool> ask(store::Transaction& tx, const domain::Booked& item)
    {
        if (TRY(store::ResendRecords(tx).of(item.report)))
            return false;
        domain::Event event{.name = domain::EventName::resend_asked,
                            .report = item.report,
                            .unit = item.key.unit,
                            .by = found_.by,
                            .at = now_};
        event.facts.sender = item.key.sender;
        event.sealed = seal_words({{"reason", request_.reason}});
        const auto key = TRY(report_key(services_, tx, item.report));
        TRY(tx.append(std::move(event), key, services_.random));
        return true;
    }

    void tell()
    {
        services_.store.write<int>(
            [this](store::Transaction& tx) -> Result<int> {
                int told = 0;
                for (const auto& [sender, count] : senders_)
                    told +=
                        TRY(queue_notice(services_, tx, {.owner = sender.uuid, .other = count}));
                return told;
            },
            [self = shared_from_this()](Result<int> told, const store::Committed&) {
                if (!told)
                    return self->done_(std::move(told).error());
                self->found_.outcome.notices = told.value();
                self->done_(self->found_.outcome);
            });
    }

    Services& services_;
    const ResendRequest request_;
    Found found_;
    Done<ResendOutcome> done_;
    const Timestamp now_;
    std::map<OrganisationId, std::int64_t> senders_;
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
