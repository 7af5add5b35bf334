#include "store/escalations.hpp"

#include "domain/obligation/history.hpp"
#include "store/queries.hpp"

namespace varde::store {
namespace {

Bytes joined(const std::vector<PersonId>& people)
{
    Bytes bytes;
    for (const PersonId& person : people)
        bytes.insert(bytes.end(), person.uuid.bytes.begin(), person.uuid.bytes.end());
    return bytes;
}

std::vector<PersonId> parted(ByteView bytes)
{
    constexpr std::size_t size = sizeof(Uuid::bytes);
    std::vector<PersonId> people;
    for (; bytes.size() >= size; bytes = bytes.subspan(size))
        people.push_back({uuid_of(bytes.first(size))});
    return people;
}

Status raise(sql::Connection& connection, const domain::Event& event, const Uuid& subject)
{
    const auto& facts = event.facts;
    const auto since = facts.since.value_or(event.at);
    TRY(sql::post(connection, queries::supersede_escalations, subject.view(), facts.rule, since));
    TRY(sql::post(connection, queries::insert_escalation, facts.subject.view(), subject.view(),
                  facts.rule, since, event.unit.text, facts.step, facts.listener,
                  joined(facts.people), facts.name == in_vain_word, facts.urgent, event.at));
    for (const PersonId& person : facts.people)
        TRY(sql::post(connection, queries::insert_listener, person, subject.view(), facts.rule,
                      since, facts.urgent));
    return ok();
}

}  // namespace

Status project_escalations(sql::Connection& connection, const domain::Event& event)
{
    const auto subject = domain::subject_of(event);
    if (event.name == domain::EventName::escalation_raised)
        return raise(connection, event, subject);
    if (event.name == domain::EventName::escalation_acknowledged)
        return sql::post(connection, queries::acknowledge_escalation, event.facts.subject.view(),
                         event.at, event.by.person);
    for (const auto& ended : event.facts.ended) {
        TRY(sql::post(connection, queries::supersede_escalations, subject.view(), ended.rule,
                      ended.since));
        TRY(sql::post(connection, queries::delete_listeners, subject.view(), ended.rule,
                      ended.since));
    }
    return ok();
}

Escalation read_escalation(const sql::Row& row)
{
    return {.id = uuid_of(row.bytes(0)),
            .subject = uuid_of(row.bytes(1)),
            .rule = row.string(2),
            .since = row.time(3),
            .unit = {row.string(4)},
            .step = int(row.integer(5)),
            .listener = domain::listener_named(row.text(6)).value_or(domain::Listener::duty),
            .told = parted(row.bytes(7)),
            .in_vain = row.integer(8) != 0,
            .urgent = row.integer(9) != 0,
            .raised_at = row.time(10),
            .acknowledged_at = row.optional_time(11),
            .acknowledged_by = row.id<PersonId>(12),
            .newest = row.integer(13) != 0};
}

}  // namespace varde::store
