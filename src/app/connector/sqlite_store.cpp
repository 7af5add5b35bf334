// FILE.db: one row for each part of a delivery, one for the delivery, one for the number up to
// which all is held. What is written by one connection is read back by another, made for that.
#include "app/connector/case_store.hpp"
#include "sql/sqlite.hpp"

namespace varde::app {
namespace {

constexpr std::string_view tables = R"(
CREATE TABLE IF NOT EXISTS delivery (
    id TEXT PRIMARY KEY, seq INTEGER NOT NULL, channel TEXT NOT NULL,
    channel_seq INTEGER NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS part (
    delivery TEXT NOT NULL, number INTEGER NOT NULL, bytes BLOB NOT NULL,
    PRIMARY KEY (delivery, number)) STRICT;
CREATE TABLE IF NOT EXISTS confirmed (
    id INTEGER PRIMARY KEY CHECK (id = 1), seq INTEGER NOT NULL) STRICT;
INSERT OR IGNORE INTO confirmed (id, seq) VALUES (1, 0);
)";
constexpr sql::Statement remove_parts{"remove_parts", "DELETE FROM part WHERE delivery = $1"};
constexpr sql::Statement add_part{"add_part",
                                  "INSERT INTO part (delivery, number, bytes) VALUES ($1, $2, $3)"};
constexpr sql::Statement save_delivery{
    "save_delivery", "INSERT INTO delivery (id, seq, channel, channel_seq) VALUES ($1, $2, $3, $4) "
                     "ON CONFLICT (id) DO UPDATE SET seq = $2, channel = $3, channel_seq = $4"};
constexpr sql::Statement parts_of{"parts_of",
                                  "SELECT bytes FROM part WHERE delivery = $1 ORDER BY number"};
constexpr sql::Statement all_lines{
    "lines", "SELECT id, seq, channel, channel_seq FROM delivery ORDER BY channel, channel_seq"};
constexpr sql::Statement confirmed{"confirmed", "SELECT seq FROM confirmed"};
constexpr sql::Statement confirm{"confirm", "UPDATE confirmed SET seq = $1"};

class SqliteStore final : public CaseStore {
public:
    SqliteStore(std::string path, std::unique_ptr<sql::Connection> writer)
        : path_(std::move(path)), writer_(std::move(writer))
    {
    }

    Status keep(const CaseItem& item) override
    {
        return in_transaction([&]() -> Status {
            const auto id = to_string(item.delivery);
            TRY(sql::run(*writer_, remove_parts, id));
            for (std::size_t i = 0; i < item.parts.size(); ++i)
                TRY(sql::run(*writer_, add_part, id, int(i), bytes_of(item.parts[i])));
            TRY(sql::run(*writer_, save_delivery, id, item.seq, item.channel, item.channel_seq));
            return ok();
        });
    }

    Status read_back(const DeliveryId& delivery, const OnBytes& on_bytes) override
    {
        bool found = false;
        const auto reader = TRY(fresh());
        TRY(sql::each(
            *reader,
            [&](const sql::Row& row) {
                found = true;
                on_bytes(text_of(row.bytes(0)));
            },
            parts_of, to_string(delivery)));
        if (!found)
            return Error{ErrorCode::not_found, "This delivery is not in the file."};
        return ok();
    }

    Result<std::vector<CaseLine>> lines() override
    {
        const auto reader = TRY(fresh());
        return sql::all(
            *reader,
            [](const sql::Row& row) {
                return CaseLine{{parse_uuid(row.text(0)).value_or(Uuid{})},
                                row.integer(1),
                                row.string(2),
                                row.integer(3)};
            },
            all_lines);
    }

    Result<std::int64_t> after_seq() override
    {
        const auto reader = TRY(fresh());
        const auto number =
            TRY(sql::one(*reader, [](const sql::Row& row) { return row.integer(0); }, confirmed));
        return number.value_or(0);
    }

    Status save_after_seq(std::int64_t number) override
    {
        return in_transaction([&]() -> Status {
            TRY(sql::run(*writer_, confirm, number));
            return ok();
        });
    }

private:
    /// One that remembers no page: what it reads stands in the file.
    Result<std::unique_ptr<sql::Connection>> fresh() const
    {
        return sql::open_sqlite(path_, sql::SqliteUse::reader);
    }
    template <class Body>
    Status in_transaction(Body body)
    {
        TRY(writer_->begin());
        if (auto done = body(); !done) {
            writer_->rollback();
            return done;
        }
        return writer_->commit();
    }
    const std::string path_;
    std::unique_ptr<sql::Connection> writer_;
};

}  // namespace

Result<std::unique_ptr<CaseStore>> open_sqlite_store(const std::string& path)
{
    auto writer = TRY(sql::open_sqlite(path, sql::SqliteUse::writer));
    TRY(writer->script(tables));
    return std::unique_ptr<CaseStore>(std::make_unique<SqliteStore>(path, std::move(writer)));
}

}  // namespace varde::app
