#include "store/store.hpp"

#include "sql/database.hpp"
#include "sql/sqlite.hpp"
#include "store/migrations.hpp"

#include <filesystem>

namespace varde::store {

struct Store::State {
    StoreOptions options;
    sql::Database database;
    std::unique_ptr<BatchParts> parts;
    std::unique_ptr<sql::ReadPool> pool;
    std::unique_ptr<sql::Writer> writer;  // Last: stops before what it uses goes.
};

Result<std::unique_ptr<Store>> Store::open(StoreOptions options, const vault::Vault& vault,
                                           Clock& clock)
{
    TRY(sql::check_sqlite_version());
    std::error_code error;
    std::filesystem::create_directories(options.folder + "/attachments", error);
    if (error)
        return Error{ErrorCode::unavailable,
                     "cannot make the folder " + options.folder + ": " + error.message()};
    std::unique_ptr<State> state(
        new State{.database = sql::Database(options.database.empty() ? options.folder + "/varde.db"
                                                                     : options.database)});
    auto writer = TRY(state->database.open_writer());
    TRY(migrate(*writer, clock.now()));
    TRY(writer->begin());
    state->parts = std::make_unique<BatchParts>(
        TRY(LedgerBatch::load(*writer, options.origin, vault.ledger_key(), clock)));
    TRY(writer->commit());
    std::vector<std::unique_ptr<sql::Connection>> readers;
    for (unsigned i = 0; i < options.readers; ++i)
        readers.push_back(TRY(state->database.open_reader()));
    state->pool = std::make_unique<sql::ReadPool>(std::move(readers));
    state->writer = std::make_unique<sql::Writer>(std::move(writer), *state->parts, options.post);
    state->options = std::move(options);
    return std::unique_ptr<Store>(new Store(std::move(state)));
}

Store::Store(std::unique_ptr<State> state) : state_(std::move(state)) {}
Store::~Store() = default;

void Store::submit(std::unique_ptr<sql::Job> job) { state_->writer->submit(std::move(job)); }
BatchParts& Store::parts() { return *state_->parts; }
sql::ReadPool& Store::pool() { return *state_->pool; }

Result<std::optional<ApiKey>> Store::api_key(const Hash& key_hash)
{
    auto& keys = parts().api_keys;
    if (auto known = keys.find(key_hash))
        return known;
    const auto version = keys.version();
    auto found = TRY(read([&](Reading& reading) { return reading.api_key(key_hash); }));
    if (found)
        keys.remember(key_hash, *found, version);
    return found;
}

bool Store::failed() const { return state_->writer->failed(); }
std::size_t Store::waiting() const { return state_->writer->waiting(); }
const std::string& Store::origin() const { return state_->options.origin; }

std::string Store::attachment_folder() const { return state_->options.folder + "/attachments"; }

std::string Store::attachment_path(const UploadId& id) const
{
    return attachment_folder() + "/" + to_string(id);
}

std::uint64_t Store::bytes_on_disk() const
{
    const auto bytes = state_->pool->lend(
        [this](sql::Connection& connection) { return state_->database.bytes_on_disk(connection); });
    return bytes ? bytes.value() : 0;
}

}  // namespace varde::store
