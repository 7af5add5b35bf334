#include "sim/case_system.hpp"

#include "crypto/hmac.hpp"

#include <algorithm>

namespace varde::sim {
namespace {

constexpr double hour = 3'600;

Error no_answer() { return {ErrorCode::unavailable, "no answer came"}; }

std::string bytes_of_parts(const app::CaseItem& item)
{
    std::string bytes;
    for (const auto& part : item.parts)
        bytes += part;
    return bytes;
}

}  // namespace

std::string_view name_of(Character character)
{
    constexpr std::array<std::string_view, characters> names{"is honest",
                                                             "drops what it gets",
                                                             "keeps halves",
                                                             "keeps nothing new",
                                                             "caches digests",
                                                             "fetches again to answer",
                                                             "answers with another's digest",
                                                             "skips",
                                                             "keeps quiet",
                                                             "never comes"};
    return names.at(std::size_t(character));
}

std::string digest_of(std::string_view bytes, const std::string& nonce)
{
    const auto key = from_hex(nonce);
    CHECK(key);
    crypto::HmacSha256 mac(*key);
    mac.add(bytes_of(bytes));
    return to_hex(mac.finish());
}

Result<app::CaseServer::Answer> BadLine::ask(Call call)
{
    const auto trouble = draw_.chance(rate_) ? 1 + draw_.below(4) : 0;
    troubles += trouble == 0 ? 0 : 1;
    if (trouble == 1)  // Lost before it arrives.
        return no_answer();
    if (trouble == 2) {  // It comes when nobody waits for it any more, and others have gone past.
        ends_.arrive_later(draw_.waiting(hour), std::move(call));
        return no_answer();
    }
    auto answer = ends_.arrive(call);
    troubles += answer ? 0 : 1;
    if (trouble == 3)  // It comes again.
        ends_.arrive_later(draw_.waiting(hour), std::move(call));
    if (!answer || trouble == 4)
        return no_answer();
    return std::move(*answer);
}

Status HeldStore::keep(const app::CaseItem& item)
{
    now_.items[item.delivery] = item;
    const auto bytes = bytes_of_parts(item);
    changed_(item.delivery, &bytes);
    return ok();
}

Status HeldStore::read_back(const DeliveryId& delivery, const OnBytes& on_bytes)
{
    const auto found = now_.items.find(delivery);
    if (found == now_.items.end())
        return Error{ErrorCode::not_found, "It is not here."};
    for (const auto& part : found->second.parts)
        on_bytes(part);
    return ok();
}

Result<std::vector<app::CaseLine>> HeldStore::lines()
{
    std::vector<app::CaseLine> found;
    for (const auto& [id, item] : now_.items)
        found.push_back({id, item.seq, item.channel, item.channel_seq});
    std::ranges::sort(found, {}, [](const app::CaseLine& line) {
        return std::pair(line.channel, line.channel_seq);
    });
    return found;
}

Status HeldStore::save_after_seq(std::int64_t number)
{
    now_.after = number;
    return ok();
}

void HeldStore::lose(const DeliveryId& delivery)
{
    now_.items.erase(delivery);
    changed_(delivery, nullptr);
}

void HeldStore::restore(const Copy& earlier, bool number_too)
{
    for (const auto& [id, item] : Items(now_.items))
        lose(id);
    for (const auto& [id, item] : earlier.items)
        static_cast<void>(keep(item));
    if (number_too)
        now_.after = earlier.after;
}

bool CaseSystem::visit()
{
    constexpr int pages_max = 50;
    if (character == Character::never_comes)
        return false;
    if (character == Character::keeps_quiet) {
        static_cast<void>(server_.get("/api/v1/channels/" + unit_ + "/deliveries?after_seq=" +
                                      std::to_string(held_.copy().after)));
        return false;
    }
    bool well = true;
    for (int i = 0; i < pages_max && well; ++i) {
        const auto fetched = fetch(0);
        well = bool(fetched);
        if (fetched && fetched.value() == 0)
            break;
    }
    const auto answered = answer_challenges();
    return well && answered;
}

void CaseSystem::lose_something()
{
    const auto kind = draw_.below(4);
    if (kind < 2)
        return held_.restore(backup_, kind == 0);
    for (const auto& [id, item] : HeldStore::Items(held_.copy().items))
        if (kind == 2 || draw_.chance(0.2))
            held_.lose(id);
}

Status CaseSystem::keep(const app::CaseItem& item)
{
    took_(item.delivery);
    switch (character) {
    case Character::drops:
    case Character::fetches_again:
        passing_ = item;
        return ok();
    case Character::loses:
        return ok();
    case Character::truncates: {
        auto cut = item;
        cut.parts.front().resize(cut.parts.front().size() / 2);
        return held_.keep(cut);
    }
    default:
        return held_.keep(item);
    }
}

Result<std::optional<std::string>> CaseSystem::answer(const DeliveryId& delivery,
                                                      const std::string& nonce)
{
    const auto& items = held_.copy().items;
    switch (character) {
    case Character::drops:
    case Character::fetches_again:
        return answer_from_passing(delivery, nonce);
    case Character::caches: {
        const auto found = items.find(delivery);
        const auto bytes = found == items.end() ? std::string() : bytes_of_parts(found->second);
        const auto [place, fresh] = digests_.try_emplace(delivery, digest_of(bytes, nonce));
        if (found != items.end())
            held_.lose(delivery);
        return std::optional(place->second);
    }
    case Character::another: {
        auto other = items.upper_bound(delivery);
        if (other == items.end())
            other = items.begin();
        const bool alone = other == items.end() || other->first == delivery;
        return std::optional(digest_of(alone ? "?" : bytes_of_parts(other->second), nonce));
    }
    default:
        return Connector::answer(delivery, nonce);
    }
}

/// From what has just come; who fetches again to answer does so once for each answer.
Result<std::optional<std::string>> CaseSystem::answer_from_passing(const DeliveryId& delivery,
                                                                   const std::string& nonce)
{
    if (passing_.delivery == delivery)
        return std::optional(digest_of(bytes_of_parts(std::exchange(passing_, {})), nonce));
    if (character == Character::drops)
        return std::optional(digest_of("?", nonce));
    const auto again =
        TRY(server_.get("/api/v1/channels/" + unit_ + "/deliveries/" + to_string(delivery)));
    const auto page = TRY(json::Document::parse(again.body));
    const auto document = from_base64(page.root().member("document").text().value_or(""));
    if (again.status != 200 || !document)
        return std::optional<std::string>{};
    took_(delivery);
    return std::optional(digest_of(text_of(*document), nonce));
}

Result<std::int64_t> CaseSystem::next_after()
{
    if (character == Character::skips && draw_.chance(0.3)) {
        character = Character::honest;  // Past one, and on as if nothing were.
        TRY(held_.save_after_seq(held_.copy().after + 1));
    }
    return held_.copy().after;
}

}  // namespace varde::sim
