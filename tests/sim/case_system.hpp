// A unit's case system, which does what it should or what real ones have done, and the line between
// it and the service. What it really holds is told to whoever watches, at each change.
#pragma once

#include "app/connector/connector.hpp"
#include "base/time.hpp"
#include "sim/draw.hpp"

#include <functional>
#include <map>

namespace varde::sim {

/// What a case system is like, until it turns.
enum class Character {
    honest,
    drops,          ///< Keeps nothing, and answers from what has just come.
    truncates,      ///< Keeps the first half.
    loses,          ///< Keeps what it had, and nothing that comes.
    caches,         ///< Answers once from its store, ever after the same, and keeps nothing.
    fetches_again,  ///< Keeps nothing, and answers from our store.
    another,        ///< Keeps all, and answers with the digest of another delivery.
    skips,          ///< Goes past the next.
    keeps_quiet,    ///< Fetches, keeps, and never says so.
    never_comes
};
inline constexpr std::size_t characters = 10;
std::string_view name_of(Character character);

/// One call of a case system; a body means that something is posted.
struct Call {
    std::string path, body;
    bool late = false;  ///< It comes when nobody waits for it any more.
    bool is_proof() const { return path.ends_with("/stored"); }
};

/// Calls are lost before they arrive, and their answers after; they come late, twice, and after
/// others that were made later.
class BadLine final : public app::CaseServer {
public:
    struct Ends {
        /// What comes of it now; nothing: no answer came.
        std::function<std::optional<Answer>(const Call&)> arrive;
        std::function<void(double seconds, Call)> arrive_later;
    };
    BadLine(Draw& draw, double rate, Ends ends) : draw_(draw), rate_(rate), ends_(std::move(ends))
    {
    }
    Result<Answer> get(const std::string& path) override { return ask({path, {}}); }
    Result<Answer> post(const std::string& path, const std::string& body) override
    {
        return ask({path, body});
    }
    std::size_t troubles = 0;  ///< Calls without an answer, or that come another time.

private:
    Result<Answer> ask(Call call);
    Draw& draw_;
    const double rate_;
    const Ends ends_;
};

/// What it really holds, and the number up to which it says so.
class HeldStore final : public app::CaseStore {
public:
    using Items = std::map<DeliveryId, app::CaseItem>;
    struct Copy {
        Items items;
        std::int64_t after = 0;
    };
    using Changed = std::function<void(const DeliveryId&, const std::string* bytes)>;
    /// `changed`: what stands there from now on; nothing: it is gone.
    explicit HeldStore(Changed changed) : changed_(std::move(changed)) {}

    Status keep(const app::CaseItem& item) override;
    Status read_back(const DeliveryId& delivery, const OnBytes& on_bytes) override;
    Result<std::vector<app::CaseLine>> lines() override;
    Result<std::int64_t> after_seq() override { return now_.after; }
    Status save_after_seq(std::int64_t number) override;

    void lose(const DeliveryId& delivery);
    const Copy& copy() const { return now_; }
    /// Puts back a copy from earlier; its number too, or not.
    void restore(const Copy& earlier, bool number_too);

private:
    const Changed changed_;
    Copy now_;
};

/// The reference connector with one flaw, or with none.
class CaseSystem final : public app::Connector {
public:
    using Took = std::function<void(const DeliveryId&)>;
    /// `took`: its content has just come to the system, kept or not.
    CaseSystem(app::CaseServer& line, HeldStore& store, Draw& draw, const std::string& unit,
               Took took)
        : Connector(line, store, unit), held_(store), draw_(draw), unit_(unit),
          took_(std::move(took))
    {
    }
    /// Fetches and answers. True: all of it came to its end.
    bool visit();
    /// Its disk is gone, or a part of it, or it is as it was some time ago.
    void lose_something();
    void make_backup() { backup_ = held_.copy(); }

    Character character = Character::honest;

private:
    Status keep(const app::CaseItem& item) override;
    Result<std::optional<std::string>> answer(const DeliveryId& delivery,
                                              const std::string& nonce) override;
    Result<std::int64_t> next_after() override;
    Result<std::optional<std::string>> answer_from_passing(const DeliveryId& delivery,
                                                           const std::string& nonce);
    HeldStore& held_;
    Draw& draw_;
    const std::string unit_;
    const Took took_;
    app::CaseItem passing_;
    std::map<DeliveryId, std::string> digests_;
    HeldStore::Copy backup_;
};

/// HMAC-SHA256 under a nonce in hexadecimal digits, as such.
std::string digest_of(std::string_view bytes, const std::string& nonce);

}  // namespace varde::sim
