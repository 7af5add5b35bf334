#include "acts/collect_cosignatures.hpp"

#include "acts/wait_for.hpp"
#include "base/log.hpp"
#include "ledger/witness.hpp"
#include "store/publication.hpp"

#include <charconv>

namespace varde::acts {
namespace {

constexpr std::int64_t pause_seconds = 5, pause_seconds_max = 300;

std::int64_t pause_after(int failures)
{
    return std::min(pause_seconds_max, pause_seconds << std::min(failures - 1, 10));
}

/// Prefixes are given with or without a slash at their end.
std::string below(std::string url, std::string_view path)
{
    while (url.ends_with('/'))
        url.pop_back();
    return url + "/" + std::string(path);
}

std::optional<std::uint64_t> size_told(const WitnessReply& reply)
{
    std::string_view text = reply.body;
    if (reply.content_type != "text/x.tlog.size" || !text.ends_with('\n'))
        return std::nullopt;
    text.remove_suffix(1);
    std::uint64_t size = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), size);
    if (read.ec != std::errc{} || std::to_string(size) != text)
        return std::nullopt;
    return size;
}

/// The witness's own line among those that it answered; `invalid` when it is not right.
Result<store::Cosignature> cosignature_in(const std::string& note, std::string_view lines,
                                          const ledger::TrustedWitness& witness)
{
    const auto whole = note + std::string(lines);
    const auto parsed = TRY(ledger::parse_note(whole));
    for (const auto& line : parsed.signatures) {
        if (line.name != witness.key.name || line.id != witness.key.id)
            continue;
        auto text = ledger::to_text(line);
        const auto at = TRY(ledger::cosigned_at(note + text, witness.key));
        if (at)
            return store::Cosignature{witness.name, *at, std::move(text)};
    }
    return Error{ErrorCode::invalid, "it answered without its signature"};
}

Error unexpected(const WitnessReply& reply)
{
    return {ErrorCode::unavailable, "HTTP " + std::to_string(reply.status)};
}

}  // namespace

Status CosignatureRounds::make_round(const std::function<bool()>& stopped)
{
    const auto newest = TRY(services_.store.read(
        [](store::Reading& reading) { return store::Publication(reading).newest(); }));
    const auto heads = TRY(services_.store.read(
        [](store::Reading& reading) { return store::Publication(reading).witnesses(); }));
    if (!newest || services_.store.recovery())
        return ok();
    size_ = newest->size;
    note_ = newest->note;
    for (const auto& head : heads)
        asked_[head.name].head = std::max(asked_[head.name].head, head.size);
    for (const auto& witness : policy_.witnesses) {
        auto& asked = asked_[witness.name];
        const auto now = services_.clock.now();
        if (witness.url.empty() || asked.head >= size_ || now < asked.next_try || stopped())
            continue;
        const auto signed_now = ask(witness, asked, stopped);
        asked.failures = signed_now ? 0 : asked.failures + 1;
        if (signed_now || stopped())
            continue;
        asked.next_try = now.plus_seconds(pause_after(asked.failures));
        if (asked.failures == 1)  // One line for one trouble.
            log::warning("a witness has not signed",
                         {{"witness", std::string_view(witness.name)},
                          {"reason", std::string_view(signed_now.error().message)}});
    }
    return ok();
}

void CosignatureRounds::compare_with_all(const std::function<bool()>& stopped)
{
    for (const auto& witness : policy_.witnesses)
        if (!witness.url.empty() && !stopped() && !services_.store.recovery())
            static_cast<void>(compare(witness, services_.store.origin()));
}

Status CosignatureRounds::ask(const ledger::TrustedWitness& witness, Asked& asked,
                              const std::function<bool()>& stopped)
{
    auto reply = TRY(add_checkpoint(witness, asked.head));
    if (reply.status == int(ledger::Verdict::other_size)) {
        const auto told = size_told(reply);
        if (!told)
            return unexpected(reply);
        if (*told > size_)
            return compare(witness, std::string(ledger::origin_of(note_)));
        asked.head = *told;
        reply = TRY(add_checkpoint(witness, *told));
    }
    if (reply.status == int(ledger::Verdict::no_continuation))
        return compare(witness, std::string(ledger::origin_of(note_)));
    if (reply.status != int(ledger::Verdict::sign))
        return unexpected(reply);
    TRY(keep(witness, reply.body, stopped));
    asked.head = size_;
    return ok();
}

Result<WitnessReply> CosignatureRounds::add_checkpoint(const ledger::TrustedWitness& witness,
                                                       std::uint64_t from)
{
    const ledger::AddCheckpoint request{
        .old_size = from,
        .proof = TRY(services_.store.read([&](store::Reading& reading) {
            return store::Publication(reading).consistency_proof(from, size_);
        })),
        .note = note_};
    const auto body = ledger::to_text(request);
    return ask_(below(witness.url, "add-checkpoint"), &body);
}

Status CosignatureRounds::keep(const ledger::TrustedWitness& witness, std::string_view lines,
                               const std::function<bool()>& stopped)
{
    const auto cosignature = TRY(cosignature_in(note_, lines, witness));
    auto seen = TRY(services_.store.read(
        [&](store::Reading& reading) { return store::Publication(reading).of_size(size_); }));
    CHECK(seen);
    std::erase_if(seen->cosignatures,
                  [&](const auto& other) { return other.witness == cosignature.witness; });
    seen->cosignatures.push_back(cosignature);
    const auto witnessed = TRY(ledger::verify_note(seen->text(), policy_));
    const auto now = services_.clock.now();
    return write_and_wait<Nothing>(services_, stopped,
                                   [cosignature, quorum = witnessed.quorum, size = size_,
                                    now](store::Transaction& tx) -> Status {
                                       store::PublicationChanges changes(tx);
                                       TRY(changes.save(size, cosignature));
                                       return quorum ? changes.mark_witnessed(size, now) : ok();
                                   });
}

/// The witness stands elsewhere. If it shows a checkpoint of ours that does not fit what is stored,
/// then what is stored is not what was promised.
Status CosignatureRounds::compare(const ledger::TrustedWitness& witness, const std::string& origin)
{
    const auto reply = TRY(ask_(
        below(witness.url, to_hex(crypto::sha256(bytes_of(origin))) + "/checkpoint"), nullptr));
    if (reply.status != 200)
        return Error{ErrorCode::unavailable,
                     "it stands at another checkpoint, and does not show which"};
    const auto theirs = TRY(ledger::verify_note(
        reply.body, ledger::verifier_key(origin, services_.vault.ledger_key().public_key())));
    auto why = TRY(services_.store.read([&](store::Reading& reading) {
        return store::compare_with_witness(reading, witness.name, theirs);
    }));
    if (!why)
        return Error{ErrorCode::unavailable, "it stands at a checkpoint that fits ours"};
    services_.store.enter_recovery(std::move(*why));
    TRY(keep_ahead_(reply.body));
    return Error{ErrorCode::conflict, "it has signed what this store does not hold"};
}

}  // namespace varde::acts
