#include "store/obligations.hpp"

#include "domain/obligation/history.hpp"
#include "store/queries.hpp"

#include <limits>

namespace varde::store {
namespace {

/// Names of facts, which hold no space.
std::string joined(const std::vector<std::string>& names)
{
    std::string text;
    for (const auto& name : names)
        text += (text.empty() ? "" : " ") + name;
    return text;
}

std::vector<std::string> parted(std::string_view text)
{
    std::vector<std::string> names;
    while (!text.empty()) {
        const auto end = std::min(text.find(' '), text.size());
        names.emplace_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return names;
}

}  // namespace

Status project_obligations(sql::Connection& connection, const domain::Event& event)
{
    const auto subject = domain::subject_of(event);
    for (const auto& started : event.facts.started) {
        const auto since = started.since.value_or(event.at);
        TRY(sql::post(connection, queries::start_obligation, subject.view(), started.rule, since,
                      started.due, domain::name_of(started.owed_by), joined(started.assumed),
                      started.wake.value_or(since), event.facts.urgent));
    }
    for (const auto& ended : event.facts.ended) {
        const auto at = ended.at.value_or(event.at);
        TRY(sql::post(connection, queries::end_obligation, subject.view(), ended.rule, ended.since,
                      ended.cancelled ? std::nullopt : std::optional(at),
                      ended.cancelled ? std::optional(at) : std::nullopt));
    }
    if (event.name == domain::EventName::obligation_breached)
        return sql::post(connection, queries::breach_obligation, subject.view(), event.facts.rule,
                         event.facts.since, event.at);
    return ok();
}

Timestamp first_due(const domain::Event& event)
{
    Timestamp first{std::numeric_limits<std::int64_t>::max()};
    for (const auto& started : event.facts.started)
        first = std::min(first, started.due.value_or(Timestamp{0}));
    return first;
}

domain::Obligation read_obligation(const sql::Row& row)
{
    return {.rule = row.string(0),
            .since = row.time(1),
            .due = row.optional_time(2),
            .owed_by = domain::debtor_named(row.text(3)).value_or(domain::Debtor::unit),
            .assumed = parted(row.text(4)),
            .met_at = row.optional_time(5),
            .cancelled_at = row.optional_time(6),
            .breached_at = row.optional_time(7)};
}

}  // namespace varde::store
