// The whole product without sockets: a real store, vault, pack and API in a folder of its own, with
// a clock moved by hand and bytes from a seed.
#pragma once

#include "acts/grant_access.hpp"
#include "api/api.hpp"
#include "support/answer.hpp"
#include "support/engine.hpp"
#include "support/fakes.hpp"

#include <future>

namespace varde::test {

using Headers = std::map<std::string, std::string, std::less<>>;

class Product;

/// Somebody who calls the API: with a session, a key, or neither. Valid as long as the product.
class Caller {
public:
    explicit Caller(Product& product) : product_(&product) {}

    /// `path` may have a query. The body is sent as JSON unless `headers` say otherwise.
    Answer get(const std::string& path, Headers headers = {}) const;
    Answer post(const std::string& path, std::string body, Headers headers = {}) const;
    Answer remove(const std::string& path) const;
    /// A file for a report; a streamed body, in pieces.
    Answer upload(const std::string& media_type, std::string_view bytes) const;
    /// For requests that must be under way together.
    std::future<Answer> post_later(const std::string& path, std::string body,
                                   Headers headers = {}) const;
    Answer send(http::Request request) const;

    Headers headers;   ///< Sent with every request: cookie, token, key.
    std::string csrf;  ///< Of the session.

private:
    http::Request request(http::Method method, const std::string& path, std::string body,
                          Headers extra) const;
    Product* product_;
};

/// Begins on Monday 2026-11-23 at 09:00 UTC, which is 10:00 in Norway: offices are open.
class Product {
public:
    /// Without an address: in a fresh database of this run's engine.
    explicit Product(std::uint64_t seed = 20261123, const std::string& address = {});
    ~Product();
    Product(const Product&) = delete;

    Caller anyone() { return Caller(*this); }
    /// A person who may open `kinds` (none: all) in `unit`; the password is `password`.
    PersonId add_caseworker(const std::string& unit, const std::string& login,
                            std::vector<KindName> kinds = {});
    /// Where they may open things goes live for every kind, unless `goes_live` is switched off.
    PersonId add_person(acts::NewPerson person);
    /// As a unit that went live long ago with all that it needs: no event and no problem says so.
    void go_live(const UnitId& unit);
    /// A system of an organisation, with its key.
    Caller add_sender(const std::string& organisation,
                      domain::Sector sector = domain::Sector::other,
                      domain::Role role = domain::Role::sender);
    Caller sign_in(const std::string& login);
    Answer try_sign_in(const std::string& login, const std::string& password);
    std::future<Answer> serve(http::Request request);

    std::string lock_path() const { return folder.path() + "/checkpoint.lock"; }
    void advance(std::int64_t seconds) { clock.advance(seconds); }
    /// Ends the process, as far as the store can tell, and starts it anew.
    void reopen();
    void close();  ///< Nothing but `open` works after this.
    void open();
    Status try_open();  ///< Where the store may refuse.
    /// Runs SQL on the database beside the product: what operators and intruders could do. Bytes
    /// are written as x'00ff'.
    Status sql(const std::string& statements) const;
    std::int64_t count(const std::string& from_where) const;

    acts::Services& services() { return *services_; }
    store::Store& store() { return *store_; }
    api::Api& api() { return *api_; }
    std::vector<domain::Event> events(const std::string& report_id);
    std::size_t event_count(domain::EventName name);

    const packs::Pack* pack;  ///< From the next `open` on; Norway's to begin with.
    std::string journal;  ///< Folder of the intake journal from the next `open` on; empty: none.
    std::function<void(store::StoreOptions&)> adjust;  ///< What else is different from then on.
    bool goes_live = true;
    const Folder folder;
    const std::string database;  ///< Its address.
    ManualClock clock;
    SeededRandom random;

private:
    http::StaticFiles files_;
    acts::Coverage coverage_;
    std::unique_ptr<vault::Vault> vault_;
    std::unique_ptr<acts::Services> services_;
    std::unique_ptr<api::Api> api_;
    std::unique_ptr<store::Store> store_;  // First to go: its last answers need the rest.
};

/// Norway's pack, loaded once for the process.
const packs::Pack& norway();
/// In its obligations.toml, the first `was` after `behind`.
struct Replaced {
    std::string behind, was, is;
};
/// The same as another version, with more rules at the end of its obligations.toml.
packs::Pack norway_with(const std::string& rules, const Replaced& replaced = {});

/// Holds the writer, so that what is sent meanwhile lands in one batch.
class HeldWriter {
public:
    explicit HeldWriter(store::Store& store);
    ~HeldWriter();
    void let_go();

private:
    std::promise<void> release_;
    bool held_ = true;
};

/// A report of concern as JSON, to a place or a unit, and with more members if wanted.
std::string report_to(const std::string& municipality, const std::string& more = "",
                      const std::string& kind = "concern.child");
std::string report_to_unit(const std::string& unit, const std::string& more = "",
                           const std::string& kind = "concern.child");
/// `{"Idempotency-Key": key}`
Headers key(const std::string& key);

}  // namespace varde::test
