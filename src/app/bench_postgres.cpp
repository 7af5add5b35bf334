#include "app/bench_disk.hpp"
#include "base/bytes.hpp"
#include "base/durable_file.hpp"
#include "crypto/crypto.hpp"
#include "sql/database.hpp"

#include <filesystem>

namespace varde::app {

Result<double> measure_pgbench(const sql::Cluster& cluster, double seconds, std::size_t row_bytes)
{
    auto database = TRY(sql::Database(cluster.address("postgres")).open_visitor());
    TRY(database->script("DROP SCHEMA IF EXISTS pgbench CASCADE; CREATE SCHEMA pgbench;"
                         "CREATE TABLE pgbench.row (id BIGSERIAL PRIMARY KEY,"
                         " payload BYTEA NOT NULL);"
                         "ALTER TABLE pgbench.row ALTER payload SET STORAGE PLAIN"));
    // Each client prepares the statement once: what it costs to read the bytes is not counted.
    crypto::SystemRandom random;
    Bytes payload(row_bytes);
    random.fill(payload);
    const auto script = cluster.folder() + "/pgbench.sql";
    TRY(write_durably(script,
                      "INSERT INTO pgbench.row (payload) VALUES ('\\x" + to_hex(payload) + "');\n",
                      0644));
    const auto log = cluster.folder() + "/log";
    const auto before = std::filesystem::file_size(log);
    TRY(cluster.run("pgbench", {"--no-vacuum", "--protocol=prepared", "--client=16", "--jobs=2",
                                "--time=" + std::to_string(std::max(1, int(seconds))),
                                "--file=" + script, cluster.address("postgres")}));
    const auto said = TRY(read_file(log)).substr(before);
    constexpr std::string_view label = "\ntps = ";
    const auto at = said.rfind(label);
    if (at == said.npos)
        return Error{ErrorCode::unavailable, "pgbench said no rate; its log is " + log + "."};
    return std::stod(said.substr(at + label.size()));
}

}  // namespace varde::app
