#include "support/engine.hpp"

#include "sql/cluster.hpp"
#include "support/fakes.hpp"

#include <cstdlib>
#include <filesystem>

namespace varde::test {
namespace {

/// Made when the first test asks for it; its folder goes at the end.
struct Server {
    Server() : cluster(start(folder.path())) {}
    static sql::Cluster start(const std::string& path)
    {
        std::filesystem::permissions(path, std::filesystem::perms(0711));  // The server's user.
        auto made = sql::Cluster::make(path + "/pg");
        if (!made)
            ADD_FAILURE() << made.error().message;
        CHECK(made);
        return std::move(made).value();
    }
    Folder folder;
    sql::Cluster cluster;
    sql::Database database{cluster.address("postgres")};
    int schemas = 0;
};

Server& server()
{
    static Server server;
    return server;
}

std::string schema_in(const std::string& database)
{
    return database.substr(database.rfind("%3D") + 3);
}

std::string dump_of(const std::string& schema) { return server().cluster.folder() + "/" + schema; }

void copy_files(const std::string& from, const std::string& to)
{
    for (const auto* part : {"", "-wal"}) {  // The log beside a database is part of it.
        std::filesystem::remove(to + part);
        if (std::filesystem::exists(from + part))
            std::filesystem::copy_file(from + part, to + part);
    }
}

}  // namespace

sql::Dialect engine()
{
    const auto* name = std::getenv("VARDE_TEST_ENGINE");
    return name && std::string_view(name) == "postgres" ? sql::Dialect::postgres
                                                        : sql::Dialect::sqlite;
}

std::string fresh_database(const std::string& folder)
{
    if (engine() == sql::Dialect::sqlite)
        return folder + "/varde.db";
    const auto schema = "test" + std::to_string(++server().schemas);
    auto connection = server().database.open_visitor();
    CHECK(connection && connection.value()->script("CREATE SCHEMA " + schema));
    return server().cluster.address("postgres") + "&options=-csearch_path%3D" + schema;
}

void keep_database(const std::string& database)
{
    if (engine() == sql::Dialect::sqlite)
        return copy_files(database, database + ".kept");
    const auto schema = schema_in(database);
    CHECK(server().cluster.run("pg_dump", {"--dbname=" + server().cluster.address("postgres"),
                                           "--schema=" + schema, "--file=" + dump_of(schema)}));
}

void bring_back_database(const std::string& database)
{
    if (engine() == sql::Dialect::sqlite)
        return copy_files(database + ".kept", database);
    const auto schema = schema_in(database);
    auto connection = server().database.open_visitor();
    CHECK(connection && connection.value()->script("DROP SCHEMA " + schema + " CASCADE"));
    CHECK(server().cluster.run("psql", {"--dbname=" + server().cluster.address("postgres"),
                                        "--set=ON_ERROR_STOP=1", "--file=" + dump_of(schema)}));
}

std::string engine_folder(const std::string& folder)
{
    return engine() == sql::Dialect::sqlite ? folder : server().folder.path();
}

std::string in_dialect(std::string statements)
{
    if (engine() == sql::Dialect::sqlite)
        return statements;
    for (auto at = statements.find("x'"); at != std::string::npos;
         at = statements.find("x'", at + 1)) {
        if (at == 0 || (statements[at - 1] != ' ' && statements[at - 1] != '('))
            continue;
        statements.insert(statements.find('\'', at + 2) + 1, "::bytea");
        statements.replace(at, 2, "'\\x");
    }
    return statements;
}

}  // namespace varde::test
