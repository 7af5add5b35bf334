#include "vault/key_store.hpp"

#include "sql/sqlite.hpp"
#include "vault/key_wrap.hpp"

#include <algorithm>
#include <chrono>

namespace varde::vault {
namespace {

// A destroyed erasure key leaves its row with nothing sealed, so that no later key gets its epoch.
constexpr std::string_view schema =
    "CREATE TABLE erasure_key (epoch INTEGER PRIMARY KEY, made_us INTEGER NOT NULL, sealed BLOB)"
    " STRICT;"
    "CREATE TABLE secret (name TEXT PRIMARY KEY, sealed BLOB NOT NULL) STRICT;";

constexpr sql::Statement add_secret_row{"vault_add_secret",
                                        "INSERT INTO secret (name, sealed) VALUES ($1, $2)"};
constexpr sql::Statement secret_row{"vault_secret", "SELECT sealed FROM secret WHERE name = $1"};
constexpr sql::Statement erasure_key_rows{
    "vault_erasure_keys", "SELECT epoch, sealed FROM erasure_key WHERE sealed IS NOT NULL"};
constexpr sql::Statement erasure_key_row{
    "vault_erasure_key",
    "SELECT epoch, sealed FROM erasure_key WHERE epoch = $1 AND sealed IS NOT NULL"};
constexpr sql::Statement newest_row{"vault_newest_erasure_key",
                                    "SELECT epoch, sealed FROM erasure_key "
                                    "WHERE epoch BETWEEN $1 AND $2 ORDER BY epoch DESC LIMIT 1"};
constexpr sql::Statement add_erasure_key_row{
    "vault_add_erasure_key",
    "INSERT INTO erasure_key (epoch, made_us, sealed) VALUES ($1, $2, $3)"};

constexpr sql::Statement destroy_row{"vault_destroy_erasure_key",
                                     "UPDATE erasure_key SET sealed = NULL WHERE epoch = $1"};
constexpr sql::Statement rewrite_row{"vault_rewrite_erasure_key",
                                     "UPDATE erasure_key SET made_us = made_us WHERE epoch = $1"};

struct ErasureKeyRow {
    std::uint32_t epoch = 0;
    Bytes sealed;  // Empty when the key has been destroyed.
};

ErasureKeyRow read_row(const sql::Row& row)
{
    const auto sealed = row.bytes(1);
    return {std::uint32_t(row.integer(0)), Bytes(sealed.begin(), sealed.end())};
}

Bytes about_epoch(std::uint32_t epoch)
{
    const auto purpose = bytes_of("varde erasure key v1");
    Bytes about(purpose.begin(), purpose.end());
    append_u32(about, epoch);
    return about;
}

Bytes about_secret(const std::string& name)
{
    const auto about = bytes_of("varde secret v1");
    Bytes bytes(about.begin(), about.end());
    bytes.insert(bytes.end(), name.begin(), name.end());
    return bytes;
}

/// What a caller can do about any failure of the database is the same.
Error unavailable(const Error& error)
{
    return {ErrorCode::unavailable, "keys.db: " + error.message};
}

Result<crypto::Key> opened(const crypto::Key& kek, ByteView sealed, ByteView about)
{
    auto key = unwrap_key(kek, sealed, about);
    if (!key)
        return Error{ErrorCode::unavailable,
                     "a key in keys.db has been changed or is sealed under another kek"};
    return *key;
}

}  // namespace

std::uint32_t first_epoch(Timestamp at)
{
    using namespace std::chrono;
    const sys_time<microseconds> instant{microseconds(at.unix_us)};
    const year_month_day date{floor<days>(instant)};
    return std::uint32_t(int(date.year())) * 10'000 + unsigned(date.month()) * 100 + 1;
}

KeyStore::KeyStore(std::unique_ptr<sql::Connection> connection, const crypto::Key& kek)
    : connection_(std::move(connection)), kek_(kek)
{
}

Result<KeyStore> KeyStore::open(const std::string& path, const crypto::Key& kek)
{
    auto connection = sql::open_sqlite(path, sql::SqliteUse::key_store);
    if (!connection)
        return unavailable(connection.error());
    return KeyStore(std::move(connection).value(), kek);
}

Status KeyStore::create(const std::string& path, const crypto::Key& kek,
                        std::span<const std::string> secrets, Timestamp now, Random& random)
{
    auto store = TRY(open(path, kek));
    if (auto begun = store.connection_->begin(); !begun)
        return unavailable(begun.error());
    return store.end(store.fill(secrets, now, random));
}

Status KeyStore::fill(std::span<const std::string> secrets, Timestamp now, Random& random)
{
    TRY(connection_->script(schema));
    for (const auto& name : secrets) {
        const auto sealed = wrap_key(kek_, crypto::Key::fresh(random), about_secret(name), random);
        TRY(sql::run(*connection_, add_secret_row, name, sealed));
    }
    TRY(find_or_make(now, random));
    return ok();
}

Status KeyStore::end(Status result)
{
    if (result)
        result = connection_->commit();
    if (result)
        return ok();
    connection_->rollback();
    return unavailable(result.error());
}

Result<crypto::Key> KeyStore::secret(const std::string& name)
{
    const auto read = [](const sql::Row& row) {
        const auto sealed = row.bytes(0);
        return Bytes(sealed.begin(), sealed.end());
    };
    auto sealed = sql::one(*connection_, read, secret_row, name);
    if (!sealed)
        return unavailable(sealed.error());
    if (!sealed.value())
        return Error{ErrorCode::unavailable, "keys.db has no secret " + name};
    return opened(kek_, *sealed.value(), about_secret(name));
}

Result<std::map<std::uint32_t, crypto::Key>> KeyStore::erasure_keys()
{
    auto rows = sql::all(*connection_, read_row, erasure_key_rows);
    if (!rows)
        return unavailable(rows.error());
    std::map<std::uint32_t, crypto::Key> keys;
    for (const auto& row : rows.value()) {
        const auto key = TRY(opened(kek_, row.sealed, about_epoch(row.epoch)));
        keys.emplace(row.epoch, key);
    }
    return keys;
}

Result<crypto::Key> KeyStore::erasure_key(std::uint32_t epoch)
{
    auto row = sql::one(*connection_, read_row, erasure_key_row, epoch);
    if (!row)
        return unavailable(row.error());
    if (!row.value())
        return Error{ErrorCode::not_found, "the key has been destroyed"};
    return opened(kek_, row.value()->sealed, about_epoch(epoch));
}

Result<ErasureKey> KeyStore::newest_erasure_key(Timestamp at, Random& random)
{
    if (auto begun = connection_->begin(); !begun)
        return unavailable(begun.error());
    auto made = find_or_make(at, random);
    TRY(end(made ? ok() : Status(made.error())));
    return made;
}

Result<ErasureKey> KeyStore::erasure_key_above(std::uint32_t above, Timestamp at, Random& random)
{
    if (auto begun = connection_->begin(); !begun)
        return unavailable(begun.error());
    auto made = find_or_make(above / 100 * 100 + 1, above, at, random);
    TRY(end(made ? ok() : Status(made.error())));
    return made;
}

Status KeyStore::destroy(std::uint32_t epoch)
{
    // The journal of the first change holds the row as it was. It stays, and the journal of the
    // second one is written over it.
    const auto change = [&](const sql::Statement& statement) -> Status {
        if (auto begun = connection_->begin(); !begun)
            return unavailable(begun.error());
        auto changed = sql::run(*connection_, statement, epoch);
        return end(changed ? ok() : Status(changed.error()));
    };
    if (auto kept = connection_->script("PRAGMA journal_mode=PERSIST"); !kept)
        return unavailable(kept.error());
    auto done = change(destroy_row);
    if (done)
        done = change(rewrite_row);
    const auto gone = connection_->script("PRAGMA journal_mode=DELETE");
    return done && !gone ? unavailable(gone.error()) : std::move(done);
}

Result<ErasureKey> KeyStore::find_or_make(Timestamp at, Random& random)
{
    return find_or_make(first_epoch(at), 0, at, random);
}

Result<ErasureKey> KeyStore::find_or_make(std::uint32_t first, std::uint32_t above, Timestamp at,
                                          Random& random)
{
    const auto last = first + generations_max - 1;
    const auto newest = TRY(sql::one(*connection_, read_row, newest_row, first, last));
    if (newest && !newest->sealed.empty() && newest->epoch > above) {
        const auto key = TRY(opened(kek_, newest->sealed, about_epoch(newest->epoch)));
        return ErasureKey{newest->epoch, key};
    }
    const auto epoch = newest ? newest->epoch + 1 : std::max(first, above + 1);
    if (epoch > last)
        return Error{ErrorCode::unavailable, "the month has had 99 erasure keys"};
    const ErasureKey made{epoch, crypto::Key::fresh(random)};
    const auto sealed = wrap_key(kek_, made.key, about_epoch(epoch), random);
    TRY(sql::run(*connection_, add_erasure_key_row, epoch, at, sealed));
    return made;
}

}  // namespace varde::vault
