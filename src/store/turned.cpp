#include "store/turned.hpp"

#include "store/queries.hpp"
#include "store/rows.hpp"

#include <algorithm>

namespace varde::store {
namespace {

using Lives = std::map<ReportId, std::vector<domain::Event>>;  // Events from the mark on.

/// Reads events in order; the error of one that cannot be read is returned after all.
template <class... Values>
Status each_event(sql::Connection& connection, const std::function<void(StoredEvent)>& on_event,
                  const sql::Statement& statement, const Values&... values)
{
    std::optional<Error> error;
    TRY(sql::each(
        connection,
        [&](const sql::Row& row) {
            auto event = read_event(row);
            if (event)
                on_event(std::move(event).value());
            else if (!error)
                error = std::move(event).error();
        },
        statement, values...));
    return error ? Status(std::move(*error)) : ok();
}

}  // namespace

Result<std::vector<Turned>> turned(sql::Connection& connection, std::uint64_t from,
                                   std::uint64_t to)
{
    Lives lives;
    TRY(each_event(
        connection,
        [&](StoredEvent stored) { lives[stored.event.report].push_back(std::move(stored.event)); },
        queries::bookable_events, std::int64_t(from), std::int64_t(to)));
    std::vector<Turned> all;
    for (auto& [report, events] : lives) {
        std::vector<domain::Event> life;
        if (events.front().name != domain::EventName::report_accepted)
            TRY(each_event(
                connection, [&](StoredEvent stored) { life.push_back(std::move(stored.event)); },
                queries::bookable_events_of, report, std::int64_t(from)));
        Turned each{.before = domain::book(life), .after = {}};
        std::ranges::move(events, std::back_inserter(life));
        each.after = domain::book(life);
        all.push_back(std::move(each));
    }
    return all;
}

}  // namespace varde::store
