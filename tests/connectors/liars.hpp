// Case systems that do what real ones have done: each is the reference connector with one lie.
#pragma once

#include "app/connector/connector.hpp"
#include "crypto/hmac.hpp"
#include "support/product.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace varde::test {

/// The product, as a connector asks it.
class ProductServer final : public app::CaseServer {
public:
    explicit ProductServer(Caller caller) : caller_(std::move(caller)) {}
    Result<Answer> get(const std::string& path) override
    {
        const auto answer = caller_.get(path);
        return Answer{answer.status, answer.body};
    }
    Result<Answer> post(const std::string& path, const std::string& body) override
    {
        const auto answer = caller_.post(path, body);
        return Answer{answer.status, answer.body};
    }

private:
    Caller caller_;
};

/// A store in memory that a lie can reach into.
class MemoryStore final : public app::CaseStore {
public:
    Status keep(const app::CaseItem& item) override
    {
        items[item.delivery] = item;
        return ok();
    }
    Status read_back(const DeliveryId& delivery, const OnBytes& on_bytes) override
    {
        const auto found = items.find(delivery);
        if (found == items.end())
            return Error{ErrorCode::not_found, "It is not here."};
        for (const auto& part : found->second.parts)
            on_bytes(part);
        return ok();
    }
    Result<std::vector<app::CaseLine>> lines() override
    {
        std::vector<app::CaseLine> found;
        for (const auto& [id, item] : items)
            found.push_back({id, item.seq, item.channel, item.channel_seq});
        std::ranges::sort(found, {}, [](const app::CaseLine& line) {
            return std::pair(line.channel, line.channel_seq);
        });
        return found;
    }
    Result<std::int64_t> after_seq() override { return after; }
    Status save_after_seq(std::int64_t number) override
    {
        after = number;
        return ok();
    }

    std::map<DeliveryId, app::CaseItem> items;
    std::int64_t after = 0;
};

/// What it does each minute; an honest one fetches and answers.
class System : public app::Connector {
public:
    System(app::CaseServer& server, MemoryStore& memory)
        : Connector(server, memory, "no.5001"), memory_(memory)
    {
    }
    virtual void minute(Timestamp)
    {
        (void)fetch(0);
        (void)answer_challenges();
    }

protected:
    MemoryStore& memory_;
};

inline std::string digest_of(const std::vector<std::string>& parts, const std::string& nonce)
{
    crypto::HmacSha256 mac(*from_hex(nonce));
    for (const auto& part : parts)
        mac.add(bytes_of(part));
    return to_hex(mac.finish());
}

/// Answers from what came over the network, and keeps nothing: the fault of 2020.
class Drops final : public System {
    using System::System;
    Status keep(const app::CaseItem& item) override
    {
        passing_ = item;
        return ok();
    }
    Result<std::optional<std::string>> answer(const DeliveryId& delivery,
                                              const std::string& nonce) override
    {
        const bool at_hand = passing_.delivery == delivery;
        auto parts = at_hand ? std::exchange(passing_, {}).parts : std::vector<std::string>{"?"};
        return std::optional(digest_of(parts, nonce));
    }
    app::CaseItem passing_;
};

class Truncates final : public System {
    using System::System;
    Status keep(const app::CaseItem& item) override
    {
        auto cut = item;
        cut.parts.front().resize(cut.parts.front().size() / 2);
        return System::keep(cut);
    }
};

/// Loses what it had after two hours.
class Loses final : public System {
    using System::System;
    void minute(Timestamp now) override
    {
        if (!begun_)
            begun_ = now;
        if (now >= begun_->plus_seconds(2 * 3'600) && !lost_) {
            memory_.items.clear();
            lost_ = true;
        }
        System::minute(now);
    }
    /// What it lost it does not fetch again, either.
    Status keep(const app::CaseItem& item) override { return lost_ ? ok() : System::keep(item); }
    std::optional<Timestamp> begun_;
    bool lost_ = false;
};

/// Computes once, and says that ever after.
class Caches final : public System {
    using System::System;
    Result<std::optional<std::string>> answer(const DeliveryId& delivery,
                                              const std::string& nonce) override
    {
        const auto [place, fresh] = digests_.try_emplace(delivery);
        if (fresh)
            place->second = digest_of(memory_.items[delivery].parts, nonce);
        memory_.items.erase(delivery);
        return std::optional(place->second);
    }
    std::map<DeliveryId, std::string> digests_;
};

/// Keeps nothing, and fetches again whatever it is asked for: it answers from our store.
class FetchesAgain final : public System {
    using System::System;
    Status keep(const app::CaseItem& item) override
    {
        passing_ = item;
        return ok();
    }
    Result<std::optional<std::string>> answer(const DeliveryId& delivery,
                                              const std::string& nonce) override
    {
        if (passing_.delivery == delivery)
            return std::optional(digest_of(std::exchange(passing_, {}).parts, nonce));
        const auto path = "/api/v1/channels/no.5001/deliveries/" + to_string(delivery);
        const auto again = TRY(server_.get(path));
        const auto page = TRY(json::Document::parse(again.body));
        const auto document = from_base64(page.root().member("document").text().value_or(""));
        if (!document)
            return std::optional<std::string>{};
        return std::optional(digest_of({std::string(text_of(*document))}, nonce));
    }
    app::CaseItem passing_;
};

/// Keeps nothing for longer than a minute, says so when it is asked, and proves what it is given
/// then: it would end each alarm with the copy that the alarm brought it.
class ForgetsAtOnce final : public System {
    using System::System;
    void minute(Timestamp now) override
    {
        memory_.items.clear();
        System::minute(now);
    }
};

/// After an hour and a half it is as it was when it held one; its number too, or not.
class Restores : public System {
public:
    Restores(app::CaseServer& server, MemoryStore& memory, bool number_too = true)
        : System(server, memory), number_too_(number_too)
    {
    }
    void minute(Timestamp now) override
    {
        if (!begun_)
            begun_ = now;
        if (!backup_ && memory_.after == 1)
            backup_ = memory_;
        if (now >= begun_->plus_seconds(90 * 60) && !std::exchange(restored_, true)) {
            memory_.items = backup_->items;
            if (number_too_)
                memory_.after = backup_->after;
        }
        System::minute(now);
    }

private:
    const bool number_too_;
    std::optional<MemoryStore> backup_;
    std::optional<Timestamp> begun_;
    bool restored_ = false;
};

class RestoresQuietly final : public Restores {
public:
    RestoresQuietly(app::CaseServer& server, MemoryStore& memory) : Restores(server, memory, false)
    {
    }
};

/// Goes past the second that it gets.
class Skips final : public System {
    using System::System;
    Result<std::int64_t> next_after() override
    {
        if (memory_.after == 1)
            memory_.after = 2;
        return memory_.after;
    }
};

/// Stores and never says so.
class KeepsQuiet final : public System {
    using System::System;
    void minute(Timestamp) override
    {
        (void)server_.get("/api/v1/channels/no.5001/deliveries?after_seq=0");
    }
};

class NeverComes final : public System {
    using System::System;
    void minute(Timestamp) override {}
};

}  // namespace varde::test
