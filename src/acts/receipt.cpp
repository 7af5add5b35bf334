#include "acts/receipt.hpp"

#include "acts/kept_report.hpp"
#include "domain/report/milestone.hpp"
#include "ledger/checkpoint.hpp"
#include "ledger/note.hpp"
#include "store/publication.hpp"

namespace varde::acts {
namespace {

constexpr std::size_t position_bytes = 5;
constexpr std::size_t mac_bytes = 10;
using Position = std::array<std::uint8_t, position_bytes>;

Position to_bytes(std::uint64_t position)
{
    Position bytes;
    for (std::size_t i = 0; i < position_bytes; ++i)
        bytes[i] = std::uint8_t(position >> (8 * (position_bytes - 1 - i)));
    return bytes;
}

Bytes code_mac(const Services& services, const ReportId& report, const Position& position)
{
    const auto full = crypto::hmac_sha256(services.vault.code_secret().view(),
                                          {bytes_of("code"), report.view(), position});
    return {full.begin(), full.begin() + mac_bytes};
}

/// Positions count everybody's reports: they are not shown to whoever holds one code.
void mask(const Services& services, ByteView mac, Position& position)
{
    const auto pad =
        crypto::hmac_sha256(services.vault.code_secret().view(), {bytes_of("mask"), mac});
    for (std::size_t i = 0; i < position_bytes; ++i)
        position[i] ^= pad[i];
}

}  // namespace

std::string code_of(const Services& services, const ReportId& report, std::uint64_t position)
{
    auto bytes = to_bytes(position);
    auto code = code_mac(services, report, bytes);
    mask(services, code, bytes);
    code.insert(code.end(), bytes.begin(), bytes.end());
    auto text = to_base32(code);
    for (auto at = text.size() - 4; at > 0; at -= 4)
        text.insert(at, 1, '-');
    return text;
}

namespace {

Error unknown_code()
{
    return {ErrorCode::not_found,
            "No report has this code. Check each character; O and 0 are the same."};
}

}  // namespace

Result<store::StoredEvent> event_behind(const Services& services, store::Reading& reading,
                                        std::string_view code)
{
    const auto bytes = from_base32(code);
    if (!bytes || bytes->size() != mac_bytes + position_bytes)
        return unknown_code();
    const auto given = ByteView(*bytes).first(mac_bytes);
    Position masked;
    std::copy(bytes->begin() + mac_bytes, bytes->end(), masked.begin());
    mask(services, given, masked);
    std::uint64_t position = 0;
    for (auto byte : masked)
        position = position << 8 | byte;
    auto event = TRY(reading.event_at(position));
    if (!event ||
        !crypto::equal_in_constant_time(code_mac(services, event->event.report, masked), given))
        return unknown_code();
    return std::move(*event);
}

Result<ReportId> report_behind(const Services& services, store::Reading& reading,
                               std::string_view code)
{
    const auto found = TRY(event_behind(services, reading, code));
    if (found.event.name != domain::EventName::report_accepted)
        return unknown_code();
    return found.event.report;
}

namespace {

ledger::VerifierKey key_of_log(const Services& services, std::string_view origin)
{
    return ledger::verifier_key(std::string(origin), services.vault.ledger_key().public_key());
}

}  // namespace

std::string vkey(const Services& services, std::string_view note)
{
    return ledger::to_text(key_of_log(services, ledger::origin_of(note)));
}

Result<Receipt> receipt_of(const Services& services, store::Reading& reading,
                           const store::StoredEvent& event)
{
    const auto note = TRY(reading.note_holding(event.position));
    if (!note)
        return Error{ErrorCode::internal, "an event stands under no checkpoint"};
    const auto names = domain::milestones_of(event.event.name);
    Receipt receipt{.milestone = names.empty() ? std::string(domain::name_of(event.event.name))
                                               : std::string(names.front()),
                    .entry = event.entry(),
                    .vkey = vkey(services, note->text)};
    receipt.proof = ledger::to_text(
        ledger::Proof{.index = event.position,
                      .path = TRY(reading.inclusion_proof(event.position, note->size)),
                      .note = note->text});
    return receipt;
}

namespace {

std::vector<WitnessedBy> witnesses_of(const store::PublishedCheckpoint& checkpoint)
{
    std::vector<WitnessedBy> witnesses;
    for (const auto& cosignature : checkpoint.cosignatures)
        witnesses.push_back({cosignature.witness, cosignature.at});
    return witnesses;
}

}  // namespace

Result<Receipt> witnessed(const Services& services, store::Reading& reading, Receipt receipt,
                          std::uint64_t position)
{
    const auto seen = TRY(store::Publication(reading).witnessed_holding(position));
    if (!seen)
        return receipt;
    auto proof = TRY(ledger::parse_proof(receipt.proof));
    proof.path = TRY(reading.inclusion_proof(position, seen->size));
    proof.note = seen->text();
    receipt.proof = ledger::to_text(proof);
    receipt.vkey = vkey(services, proof.note);  // A later log's, if the entry's own was closed.
    receipt.witnessed = witnesses_of(*seen);
    return receipt;
}

Result<CheckedReceipt> check_receipt(const Services& services, std::string_view entry,
                                     std::string_view proof)
{
    const auto parsed = ledger::parse_proof(proof);
    if (!parsed)
        return CheckedReceipt{.detail = "The proof cannot be read: " + parsed.error().message};
    CheckedReceipt checked;
    const auto index = parsed.value().index;
    // Whichever of our logs it names: one that was closed keeps its origin for ever. What cannot be
    // a log's name comes from whoever asks, and is no reason to stop.
    const auto origin = ledger::origin_of(parsed.value().note);
    if (!ledger::is_key_name(origin))
        return CheckedReceipt{.detail = "The proof holds no checkpoint of a log."};
    const auto verified =
        ledger::verify_proof(parsed.value(), ledger::leaf_hash(entry),
                             key_of_log(services, origin));
    checked.holds = bool(verified);
    const auto stored =
        TRY(services.store.read([&](store::Reading& reading) { return reading.event_at(index); }));
    checked.in_ledger = stored && stored->entry() == entry;
    checked.detail = !checked.holds      ? verified.error().message
                     : checked.in_ledger ? "The receipt is genuine and its entry is stored here."
                                         : "The signature is ours, but the entry is not stored "
                                           "here. Keep the receipt and report this.";
    if (!checked.in_ledger)
        return checked;
    const auto seen = TRY(services.store.read([&](store::Reading& reading) {
        return store::Publication(reading).witnessed_holding(index);
    }));
    if (seen)
        checked.witnessed = witnesses_of(*seen);
    const auto gone = TRY(services.store.read(
        [&](store::Reading& reading) { return erased(services, reading, stored->event.report); }));
    if (gone) {
        checked.erased_rule = gone->tombstone.rule;
        checked.erased_at = gone->tombstone.at;
        checked.detail += " The report was handled and then " + in_words(services, *gone) + ".";
    }
    return checked;
}

}  // namespace varde::acts
