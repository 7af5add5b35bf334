#include "acts/list_obligations.hpp"

namespace varde::acts {
namespace {

Status add_owed(const Services& services, store::Reading& reading, Names& names,
                const domain::Delivery& delivery, ObligationPage& page)
{
    auto owed = TRY(obligations_of(services, reading, delivery.id.uuid));
    std::erase_if(owed, [](const auto& view) { return !view.obligation.is_open(); });
    std::ranges::sort(owed, {}, [](const auto& view) { return view.obligation.due; });
    const auto owner = TRY(names.of(delivery.owner));
    for (auto& view : owed)
        page.items.push_back({delivery, std::move(view), owner});
    return ok();
}

Result<std::vector<ProblemItem>> open_problems(const Services& services, const domain::Actor& actor,
                                               const UnitId& unit)
{
    auto page = TRY(list_problems(services, actor, {.unit = unit, .limit = 200}));
    std::erase_if(page.items, [&](const ProblemItem& item) {
        return item.problem.handler != unit || item.problem.state() == domain::ProblemState::closed;
    });
    for (auto& item : page.items)
        std::erase_if(item.obligations,
                      [](const ObligationView& view) { return !view.obligation.is_open(); });
    return std::move(page.items);
}

}  // namespace

domain::Decision may_watch(const Services& services, const domain::Actor& actor, const UnitId& unit)
{
    return domain::decide(actor, domain::Action::watch,
                          {.unit = unit,
                           .unit_name = unit_name(services, unit),
                           .overseers = domain::overseers_of(services.pack.directory, unit)},
                          {services.clock.now()});
}

Result<ObligationPage> list_obligations(const Services& services, const domain::Actor& actor,
                                        const ObligationQuery& query)
{
    const auto decision = may_watch(services, actor, query.unit);
    if (!decision)
        return Error{actor.is_nobody() ? ErrorCode::unauthenticated : ErrorCode::forbidden,
                     decision.reason};
    std::vector<ProblemItem> problems;
    if (query.after.id.is_nil())
        problems = TRY(open_problems(services, actor, query.unit));
    return services.store.read([&](store::Reading& reading) -> Result<ObligationPage> {
        auto rows = TRY(reading.inbox(query.unit, query.after, query.limit + 1));
        ObligationPage page{.problems = std::move(problems)};
        if (rows.size() > std::size_t(query.limit)) {
            rows.resize(std::size_t(query.limit));
            page.next = rows.back().place;
        }
        Names names(reading);
        if (query.after.id.is_nil())
            for (const auto& closed : TRY(reading.closed_owing(query.unit, query.limit)))
                TRY(add_owed(services, reading, names, closed, page));
        for (const auto& row : rows)
            TRY(add_owed(services, reading, names, row.delivery, page));
        return page;
    });
}

}  // namespace varde::acts
