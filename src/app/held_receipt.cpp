#include "app/held_receipt.hpp"

#include "app/evidence_bundle.hpp"
#include "json/value.hpp"

#include <filesystem>
#include <fstream>

namespace varde::app {
namespace {

constexpr std::uintmax_t receipt_bytes_max = 64 * 1024 * 1024;

Error doubtful(std::string what)
{
    return {ErrorCode::invalid, "The receipt does not hold: " + std::move(what)};
}

Result<std::string> read_text(const std::string& path)
{
    std::error_code error;
    const auto bytes = std::filesystem::file_size(path, error);
    if (!error && bytes > receipt_bytes_max)
        return Error{ErrorCode::invalid, path + " is larger than any receipt."};
    std::ifstream file(path, std::ios::binary);
    std::string text{std::istreambuf_iterator<char>(file), {}};
    if (error || !file)
        return Error{ErrorCode::invalid, "Cannot read " + path + "."};
    return text;
}

HeldReceipt receipt_in(json::View view)
{
    const auto text = [&](std::string_view name) {
        return std::string(view.member(name).text().value_or(""));
    };
    return {text("entry"), text("manifest"), text("proof"), text("vkey")};
}

Result<std::vector<HeldReceipt>> read_folder(const std::string& path)
{
    HeldReceipt receipt{.entry = TRY(read_text(path + "/entry")),
                        .proof = TRY(read_text(path + "/proof"))};
    if (std::filesystem::exists(path + "/manifest"))
        receipt.manifest = TRY(read_text(path + "/manifest"));
    if (std::filesystem::exists(path + "/vkey")) {
        receipt.vkey = TRY(read_text(path + "/vkey"));
        while (receipt.vkey.ends_with('\n'))
            receipt.vkey.pop_back();
    }
    return std::vector{std::move(receipt)};
}

Result<std::vector<HeldReceipt>> read_file(const std::string& path)
{
    const auto text = TRY(read_text(path));
    const auto document = json::Document::parse(text);
    if (!document)
        return Error{ErrorCode::invalid, path + " is no server's answer: it is not JSON."};
    const auto root = document.value().root();
    std::vector<HeldReceipt> receipts;
    const auto items = root.member("items");
    for (std::size_t i = 0; i < items.size(); ++i)
        receipts.push_back(receipt_in(items.at(i)));
    if (receipts.empty())
        receipts = {receipt_in(root.member("receipt")), receipt_in(root)};
    std::erase_if(receipts,
                  [](const HeldReceipt& each) { return each.entry.empty() || each.proof.empty(); });
    if (receipts.empty())
        return Error{ErrorCode::invalid, path + " holds no receipt: neither an entry and a proof "
                                                "nor an object \"receipt\" with both."};
    return receipts;
}

/// The log that must have signed, and what is known of who else saw it.
Result<ledger::Witnessed> seen_by(const HeldReceipt& receipt, const std::string& note,
                                  const Trust& trust)
{
    if (trust.policy)
        return ledger::verify_note(note, *trust.policy);
    ledger::Witnessed seen;
    seen.log = trust.key ? *trust.key : TRY(ledger::parse_verifier_key(receipt.vkey));
    seen.checkpoint = TRY(ledger::verify_note(note, seen.log));
    if (receipt.policy.empty())
        return seen;
    auto policy = TRY(ledger::parse_policy(receipt.policy));
    policy.logs = {{seen.log, {}}};
    return ledger::verify_note(note, policy);
}

Status check_manifest(const HeldReceipt& receipt, const ledger::Entry& entry,
                      const ledger::Proof& proof)
{
    if (!proof.extra || proof.extra->size() != 32 ||
        entry.commit != ledger::commitment(*proof.extra, bytes_of(receipt.manifest)))
        return doubtful("its entry stands for something else than the manifest.");
    return ok();
}

/// The manifest's first line is about the request's body.
Status check_body(const HeldReceipt& receipt, const Hash& sha256)
{
    if (receipt.manifest.empty())
        return Error{ErrorCode::invalid,
                     "The receipt holds, but it came without its manifest, which says what was "
                     "sent: that it is about this report cannot be shown. Use the receipt of the "
                     "answer to the report itself."};
    const auto line = receipt.manifest.substr(0, receipt.manifest.find('\n'));
    if (!line.starts_with("part 0 ") || !line.ends_with(" " + to_hex(sha256)))
        return doubtful("it is not about exactly the bytes of this report.");
    return ok();
}

}  // namespace

Result<std::vector<HeldReceipt>> read_held_receipts(const std::string& path)
{
    if (is_bundle(path))
        return read_bundle(path);
    return std::filesystem::is_directory(path) ? read_folder(path) : read_file(path);
}

Result<CheckedHolding> check_holding(const HeldReceipt& receipt, const Trust& trust,
                                     const std::optional<Hash>& body_sha256)
{
    const auto entry = ledger::parse_entry(receipt.entry);
    if (!entry)
        return doubtful("its entry is not one of a ledger.");
    const auto proof = ledger::parse_proof(receipt.proof);
    if (!proof)
        return doubtful("its proof is not one.");
    auto seen = seen_by(receipt, proof.value().note, trust);
    if (!seen)
        return doubtful(seen.error().message + ".");
    if (auto verified =
            ledger::verify_proof(proof.value(), ledger::leaf_hash(receipt.entry), seen.value().log);
        !verified)
        return doubtful(verified.error().message + ".");
    if (!receipt.manifest.empty())
        TRY(check_manifest(receipt, entry.value(), proof.value()));
    const bool accepts = entry.value().event == "report.accepted";
    if (body_sha256 && accepts)
        TRY(check_body(receipt, *body_sha256));
    return CheckedHolding{.entry = entry.value(),
                          .index = proof.value().index,
                          .seen = std::move(seen).value(),
                          .trusted_log = trust.key || trust.policy,
                          .trusted_witnesses = trust.policy.has_value(),
                          .opens = !receipt.manifest.empty(),
                          .about_body = body_sha256 && accepts};
}

}  // namespace varde::app
