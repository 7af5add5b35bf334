#include "torture/checks.hpp"

#include "ledger/entry.hpp"
#include "json/value.hpp"

namespace varde::torture {
namespace {

Error wrong(std::string what) { return {ErrorCode::invalid, std::move(what)}; }

std::string part(std::size_t number, std::string_view media_type, std::string_view bytes)
{
    return "part " + std::to_string(number) + " " + std::string(media_type) + " " +
           std::to_string(bytes.size()) + " " + to_hex(crypto::sha256(bytes_of(bytes))) + "\n";
}

/// Made anew from what was sent.
std::string manifest_expected(const Sent& sent)
{
    auto manifest = part(0, "application/json", sent.body);
    for (std::size_t i = 0; i < sent.files.size(); ++i)
        manifest += part(i + 1, sent.files[i].media_type, sent.files[i].bytes);
    return manifest;
}

}  // namespace

Status check_receipt_alone(const Sent& sent, ledger::Checkpoint& checkpoint)
{
    const auto document = TRY(json::Document::parse(sent.first));
    const auto receipt = document.root().member("receipt");
    const auto entry_text = receipt.member("entry").text().value_or("");
    const auto manifest = receipt.member("manifest").text().value_or("");
    const auto key = TRY(ledger::parse_verifier_key(receipt.member("vkey").text().value_or("")));
    const auto proof = TRY(ledger::parse_proof(receipt.member("proof").text().value_or("")));
    TRY(ledger::verify_proof(proof, ledger::leaf_hash(entry_text), key));
    checkpoint = TRY(ledger::verify_note(proof.note, key));
    const auto entry = TRY(ledger::parse_entry(entry_text));
    if (entry.event != "report.accepted" || to_string(entry.object) != sent.id)
        return wrong("the receipt's entry is about something else: " + std::string(entry_text));
    if (entry.sequence != sent.sequence)
        return wrong("the receipt's entry has another sequence than the answer");
    if (manifest != manifest_expected(sent))
        return wrong("the manifest is not that of what was sent: " + std::string(manifest));
    if (!proof.extra || ledger::commitment(*proof.extra, bytes_of(manifest)) != entry.commit)
        return wrong("the entry is not committed to the manifest");
    return ok();
}

}  // namespace varde::torture
