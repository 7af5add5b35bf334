#include "acts/prove_stored.hpp"

#include "acts/act_on_delivery.hpp"
#include "acts/readback_package.hpp"
#include "acts/sealed_words.hpp"
#include "acts/tell_failing.hpp"

namespace varde::acts {
namespace {

using domain::ReadbackState;

constexpr std::int64_t rounds_known = 30;

/// What the answer is, seen beside what is stored.
struct Judged {
    std::int64_t round = 0;  ///< Of which the nonce is; 0: of none that is known.
    bool now_asked = false;  ///< Or the last that was answered, if none is open.
    bool right = false;
    bool unavailable = false;  ///< What we hold is damaged: nobody can say whether it is right.
};

Result<Judged> judge(Services& services, const StorageProof& proof)
{
    return services.store.read([&](store::Reading& reading) -> Result<Judged> {
        const auto readback = TRY(store::ReadbackRecords(reading).of(proof.delivery));
        if (!readback)
            return Error{ErrorCode::not_found, "No case system was given such a delivery."};
        Judged judged;
        const auto oldest = std::max<std::int64_t>(1, readback->round - rounds_known);
        for (auto round = readback->round; round >= oldest && judged.round == 0; --round)
            if (is_nonce_of(services, proof.delivery, round, proof.nonce))
                judged.round = round;
        judged.now_asked = !readback->asked_at || nonce_of(services, *readback) == proof.nonce;
        if (judged.round != readback->round || !judged.now_asked || !proof.digest)
            return judged;
        const auto right = answer_to(services, reading, readback->report, proof.nonce);
        judged.unavailable = !right && is_damage(right.error());
        if (!right && !judged.unavailable)
            return right.error();
        judged.right = right && crypto::equal_in_constant_time(right.value(), *proof.digest);
        return judged;
    });
}

/// What the writer found; what is refused is recorded, so it is no error of the decision.
struct Outcome {
    domain::Readback readback;
    std::optional<Error> refused;
};

Error refused_as(std::string_view problem, std::string message)
{
    return {.code = ErrorCode::conflict,
            .message = std::move(message),
            .problem = std::string(problem)};
}

Error wrong_digest()
{
    return refused_as("wrong-digest",
                      "The digest is not over what we gave, so it does not count as stored. Read "
                      "the bytes from your store again: the document, then each attachment in "
                      "order, as HMAC-SHA256 with the nonce as its key. If they are damaged, fetch "
                      "the delivery again.");
}

Error not_judged()
{
    return refused_as("not-judged", "Varde itself cannot read this delivery now, so nobody can say "
                                    "whether you hold it. Its people have been told. Keep what you "
                                    "have: it is asked for again when it can be read.");
}

/// An answer that proves nothing and changes nothing; recorded once.
Result<Outcome> keep_remark(Services& services, store::Transaction& tx, domain::Readback readback,
                            std::string remark, const domain::By& by, Timestamp now)
{
    const auto key = TRY(key_or_end(services, tx, readback));
    if (key && readback.remark != remark) {
        readback.remark = remark;
        TRY(store::ReadbackChanges(tx).save(readback));
        auto event = readback_event(readback, domain::EventName::readback_failed, by, now);
        event.facts.name = remark;
        TRY(tx.append(std::move(event), *key, services.random));
    }
    auto error =
        remark == "nonce_expired"
            ? refused_as("nonce-expired", "Another question has been asked since. Nothing has "
                                          "changed: fetch the challenges and answer the new one.")
            : refused_as("nonce-unknown", "This nonce was never given for this delivery. Nothing "
                                          "has changed: fetch the challenges.");
    return Outcome{std::move(readback), std::move(error)};
}

Result<Outcome> keep_proof(Services& services, store::Transaction& tx, domain::Readback readback,
                           const StorageProof& proof, const domain::By& by, Timestamp now)
{
    const auto key = TRY(key_or_end(services, tx, readback));
    if (!key || !readback.asked_at)  // The answer was lost on its way: it stands.
        return Outcome{std::move(readback), {}};
    const auto delivery = TRY(tx.delivery(readback.delivery));
    CHECK(delivery);  // Deliveries are never deleted.
    const auto looked =
        domain::prove(std::move(readback), proof.connector, domain::is_open(delivery->standing),
                      draw_of(services, proof.delivery), now);
    TRY(store::ReadbackChanges(tx).save(looked.readback));
    if (looked.changed) {
        auto event = readback_event(looked.readback, domain::EventName::delivery_stored, by, now);
        event.sealed = seal_words({{"store_reference", proof.store_reference}});
        TRY(tx.append(std::move(event), *key, services.random));
    }
    return Outcome{looked.readback, {}};
}

Result<Outcome> decide(Services& services, store::Transaction& tx, const domain::Actor& actor,
                       const StorageProof& proof, const Judged& judged)
{
    const auto now = services.clock.now();
    auto readback = TRY(store::ReadbackRecords(tx).of(proof.delivery));
    CHECK(readback);  // They are never deleted.
    const auto decision = may_fetch(services, actor, readback->unit);
    if (!decision) {
        const auto delivery = TRY(tx.delivery(proof.delivery));
        const auto key = TRY(key_or_end(services, tx, *readback));
        if (delivery && key)
            TRY(tx.append(refusal(*delivery, actor, domain::Action::fetch, decision.reason, now),
                          *key, services.random));
        return Outcome{{}, Error{ErrorCode::forbidden, decision.reason}};
    }
    if (judged.round != readback->round || !judged.now_asked)
        return keep_remark(services, tx, std::move(*readback),
                           judged.round == 0 ? "nonce_unknown" : "nonce_expired", decision.as, now);
    if (judged.unavailable) {
        TRY(keep_unavailable(services, tx, proof.delivery, now));
        return Outcome{{}, not_judged()};
    }
    if (judged.right)
        return keep_proof(services, tx, std::move(*readback), proof, decision.as, now);
    readback->connector = proof.connector;
    const auto how = proof.digest ? ReadbackState::wrong_digest : ReadbackState::missing;
    auto failed = domain::fail_readback(std::move(*readback), how, now);
    Outcome outcome{failed.readback, {}};
    if (proof.digest)
        outcome.refused = wrong_digest();
    TRY(keep_failure(services, tx, std::move(failed), decision.as, now));
    TRY(tell_failing(services, tx, outcome.readback.unit, now));
    return outcome;
}

}  // namespace

void prove_stored(Services& services, const domain::Actor& actor, StorageProof proof,
                  Done<domain::Readback> done)
{
    const auto judged = judge(services, proof);
    if (!judged) {
        if (judged.error().problem != "report-erased")
            return done(judged.error());
    }
    services.store.write<Outcome>(
        [&services, actor, proof = std::move(proof), judged = judged ? judged.value() : Judged{}](
            store::Transaction& tx) { return decide(services, tx, actor, proof, judged); },
        [done = std::move(done)](Result<Outcome> outcome, const store::Committed&) mutable {
            if (!outcome)
                return done(std::move(outcome).error());
            if (outcome.value().refused)
                return done(std::move(*outcome.value().refused));
            done(std::move(outcome.value().readback));
        });
}

}  // namespace varde::acts
