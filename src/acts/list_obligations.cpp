#include "acts/list_obligations.hpp"

namespace varde::acts {

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
    return services.store.read([&](store::Reading& reading) -> Result<ObligationPage> {
        auto rows = TRY(reading.inbox(query.unit, query.after, query.limit + 1));
        ObligationPage page;
        if (rows.size() > std::size_t(query.limit)) {
            rows.resize(std::size_t(query.limit));
            page.next = rows.back().place;
        }
        Names names(reading);
        for (auto& [delivery, place] : rows) {
            auto owed = TRY(obligations_of(services, reading, delivery.id.uuid));
            std::erase_if(owed, [](const auto& view) { return !view.obligation.is_open(); });
            std::ranges::sort(owed, {}, [](const auto& view) { return view.obligation.due; });
            const auto owner = TRY(names.of(delivery.owner));
            for (auto& view : owed)
                page.items.push_back({delivery, std::move(view), owner});
        }
        return page;
    });
}

}  // namespace varde::acts
