#include "support/product.hpp"

#include "acts/intake.hpp"
#include "store/checkpoint_lock.hpp"

#include <gtest/gtest.h>

#ifdef __SANITIZE_THREAD__
/// SQLite reads the head of its WAL index without a lock and checks it by two copies and checksums.
extern "C" const char* __tsan_default_suppressions()
{
    return "race:walIndexWriteHdr\nrace:walIndexTryHdr\n";
}
#endif

namespace varde::test {
namespace {

/// Argon2id of `password` at the lowest cost there is, because nearly every test signs in.
constexpr std::string_view cheap_hash =
    "$argon2id$v=19$m=8,t=1,p=1$I3dJzzkmTGy48sLaXwXZ/Q$Bmk1JdVVugQ7FwBEDnQ1GnXdOh5Stt2CjAw3sT2m5gg";

/// What an act answers with, when it has answered.
template <class T, class Act>
T wait_for(Act act)
{
    std::promise<Result<T>> answered;
    act([&](Result<T> result) { answered.set_value(std::move(result)); });
    auto result = answered.get_future().get();
    CHECK(result);
    return std::move(result).value();
}

}  // namespace

const packs::Pack& norway()
{
    static const auto pack = [] {
        auto loaded = packs::load_pack_folder(SOURCE_ROOT "/packs", "no");
        if (!loaded)
            ADD_FAILURE() << loaded.error().message;
        CHECK(loaded);
        return std::move(loaded).value();
    }();
    return pack;
}

packs::Pack norway_with(const std::string& rules, const Replaced& replaced)
{
    const auto replace = [](std::string& text, const Replaced& how) {
        const auto at = text.find(how.was, text.find(how.behind));
        CHECK(at != std::string::npos);
        text.replace(at, how.was.size(), how.is);
    };
    auto files = packs::read_pack_folder(SOURCE_ROOT "/packs", "no");
    CHECK(files);
    for (auto& file : files.value())
        if (file.path == "pack.toml")
            replace(file.text, {"version = ", "\"20", "\"30"});
        else if (file.path == "obligations.toml") {
            if (!replaced.was.empty())
                replace(file.text, replaced);
            file.text += rules;
        }
    auto loaded = packs::load_pack("no", files.value());
    if (!loaded)
        ADD_FAILURE() << loaded.error().message;
    CHECK(loaded);
    return std::move(loaded).value();
}

Product::Product(std::uint64_t seed, const std::string& address)
    : pack(&norway()), database(address.empty() ? fresh_database(folder.path()) : address),
      random(seed)
{
    crypto::start();
    CHECK(vault::Vault::create(folder.path() + "/keys", clock.now(), random));
    auto vault = vault::Vault::open(folder.path() + "/keys", random);
    CHECK(vault && store::CheckpointLock::create(
                       lock_path(), ledger::sign({"varde.example/test", 0, ledger::empty_root()},
                                                 vault.value()->ledger_key())));
    open();
}

Product::~Product() { close(); }

void Product::open() { CHECK(try_open()); }

Status Product::try_open()
{
    auto vault = vault::Vault::open(folder.path() + "/keys", random);
    CHECK(vault);
    vault_ = std::move(vault).value();
    store::StoreOptions options{.folder = folder.path(),
                                .database = database,
                                .lock = lock_path(),
                                .journal = journal,
                                .origin = "varde.example/test",
                                .readers = 3,
                                .post = [](auto work) { work(); }};
    if (adjust)
        adjust(options);
    store_ = TRY(store::Store::open(std::move(options), *vault_, clock));
    TRY(coverage_.refresh(*store_));
    services_.reset(new acts::Services{
        clock, random, *store_, *vault_, *pack, coverage_, {.email = true, .sms = true}});
    api_ = std::make_unique<api::Api>(*services_, files_);
    return ok();
}

void Product::close()
{
    store_.reset();
    api_.reset();
    services_.reset();
    vault_.reset();
}

void Product::reopen()
{
    close();
    open();
}

PersonId Product::add_person(acts::NewPerson person)
{
    person.password_hash = cheap_hash;
    const auto grants = person.grants;
    const auto id = wait_for<PersonId>(
        [&](auto done) { acts::add_person(*services_, std::move(person), std::move(done)); });
    for (const auto& grant : grants)
        if (goes_live &&
            (grant.role == domain::Role::caseworker || grant.role == domain::Role::unit_leader))
            go_live(grant.unit);
    return id;
}

void Product::go_live(const UnitId& unit)
{
    std::string rows;
    for (const auto& kind : acts::kinds_of(*pack, unit))
        if (!coverage_.is_live(unit, kind))
            rows += (rows.empty() ? "('" : ", ('") + unit.text + "', '" + kind.text + "', 1, 0)";
    if (rows.empty())
        return;
    CHECK(sql("INSERT INTO intake (unit, kind, live, since_us) VALUES " + rows));
    CHECK(coverage_.refresh(*store_));
}

PersonId Product::add_caseworker(const std::string& unit, const std::string& login,
                                 std::vector<KindName> kinds)
{
    return add_person({.organisation = "Organisation of " + unit,
                       .sector = domain::Sector::child_protection,
                       .login = login,
                       .name = "Name of " + login,
                       .grants = {{.role = domain::Role::caseworker,
                                   .unit = {unit},
                                   .kinds = std::move(kinds),
                                   .from = clock.now()}}});
}

Caller Product::add_sender(const std::string& organisation, domain::Sector sector,
                           domain::Role role)
{
    const auto text = wait_for<std::string>([&](auto done) {
        acts::add_key(
            *services_,
            {.organisation = organisation, .sector = sector, .role = role, .label = "test"},
            std::move(done));
    });
    Caller caller(*this);
    caller.headers["authorization"] = "Bearer " + text;
    return caller;
}

Answer Product::try_sign_in(const std::string& login, const std::string& password)
{
    return anyone().post("/api/v1/session",
                         "{\"login\":\"" + login + "\",\"password\":\"" + password + "\"}");
}

Caller Product::sign_in(const std::string& login)
{
    const auto answer = try_sign_in(login, "password");
    EXPECT_EQ(answer.status, 200) << answer.body;
    Caller caller(*this);
    const auto cookie = answer.header("Set-Cookie");
    caller.headers["cookie"] = cookie.substr(0, cookie.find(';'));
    caller.csrf = answer.text("/csrf");
    caller.headers["x-csrf-token"] = caller.csrf;
    return caller;
}

std::future<Answer> Product::serve(http::Request request)
{
    std::promise<Answer> promise;
    auto future = promise.get_future();
    api_->serve(std::move(request),
                http::Reply([promise = std::move(promise)](http::Response response) mutable {
                    promise.set_value(Answer(std::move(response)));
                }));
    return future;
}

Status Product::sql(const std::string& statements) const
{
    auto connection = TRY(sql::Database(database).open_visitor());
    return connection->script(in_dialect(statements));
}

std::int64_t Product::count(const std::string& from_where) const
{
    const auto text = in_dialect("SELECT count(*) FROM " + from_where);
    auto connection = sql::Database(database).open_reader();
    CHECK(connection);
    const auto found = sql::one(
        *connection.value(), [](const sql::Row& row) { return row.integer(0); },
        sql::Statement{"count", text});
    CHECK(found && found.value());
    return *found.value();
}

std::vector<domain::Event> Product::events(const std::string& report_id)
{
    const auto id = parse_uuid(report_id);
    CHECK(id);
    auto stored = store_->read([&](store::Reading& r) { return r.events_of(ReportId{*id}); });
    CHECK(stored);
    std::vector<domain::Event> events;
    for (auto& one : stored.value())
        events.push_back(std::move(one.event));
    return events;
}

std::size_t Product::event_count(domain::EventName name)
{
    return std::size_t(count("event WHERE name = '" + std::string(domain::name_of(name)) + "'"));
}

HeldWriter::HeldWriter(store::Store& store)
{
    std::promise<void> running;
    auto begun = running.get_future();
    store.write<Nothing>(
        [running = std::move(running),
         go = release_.get_future()](store::Transaction&) mutable -> Status {
            running.set_value();
            go.wait();
            return ok();
        },
        [](Result<Nothing>, const store::Committed&) {});
    begun.wait();
}

HeldWriter::~HeldWriter() { let_go(); }

void HeldWriter::let_go()
{
    if (std::exchange(held_, false))
        release_.set_value();
}

}  // namespace varde::test
