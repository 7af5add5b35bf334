// The part of Reading that is about people, organisations and their keys.
#include "store/queries.hpp"
#include "store/rows.hpp"

namespace varde::store {

Result<std::optional<Login>> Reading::login(const std::string& login)
{
    return sql::one(
        connection_,
        [](const sql::Row& row) { return Login{row.id<PersonId>(0), row.string(1), !row.null(2)}; },
        queries::person_by_login, login);
}

Result<std::optional<Person>> Reading::person(const PersonId& id)
{
    return sql::one(
        connection_,
        [](const sql::Row& row) {
            return Person{row.id<PersonId>(0), row.string(1), row.string(2), !row.null(3),
                          read_organisation(row, 4)};
        },
        queries::person, id);
}

Result<std::vector<domain::Grant>> Reading::grants_of(const PersonId& person)
{
    return sql::all(
        connection_, [](const sql::Row& row) { return read_grant(row, 0); },
        queries::grants_of_person, person);
}

Result<std::vector<PersonGrant>> Reading::readers()
{
    return sql::all(
        connection_,
        [](const sql::Row& row) {
            return PersonGrant{row.id<PersonId>(0), {}, read_grant(row, 1)};
        },
        queries::readers);
}

Result<std::vector<PersonGrant>> Reading::people_of(const UnitId& unit)
{
    return sql::all(
        connection_,
        [&](const sql::Row& row) {
            PersonGrant found{row.id<PersonId>(0), row.string(1), {}};
            found.grant.role = domain::role_named(row.text(2)).value_or(domain::Role::nobody);
            found.grant.unit = unit;
            found.grant.from = row.time(4);
            found.grant.until = row.optional_time(5);
            return found;
        },
        queries::people_of_unit, unit.text);
}

Result<std::optional<domain::Organisation>> Reading::organisation(const OrganisationId& id)
{
    return sql::one(
        connection_, [](const sql::Row& row) { return read_organisation(row, 0); },
        queries::organisation, id);
}

Result<std::optional<domain::Organisation>> Reading::organisation_named(const std::string& name)
{
    return sql::one(
        connection_, [](const sql::Row& row) { return read_organisation(row, 0); },
        queries::organisation_named, name);
}

Result<std::optional<ApiKey>> Reading::api_key(ByteView key_hash)
{
    return sql::one(
        connection_,
        [](const sql::Row& row) {
            return ApiKey{domain::role_named(row.text(0)).value_or(domain::Role::nobody),
                          row.time(1), read_organisation(row, 2)};
        },
        queries::api_key, key_hash);
}

Result<std::optional<Session>> Reading::session(ByteView token_hash)
{
    return sql::one(
        connection_,
        [](const sql::Row& row) {
            return Session{row.id<PersonId>(0), row.string(1), row.time(2), row.time(3)};
        },
        queries::session, token_hash);
}

}  // namespace varde::store
