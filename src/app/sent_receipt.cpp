#include "app/sent_receipt.hpp"

#include "base/durable_file.hpp"
#include "ledger/checkpoint.hpp"
#include "ledger/entry.hpp"
#include "json/value.hpp"

#include <fmt/format.h>

#include <filesystem>

namespace varde::app {
namespace {

std::string text_in(json::View view, std::string_view name)
{
    return std::string(view.member(name).text().value_or(""));
}

std::string manifest_of(const std::vector<SentPart>& parts)
{
    std::string manifest;
    for (std::size_t i = 0; i < parts.size(); ++i)
        manifest += fmt::format("part {} {} {} {}\n", i, parts[i].media_type, parts[i].bytes,
                                to_hex(parts[i].sha256));
    return manifest;
}

Error doubtful(std::string_view what)
{
    return {ErrorCode::invalid, "The receipt does not hold: " + std::string(what)};
}

}  // namespace

Result<SentReceipt> read_receipt(std::string_view body)
{
    const auto document = TRY(json::Document::parse(body));
    const auto root = document.root();
    const auto delivery = root.member("delivery"), unit = delivery.member("unit");
    const auto receipt = root.member("receipt");
    SentReceipt read{.id = text_in(root, "id"),
                     .accepted_at = text_in(root, "accepted_at"),
                     .unit = text_in(unit, "id"),
                     .unit_name = text_in(unit, "name"),
                     .sequence = delivery.member("sequence").integer().value_or(0),
                     .code = text_in(receipt, "code"),
                     .entry = text_in(receipt, "entry"),
                     .manifest = text_in(receipt, "manifest"),
                     .proof = text_in(receipt, "proof"),
                     .vkey = text_in(receipt, "vkey")};
    const auto warnings = root.member("warnings");
    for (std::size_t i = 0; i < warnings.size(); ++i)
        read.warnings.push_back(
            {text_in(warnings.at(i), "code"), text_in(warnings.at(i), "detail")});
    if (read.id.empty() || read.entry.empty() || read.proof.empty() || read.vkey.empty())
        return Error{ErrorCode::malformed, "The server's answer carries no receipt."};
    return read;
}

Status verify_receipt(const SentReceipt& receipt, const std::vector<SentPart>& parts,
                      const std::string& trusted_vkey)
{
    if (!trusted_vkey.empty() && receipt.vkey != trusted_vkey)
        return doubtful("it is signed with another key than the one that you trust.");
    if (receipt.manifest != manifest_of(parts))
        return doubtful("it is not about exactly the bytes that were sent.");
    const auto key = TRY(ledger::parse_verifier_key(receipt.vkey));
    const auto proof = TRY(ledger::parse_proof(receipt.proof));
    const auto entry = TRY(ledger::parse_entry(receipt.entry));
    const auto id = parse_uuid(receipt.id);
    if (entry.event != "report.accepted" || !id || entry.object != *id)
        return doubtful("its entry is not the acceptance of this report.");
    if (!proof.extra || proof.extra->size() != 32 ||
        entry.commit != ledger::commitment(*proof.extra, bytes_of(receipt.manifest)))
        return doubtful("its entry stands for something else than what was sent.");
    if (auto verified = ledger::verify_proof(proof, ledger::leaf_hash(receipt.entry), key);
        !verified)
        return doubtful(verified.error().message);
    return ok();
}

Status check_free(const std::string& folder)
{
    if (std::filesystem::exists(folder + "/entry"))
        return Error{ErrorCode::conflict,
                     folder + " holds a receipt already. Give another folder. Nothing was sent."};
    return ok();
}

Status save_receipt(const SentReceipt& receipt, const std::string& folder)
{
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    if (error)
        return Error{ErrorCode::unavailable, "Cannot make " + folder + ": " + error.message()};
    TRY(write_durably(folder + "/manifest", receipt.manifest));
    TRY(write_durably(folder + "/proof", receipt.proof));
    TRY(write_durably(folder + "/vkey", receipt.vkey + "\n"));
    return write_durably(folder + "/entry", receipt.entry);
}

}  // namespace varde::app
