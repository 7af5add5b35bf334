// The reference connector: what a case system must do so that nothing is lost between Varde and its
// own store. Written to be read; the protocol stands in docs/guides/connectors.md.
#pragma once

#include "app/connector/case_store.hpp"
#include "json/value.hpp"

namespace varde::app {

/// The server, as far as a connector asks it.
class CaseServer {
public:
    struct Answer {
        int status = 0;
        std::string body;
    };
    virtual ~CaseServer() = default;
    /// An error: no answer came, so nobody knows. It is asked again.
    virtual Result<Answer> get(const std::string& path) = 0;
    virtual Result<Answer> post(const std::string& path, const std::string& body) = 0;
};

/// Killed at any point, it goes on where it was: it says that it holds something only after it has
/// read it back, and asks from a number only after it has kept that.
class Connector {
public:
    Connector(CaseServer& server, CaseStore& store, std::string unit)
        : server_(server), store_(store), unit_(std::move(unit))
    {
    }
    virtual ~Connector() = default;

    /// Fetches one page, waiting so many seconds for it, and keeps and proves what is in it. How
    /// many deliveries that were. Where one cannot be taken it takes all the others, on all pages,
    /// and then says why.
    Result<std::size_t> fetch(int wait_seconds);
    /// Proves again what is asked for, from what the store holds now; fetches again what it no
    /// longer holds. How many questions there were.
    Result<std::size_t> answer_challenges();
    /// Compares both ends of each channel: whether they agree.
    Result<bool> compare();

protected:
    // What a system can get wrong; tests do.
    virtual Status keep(const CaseItem& item) { return store_.keep(item); }
    /// HMAC-SHA256 over what the store holds, as hexadecimal digits; nothing: it does not hold it.
    virtual Result<std::optional<std::string>> answer(const DeliveryId& delivery,
                                                      const std::string& nonce);
    virtual Result<std::int64_t> next_after() { return store_.after_seq(); }

    CaseServer& server_;
    CaseStore& store_;

private:
    Result<CaseItem> item_in(json::View view);
    /// How a page went.
    struct Page {
        std::size_t items = 0;
        std::int64_t last = 0;  ///< The number of its last.
    };
    Result<Page> fetch_page(std::int64_t from, int wait_seconds, Status& first_failure);
    Status take_over(json::View view);
    Status take_again(const DeliveryId& delivery);
    Status keep_erased(json::View view);
    Status prove_again(json::View view);
    Status prove(const DeliveryId& delivery, const std::string& nonce);
    std::string base() const { return "/api/v1/channels/" + unit_; }
    const std::string unit_;
};

}  // namespace varde::app
