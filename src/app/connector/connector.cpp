#include "app/connector/connector.hpp"

#include "app/client.hpp"
#include "crypto/hmac.hpp"
#include "json/writer.hpp"

#include <map>

namespace varde::app {
namespace {

constexpr std::size_t page_items = 10;

Result<json::Document> document_in(Result<CaseServer::Answer> answer)
{
    auto got = TRY(std::move(answer));
    if (got.status >= 300)
        return error_in({got.status, got.body});
    return json::Document::parse(got.body);
}

std::string text_in(json::View view, std::string_view name)
{
    return std::string(view.member(name).text().value_or(""));
}

Error not_understood()
{
    return {ErrorCode::internal, "The server's answer is not what this connector understands. "
                                 "Nothing was confirmed; look for a newer connector."};
}

Result<DeliveryId> delivery_in(json::View view)
{
    const auto id = parse_uuid(text_in(view, "delivery_id"));
    if (!id)
        return not_understood();
    return DeliveryId{*id};
}

/// What came over the wire is what the server says that it is.
Status check(std::string_view bytes, const std::string& sha256)
{
    if (to_hex(crypto::sha256(bytes_of(bytes))) == sha256)
        return ok();
    return Error{ErrorCode::unavailable,
                 "What came over the network is not what the server sent; it is fetched again."};
}

}  // namespace

Result<CaseItem> Connector::item_in(json::View view)
{
    CaseItem item{.delivery = TRY(delivery_in(view)),
                  .seq = view.member("seq").integer().value_or(0),
                  .channel = text_in(view, "channel"),
                  .channel_seq = view.member("channel_seq").integer().value_or(0)};
    const auto document = from_base64(text_in(view, "document"));
    if (!document || item.seq < 1)
        return not_understood();
    item.parts.emplace_back(text_of(*document));
    TRY(check(item.parts.back(), text_in(view, "document_sha256")));
    const auto files = view.member("attachments");
    for (std::size_t i = 0; i < files.size(); ++i) {
        auto file = TRY(server_.get(text_in(files.at(i), "url")));
        if (file.status != 200)
            return error_in({file.status, file.body});
        TRY(check(file.body, text_in(files.at(i), "sha256")));
        item.parts.push_back(std::move(file.body));
    }
    return item;
}

/// Of what was erased there is nothing to hold but its number: both ends count it.
Status Connector::keep_erased(json::View view)
{
    CaseItem item{.delivery = TRY(delivery_in(view)),
                  .seq = view.member("seq").integer().value_or(0),
                  .channel = text_in(view, "channel"),
                  .channel_seq = view.member("channel_seq").integer().value_or(0)};
    const auto read = store_.read_back(item.delivery, [](std::string_view) {});
    if (read || read.error().code != ErrorCode::not_found)
        return read;  // What it held before is for its own rules to erase.
    return store_.keep(item);
}

/// Keeps it, reads it back, proves it: in this order. What is given again is proved when it is
/// asked for.
Status Connector::take_over(json::View view)
{
    if (view.member("erased").boolean().value_or(false))
        return keep_erased(view);
    if (view.member("held").boolean().value_or(false))
        return ok();  // Proved before we were stopped, so it is in the store.
    if (view.member("given_again").boolean().value_or(false))
        return take_again(TRY(delivery_in(view)));
    if (view.member("unavailable").boolean().value_or(false))
        return Error{ErrorCode::unavailable, "The server cannot read one delivery; the others go "
                                             "on. Tell those who run it."};
    const auto item = TRY(item_in(view));
    TRY(keep(item));
    const auto nonce = text_in(view, "nonce");
    if (nonce.empty())
        return ok();  // Given again: it is asked for in an hour, from the store alone.
    return prove(item.delivery, nonce);
}

/// It came already, and is asked for soon: fetched only if it was cut on its way.
Status Connector::take_again(const DeliveryId& delivery)
{
    const auto read = store_.read_back(delivery, [](std::string_view) {});
    if (read || read.error().code != ErrorCode::not_found)
        return read;
    const auto again = TRY(document_in(server_.get(base() + "/deliveries/" + to_string(delivery))));
    return keep(TRY(item_in(again.root())));
}

Result<std::optional<std::string>> Connector::answer(const DeliveryId& delivery,
                                                     const std::string& nonce)
{
    const auto key = from_hex(nonce);
    if (!key || key->size() != 32)
        return not_understood();
    crypto::HmacSha256 mac(*key);
    const auto read =
        store_.read_back(delivery, [&](std::string_view bytes) { mac.add(bytes_of(bytes)); });
    if (!read && read.error().code == ErrorCode::not_found)
        return std::optional<std::string>{};
    TRY(read);
    return std::optional(to_hex(mac.finish()));
}

Status Connector::prove(const DeliveryId& delivery, const std::string& nonce)
{
    const auto digest = TRY(answer(delivery, nonce));
    json::Writer w;
    w.object([&] {
        w("nonce", nonce);
        if (digest)
            w("digest", *digest)("store_reference", to_string(delivery));
        else
            w("missing", true);
    });
    const auto told =
        TRY(server_.post("/api/v1/deliveries/" + to_string(delivery) + "/stored", w.take()));
    if (told.status >= 300)
        return error_in({told.status, told.body});
    return ok();
}

Result<Connector::Page> Connector::fetch_page(std::int64_t from, int wait_seconds,
                                              Status& first_failure)
{
    const auto after = TRY(next_after());
    const auto page = TRY(document_in(
        server_.get(base() + "/deliveries?after_seq=" + std::to_string(after) +
                    "&from_seq=" + std::to_string(from) + "&limit=" + std::to_string(page_items) +
                    "&wait=" + std::to_string(wait_seconds))));
    const auto items = page.root().member("items");
    Page seen{.items = items.size(), .last = from};
    for (std::size_t i = 0; i < items.size(); ++i) {
        seen.last = items.at(i).member("seq").integer().value_or(seen.last);
        auto taken = take_over(items.at(i));
        if (taken && first_failure)
            TRY(store_.save_after_seq(seen.last));
        if (!taken && first_failure)
            first_failure = std::move(taken);  // Its number goes no further.
    }
    return seen;
}

Result<std::size_t> Connector::fetch(int wait_seconds)
{
    auto first_failure = ok();
    auto page = TRY(fetch_page(0, wait_seconds, first_failure));
    const auto fetched = page.items;
    while (!first_failure && page.items == page_items) {
        const auto from = page.last;
        page = TRY(fetch_page(from, 0, first_failure));
        if (page.last <= from)
            break;
    }
    TRY(first_failure);
    return fetched;
}

Status Connector::prove_again(json::View view)
{
    const auto delivery = TRY(delivery_in(view));
    const auto nonce = text_in(view, "nonce");
    const auto held = TRY(answer(delivery, nonce));
    auto proved = prove(delivery, nonce);
    const bool damaged = !proved && proved.error().problem.ends_with("wrong-digest");
    if (held && !damaged)
        return proved;  // Without an answer nobody knows: to fetch it again says that it is lost.
    const auto again = TRY(document_in(server_.get(base() + "/deliveries/" + to_string(delivery))));
    return take_over(again.root());
}

Result<std::size_t> Connector::answer_challenges()
{
    std::size_t asked = 0;
    auto first_failure = ok();
    for (std::string after = "0"; !after.empty();) {
        const auto page =
            TRY(document_in(server_.get(base() + "/challenges?limit=200&after_seq=" + after)));
        const auto items = page.root().member("items");
        for (std::size_t i = 0; i < items.size(); ++i, ++asked) {
            auto proved = prove_again(items.at(i));
            if (!proved && first_failure)
                first_failure = std::move(proved);  // One that cannot be read is one.
        }
        const auto next = page.root().member("next_after_seq").integer();
        after = next ? std::to_string(*next) : std::string{};
    }
    TRY(first_failure);
    return asked;
}

Result<bool> Connector::compare()
{
    struct Sum {
        std::int64_t highest = 0, count = 0;
        crypto::Sha256 digest;
    };
    std::map<std::string, Sum> sums;
    const auto after = TRY(next_after());
    for (const auto& line : TRY(store_.lines())) {
        if (line.seq > after)
            continue;  // Kept, and not proved yet: the server does not count it either.
        auto& sum = sums[line.channel];
        sum.highest = line.channel_seq;
        ++sum.count;
        const auto text = std::to_string(line.channel_seq) + " " + to_string(line.delivery) + "\n";
        sum.digest.add(bytes_of(text));
    }
    json::Writer w;
    w.object([&] {
        w("after_seq", after);
        w.array("channels", [&] {
            for (auto& [channel, sum] : sums)
                w.object([&] {
                    w("channel", channel)("highest", sum.highest)("count", sum.count);
                    w("sha256", to_hex(sum.digest.finish()));
                });
        });
    });
    const auto compared = TRY(document_in(server_.post(base() + "/compare", w.take())));
    return text_in(compared.root(), "outcome") == "agreed";
}

}  // namespace varde::app
