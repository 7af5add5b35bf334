#include "app/evidence_bundle.hpp"

#include "app/evidence_script.hpp"
#include "app/verify.hpp"
#include "base/durable_file.hpp"
#include "json/value.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

namespace varde::app {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view sums_name = "SHA256SUMS", policy_name = "trust.policy",
                           proof_ending = ".tlog-proof", entry_ending = ".entry";

std::vector<std::string> names_in(const std::string& folder)
{
    std::vector<std::string> names;
    std::error_code error;
    for (const auto& entry : fs::directory_iterator(folder, error))
        names.push_back(entry.path().filename().string());
    std::ranges::sort(names);
    return names;
}

/// As sha256sum writes them; hidden files do not count, as in a shell's `*`.
Result<std::string> sums_of(const std::string& folder)
{
    std::string sums;
    for (const auto& name : names_in(folder)) {
        if (name == sums_name || name.starts_with('.'))
            continue;
        const auto text = TRY(contents_of(folder + "/" + name));
        sums += to_hex(crypto::sha256(bytes_of(text))) + "  " + name + "\n";
    }
    return sums;
}

Error not_evidence(std::string_view what)
{
    return {ErrorCode::invalid,
            "The server's answer holds " + std::string(what) + ". Nothing was written."};
}

/// `report.accepted`: of what the server says, only what can be a file's name. Every item must be
/// about `report` and must be one that can be checked.
Result<std::string> event_in(json::View item, const Uuid& report)
{
    const auto parsed = ledger::parse_entry(item.member("entry").text().value_or(""));
    if (!parsed)
        return not_evidence("something else than ledger entries");
    if (parsed.value().object != report)
        return not_evidence("an entry of another report");
    for (const auto* member : {"proof", "vkey"})
        if (item.member(member).text().value_or("").empty())
            return not_evidence("an entry without its proof or its key");
    return parsed.value().event;
}

Status write_entry(const std::string& stem, json::View item)
{
    const auto write = [&](std::string_view member, std::string_view ending) -> Status {
        const auto text = item.member(member).text();
        if (!text || text->empty())
            return ok();
        const auto line_end = member == "vkey" ? "\n" : "";
        return write_durably(stem + std::string(ending), std::string(*text) + line_end);
    };
    TRY(write("entry", entry_ending));
    TRY(write("proof", proof_ending));
    TRY(write("manifest", ".manifest"));
    return write("vkey", ".vkey");
}

}  // namespace

Result<std::size_t> write_bundle(const std::string& folder, const Uuid& report,
                                 const std::string& answer)
{
    const auto document = json::Document::parse(answer);
    const auto items = document ? document.value().root().member("items") : json::View{};
    if (!document || items.size() == 0)
        return Error{ErrorCode::invalid,
                     "The server's answer holds no entries. Nothing was written."};
    if (!names_in(folder).empty())
        return Error{ErrorCode::conflict,
                     folder + " is not empty. Name a new folder. Nothing was written."};
    std::vector<std::string> events;
    for (std::size_t i = 0; i < items.size(); ++i)
        events.push_back(TRY(event_in(items.at(i), report)));
    const auto policy = document.value().root().member("policy").text().value_or("");
    if (!ledger::parse_policy(policy))
        return not_evidence("no trust policy that can be read");
    std::error_code error;
    fs::create_directories(folder, error);
    if (error)
        return Error{ErrorCode::unavailable, "Cannot make " + folder + ": " + error.message()};
    for (std::size_t i = 0; i < items.size(); ++i)
        TRY(write_entry(fmt::format("{}/{:04}-{}", folder, i + 1, events[i]), items.at(i)));
    TRY(write_durably(folder + "/" + std::string(policy_name), policy));
    TRY(write_durably(folder + "/README.txt", evidence_readme()));
    TRY(write_durably(folder + "/verify.sh", evidence_script()));
    const auto sums = TRY(sums_of(folder));
    TRY(write_durably(folder + "/" + std::string(sums_name), sums));
    return items.size();
}

bool is_bundle(const std::string& folder)
{
    return fs::exists(folder + "/" + std::string(sums_name)) && !fs::exists(folder + "/entry");
}

Result<std::vector<HeldReceipt>> read_bundle(const std::string& folder)
{
    const auto sums = TRY(contents_of(folder + "/" + std::string(sums_name)));
    const auto found = TRY(sums_of(folder));
    if (sums != found)
        return Error{ErrorCode::invalid,
                     "The bundle was changed: its files are not those that SHA256SUMS names. Each "
                     "proof in it may still hold by itself: sh verify.sh says which."};
    const auto policy = TRY(contents_of(folder + "/" + std::string(policy_name)));
    std::vector<HeldReceipt> receipts;
    std::optional<Uuid> report;
    for (const auto& name : names_in(folder)) {
        const auto file = folder + "/" + name;
        if (name.ends_with(proof_ending))
            TRY(contents_of(file.substr(0, file.size() - proof_ending.size()) + ".entry"));
        if (!name.ends_with(entry_ending))
            continue;
        const auto stem = file.substr(0, file.size() - entry_ending.size());
        HeldReceipt receipt{.entry = TRY(contents_of(file)),
                            .proof = TRY(contents_of(stem + std::string(proof_ending))),
                            .vkey = TRY(contents_of(stem + ".vkey")),
                            .policy = policy};
        if (fs::exists(stem + ".manifest"))
            receipt.manifest = TRY(contents_of(stem + ".manifest"));
        while (receipt.vkey.ends_with('\n'))
            receipt.vkey.pop_back();
        const auto entry = TRY(ledger::parse_entry(receipt.entry));
        if (report.value_or(entry.object) != entry.object)
            return Error{ErrorCode::invalid, name + " is about another report than the others."};
        report = entry.object;
        receipts.push_back(std::move(receipt));
    }
    if (receipts.empty())
        return Error{ErrorCode::invalid, folder + " holds no entry."};
    return receipts;
}

}  // namespace varde::app
